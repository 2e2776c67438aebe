"""Rules about renewing a contract by consent, renewals made by mistake, and confirming what silence renewed."""

from datetime import date

from domain.calendar import day_after
from domain.care_team.decide import require_open
from domain.contract.late_entries import reason_if_late
from domain.contract.moves.questions import require_nothing_after
from domain.contract.questions import require_free, require_in_force, require_no_error
from domain.contract.refusals import NotInForce
from domain.contract.state import Contract, evolve, known
from domain.contract.surroundings import Surroundings
from domain.contract.terms.commands import ReconfirmRenewal, RenewContract, VoidReconfirmation, VoidRenewal
from domain.contract.terms.events import (
    ContractRenewed,
    RenewalReconfirmationVoided,
    RenewalReconfirmed,
    RenewalVoided,
)
from domain.contract.terms.refusals import (
    AlreadyTerminated,
    ConsentAfterEnd,
    ConsentMissing,
    NothingToReconfirm,
    NotReconfirmed,
    RenewalNotAgreed,
    RenewalTooLate,
    RenewedSince,
    RenewsBySilence,
    TerminationPending,
)
from domain.contract.terms.state import AgreedTerm
from domain.policy.model import Policy
from domain.policy.resolve import GovernedTerm
from domain.refusal import require_not_future


def renew(command: RenewContract, contract: Contract, around: Surroundings) -> tuple[ContractRenewed, ...]:
    """Let the next term follow: "期满如需续约的，双方自愿" (000, article 3). Quiet where that term is renewed already.

    A consent given within the term and entered late, but in time, renews without a gap and supersedes the expiry.
    Refused: renews_by_silence, consent_after_end, consent_missing, termination_pending, already_terminated,
    not_in_force, renewal_too_late, entry_too_late, late_reason_missing, team_closed, already_contracted.
    """
    require_not_future(command.agreed_on, around.today)
    require_no_error(contract)
    ending = contract.terms.on(command.agreed_on)
    policy = around.policies.by_ref(ending.policy)
    _require_within(command.agreed_on, contract, policy)
    if ending is not contract.terms.last:
        return ()
    if policy.renews_silently:
        raise RenewsBySilence(policy=policy.ref.name, rule=policy.cite("renewal"))
    missing = policy.renewal.consents_missing(frozenset(command.consents))
    if missing:
        raise ConsentMissing(missing=tuple(sorted(missing)), rule=policy.cite("renewal"))
    _require_not_ending(contract, policy)
    _require_in_time(command.agreed_on, around.today, ending, policy)
    renewed = _renewed(command, contract, around, policy)
    team_id = known(contract.team_id, renewed.term.start_on)
    require_open(around.teams[team_id], renewed.term.start_on)
    after = evolve(contract, renewed)
    for resident_id in contract.members:
        require_free(around.contract_id, after, around.claims[resident_id], policy)
    return (renewed,)


def reconfirm(command: ReconfirmRenewal, contract: Contract, around: Surroundings) -> tuple[RenewalReconfirmed, ...]:
    """Note that both sides confirmed a silent renewal. Quiet where they had.

    Refused: not_in_force, nothing_to_reconfirm, entry_too_late, late_reason_missing.
    """
    require_not_future(command.confirmed_on, around.today)
    require_in_force(contract, command.confirmed_on)
    agreed = contract.terms.on(command.confirmed_on)
    number, policy = agreed.term.number, around.policies.by_ref(agreed.policy)
    if agreed.reconfirmed_on is not None:
        return ()
    if not agreed.reconfirmation_pending:
        raise NothingToReconfirm(day=command.confirmed_on, term_number=number, rule=policy.cite("reconfirmation"))
    late_reason = reason_if_late(command.confirmed_on, command.late_reason, policy, around.today)
    return (RenewalReconfirmed(term_number=number, confirmed_on=command.confirmed_on, late_reason=late_reason),)


