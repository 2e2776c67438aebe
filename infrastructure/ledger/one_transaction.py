"""SQLite, the fast path: a handful of statements a batch, straight to the driver, whatever the number of appends."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from sqlite3 import Connection
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

from application.ports import Clock
from infrastructure.database import Store
from infrastructure.ledger.reads import claims_followed, streams_read
from infrastructure.ledger.rows import Prepared, Row
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import claims, commands, events, sealed, subject_keys

Values = tuple[Any, ...]
"""One row as the driver takes it."""

Rows = Mapping[Table, Sequence[Values]]
"""The rows of some appends by table; those of `events` lack position and instant."""

Checks = Mapping[str, Sequence[Sequence[Any]]]
"""What `FREE` is asked about."""

MOST_VALUES = 30_000
"""In one statement; SQLite takes 32,766."""

DIALECT = SQLiteDialect_pysqlite()

LAST = "SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1"

FREE = """
    SELECT EXISTS (SELECT 1 FROM ledger_head)
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:streams)
            WHERE value ->> 1 <> coalesce((SELECT max(stream_version) FROM events WHERE stream_id = value ->> 0), 0))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:residents)
            WHERE value ->> 1 <> coalesce((SELECT max(seq) FROM claims WHERE resident_id = value ->> 0), 0))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:commands)
            WHERE EXISTS (SELECT 1 FROM commands WHERE principal = value ->> 0 AND key = value ->> 1))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:subjects)
            WHERE EXISTS (SELECT 1 FROM subject_keys WHERE subject_id = value ->> 0 AND key_version = value ->> 1))
"""
"""Whether everything on record is as it was seen, and none of the keys is there yet."""


class OneTransaction:
    """Implements `FastPath` on the store's one connection that writes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ready(self, appends: Sequence[Prepared]) -> tuple[Rows, Checks]:
        """The appends as the driver's values, and what must be as it was seen."""
        rows: dict[Table, list[Row]] = {
            commands: [append.command for append in appends if append.command is not None],
            claims: [row for append in appends for row in append.claims],
            sealed: [row for append in appends for row in append.sealed],
            subject_keys: [row for append in appends for row in append.subject_keys],
        }
        values = {table: [_values(table, row) for row in each] for table, each in rows.items()}
        records = [
            (_uuid(event.originator_id), event.originator_version, event.topic, event.state)
            for append in appends
            for event in append.events
        ]
        checks = {
            "streams": [(_uuid(stream_id), version) for stream_id, version in streams_read(appends)],
            "residents": [(_uuid(resident_id), seq) for resident_id, seq in claims_followed(appends)],
            "commands": [(row["principal"], row["key"]) for row in rows[commands]],
            "subjects": [(_uuid(row["subject_id"]), row["key_version"]) for row in rows[subject_keys]],
        }
        return {events: records, **values}, checks

    def write(self, batch: Sequence[tuple[Rows, Checks]]) -> tuple[int, datetime] | None:
        """Checked, numbered, inserted, committed."""
        asked = {what: json.dumps([one for _, checks in batch for one in checks[what]]) for what in batch[0][1]}
        with self._store.transaction() as transaction:
            driver = cast("Connection", transaction.connection.driver_connection)
            if not driver.execute(FREE, asked).fetchone()[0]:
                return None
            position, recorded_at = self._place(driver)
            for table in batch[0][0]:
                rows = list(chain.from_iterable(rows[table] for rows, _ in batch))
                if table is events:
                    rows = [(at, _instant(recorded_at), *row) for at, row in enumerate(rows, position + 1)]
                _insert(driver, table, rows)
        return position, recorded_at

    def _place(self, driver: Connection) -> tuple[int, datetime]:
        last, now = driver.execute(LAST).fetchone(), self._clock.now()
        return (0, now) if last is None else (last[0], max(now, datetime.fromisoformat(last[1])))


def _insert(driver: Connection, table: Table, rows: Sequence[Values]) -> None:
    for part in slices(rows, MOST_VALUES // len(table.columns)):
        driver.execute(_insertion(table, len(part)), list(chain.from_iterable(part)))


@lru_cache(maxsize=512)
def _insertion(table: Table, count: int) -> str:
    row = f"({','.join('?' * len(table.columns))})"
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT INTO {table.name} ({columns}) VALUES {','.join([row] * count)}"  # noqa: S608 a table of ours


def _values(table: Table, row: Row) -> Values:
    return tuple(convert(row[name]) for name, convert in _converters(table))


@cache
def _converters(table: Table) -> Sequence[tuple[str, Callable[[Any], Any]]]:
    return [(column.name, _converter(column.type) or _as_it_is) for column in table.columns]


def _converter(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 what the driver takes as it is
    return value


_uuid = cast("Callable[[Any], str]", _converter(events.c.stream_id.type))
_instant = cast("Callable[[datetime], str]", _converter(events.c.recorded_at.type))
