"""Reads a ledger for projections, past records that cannot be read."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from application.envelope import Event, Recorded
from application.ports import Ledger
from infrastructure.ledger.tables import events
from infrastructure.ledger.wire_names import WrittenByNewer
from infrastructure.projections.failures import is_of_the_surroundings
from infrastructure.projections.ports import Database
from infrastructure.projections.source import Read, Undecodable


class Unreadable(Exception):
    """A record says what nobody knows; said instead of `WrittenByNewer` by who must not stop at it."""


class LedgerSource:
    """The ledger of an open store. `stops_at_unknown` is false for who looks for what is wrong with the ledger."""

    def __init__(self, ledger: Ledger, database: Database, *, stops_at_unknown: bool = True) -> None:
        self._ledger = ledger
        self._database = database
        self._stops_at_unknown = stops_at_unknown

    def after(self, position: int, *, limit: int) -> Sequence[Read]:
        """At most `limit` records that follow `position`; one by one where some of them cannot be read.

        Raises `WrittenByNewer` where it stops at unknown names.
        """
        try:
            return self._ledger.after(position, limit=limit)
        except Exception as error:  # what decoding can raise has no other name
            if self._passes(error):
                raise
        return self._one_by_one(position, limit)

    def streams(self, stream_ids: Sequence[UUID], *, up_to: int) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The records of streams up to a position, inclusive. Raises what decoding raises."""
        try:
            return self._ledger.streams(stream_ids, up_to=up_to)
        except WrittenByNewer as error:
            if self._stops_at_unknown:
                raise
            raise Unreadable from error

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """The same records with every personal value open that was not forgotten."""
        return self._ledger.opened(records)

    def _one_by_one(self, position: int, limit: int) -> Sequence[Read]:
        columns = (events.c.position, events.c.stream_id, events.c.record)
        query = select(*columns).where(events.c.position > position).order_by(events.c.position).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [self._read(row.position, row.stream_id, row.record) for row in rows]

    def _read(self, position: int, stream_id: UUID, record: bytes) -> Read:
        try:
            (found,) = self._ledger.after(position - 1, limit=1)
        except Exception as error:  # the same
            if self._passes(error):
                raise
            return Undecodable(position=position, stream_id=stream_id, record=record, error=type(error).__name__)
        return found

    def _passes(self, error: Exception) -> bool:
        unknown = self._stops_at_unknown and isinstance(error, WrittenByNewer)
        return unknown or is_of_the_surroundings(error)