def void_reconfirmation(command: VoidReconfirmation, contract: Contract) -> tuple[RenewalReconfirmationVoided, ...]:
    """Both sides had not confirmed that term: it is pending again, and no request is overtaken by it.

    Refused: not_in_force (entered in error), not_reconfirmed.
    """
    require_no_error(contract)
    for each in contract.terms.agreed:
        if each.term.number == command.term_number and each.reconfirmed_on is not None:
            return (
                RenewalReconfirmationVoided(
                    term_number=command.term_number, confirmed_on=each.reconfirmed_on, reason=command.reason
                ),
            )
    raise NotReconfirmed(term_number=command.term_number)


def void(command: VoidRenewal, contract: Contract, around: Surroundings) -> tuple[RenewalVoided, ...]:
    """A renewal was agreed on by mistake: the contract ends with the term before, or is renewed anew.

    What silence renewed after that term falls with it. Refused: not_in_force (entered in error), renewal_not_agreed,
    renewed_since, already_terminated, termination_pending, recorded_later.
    """
    require_no_error(contract)
    number, agreed = command.term_number, contract.terms.agreed
    if not any(each.term.number == number and each.agreed_on is not None for each in agreed):
        raise RenewalNotAgreed(term_number=number)
    for later in (each for each in agreed if each.term.number > number):
        if later.agreed_on is not None or later.reconfirmed_on is not None:
            raise RenewedSince(term_number=number, later_number=later.term.number)
    last_day_on = next(each.term.end_on for each in agreed if each.term.number == number - 1)
    _require_nothing_rests_on(last_day_on, contract, around)
    return (RenewalVoided(term_number=number, last_day_on=last_day_on, reason=command.reason),)


def _require_nothing_rests_on(last_day_on: date, contract: Contract, around: Surroundings) -> None:
    """Refuse to end a contract with a day after which it was to end, or anything of it is on record."""
    termination, pending = contract.terms.termination, contract.terms.pending_request
    if termination is not None and termination.last_day_on > last_day_on:
        raise AlreadyTerminated(last_day_on=termination.last_day_on)
    if pending is not None and pending.requested_on > last_day_on:
        policy = around.policies.by_ref(contract.policy_on(pending.requested_on))
        raise TerminationPending(requested_on=pending.requested_on, rule=policy.cite("termination"))
    require_nothing_after(contract, last_day_on)


def _require_within(agreed_on: date, contract: Contract, policy: Policy) -> None:
    end_on = contract.terms.last.term.end_on
    if agreed_on > end_on:
        raise ConsentAfterEnd(agreed_on=agreed_on, end_on=end_on, rule=policy.cite("renewal"))
    if agreed_on < contract.start_on:
        raise NotInForce(day=agreed_on, from_on=contract.start_on, last_day_on=contract.last_day_on)


def _require_not_ending(contract: Contract, policy: Policy) -> None:
    terms = contract.terms
    if terms.termination is not None:
        raise AlreadyTerminated(last_day_on=terms.termination.last_day_on)
    if terms.pending_request is not None:
        raise TerminationPending(requested_on=terms.pending_request.requested_on, rule=policy.cite("termination"))
    if contract.lapse is not None:
        first_day = day_after(terms.last.term.end_on)
        raise NotInForce(day=first_day, from_on=contract.start_on, last_day_on=contract.last_day_on)


def _require_in_time(agreed_on: date, today: date, ending: AgreedTerm, policy: Policy) -> None:
    end_on = ending.term.end_on
    if not policy.renewal.is_in_time(consented_on=agreed_on, entered_on=today, term_end_on=end_on):
        raise RenewalTooLate(agreed_on=agreed_on, end_on=end_on, today=today, rule=policy.cite("late_consent"))


def _renewed(command: RenewContract, contract: Contract, around: Surroundings, policy: Policy) -> ContractRenewed:
    """The term after the last one, which `policy` governs."""
    following = around.policies.following(GovernedTerm(term=contract.terms.last.term, policy=policy))
    return ContractRenewed(
        term=following.term,
        basis=policy.renewal.kind,
        policy=following.policy.ref,
        renews_silently=following.policy.renews_silently,
        agreed_on=command.agreed_on,
        supersedes_expiry=contract.terms.expiry is not None,
        late_reason=reason_if_late(command.agreed_on, command.late_reason, policy, around.today),
    )
