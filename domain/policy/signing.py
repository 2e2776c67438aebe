"""Who may sign, for whom, and which households sign with every member; which people come first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.populations import BY_AGE, Category, categories_by_age


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

    def has_key_member(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        """Whether one of these people is of a key population."""
        return any(not self.key.keys().isdisjoint(categories) for categories in categories_of_members)

    def categories_on(self, written: frozenset[Category], birth_on: date, day: date) -> frozenset[Category]:
        """What a person is on `day`: as written, but for the categories by age, which the birth date alone decides."""
        return (written - BY_AGE) | categories_by_age(birth_on, day, elderly_from_age=self.elderly_from_age)
