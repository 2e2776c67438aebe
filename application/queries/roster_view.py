"""What the roster's questions are asked of: the read models as they stand together, and nothing else."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from application.queries.moment import Moment
from domain.policy.capacity import Load
from domain.policy.model import PolicyRef, Term
from domain.populations import Category

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """Which contracts are asked for, in people's words: those of a team, of a village; None for either: of all."""

    team: str | None = None
    village: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Which contracts are asked for: of these teams, of a village; None for either: of all."""

    teams: tuple[UUID, ...] | None = None
    village: str | None = None


EVERYBODY = Scope()


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """Which part of the contracts asked for: after a place in the register, without the first `skip`, and how many."""

    limit: int
    scope: Scope = EVERYBODY
    after: int = 0
    skip: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractOnDay:
    """A contract in force on a day. `place` is that in the register; `team` is None for an unknown team."""

    contract_id: UUID
    place: int
    household_number: str | None
    village: str
    team: str | None
    doctor: str
    policy: PolicyRef
    term: Term


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberOnDay:
    """Somebody covered by a contract on a day; `noted` are the categories written down for that day."""

    contract_id: UUID
    resident_id: UUID
    relationship: str
    name: str | None
    birth_on: date | None
    sex: str | None
    noted: frozenset[Category]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyRules:
    """Whom one policy version counts: its key categories, and the age from which one is elderly."""

    policy: PolicyRef
    key: frozenset[Category]
    elderly_from_age: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Households and distinct persons on a day, distinct persons of each category, and those with any of them."""

    households: int
    persons: int
    by_category: Mapping[Category, int]
    key_distinct: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamOnDay:
    """What a team has under contract on a day, all of it and by doctor, and the policies that govern it."""

    team_id: UUID
    policies: tuple[PolicyRef, ...]
    load: Load
    by_doctor: Mapping[str, Load]


class RosterView(Protocol):
    """The read models `roster` and `residents` at one state of the store."""

    @property
    def position(self) -> int:
        """How far both have come."""

    def contracts(self, moment: Moment, within: Within) -> Sequence[ContractOnDay]:
        """The contracts in force, in the register's order."""

    def members(self, moment: Moment, contract_ids: Collection[UUID]) -> Mapping[UUID, Sequence[MemberOnDay]]:
        """Who is covered, by contract, in the order of joining."""

    def policies(self, position: int) -> Sequence[PolicyRef]:
        """Every policy version that a contract was signed under, as known at a position."""

    def counts(self, moment: Moment, rules: Sequence[KeyRules], scope: Scope) -> Counts:
        """Counts under the rules of each contract's policy; `rules` name every policy version there is."""

    def teams_on(self, moment: Moment, scope: Scope) -> Sequence[TeamOnDay]:
        """Every team that has contracts in force."""

    def teams_called(self, name: str, position: int) -> Sequence[UUID]:
        """The teams of a name, as known at a position: every institution may have one."""

    def bound_to(self, team_id: UUID, day: date) -> Sequence[UUID]:
        """The contracts that a team has on a day or later, as known now, in the register's order."""

    def falling_due_with(self, team_id: UUID, to_on: date) -> Sequence[UUID]:
        """Contracts that a team ever had, of which something falls due by a day (inclusive) and is not on record."""

    def of_household(self, household_number: str) -> Sequence[UUID]:
        """Every contract ever signed for a household number: those entered in error, then the others, oldest first."""


class RosterReadModels(Protocol):
    """Gives questions one state of the read models to look at."""

    def ask(self, question: Callable[[RosterView], T]) -> T:
        """What `question` answers; it may be put twice, where tables were exchanged while it looked."""
