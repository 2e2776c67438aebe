"""A policy: what one jurisdiction's documents say from a date on, each rule beside the sentence that says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from domain.calendar import civil_date, day_after
from domain.citation import Citation
from domain.policy.packages import Package, Title, package_called
from domain.policy.terms import HalfYearTerms, Term, TermEndRule, TermRule, YearTerms
from domain.populations import BY_AGE, Category, categories_by_age

__all__ = [
    "HalfYearTerms",
    "HouseholdScope",
    "Package",
    "Policy",
    "PolicyRef",
    "PopulationRules",
    "RuleName",
    "SigningRules",
    "Term",
    "TermEndRule",
    "Unit",
    "YearTerms",
]

RuleName = Literal[
    "term",
    "term_end",
    "renewal",
    "unit",
    "whole_household",
    "eligibility",
    "key_populations",
    "elderly_age",
    "packages",
    "retention",
    "late_entry",
]
"""The rules of a policy, named as their tables in the jurisdiction's file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyRef:
    """One version of a policy, as records name it; `digest` (hex SHA-256) tells whether it was edited since.

    It stands in records as it is: the promises of `domain.contract.events` hold for its fields too.
    """

    name: str
    version: str
    digest: str


class Unit(StrEnum):
    """Who one contract is for."""

    HOUSEHOLD = "household"
    PERSON = "person"


class HouseholdScope(StrEnum):
    """Which households a rule is about."""

    NONE = "none"
    WITH_KEY_MEMBER = "with_key_member"
    ALL = "all"

    def includes(self, *, key_member: bool) -> bool:
        """Whether a household with or without a member of a key population is meant."""
        return self is HouseholdScope.ALL or (self is HouseholdScope.WITH_KEY_MEMBER and key_member)


@dataclass(frozen=True, kw_only=True, slots=True)
class SigningRules:
    """Who may sign, for whom, and which households sign with every member."""

    unit: Unit
    may_sign: HouseholdScope
    whole_household: HouseholdScope


@dataclass(frozen=True, kw_only=True, slots=True)
class PopulationRules:
    """The key populations (重点人群), each with the document's own words for it, and the age that makes one elderly."""

    key: Mapping[Category, str] = field(hash=False)
    elderly_from_age: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """One version of a jurisdiction's rules.

    It is in force from `effective_from` until the next version's; the first has None and holds for every day before.
    """

    ref: PolicyRef
    title: Title
    timezone: str
    effective_from: date | None
    term: TermRule
    renews_silently: bool
    signing: SigningRules
    populations: PopulationRules
    packages: Mapping[Package, Title] = field(hash=False)
    retention_years: int
    late_after_days: int
    citations: Mapping[RuleName, Citation] = field(hash=False)

    def cite(self, rule: RuleName) -> Citation:
        """The sentence behind a rule, or why we chose it; KeyError where this kind of policy has no such rule."""
        return self.citations[rule]

    def civil_date(self, at: datetime) -> date:
        """The date here at the instant `at`."""
        return civil_date(at, ZoneInfo(self.timezone))

    def term_for(self, start_on: date) -> Term:
        """The first term of a contract that starts on `start_on`."""
        return self.term.first(start_on)

    def next_term(self, previous: Term, anchor_on: date) -> Term:
        """The term after `previous`; `anchor_on` as `anchor_after` gives it, ValueError for that of another rule."""
        return self.term.following(previous, anchor_on)

    def anchor_after(self, previous: Term, governed_by: "Policy") -> date:
        """The anchor of the term after `previous`, which another version may have governed.

        It stays as it was, or is the new term's first day where the term rule changed.
        """
        return previous.anchor_on if governed_by.term == self.term else day_after(previous.end_on)

    def terms(self, start_on: date, n: int) -> tuple[Term, ...]:
        """The first `n` terms from `start_on`, if nothing but renewal happens and the rules stay as they are."""
        found = [self.term_for(start_on)]
        while len(found) < n:
            found.append(self.next_term(found[-1], start_on))
        return tuple(found)

    @property
    def unit(self) -> Unit:
        """Who one contract is for: a household or a person."""
        return self.signing.unit

    @property
    def key_categories(self) -> frozenset[Category]:
        """The categories that this policy calls key."""
        return frozenset(self.populations.key)

    @property
    def elderly_from_age(self) -> int:
        """The age in years from whose birthday a person counts as elderly."""
        return self.populations.elderly_from_age

    def is_key(self, category: Category) -> bool:
        """Whether people of this category are a key population here."""
        return category in self.populations.key

    def categories_on(self, written: frozenset[Category], birth_on: date, day: date) -> frozenset[Category]:
        """What a person is on `day`: as written, but for the categories by age, which the birth date alone decides."""
        return (written - BY_AGE) | categories_by_age(birth_on, day, elderly_from_age=self.elderly_from_age)

    def eligible(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        """Whether a household with these members may be signed."""
        return self.signing.may_sign.includes(key_member=self._has_key_member(categories_of_members))

    def requires_whole_household(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        """Whether a household with these members signs with all of them or not at all (整户签约)."""
        return self.signing.whole_household.includes(key_member=self._has_key_member(categories_of_members))

    def package_called(self, text: str) -> Package | None:
        """The package offered here that `text` names by code or title, else None."""
        package = package_called(text)
        return package if package in self.packages else None

    def _has_key_member(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        return any(not self.key_categories.isdisjoint(categories) for categories in categories_of_members)
