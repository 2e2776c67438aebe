"""Appends a batch and learns what became of it, also where the connection is lost while it commits."""

from collections.abc import Sequence

from application.ports import Appended, Clock, Outcome, Repeated
from infrastructure.database import Store
from infrastructure.failures import OutcomeUnknown
from infrastructure.ledger.look_up import questions
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.writing import write_batch
from infrastructure.patience import is_away, patiently, pauses_for


class Appender:
    """Writes prepared appends, one transaction a batch.

    Unknown is not failed: a batch whose COMMIT did not answer is sent again as it is. The head is taken first, so the
    commands of the batch are found if the first attempt stands, and written if it does not.
    """

    def __init__(self, store: Store, recorder: LedgerRecorder, clock: Clock, *, patience_seconds: float) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._patience_seconds = patience_seconds

    def append(self, batch: Sequence[Prepared]) -> list[Outcome]:
        """One outcome for each append. Raises `LedgerUnavailable` when the ledger could not be asked in time."""
        sent: dict[int, Appended] = {}
        asked = questions(batch)

        def attempt() -> list[Outcome]:
            judged: list[Outcome] = []
            try:
                with self._store.transaction() as connection:
                    judged = write_batch(connection, batch, asked, self._clock)
            except OutcomeUnknown:
                sent.update({at: outcome for at, outcome in enumerate(judged) if isinstance(outcome, Appended)})
                raise
            return judged

        outcomes = patiently(attempt, pauses_for(self._patience_seconds), is_away)
        self._recorder.bell.ring()
        for at, first in sent.items():
            if isinstance(outcomes[at], Repeated) and self._stands(first, batch[at]):
                outcomes[at] = first
        return outcomes

    def _stands(self, first: Appended, append: Prepared) -> bool:
        """Whether the records of our own first attempt are those on record, where that attempt had put them."""
        count = len(append.events)
        rows = patiently(
            lambda: self._recorder.select_notifications(first.first_position, count),
            pauses_for(self._patience_seconds),
            is_away,
        )
        return [row.record for row in rows] == [event.state for event in append.events]
