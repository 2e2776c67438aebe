"""Rules about disposal: class by class, not before its day, not under hold, by two people; taken back by another."""

from datetime import date

from domain.contract.keeping.classes import classes_of, counted_from, require_kept
from domain.contract.keeping.commands import (
    ApproveDisposal,
    DisposeContract,
    VoidContractDisposal,
    WithdrawDisposalApproval,
)
from domain.contract.keeping.ending import Ending, ending_of
from domain.contract.keeping.events import (
    ContractDisposalVoided,
    ContractDisposed,
    DisposalApprovalWithdrawn,
    DisposalApproved,
    KeptBack,
)
from domain.contract.keeping.holding import require_not_held
from domain.contract.keeping.labels import LONGEST_LABEL, is_label
from domain.contract.keeping.refusals import (
    ApprovalOvertaken,
    CertificateMissing,
    NoSuchDisposal,
    NotApproved,
    RecorderVoids,
    SecondPersonNeeded,
    StillInForce,
    StillKept,
    UnfitForRecord,
)
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.policy.retention import RetentionClass
from domain.refusal import require_not_future


def approve(command: ApproveDisposal, contract: Contract, around: Surroundings) -> tuple[DisposalApproved, ...]:
    """Approve a disposal. Quiet where it is approved for the same day of the clock.

    Refused: nothing_of_this_class, disposed, dated_in_future, on_hold, still_in_force, still_kept.
    """
    what = command.retention_class
    require_kept(what, contract)
    ending = _require_disposable(what, command.approved_on, contract, around)
    kept_until = _kept_until(what, contract, ending, around)
    approval = contract.keeping.approval(what)
    if approval is not None and approval.kept_until == kept_until:
        return ()
    return (DisposalApproved(retention_class=what, approved_on=command.approved_on, kept_until=kept_until),)


def withdraw_approval(
    command: WithdrawDisposalApproval, contract: Contract, today: date
) -> tuple[DisposalApprovalWithdrawn, ...]:
    """Take an approval back. Quiet where that was said last.

    Refused: nothing_of_this_class, disposed, dated_in_future, disposal_not_approved.
    """
    what = command.retention_class
    require_kept(what, contract)
    require_not_future(command.withdrawn_on, today)
    if isinstance(contract.keeping.approvals.get(what), DisposalApprovalWithdrawn):
        return ()
    approval = contract.keeping.approval(what)
    if approval is None or command.withdrawn_on < approval.approved_on:
        raise NotApproved(day=command.withdrawn_on)
    return (DisposalApprovalWithdrawn(retention_class=what, withdrawn_on=command.withdrawn_on, reason=command.reason),)


def dispose(command: DisposeContract, contract: Contract, around: Surroundings) -> tuple[ContractDisposed, ...]:
    """Record a disposal. Quiet where this very one is on record.

    Refused: nothing_of_this_class, disposed, certificate_missing, unfit_for_record, dated_in_future, on_hold,
    still_in_force, still_kept, disposal_not_approved, approval_overtaken, second_person_needed.
    """
    what, number = command.retention_class, command.certificate_number
    known = contract.keeping.disposals.get(what)
    if known is not None and (known.certificate_number, known.disposed_on) == (number, command.disposed_on):
        return ()
    require_kept(what, contract)
    _require_certificate(number)
    ending = _require_disposable(what, command.disposed_on, contract, around)
    kept_until = _kept_until(what, contract, ending, around)
    approval = contract.keeping.approval(what)
    if approval is None or command.disposed_on < approval.approved_on:
        raise NotApproved(day=command.disposed_on)
    if approval.kept_until != kept_until:
        raise ApprovalOvertaken(approved_for=approval.kept_until, kept_until=kept_until)
    if around.asked_by == around.disposal_approved_by[what]:
        raise SecondPersonNeeded
    left = (each for each in classes_of(contract) if each is not what and each not in contract.keeping.disposals)
    return (
        ContractDisposed(
            retention_class=what,
            disposed_on=command.disposed_on,
            approved_on=approval.approved_on,
            kept_until=kept_until,
            certificate_number=number,
            kept_back=tuple(
                KeptBack(retention_class=each, kept_until=_kept_until(each, contract, ending, around)) for each in left
            ),
        ),
    )


def void_disposal(
    command: VoidContractDisposal, contract: Contract, around: Surroundings
) -> tuple[ContractDisposalVoided, ...]:
    """Declare that a disposal was recorded wrongly. Quiet where this was said of that certificate.

    Refused: no_such_disposal, void_by_recorder.
    """
    what, number = command.retention_class, command.certificate_number
    disposal = contract.keeping.disposals.get(what)
    if disposal is None or disposal.certificate_number != number:
        if any((each.retention_class, each.certificate_number) == (what, number) for each in contract.keeping.voided):
            return ()
        raise NoSuchDisposal(what=what, certificate=number)
    if around.asked_by == around.disposed_by[what]:
        raise RecorderVoids
    return (
        ContractDisposalVoided(
            retention_class=what, certificate_number=number, void_from=disposal.disposed_on, reason=command.reason
        ),
    )


def _require_certificate(number: str) -> None:
    if not number.strip():
        raise CertificateMissing
    if not is_label(number):
        raise UnfitForRecord(what="certificate_number", longest=LONGEST_LABEL)


def _require_disposable(what: RetentionClass, day: date, contract: Contract, around: Surroundings) -> Ending:
    """How the contract ended; its time is over on `day`, and no hold stands on that day, nor today."""
    require_not_future(day, around.today)
    require_not_held(contract.keeping, day, around.today)
    ending = ending_of(contract)
    if ending is None or ending.last_day_on >= around.today:
        raise StillInForce(day=day, last_day_on=None if ending is None else ending.last_day_on)
    kept_until = _kept_until(what, contract, ending, around)
    if day <= kept_until:
        policy = around.policies.by_ref(ending.policy)
        raise StillKept(day=day, kept_until=kept_until, rule=policy.cite(what.rule))
    return ending


def _kept_until(what: RetentionClass, contract: Contract, ending: Ending, around: Surroundings) -> date:
    retention = around.policies.by_ref(ending.policy).retention
    return retention.kept_through(what, counted_from(what, contract, ending))
