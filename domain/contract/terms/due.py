"""What falls due by itself: renewal by silence, and the end of a contract that nothing renews.

Whoever records it, and when, changes nothing: it follows from what is on record of the contract alone, and each fact
counts from its own day. So a contract that nobody touched for years has the same history as one touched daily.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from uuid import UUID

from domain.calendar import day_after
from domain.care_team.state import CareTeam
from domain.contract.state import Contract, evolve, known
from domain.contract.terms.events import ContractExpired, ContractRenewed, DueEvent, ExpiryOutcome
from domain.policy.resolve import GovernedTerm, PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A fact, and the day after a term's end on which it fell due: its first day."""

    due_on: date
    fact: DueEvent


def is_due(contract: Contract, business_day: date) -> bool:
    """Whether anything fell due up to and including `business_day` that is not on record."""
    return contract.terms.last.term.end_on < business_day and _is_open(contract)


def due(
    contract: Contract, policies: PolicyBook, teams: Mapping[UUID, CareTeam], business_day: date
) -> tuple[Due, ...]:
    """What fell due up to and including `business_day` and is not on record, in order, over as many terms as passed.

    `teams` are those that the contract ever had. Nothing of a contract that lapsed or was terminated by the end of its
    last term, or was entered in error. Empty once its facts are recorded.

    A fact may have fallen due long ago: where a mark or a request was withdrawn, the days since then are decided anew.
    So who looks for contracts to settle looks for every term that ended, not for those of yesterday.
    """
    found: list[Due] = []
    while is_due(contract, business_day):
        due_on = day_after(contract.terms.last.term.end_on)
        fact = _following(contract, policies, teams, due_on)
        found.append(Due(due_on=due_on, fact=fact))
        contract = evolve(contract, fact)
    return tuple(found)


def next_due_on(contract: Contract) -> date | None:
    """The day on which something falls due next, or did and is not on record; None where nothing ever will."""
    return day_after(contract.terms.last.term.end_on) if _is_open(contract) else None


def awaits_consent(contract: Contract) -> bool:
    """Whether the contract ends with its last term unless somebody agrees to another one; nobody asked to end it."""
    terms = contract.terms
    return _is_open(contract) and terms.pending_request is None and not terms.last.renews_silently


def lapsed_by(contract: Contract) -> date | None:
    """The day after the last term of a contract that had lapsed in it: nobody is left to decide anything for.

    None for any other contract, also where something else is on record of how it ended.
    """
    last, lapse = contract.terms.last.term, contract.lapse
    otherwise = contract.terms.expiry is not None or contract.terms.ended_early or contract.successor is not None
    if lapse is None or contract.entered_in_error or otherwise:
        return None
    return day_after(last.end_on) if last.start_on <= lapse.last_day_on <= last.end_on else None


def settled(contract: Contract, policies: PolicyBook, teams: Mapping[UUID, CareTeam], business_day: date) -> Contract:
    """The contract with everything on record that fell due."""
    return reduce(evolve, (each.fact for each in due(contract, policies, teams, business_day)), contract)


def _is_open(contract: Contract) -> bool:
    terms = contract.terms
    if contract.entered_in_error or contract.successor is not None:
        return False
    if terms.expiry is not None or terms.ended_early:
        return False
    return contract.lapse is None or contract.lapse.last_day_on > terms.last.term.end_on


def _following(contract: Contract, policies: PolicyBook, teams: Mapping[UUID, CareTeam], due_on: date) -> DueEvent:
    last = contract.terms.last
    outcome = _outcome(contract, teams, due_on)
    if outcome is not None:
        return ContractExpired(term_number=last.term.number, last_day_on=last.term.end_on, outcome=outcome)
    governing = policies.by_ref(last.policy)
    following = policies.following(GovernedTerm(term=last.term, policy=governing))
    return ContractRenewed(
        term=following.term,
        basis=governing.renewal.kind,
        policy=following.policy.ref,
        renews_silently=following.policy.renews_silently,
        reconfirm_by=governing.renewal.reconfirm_by(following.term.start_on),
    )


def _outcome(contract: Contract, teams: Mapping[UUID, CareTeam], due_on: date) -> ExpiryOutcome | None:
    """Why the contract ends with its term; None where silence renews it."""
    if contract.terms.pending_request is not None:
        return ExpiryOutcome.TERMINATION_REQUESTED
    if not contract.terms.last.renews_silently:
        return ExpiryOutcome.NO_CONSENT
    return ExpiryOutcome.TEAM_CLOSED if teams[known(contract.team_id, due_on)].closed_on(due_on) else None
