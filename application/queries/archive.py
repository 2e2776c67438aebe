"""The archive: until when the papers of each contract are kept, why, and what a late fact moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from application.ports import ZONE, Clock
from application.queries.archive_view import (
    ApprovalKnown,
    ArchiveKnown,
    ArchiveReadModel,
    DisposalKnown,
    HoldKnown,
    PapersKnown,
    PlaceKnown,
)
from application.refusals import NotFound
from domain.citation import Citation
from domain.contract.keeping.ending import EndedBy
from domain.policy.model import PolicyRef
from domain.policy.resolve import PolicyBook
from domain.policy.retention import RetentionClass

PAGE = 500
"""Contracts in a page where nobody says how many."""


class PapersState(StrEnum):
    """How the papers of a contract stand on a day."""

    IN_FORCE = "in_force"
    KEPT = "kept"
    DISPOSABLE = "disposable"
    ON_HOLD = "on_hold"
    DISPOSED = "disposed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A fact that came late moved the day until which papers are kept; None: no day was known, or is any more.

    `position` is that of its record, `known_on` the civil day of it.
    """

    kept_until_before: date | None
    kept_until: date | None
    position: int
    known_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptClass:
    """One class of what is kept of a contract. While the contract is in force no clock runs: both days are None.

    `kept_until` is the last day on which it must be there, by the rule `why` of the policy that governed the last day.
    """

    retention_class: RetentionClass
    state: PapersState
    kept_until: date | None
    disposable_from: date | None
    why: Citation
    moved: tuple[Moved, ...]
    approval: ApprovalKnown | None
    disposal: DisposalKnown | None
    places: tuple[PlaceKnown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveRow:
    """What is kept of one contract: its papers, and the health record where somebody was served.

    `last_day_on` None: it goes on by silence. `known_from`: the position from which all this is known.
    """

    contract: UUID
    household: str | None
    agreement: str
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    policy: PolicyRef
    classes: tuple[KeptClass, ...]
    holds: tuple[HoldKnown, ...]
    known_from: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchivePage:
    """A part of the archive in the register's order, as it stands on the day `as_of` and at `position`.

    `following` asks for the next page, None: there is none.
    """

    as_of: date
    position: int
    rows: tuple[ArchiveRow, ...]
    following: int | None


class ArchiveQueries:
    """Answers from the read model; how long papers are kept is asked of the book of policies."""

    def __init__(self, read_model: ArchiveReadModel, policies: PolicyBook, clock: Clock) -> None:
        self._read_model = read_model
        self._policies = policies
        self._clock = clock

    def pages(self, *, disposable_by: date | None = None, limit: int = PAGE) -> Iterator[ArchivePage]:
        """The archive page by page, at least one; with a day, only the papers that may be disposed of by then."""
        after: int | None = 0
        while after is not None:
            page = self._page(after, limit, disposable_by)
            yield page
            after = page.following

    def of_contract(self, contract_id: UUID) -> ArchivePage:
        """The papers of one contract. Refused: not_found."""
        known, position = self._read_model.ask_archive(lambda view: (view.of_contract(contract_id), view.position))
        if known is None:
            raise NotFound(what="contract", id=contract_id)
        today = self._clock.today(ZONE)
        return ArchivePage(as_of=today, position=position, rows=(self._row(known, today),), following=None)

    def _page(self, after: int, limit: int, disposable_by: date | None) -> ArchivePage:
        today = self._clock.today(ZONE)
        found, position = self._read_model.ask_archive(
            lambda view: (view.page(after=after, limit=limit, last_day_before=disposable_by), view.position)
        )
        rows = (self._row(known, today) for known in found)
        return ArchivePage(
            as_of=today,
            position=position,
            rows=tuple(row for row in rows if disposable_by is None or _disposable(row, disposable_by)),
            following=found[-1].classes[0][-1].place if len(found) == limit else None,
        )

    def _row(self, known: ArchiveKnown, today: date) -> ArchiveRow:
        newest = [of_class[-1] for of_class in known.classes]
        now = newest[0]
        return ArchiveRow(
            contract=now.contract_id,
            household=now.household_number,
            agreement=now.agreement_number,
            last_day_on=now.last_day_on,
            ended_by=now.ended_by,
            reason=now.reason,
            policy=now.policy,
            classes=tuple(self._class(of_class, known, today) for of_class in known.classes),
            holds=tuple(known.holds),
            known_from=max(
                position
                for each in (newest, known.holds, known.places)
                for position in (one.known_from for one in each)
            ),
        )

    def _class(self, of_class: Sequence[PapersKnown], known: ArchiveKnown, today: date) -> KeptClass:
        now = of_class[-1]
        what, policy = now.retention_class, self._policies.by_ref(now.policy)
        since = now.counted_from if _is_over(now, today) else None
        return KeptClass(
            retention_class=what,
            state=self._state(now, today, held=any(hold.stands_on(today) for hold in known.holds)),
            kept_until=None if since is None else policy.retention.kept_through(what, since),
            disposable_from=None if since is None else policy.retention.disposable_from(what, since),
            why=policy.cite(what.rule),
            moved=tuple(self._moves(of_class)),
            approval=now.approval,
            disposal=now.disposal,
            places=tuple(each for each in known.places if each.retention_class is what),
        )

    def _state(self, now: PapersKnown, today: date, *, held: bool) -> PapersState:
        if now.disposal is not None:
            return PapersState.DISPOSED
        if held:
            return PapersState.ON_HOLD
        if not _is_over(now, today):
            return PapersState.IN_FORCE
        kept_until = self._kept_until(now)
        return PapersState.KEPT if kept_until is None or today <= kept_until else PapersState.DISPOSABLE

    def _moves(self, known: Sequence[PapersKnown]) -> Iterator[Moved]:
        """Each fact that changed the day, if one of the last days before and after it had passed when it was told."""
        for before, after in pairwise(known):
            passed = any(each is not None and each < after.known_on for each in (before.last_day_on, after.last_day_on))
            until, until_before = self._kept_until(after), self._kept_until(before)
            if passed and until != until_before:
                yield Moved(
                    kept_until_before=until_before,
                    kept_until=until,
                    position=after.known_from,
                    known_on=after.known_on,
                )

    def _kept_until(self, known: PapersKnown) -> date | None:
        if known.counted_from is None:
            return None
        return self._policies.by_ref(known.policy).retention.kept_through(known.retention_class, known.counted_from)


def _is_over(known: PapersKnown, today: date) -> bool:
    """Whether the contract is over by a day; one that was entered in error is so at once."""
    if known.last_day_on is None:
        return False
    return known.last_day_on < today or known.ended_by == EndedBy.ENTERED_IN_ERROR


def _disposable(row: ArchiveRow, day: date) -> bool:
    """Whether anything of the contract may go by that day."""
    if any(hold.stands_on(day) for hold in row.holds):
        return False
    return any(
        each.disposal is None and each.disposable_from is not None and each.disposable_from <= day
        for each in row.classes
    )
