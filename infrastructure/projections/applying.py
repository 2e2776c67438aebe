"""Applying a batch: all of it at once, or stream by stream where one of them cannot be applied."""

import sqlite3
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError

from application.ports import LedgerUnavailable
from infrastructure.projections import control
from infrastructure.projections.control import Mark, Parked
from infrastructure.projections.generation import Generation
from infrastructure.projections.source import LedgerBatch

PRIMARY_CODE = 0xFF
OF_THE_STATEMENT = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_RANGE,
        sqlite3.SQLITE_TOOBIG,
    }
)
"""What SQLite says of a statement, not of the file or of who else uses it."""


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
    try:
        with connection.begin_nested():
            generation.projection.apply(connection, generation.tables, batch)
    except Exception as error:  # what a projection's own code can raise has no other name
        if is_of_the_surroundings(error):
            raise
        return error
    return None


def is_of_the_surroundings(error: Exception) -> bool:
    """Whether connection, lock or disk failed: the same attempt may succeed later, and no stream is to blame."""
    if isinstance(error, LedgerUnavailable):
        return True
    if not isinstance(error, DBAPIError):
        return False
    sqlite_code = getattr(error.orig, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return sqlite_code & PRIMARY_CODE not in OF_THE_STATEMENT
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError | InternalError)
