"""Appends what callers bring, and learns what became of it, also where the connection is lost while it commits."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from application.ports import Appended, Clock, Outcome, Repeated
from infrastructure.database import Store
from infrastructure.failures import DatabaseUnreachable, OutcomeUnknown
from infrastructure.ledger.fast_path import FastPath
from infrastructure.ledger.group_commit import GroupCommit
from infrastructure.ledger.look_up import questions
from infrastructure.ledger.one_round_trip import OneRoundTrip
from infrastructure.ledger.one_transaction import OneTransaction
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.rows import Prepared, StoredRecord
from infrastructure.ledger.submission import Submission, apart, submission
from infrastructure.ledger.writing import write_batch
from infrastructure.patience import is_away, patiently, pauses_for

Answer = Sequence[Outcome] | Exception
"""What one caller is told: an outcome for each append, or what is raised."""


class Appender:
    """Writes what comes at the same time in one transaction; each caller's appends stay together.

    The fast path writes those who touch nothing in common, if nothing on record is in their way; all others go the
    careful way, where each append is judged after those before it. Unknown is not failed: what did not answer is sent
    again, carefully. The head is taken first, so what stands already is found, and written if it does not.
    """

    def __init__(self, store: Store, recorder: LedgerRecorder, clock: Clock, *, patience_seconds: float) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._patience_seconds = patience_seconds
        self._fast = fast_path(store, clock)
        self._line: GroupCommit[Submission, Answer] = GroupCommit(self._write, patience_seconds=patience_seconds)

    def append(self, batch: Sequence[Prepared]) -> Sequence[Outcome]:
        """One outcome for each append. Raises `LedgerUnavailable` when the ledger could not be asked in time."""
        answer = self._line.submit(submission(batch, self._fast))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _write(self, submissions: Sequence[Submission]) -> Sequence[Answer]:
        free, rest = apart(submissions)
        answers = dict(zip(free, self._quickly([submissions[at] for at in free]), strict=True))
        if rest:
            answers.update(zip(rest, self._carefully([submissions[at] for at in rest]), strict=True))
        self._recorder.bell.ring()
        return [answers[at] for at in range(len(submissions))]

    def _quickly(self, free: Sequence[Submission]) -> Sequence[Answer]:
        if not free:
            return ()
        try:
            place = self._fast.write([each.ready for each in free])
        except (OutcomeUnknown, DatabaseUnreachable):
            return self._carefully(free, sent=True)
        return self._carefully(free) if place is None else _grouped(_numbered(_appends(free), *place), free)

    def _carefully(self, submissions: Sequence[Submission], *, sent: bool = False) -> Sequence[Answer]:
        batch = _appends(submissions)
        try:
            outcomes = self._judged(batch)
            if sent and all(isinstance(outcome, Repeated) for outcome in outcomes):
                outcomes = self._first_time(batch) or outcomes
        except Exception as error:  # noqa: BLE001 each of them raises it; who was written before them does not
            return [error] * len(submissions)
        return _grouped(outcomes, submissions)

    def _judged(self, batch: Sequence[Prepared]) -> list[Outcome]:
        written: dict[int, Appended] = {}
        asked = questions(batch)

        def attempt() -> list[Outcome]:
            judged: list[Outcome] = []
            try:
                with self._store.transaction() as connection:
                    judged = write_batch(connection, batch, asked, self._clock)
            except OutcomeUnknown:
                written.update({at: outcome for at, outcome in enumerate(judged) if isinstance(outcome, Appended)})
                raise
            return judged

        outcomes = patiently(attempt, pauses_for(self._patience_seconds), is_away)
        for at, first in written.items():
            if isinstance(outcomes[at], Repeated) and self._stands(first, batch[at]):
                outcomes[at] = first
        return outcomes

    def _first_time(self, batch: Sequence[Prepared]) -> list[Outcome] | None:
        """What the batch was answered that was sent once before, if it stands as it was sent: whole, in one place."""
        event = batch[0].events[0]
        version = event.originator_version
        found = self._asked(lambda: self._recorder.select_events(event.originator_id, gt=version - 1, lte=version))
        if not found:
            return None
        outcomes = _numbered(batch, found[0].position - 1, found[0].recorded_at)
        whole = all(self._stands(first, append) for first, append in zip(outcomes, batch, strict=True))
        return list(outcomes) if whole else None

    def _stands(self, first: Appended, append: Prepared) -> bool:
        """Whether the records of our own first attempt are those on record, where that attempt had put them."""
        count = len(append.events)
        rows = self._asked(lambda: self._recorder.select_notifications(first.first_position, count))
        return [row.record for row in rows] == [event.state for event in append.events]

    def _asked(self, question: Callable[[], Sequence[StoredRecord]]) -> Sequence[StoredRecord]:
        return patiently(question, pauses_for(self._patience_seconds), is_away)


def fast_path(store: Store, clock: Clock) -> FastPath[Any]:
    """That of the store's engine."""
    return OneTransaction(store, clock) if store.dialect == "sqlite" else OneRoundTrip(store, clock)


def _appends(submissions: Sequence[Submission]) -> list[Prepared]:
    return [append for each in submissions for append in each.appends]


def _numbered(batch: Sequence[Prepared], position: int, recorded_at: datetime) -> list[Appended]:
    """The places of appends whose records follow a position, one after the other."""
    found: list[Appended] = []
    for append in batch:
        last = position + len(append.events)
        found.append(Appended(first_position=position + 1, last_position=last, recorded_at=recorded_at))
        position = last
    return found


def _grouped(outcomes: Sequence[Outcome], submissions: Sequence[Submission]) -> list[Answer]:
    rest = iter(outcomes)
    return [list(islice(rest, len(each.appends))) for each in submissions]
