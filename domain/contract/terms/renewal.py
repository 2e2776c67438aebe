"""Rules about renewing a contract by consent, and about confirming what silence renewed."""

from datetime import date

from domain.calendar import day_after
from domain.contract.questions import require_free, require_in_force, require_no_error
from domain.contract.refusals import NotInForce
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Surroundings
from domain.contract.terms.commands import ReconfirmRenewal, RenewContract
from domain.contract.terms.events import ContractRenewed, RenewalReconfirmed
from domain.contract.terms.refusals import (
    AlreadyTerminated,
    ConsentAfterEnd,
    ConsentMissing,
    NothingToReconfirm,
    RenewalTooLate,
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
    not_in_force, renewal_too_late, already_contracted.
    """
    require_not_future(command.agreed_on, around.today)
    require_no_error(contract)
    _require_within(command.agreed_on, contract)
    ending = contract.terms.on(command.agreed_on)
    policy = around.policies.by_ref(ending.policy)
    if ending is not contract.terms.last:
        return ()
    if policy.renews_silently:
        raise RenewsBySilence(policy=policy.ref.name, rule=policy.cite("renewal"))
    missing = policy.renewal.consents_missing(frozenset(command.consents))
    if missing:
        raise ConsentMissing(missing=tuple(sorted(missing)), rule=policy.cite("renewal"))
    _require_not_ending(contract)
    _require_in_time(command.agreed_on, around.today, ending, policy)
    renewed = _renewed(command, contract, around)
    after = evolve(contract, renewed)
    for resident_id in contract.members:
        require_free(around.contract_id, after, around.claims[resident_id], policy)
    return (renewed,)


def reconfirm(command: ReconfirmRenewal, contract: Contract, around: Surroundings) -> tuple[RenewalReconfirmed, ...]:
    """Note that both sides confirmed a silent renewal. Quiet where they had. Refused: nothing_to_reconfirm."""
    require_not_future(command.confirmed_on, around.today)
    require_in_force(contract, command.confirmed_on)
    agreed = contract.terms.on(command.confirmed_on)
    number = agreed.term.number
    if agreed.reconfirmed_on is not None:
        return ()
    if not agreed.reconfirmation_pending:
        raise NothingToReconfirm(day=command.confirmed_on, term_number=number)
    return (RenewalReconfirmed(term_number=number, confirmed_on=command.confirmed_on),)


def _require_within(agreed_on: date, contract: Contract) -> None:
    end_on = contract.terms.last.term.end_on
    if agreed_on > end_on:
        raise ConsentAfterEnd(agreed_on=agreed_on, end_on=end_on)
    if agreed_on < contract.start_on:
        raise NotInForce(day=agreed_on, from_on=contract.start_on, last_day_on=contract.last_day_on)


def _require_not_ending(contract: Contract) -> None:
    terms = contract.terms
    if terms.termination is not None:
        raise AlreadyTerminated(last_day_on=terms.termination.last_day_on)
    if terms.pending_request is not None:
        raise TerminationPending(requested_on=terms.pending_request.requested_on)
    if contract.lapse is not None:
        first_day = day_after(terms.last.term.end_on)
        raise NotInForce(day=first_day, from_on=contract.start_on, last_day_on=contract.last_day_on)


def _require_in_time(agreed_on: date, today: date, ending: AgreedTerm, policy: Policy) -> None:
    end_on = ending.term.end_on
    if not policy.renewal.is_in_time(consented_on=agreed_on, entered_on=today, term_end_on=end_on):
        raise RenewalTooLate(agreed_on=agreed_on, end_on=end_on, today=today, rule=policy.cite("late_consent"))


def _renewed(command: RenewContract, contract: Contract, around: Surroundings) -> ContractRenewed:
    last = contract.terms.last
    governing = around.policies.by_ref(last.policy)
    following = around.policies.following(GovernedTerm(term=last.term, policy=governing))
    return ContractRenewed(
        term=following.term,
        basis=governing.renewal.kind,
        policy=following.policy.ref,
        renews_silently=following.policy.renews_silently,
        agreed_on=command.agreed_on,
        supersedes_expiry=contract.terms.expiry is not None,
    )
