"""How an end date came about: the terms, and the rules of the versions that made them."""

from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import get_args

from domain.citation import Citation
from domain.policy.errors import OutsideCalendar
from domain.policy.model import Policy, Term
from domain.policy.resolve import GovernedTerm, PolicyBook
from domain.policy.rule_names import RuleName
from domain.policy.terms import LONGEST_TERM_YEARS


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The answer for programs. `version` is the one at signing.

    `rules` are all those of every version that took part, those about terms first; one sentence that says several is
    there once.
    """

    policy: str
    version: str
    terms: tuple[Term, ...]
    rules: tuple[Citation, ...]


def explain(policy_book: PolicyBook, name: str, signed_on: date, terms: int = 1) -> Explanation:
    """The first `terms` terms of a contract signed on `signed_on`; refuses what is unknown or past the calendar."""
    governed = governed_terms(policy_book, name, signed_on, terms)
    return Explanation(
        policy=name,
        version=governed[0].policy.ref.version,
        terms=tuple(each.term for each in governed),
        rules=tuple(dict.fromkeys(rule for each in governed for rule in _rules(each.policy))),
    )


def governed_terms(policy_book: PolicyBook, name: str, signed_on: date, terms: int) -> tuple[GovernedTerm, ...]:
    """The first `terms` terms with the version that governs each. Refused: unknown_policy, outside_calendar."""
    policy_book.version_on(name, signed_on)
    if terms < 1 or signed_on.year + terms * LONGEST_TERM_YEARS >= MAXYEAR:
        raise OutsideCalendar(signed_on=signed_on, terms=terms)
    return policy_book.terms(name, signed_on, terms)


def _rules(policy: Policy) -> tuple[Citation, ...]:
    named = tuple(policy.cite(rule) for rule in get_args(RuleName) if rule in policy.citations)
    return (*named, *(due.rule for due in policy.due_services))
