"""Applying a batch: all of it at once, or stream by stream where one of them cannot be applied."""

from uuid import UUID

from sqlalchemy import Connection

from infrastructure.projections import control
from infrastructure.projections.control import Mark, Parked
from infrastructure.projections.failures import stops_the_runner
from infrastructure.projections.generation import Generation
from infrastructure.projections.source import LedgerBatch


def apply_batch(connection: Connection, generation: Generation, batch: LedgerBatch, after: Mark) -> None:
    """Rows and position in one transaction, the position first: whoever comes second finds it moved and writes nothing.

    Raises `AnotherRunnerMoved`, and whatever says that the surroundings failed, not the records or the projection.
    """
    control.move(connection, generation.name, generation.number, generation.mark, after)
    waiting = control.parked(connection, generation.name, generation.number)
    batch = batch.without(waiting)
    if batch.undecodable or not _applied(connection, generation, batch):
        for stream_id in batch.stream_ids:
            _apply_stream(connection, generation, batch.of_stream(stream_id), stream_id)


def apply_waiting(connection: Connection, generation: Generation, batch: LedgerBatch, stream: Parked) -> bool:
    """Apply what waited of one stream; False, and it waits on, where that fails again."""
    control.move(connection, generation.name, generation.number, generation.mark, generation.mark)
    control.unpark(connection, generation.name, generation.number, stream.stream_id)
    _apply_stream(connection, generation, batch, stream.stream_id)
    return stream.stream_id not in control.parked(connection, generation.name, generation.number)


def _applied(connection: Connection, generation: Generation, batch: LedgerBatch) -> bool:
    return _attempt(connection, generation, batch) is None


def _apply_stream(connection: Connection, generation: Generation, batch: LedgerBatch, stream_id: UUID) -> None:
    error = _attempt(connection, generation, batch)
    if error is not None:
        parked = Parked(stream_id=stream_id, position=batch.records[0].position, error=type(error).__name__)
        control.park(connection, generation.name, generation.number, parked)
    elif batch.undecodable:
        first = batch.undecodable[0]
        parked = Parked(stream_id=stream_id, position=first.position, error=first.error)
        control.park(connection, generation.name, generation.number, parked)


def _attempt(connection: Connection, generation: Generation, batch: LedgerBatch) -> Exception | None:
    if not batch.records:
        return None
    projection = generation.projection
    try:
        with connection.begin_nested():
            projection.apply(
                connection, generation.tables, batch.opened() if projection.reads_personal_values else batch
            )
    except Exception as error:  # what a projection's own code can raise has no other name
        if stops_the_runner(error):
            raise
        return error
    return None
