"""Rules about ending a contract early: asking for it, taking that back, deciding it, and decisions made by mistake."""

from datetime import date

from domain.calendar import day_after, day_before
from domain.contract.deciding import require_decided
from domain.contract.late_entries import reason_if_late
from domain.contract.questions import require_agreed, require_free, require_in_force, require_no_error
from domain.contract.state import Contract, InForce, evolve
from domain.contract.surroundings import Surroundings
from domain.contract.terms.commands import (
    DecideTermination,
    RequestTermination,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.due import settled
from domain.contract.terms.events import (
    ContractExpired,
    ContractTerminated,
    ExpiryOutcome,
    RenewalVoided,
    TermEvent,
    TerminationRequested,
    TerminationRequestWithdrawn,
    TerminationVoided,
)
from domain.contract.terms.refusals import (
    AlreadyTerminated,
    BeforeTheRequest,
    EffectBeforeDecision,
    NoTerminationRequest,
    NotTerminated,
    RenewalAgreed,
    TerminationPending,
    TerminationReasonMissing,
    TerminationReasonUnknown,
    TerminationTooEarly,
)
from domain.personal import Personal
from domain.policy.model import Policy
from domain.policy.renewal import RenewalKind
from domain.policy.termination import TerminationReason
from domain.refusal import require_not_future


def request(command: RequestTermination, contract: Contract, around: Surroundings) -> tuple[TermEvent, ...]:
    """Ask to end the contract. Quiet where this request is undecided already.

    Asked for within a term that silence has renewed since, it voids the renewals: silence renews only
    "如居民不提出解约要求" (004). Refused: termination_pending, already_terminated, not_in_force,
    termination_reason_missing, termination_reason_unknown, entry_too_late, late_reason_missing, renewal_agreed.
    """
    require_not_future(command.requested_on, around.today)
    require_no_error(contract)
    pending, termination = contract.terms.pending_request, contract.terms.termination
    policy = around.policies.by_ref(contract.policy_on(command.requested_on))
    if pending is not None:
        if (pending.requested_on, pending.reason) == (command.requested_on, command.reason):
            return ()
        raise TerminationPending(requested_on=pending.requested_on, rule=policy.cite("termination"))
    if termination is not None:
        raise AlreadyTerminated(last_day_on=termination.last_day_on)
    require_agreed(contract, command.requested_on)
    _require_reason(command.reason, command.note, policy)
    voided = _voided(command.requested_on, contract, policy)
    requested = TerminationRequested(
        requested_on=command.requested_on,
        reason=command.reason,
        note=command.note,
        late_reason=reason_if_late(command.requested_on, command.late_reason, policy, around.today),
    )
    return (requested, *voided)


def withdraw(
    command: WithdrawTerminationRequest, contract: Contract, around: Surroundings
) -> tuple[TerminationRequestWithdrawn, ...]:
    """Take a request back that was not decided: silence renews again. Quiet where it was withdrawn on that day.

    A day after the contract's last one is too late: the household signs anew. Refused: no_termination_request,
    before_the_request, not_in_force, entry_too_late, late_reason_missing, already_contracted (somebody is under
    another contract by then).
    """
    require_not_future(command.withdrawn_on, around.today)
    require_no_error(contract)
    known, pending = contract.terms.request, contract.terms.pending_request
    if known is not None and known.withdrawn_on == command.withdrawn_on:
        return ()
    if pending is None:
        raise NoTerminationRequest
    if command.withdrawn_on < pending.requested_on:
        raise BeforeTheRequest(day=command.withdrawn_on, requested_on=pending.requested_on)
    require_agreed(contract, command.withdrawn_on)
    policy = around.policies.by_ref(contract.policy_on(command.withdrawn_on))
    withdrawn = TerminationRequestWithdrawn(
        requested_on=pending.requested_on,
        withdrawn_on=command.withdrawn_on,
        late_reason=reason_if_late(command.withdrawn_on, command.late_reason, policy, around.today),
    )
    _require_everybody_free(contract, withdrawn, around)
    return (withdrawn,)


def decide_termination(
    command: DecideTermination, contract: Contract, around: Surroundings
) -> tuple[ContractTerminated, ...]:
    """End the contract early, on request or for the institution's own reasons. Quiet where it was ended so.

    It may end within a term that silence is to begin; one that is yet to begin ends before its first day.

    Refused: already_terminated, not_in_force, before_the_request, effect_before_decision, termination_too_early,
    no_termination_request, termination_reason_missing, termination_reason_unknown, consent_missing (where both sides
    decide), entry_too_late, late_reason_missing.
    """
    require_not_future(command.decided_on, around.today)
    require_no_error(contract)
    takes_effect_on = max(command.takes_effect_on, contract.start_on)
    known, last_day_on = contract.terms.termination, day_before(takes_effect_on)
    if known is not None:
        if (known.last_day_on, known.decided_on) == (last_day_on, command.decided_on):
            return ()
        raise AlreadyTerminated(last_day_on=known.last_day_on)
    require_agreed(contract, min(command.decided_on, takes_effect_on))
    foreseen = settled(contract, around.policies, around.teams, last_day_on)
    require_to_be_ended(takes_effect_on, foreseen)
    policy = around.policies.by_ref(foreseen.policy_on(last_day_on))
    _require_order(command, foreseen, policy)
    pending = contract.terms.pending_request
    reason = command.reason or (None if pending is None else pending.reason)
    _require_not_taken_back(reason, contract)
    if reason is None:
        raise TerminationReasonMissing(rule=policy.cite("termination_reasons"))
    if command.reason is not None:
        _require_reason(reason, command.note, policy)
    require_decided(command.consents, policy.termination.decided_by, "termination_decision", policy)
    return (
        ContractTerminated(
            last_day_on=last_day_on,
            decided_on=command.decided_on,
            reason=reason,
            requested_on=None if pending is None else pending.requested_on,
            note=command.note,
            late_reason=reason_if_late(command.decided_on, command.late_reason, policy, around.today),
            never_in_force=last_day_on < contract.start_on,
            consents=command.consents,
        ),
    )


def void(command: VoidTermination, contract: Contract, around: Surroundings) -> tuple[TerminationVoided, ...]:
    """The contract had been ended by mistake: everything is as before, a request that led to it undecided again.

    Refused: not_terminated, already_contracted (somebody is under another contract by then).
    """
    require_no_error(contract)
    termination = contract.terms.termination
    if termination is None:
        raise NotTerminated
    voided = TerminationVoided(last_day_on=termination.last_day_on, reason=command.reason)
    _require_everybody_free(contract, voided, around)
    return (voided,)


def _voided(requested_on: date, contract: Contract, policy: Policy) -> tuple[RenewalVoided | ContractExpired, ...]:
    """What a request leaves of the terms that followed that in which it was made: of silent renewals nothing."""
    asked_in = contract.terms.on(requested_on).term
    later = [agreed for agreed in contract.terms.agreed if agreed.term.number > asked_in.number]
    for agreed_on in (agreed.agreed_on or agreed.reconfirmed_on for agreed in later):
        if agreed_on is not None and agreed_on > requested_on:
            raise RenewalAgreed(requested_on=requested_on, agreed_on=agreed_on, rule=policy.cite("renewal"))
    if not later or later[0].basis is not RenewalKind.SILENCE:
        return ()
    return (
        RenewalVoided(term_number=later[0].term.number, last_day_on=asked_in.end_on, requested_on=requested_on),
        ContractExpired(
            term_number=asked_in.number,
            last_day_on=asked_in.end_on,
            outcome=ExpiryOutcome.TERMINATION_REQUESTED,
        ),
    )


def require_to_be_ended(takes_effect_on: date, contract: Contract) -> None:
    """Refuse where nothing would be left uncovered that was not before: but for the end of a term to come."""
    at_end = contract.terms.expiry is None and takes_effect_on == day_after(contract.terms.last.term.end_on)
    if not (at_end and isinstance(contract.on(day_before(takes_effect_on)), InForce)):
        require_in_force(contract, takes_effect_on)


def _require_order(command: DecideTermination, contract: Contract, policy: Policy) -> None:
    pending = contract.terms.pending_request
    if pending is not None and command.decided_on < pending.requested_on:
        raise BeforeTheRequest(day=command.decided_on, requested_on=pending.requested_on)
    if command.takes_effect_on < command.decided_on:
        raise EffectBeforeDecision(takes_effect_on=command.takes_effect_on, decided_on=command.decided_on)
    if pending is None:
        return
    end_on = contract.terms.on(day_before(command.takes_effect_on)).term.end_on
    earliest_on = policy.termination.earliest_on(pending.requested_on, end_on)
    if command.takes_effect_on < earliest_on:
        raise TerminationTooEarly(
            takes_effect_on=command.takes_effect_on, earliest_on=earliest_on, rule=policy.cite("termination")
        )


def _require_not_taken_back(reason: TerminationReason | None, contract: Contract) -> None:
    """Refuse to end on request what the household, by its last word on record, wants to keep."""
    on_request = reason in (None, TerminationReason.RESIDENT_REQUEST)
    if on_request and contract.terms.request is not None and contract.terms.pending_request is None:
        raise NoTerminationRequest


def _require_reason(reason: TerminationReason, note: Personal | None, policy: Policy) -> None:
    if not policy.termination.accepts(reason):
        raise TerminationReasonUnknown(reason=reason, policy=policy.ref.name, rule=policy.cite("termination_reasons"))
    if reason is TerminationReason.OTHER and note is None:
        raise TerminationReasonMissing(rule=policy.cite("termination_reasons"))


def _require_everybody_free(
    contract: Contract, fact: TerminationRequestWithdrawn | TerminationVoided, around: Surroundings
) -> None:
    after = settled(evolve(contract, fact), around.policies, around.teams, around.today)
    for resident_id in contract.members:
        require_free(around.contract_id, after, around.claims[resident_id], around.policies.by_ref(after.policy))
