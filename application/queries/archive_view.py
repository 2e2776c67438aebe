"""What the archive's questions are asked of: the read model as it stands, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from domain.policy.model import PolicyRef
from domain.policy.retention import RetentionClass

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldKnown:
    """Nothing may be disposed of from `placed_on` to the day before `lifted_on` (None: it stands); why, by its code."""

    hold_id: UUID
    placed_on: date
    lifted_on: date | None
    reason: str
    known_from: int

    def stands_on(self, day: date) -> bool:
        """Whether papers are on hold on a day."""
        return self.placed_on <= day and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceKnown:
    """Where papers of a class are, and since when: those of a year, or all of them (None)."""

    retention_class: RetentionClass
    year: int | None
    archived_on: date
    place: str
    known_from: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalKnown:
    """Who approved the disposal, by id, and on which day."""

    approved_on: date
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalKnown:
    """Who disposed of the papers, by id, on which day, under which certificate."""

    disposed_on: date
    by: str
    certificate_number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PapersKnown:
    """What was known of one class of a contract's papers from a position on; `known_on` is the day of that record.

    `place` is that in the register. `last_day_on` None: the contract goes on by silence and nothing has ended it;
    `ended_by` and `reason` say what made it the last day. `policy` governs that day. `counted_from`: the day from which
    the time of the class counts.
    """

    contract_id: UUID
    retention_class: RetentionClass
    place: int
    known_from: int
    known_on: date
    household_number: str | None
    agreement_number: str
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    counted_from: date | None
    policy: PolicyRef
    approval: ApprovalKnown | None = None
    disposal: DisposalKnown | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveKnown:
    """Everything ever known of each class of a contract's papers, oldest first, its papers before its health record.

    Holds, by the day of placing, and places, by year, are those known now.
    """

    classes: Sequence[Sequence[PapersKnown]]
    holds: Sequence[HoldKnown]
    places: Sequence[PlaceKnown]


class ArchiveView(Protocol):
    """The read model `archive` at one state of the store."""

    @property
    def position(self) -> int:
        """How far it has come."""

    def page(self, *, after: int, limit: int, last_day_before: date | None) -> Sequence[ArchiveKnown]:
        """What is known of the papers of each contract, in the register's order.

        Those that follow the place `after`, as many as `limit`; with `last_day_before` those only whose last day, as
        known now, lies before it.
        """

    def of_contract(self, contract_id: UUID) -> ArchiveKnown | None:
        """What is known of one contract's papers; None: there is no such contract."""


class ArchiveReadModel(Protocol):
    """Gives questions one state of the read model to look at."""

    def ask_archive(self, question: Callable[[ArchiveView], T]) -> T:
        """What `question` answers; it may be put twice, where tables were exchanged while it looked."""
