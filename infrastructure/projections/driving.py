"""Driving one generation along the ledger, batch by batch, patiently."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from infrastructure.patience import patiently
from infrastructure.projections import control
from infrastructure.projections.applying import apply_batch, apply_waiting
from infrastructure.projections.control import AnotherRunnerMoved, Mark, Parked
from infrastructure.projections.failures import is_of_the_surroundings, stops_the_runner
from infrastructure.projections.generation import Generation
from infrastructure.projections.ports import Database
from infrastructure.projections.source import LedgerBatch, Read, RecordSource, batch_of, mark_after

BATCH = 1000
"""Records in a batch: more gives nothing (measured), and a transaction stays short."""

PAUSES_SECONDS = (0.1, 0.5, 2.0)
"""How long to wait before an attempt is made again that failed for want of a connection, a lock or a disk."""


class Driver:
    """Reads the ledger and applies it to generations; knows nothing of which one is live."""

    def __init__(self, database: Database, source: RecordSource, *, batch_size: int = BATCH) -> None:
        self.database = database
        self.source = source
        self.batch_size = batch_size

    def read(self, after: int, until: int | None = None) -> Sequence[Read]:
        """The next batch after a position, up to another one, inclusive."""
        limit = self.batch_size if until is None else min(self.batch_size, until - after)
        if limit <= 0:
            return ()
        read = patiently(lambda: self.source.after(after, limit=limit), PAUSES_SECONDS, is_of_the_surroundings)
        return [each for each in read if until is None or each.position <= until]

    def advance(
        self, generation: Generation, read: Sequence[Read], *, also: Callable[[Connection, Mark], None] | None = None
    ) -> Generation:
        """The generation after a batch; what it has applied already is left out.

        `also` runs in the same transaction. Raises `AnotherRunnerMoved` where somebody else drives this generation.
        """
        start = generation.mark.position
        beyond = [each for each in read if each.position > start]
        after = mark_after(beyond) if beyond else generation.mark
        batch = batch_of(self.source, beyond, start)
        try:
            patiently(lambda: self._write(generation, batch, after, also), PAUSES_SECONDS, is_of_the_surroundings)
        except AnotherRunnerMoved:
            if self._mark_of(generation) != after:
                raise
        return replace(generation, mark=after)

    def retry(self, generation: Generation, stream: Parked) -> bool:
        """Apply what waits of one stream, up to where the generation is; False where it waits on."""
        try:
            records = self.source.streams([stream.stream_id], up_to=generation.mark.position)[stream.stream_id]
        except Exception as error:  # what decoding can raise has no other name
            if stops_the_runner(error):
                raise
            return False
        waiting = [record for record in records if record.position >= stream.position]
        batch = batch_of(self.source, waiting, stream.position - 1)
        with self.database.transaction() as connection:
            return apply_waiting(connection, generation, batch, stream)

    def parked(self, generation: Generation) -> Sequence[Parked]:
        """The streams that wait in a generation."""
        with self.database.reading() as connection:
            return tuple(control.parked(connection, generation.name, generation.number).values())

    def _mark_of(self, generation: Generation) -> Mark | None:
        with self.database.reading() as connection:
            state = control.state_of(connection, generation.name, generation.number)
        return None if state is None else state.mark

    def _write(
        self,
        generation: Generation,
        batch: LedgerBatch,
        after: Mark,
        also: Callable[[Connection, Mark], None] | None,
    ) -> None:
        with self.database.transaction() as connection:
            apply_batch(connection, generation, batch, after)
            if also is not None:
                also(connection, after)
