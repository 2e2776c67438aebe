"""The application's ledger on a store: append, read, and open what is sealed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Row, select, tuple_

from application.envelope import Event, Recorded
from application.ports import Append, Clock, CommandKey, Head, Identifier, KeyReused, Outcome, Repeated
from domain.contract.claims import ResidentClaims
from domain.personal import Personal
from infrastructure.database import Store
from infrastructure.ledger.appender import Appender
from infrastructure.ledger.claims import read_claims
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.preparing import prepare, subjects
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import commands, events, identifiers
from infrastructure.patience import PATIENCE_SECONDS, is_away, patiently, pauses_for
from infrastructure.vault.key_ring import KeyRing, recorded_keys
from infrastructure.vault.opening import open_values
from infrastructure.vault.personal_fields import personal_values, rewritten

T = TypeVar("T")


class StoredLedger:
    """Implements `application.ports.Ledger`. Safe to use from several threads.

    `patience_seconds` is how long everything tries to reach a database that is away.
    """

    def __init__(self, store: Store, clock: Clock, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._store = store
        self._patience_seconds = patience_seconds
        self._mapper = RecordMapper(store.tenant)
        self._recorder = LedgerRecorder(store, clock)
        self._appender = Appender(store, self._recorder, clock, patience_seconds=patience_seconds)

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        """One outcome for each append; durable when this returns. Raises `LedgerUnavailable`."""
        if not appends:
            return ()
        ring = self._patiently(lambda: self._key_ring(appends))
        prepared = [prepare(append, self._mapper, self._store.keys, ring) for append in appends]
        return self._appender.append(prepared)

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        """The records of a stream in order."""
        rows = self._patiently(lambda: self._recorder.select_events(stream_id))
        return [self._mapper.to_recorded(row) for row in rows]

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The records of many streams, each in order; a stream without records is absent."""
        found: dict[UUID, list[Recorded[Event]]] = defaultdict(list)
        for row in self._patiently(lambda: self._recorder.select_streams(stream_ids, up_to=up_to)):
            found[row.stream_id].append(self._mapper.to_recorded(row))
        return dict(found)

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        """At most `limit` records that follow `position`."""
        rows = self._patiently(lambda: self._recorder.select_notifications(position, limit, inclusive_of_start=False))
        return [self._mapper.to_recorded(row) for row in rows]

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """The same records with every personal value open that was not forgotten. Raises `SealBroken`."""
        closed = [value for record in records for value in personal_values(record.event)]
        by_digest = {value.digest: value for value in self.open_values(closed)}
        return [
            replace(record, event=rewritten(record.event, lambda _, value: by_digest[value.digest]))
            for record in records
        ]

    def open_values(self, values: Sequence[Personal]) -> Sequence[Personal]:
        """The same values, open where they were not forgotten. Raises `SealBroken`."""
        return self._asked(lambda connection: open_values(connection, self._store.keys, values))

    def head(self) -> Head:
        """The last position and its instant."""
        query = select(events.c.position, events.c.recorded_at).order_by(events.c.position.desc()).limit(1)
        row = self._asked(lambda connection: connection.execute(query).first())
        return Head(position=0, recorded_at=None) if row is None else Head(position=row[0], recorded_at=row[1])

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before an aware instant; 0 before the first."""
        at = events.c.recorded_at
        query = select(events.c.position).where(at <= instant).order_by(at.desc(), events.c.position.desc()).limit(1)
        return self._asked(lambda connection: connection.execute(query).scalar()) or 0

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        """What is claimed of each person; everybody asked for is in the answer."""
        return self._asked(lambda connection: read_claims(connection, resident_ids))

    def residents(self, identifiers_asked: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        """Who is known by these numbers; one that nobody bears is absent."""
        newest = dict(self._told_of(identifiers_asked))
        return {identifier: row.resident_id for identifier, row in newest.items() if not row.released}

    def former_residents(self, identifiers_asked: Sequence[Identifier]) -> Mapping[Identifier, Sequence[UUID]]:
        """Who was known by these numbers until they were corrected, in that order."""
        found: dict[Identifier, list[UUID]] = defaultdict(list)
        for identifier, row in self._told_of(identifiers_asked):
            if row.released:
                found[identifier].append(row.resident_id)
        return dict(found)

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        """What a command led to, if it was recorded."""
        query = select(commands).filter_by(principal=command.principal, key=command.key)
        row = self._asked(lambda connection: connection.execute(query).first())
        if row is None:
            return None
        if row.request_hash != self._store.keys.command_hash(command.request):
            return KeyReused()
        return Repeated(stream_id=row.stream_id, stream_version=row.stream_version)

    def _told_of(self, identifiers_asked: Sequence[Identifier]) -> Sequence[tuple[Identifier, Row[Any]]]:
        """The rows about each number in their order."""
        keys, number = self._store.keys, tuple_(identifiers.c.kind, identifiers.c.blind_index)
        asked = {(one.kind.value, keys.blind_index(one.kind.value, one.number)): one for one in identifiers_asked}

        def told(connection: Connection) -> list[tuple[Identifier, Row[Any]]]:
            queries = (
                select(identifiers).where(number.in_(part)).order_by(identifiers.c.seq) for part in slices(asked)
            )
            rows = (row for query in queries for row in connection.execute(query))
            return [(asked[row.kind, row.blind_index], row) for row in rows]

        return self._asked(told)

    def _key_ring(self, appends: Sequence[Append]) -> KeyRing:
        needed = subjects(appends)
        with self._store.reading() as connection:
            return KeyRing(self._store.keys, recorded_keys(connection, self._store.keys, needed) if needed else {})

    def _asked(self, question: Callable[[Connection], T]) -> T:
        """What `question` answers in a transaction that reads; put again while the database is away."""

        def attempt() -> T:
            with self._store.reading() as connection:
                return question(connection)

        return self._patiently(attempt)

    def _patiently(self, attempt: Callable[[], T]) -> T:
        return patiently(attempt, pauses_for(self._patience_seconds), is_away)
