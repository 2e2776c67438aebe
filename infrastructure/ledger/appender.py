"""Appends a batch and learns what became of it, also where the connection is lost while it commits."""

import time
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from application.ports import Appended, Clock, LedgerUnavailable, Outcome, Repeated
from infrastructure.database import Store
from infrastructure.failures import DatabaseUnreachable, OutcomeUnknown
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.writing import write_batch

PATIENCE_SECONDS = 15.0
PAUSES_SECONDS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_PAUSE_SECONDS = 1.0


class Appender:
    """Writes prepared appends, one transaction a batch.

    Unknown is not failed: a batch whose COMMIT did not answer is sent again as it is. The head is taken first, so the
    commands of the batch are found if the first attempt stands, and written if it does not.
    """

    def __init__(self, store: Store, recorder: LedgerRecorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock

    def append(self, batch: Sequence[Prepared], *, patience_seconds: float = PATIENCE_SECONDS) -> list[Outcome]:
        """One outcome for each append. Raises `LedgerUnavailable` when the ledger could not be asked in time."""
        sent_before = False
        deadline = time.monotonic() + patience_seconds
        for pause in _pauses():
            try:
                with self._store.transaction() as connection:
                    outcomes = write_batch(connection, batch, self._clock)
            except OutcomeUnknown as error:
                sent_before = True
                _give_up_after(deadline, error)
            except DatabaseUnreachable as error:
                _give_up_after(deadline, error)
            else:
                self._recorder.bell.ring()
                return self._as_first_sent(batch, outcomes) if sent_before else outcomes
            time.sleep(pause)
        raise AssertionError("the pauses never end")

    def _as_first_sent(self, batch: Sequence[Prepared], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """What was found on record because our own first attempt stands is told as what it was: appended."""
        return [
            (self._found(append) or outcome) if isinstance(outcome, Repeated) else outcome
            for append, outcome in zip(batch, outcomes, strict=True)
        ]

    def _found(self, append: Prepared) -> Appended | None:
        stream_id, _ = append.expected[0]
        rows = self._recorder.select_streams([stream_id])
        ours = {(event.originator_id, event.originator_version): event.state for event in append.events}
        found = [row for row in rows if ours.get((row.stream_id, row.stream_version)) == row.record]
        if not found:
            return None
        start = found[0].position
        return Appended(
            first_position=start, last_position=start + len(append.events) - 1, recorded_at=found[0].recorded_at
        )


def _give_up_after(deadline: float, error: LedgerUnavailable) -> None:
    if time.monotonic() >= deadline:
        raise error


def _pauses() -> Iterator[float]:
    return chain(PAUSES_SECONDS, repeat(LONGEST_PAUSE_SECONDS))
