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
)
from application.refusals import NotFound
from domain.citation import Citation
from domain.policy.model import PolicyRef
from domain.policy.resolve import PolicyBook

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
class ArchiveRow:
    """The papers of one contract. While it is in force no clock runs: `kept_until` and `disposable_from` are None.

    `last_day_on` None: it goes on by silence. `kept_until` is the last day on which the papers must be there, by the
    rule `why` of the policy that governed the last day. `known_from`: the position from which all this is known.
    """

    contract: UUID
    household: str | None
    agreement: str
    state: PapersState
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    kept_until: date | None
    disposable_from: date | None
    policy: PolicyRef
    why: Citation
    moved: tuple[Moved, ...]
    holds: tuple[HoldKnown, ...]
    approval: ApprovalKnown | None
    disposal: DisposalKnown | None
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
            following=found[-1].papers[-1].place if len(found) == limit else None,
        )

    def _row(self, known: ArchiveKnown, today: date) -> ArchiveRow:
        now, held = known.papers[-1], any(hold.stands_on(today) for hold in known.holds)
        policy = self._policies.by_ref(now.policy)
        over_on = None if now.last_day_on is None or now.last_day_on >= today else now.last_day_on
        return ArchiveRow(
            contract=now.contract_id,
            household=now.household_number,
            agreement=now.agreement_number,
            state=self._state(now, today, held=held),
            last_day_on=now.last_day_on,
            ended_by=now.ended_by,
            reason=now.reason,
            kept_until=None if over_on is None else policy.retention.kept_through(over_on),
            disposable_from=None if over_on is None else policy.retention.disposable_from(over_on),
            policy=now.policy,
            why=policy.cite("retention"),
            moved=tuple(self._moves(known.papers)),
            holds=tuple(known.holds),
            approval=now.approval,
            disposal=now.disposal,
            known_from=max([now.known_from, *(hold.known_from for hold in known.holds)]),
        )

    def _state(self, now: PapersKnown, today: date, *, held: bool) -> PapersState:
        if now.disposal is not None:
            return PapersState.DISPOSED
        if held:
            return PapersState.ON_HOLD
        if now.last_day_on is None or now.last_day_on >= today:
            return PapersState.IN_FORCE
        retention = self._policies.by_ref(now.policy).retention
        return PapersState.DISPOSABLE if today >= retention.disposable_from(now.last_day_on) else PapersState.KEPT

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
        if known.last_day_on is None:
            return None
        return self._policies.by_ref(known.policy).retention.kept_through(known.last_day_on)


def _disposable(row: ArchiveRow, day: date) -> bool:
    free = row.disposal is None and not any(hold.stands_on(day) for hold in row.holds)
    return free and row.disposable_from is not None and row.disposable_from <= day
