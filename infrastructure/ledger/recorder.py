"""The eventsourcing library's recorder on the ledger's tables: opaque records, one gap-free line, no interleaving."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent
from sqlalchemy import Connection, Select, func, select, tuple_

from application.ports import Appended, Clock
from infrastructure.database import Store
from infrastructure.ledger.look_up import questions, take_head
from infrastructure.ledger.rows import Prepared, StoredRecord
from infrastructure.ledger.slices import slices
from infrastructure.ledger.subscription import Bell, TailSubscription
from infrastructure.ledger.tables import events
from infrastructure.ledger.writing import write_batch

NOTHING_BESIDE = Prepared(events=())


class LedgerRecorder(ApplicationRecorder):
    """Inserts and selects records. Contiguity of versions is the appender's check; the recorder checks uniqueness.

    Rows that go with the records (claims, sealed values …) travel in the keyword argument `beside`, a `Prepared`.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.bell = Bell()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:  # noqa: ANN401 the library's signature
        """The positions of the records. Raises the library's `IntegrityError` where one is taken: none is written."""
        beside: Prepared = kwargs.get("beside", NOTHING_BESIDE)
        if not stored_events:
            return []
        prepared = replace(beside, events=tuple(stored_events), expected=())
        asked = questions([prepared])
        with self._store.transaction() as connection:
            take_head(connection)
            _require_free(connection, stored_events)
            (outcome,) = write_batch(connection, [prepared], asked, self._clock)
        if not isinstance(outcome, Appended):
            raise IntegrityError(type(outcome).__name__)
        self.bell.ring()
        return list(range(outcome.first_position, outcome.last_position + 1))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredRecord]:
        """The records of one stream by version."""
        version = events.c.stream_version
        query = select(events).where(events.c.stream_id == originator_id)
        query = query if gt is None else query.where(version > gt)
        query = query if lte is None else query.where(version <= lte)
        return self._selected(query.order_by(version.desc() if desc else version).limit(limit))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[StoredRecord]:
        """At most `limit` records by position, of certain wire names where `topics` names some."""
        position = events.c.position
        query = select(events)
        if start is not None:
            query = query.where(position >= start if inclusive_of_start else position > start)
        query = query if stop is None else query.where(position <= stop)
        query = query.where(events.c.type.in_(topics)) if topics else query
        return self._selected(query.order_by(position).limit(limit))

    def select_streams(self, stream_ids: Sequence[UUID], *, up_to: int | None = None) -> Sequence[StoredRecord]:
        """The records of many streams, each stream's in order, up to a position, inclusive."""
        found: list[StoredRecord] = []
        with self._store.reading() as connection:
            for part in slices(stream_ids):
                query = select(events).where(events.c.stream_id.in_(part))
                query = query if up_to is None else query.where(events.c.position <= up_to)
                found += _records(connection, query.order_by(events.c.stream_id, events.c.stream_version))
        return found

    def max_notification_id(self) -> int | None:
        """The last position, None in an empty ledger."""
        with self._store.reading() as connection:
            return connection.execute(select(func.max(events.c.position))).scalar()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> TailSubscription:
        """Records after a position, as they come."""
        return TailSubscription(self, gt, topics)

    def _selected(self, query: Select[Any]) -> Sequence[StoredRecord]:
        with self._store.reading() as connection:
            return _records(connection, query)


def _records(connection: Connection, query: Select[Any]) -> list[StoredRecord]:
    return [
        StoredRecord(
            id=row.position,
            recorded_at=row.recorded_at,
            originator_id=row.stream_id,
            originator_version=row.stream_version,
            topic=row.type,
            state=row.record,
        )
        for row in connection.execute(query)
    ]


def _require_free(connection: Connection, stored_events: Sequence[StoredEvent]) -> None:
    places = [(event.originator_id, event.originator_version) for event in stored_events]
    if len(set(places)) < len(places):
        raise IntegrityError("a version occurs twice")
    for part in slices(places):
        taken = select(events.c.position).where(tuple_(events.c.stream_id, events.c.stream_version).in_(part))
        if connection.execute(taken.limit(1)).first():
            raise IntegrityError("a version is taken")
