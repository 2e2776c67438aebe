"""Rules about papers that are kept: not before their day, not under hold, and by two people.

"所有签约服务资料应存档五年" (000, article 5).
"""

from datetime import date

from domain.contract.keeping.commands import (
    ApproveDisposal,
    DisposeContract,
    KeepingCommand,
    LiftLegalHold,
    PlaceLegalHold,
)
from domain.contract.keeping.ending import ending_of
from domain.contract.keeping.events import (
    ContractDisposed,
    DisposalApproved,
    KeepingEvent,
    RetentionClass,
)
from domain.contract.keeping.holding import lift, place, require_not_held
from domain.contract.keeping.refusals import (
    ApprovalOvertaken,
    CertificateMissing,
    Disposed,
    NotApproved,
    SecondPersonNeeded,
    StillInForce,
    StillKept,
)
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.refusal import require_not_future


def require_not_disposed(contract: Contract) -> None:
    """Refuse whatever is asked of a contract whose papers are gone."""
    disposal = contract.keeping.disposal
    if disposal is not None:
        raise Disposed(disposed_on=disposal.disposed_on, certificate=disposal.certificate_number)


def decide(command: KeepingCommand, contract: Contract, around: Surroundings) -> tuple[KeepingEvent, ...]:
    """The facts that a command about keeping leads to."""
    match command:
        case PlaceLegalHold():
            require_not_disposed(contract)
            return place(command, contract.keeping, around.today)
        case LiftLegalHold():
            return lift(command, contract.keeping, around.today)
        case ApproveDisposal():
            return approve(command, contract, around)
        case DisposeContract():
            return dispose(command, contract, around)


def approve(command: ApproveDisposal, contract: Contract, around: Surroundings) -> tuple[DisposalApproved, ...]:
    """Approve the disposal. Quiet where it is approved for the same day of the clock.

    Refused: disposed, dated_in_future, on_hold, still_in_force, still_kept.
    """
    require_not_disposed(contract)
    kept_until = _require_disposable(command.approved_on, contract, around)
    approval = contract.keeping.approval
    if approval is not None and approval.kept_until == kept_until:
        return ()
    return (DisposalApproved(approved_on=command.approved_on, kept_until=kept_until),)


def dispose(command: DisposeContract, contract: Contract, around: Surroundings) -> tuple[ContractDisposed, ...]:
    """Record the disposal. Quiet where this very one is on record.

    Refused: disposed, certificate_missing, dated_in_future, on_hold, still_in_force, still_kept, disposal_not_approved,
    approval_overtaken, second_person_needed.
    """
    disposal = contract.keeping.disposal
    if disposal is not None and disposal.certificate_number == command.certificate_number:
        return ()
    require_not_disposed(contract)
    if not command.certificate_number.strip():
        raise CertificateMissing
    kept_until = _require_disposable(command.disposed_on, contract, around)
    approval = contract.keeping.approval
    if approval is None or command.disposed_on < approval.approved_on:
        raise NotApproved(day=command.disposed_on)
    if approval.kept_until != kept_until:
        raise ApprovalOvertaken(approved_for=approval.kept_until, kept_until=kept_until)
    if around.asked_by == around.disposal_approved_by:
        raise SecondPersonNeeded
    return (
        ContractDisposed(
            disposed_on=command.disposed_on,
            approved_on=approval.approved_on,
            kept_until=kept_until,
            certificate_number=command.certificate_number,
            disposed=(RetentionClass.CONTRACT_PAPERS,),
            kept_back=(RetentionClass.HEALTH_RECORD,) if contract.services else (),
        ),
    )


def _require_disposable(day: date, contract: Contract, around: Surroundings) -> date:
    """The last day on which the papers had to be there, over on `day`; no hold stands on that day, nor today."""
    require_not_future(day, around.today)
    require_not_held(contract.keeping, day, around.today)
    ending = ending_of(contract)
    if ending is None or ending.last_day_on >= around.today:
        raise StillInForce(day=day, last_day_on=None if ending is None else ending.last_day_on)
    policy = around.policies.by_ref(ending.policy)
    kept_until = policy.retention.kept_through(ending.last_day_on)
    if day < policy.retention.disposable_from(ending.last_day_on):
        raise StillKept(day=day, kept_until=kept_until, rule=policy.cite("retention"))
    return kept_until
