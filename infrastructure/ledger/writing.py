"""Writes a batch under the head: ask once, judge in order, number, insert set-wise. Nothing is written by trial."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from eventsourcing.persistence import StoredEvent
from sqlalchemy import Connection, Insert, Table, insert

from application.ports import Appended, Clock, Outcome
from infrastructure.ledger.judging import count_in, new_identifiers, new_subject_keys, refusal_of
from infrastructure.ledger.look_up import Known, Question, look_up, take_head
from infrastructure.ledger.rows import Prepared, Row
from infrastructure.ledger.tables import claims, commands, events, identifiers, sealed, subject_keys

ROWS = 1000
"""Rows in one INSERT."""


@dataclass(slots=True)
class _Gathered:
    """Everything that the accepted appends of a batch write, by table."""

    position: int
    recorded_at: datetime
    rows: dict[Table, list[Row]] = field(default_factory=dict)

    def number(self, records: Sequence[StoredEvent]) -> Appended:
        """Gives the records of one append their places: consecutive, and one instant."""
        first = self.position + 1
        for record in records:
            self.position += 1
            self.add(events, [_event_row(record, self.position, self.recorded_at)])
        return Appended(first_position=first, last_position=self.position, recorded_at=self.recorded_at)

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Rows to be inserted into a table."""
        self.rows.setdefault(table, []).extend(rows)


def write_batch(
    connection: Connection, batch: Sequence[Prepared], asked: Sequence[Question], clock: Clock
) -> list[Outcome]:
    """Writes what may be written, in the caller's transaction; one outcome for each append, in their order.

    `asked` are the `questions` of the batch, made before the transaction began.
    """
    take_head(connection)
    known = look_up(connection, asked)
    gathered = _Gathered(known.position, _stamp(known, clock))
    outcomes = [_judged(known, append, gathered) for append in batch]
    for table, rows in gathered.rows.items():
        insert_rows(connection, table, rows)
    return outcomes


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows set-wise."""
    for start in range(0, len(rows), ROWS):
        part: list[dict[str, Any]] = [dict(row) for row in rows[start : start + ROWS]]
        connection.execute(_insert(table), part)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


def _judged(known: Known, append: Prepared, gathered: _Gathered) -> Outcome:
    refusal = refusal_of(known, append)
    if refusal is not None:
        return refusal
    gathered.add(claims, append.claims)
    gathered.add(sealed, append.sealed)
    gathered.add(identifiers, new_identifiers(known, append))
    gathered.add(subject_keys, list(new_subject_keys(known, append).values()))
    gathered.add(commands, [append.command] if append.command else [])
    count_in(known, append)
    return gathered.number(append.events)


def _stamp(known: Known, clock: Clock) -> datetime:
    """The instant of recording: never before the last one, whatever the clock says."""
    now = clock.now()
    return now if known.recorded_at is None else max(now, known.recorded_at)


def _event_row(record: StoredEvent, position: int, recorded_at: datetime) -> Row:
    return {
        "position": position,
        "recorded_at": recorded_at,
        "stream_id": record.originator_id,
        "stream_version": record.originator_version,
        "type": record.topic,
        "record": record.state,
    }
