"""PostgreSQL, the fast path: head, checks, numbers and rows of many appends in one round trip, all of them or none.

Two statements go in one message, which the server runs as one transaction: the first takes the head, the second sees
everything that was committed before that. Nothing is written by trial: where anything does not agree with the record,
no row is inserted.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import cast

import psycopg2
from psycopg2.extensions import connection
from sqlalchemy.pool import PoolProxiedConnection

from application.ports import Clock
from infrastructure.database import Store
from infrastructure.failures import OutcomeUnknown
from infrastructure.ledger.literals import (
    BESIDE,
    COLUMNS,
    RECORDS,
    RESIDENTS,
    STREAMS,
    Literals,
    arrays,
    literals,
    parameters,
)
from infrastructure.ledger.rows import Prepared

PLANNING = "; ".join(
    f"SET {setting}"
    for setting in (
        "plan_cache_mode = force_generic_plan",  # planned once, not for each batch
        "enable_seqscan = off",  # a plan made while the tables were small must be right when they are large
        "enable_hashjoin = off",
        "enable_mergejoin = off",
        "jit = off",  # compiling takes longer than the statement
    )
)
"""How the statements are planned."""

TAKE_HEAD = "SELECT id FROM ledger_head FOR UPDATE"

READ = {
    STREAMS: "SELECT max(stream_version) FROM events WHERE stream_id = given.id",
    RESIDENTS: "SELECT max(seq) FROM claims WHERE resident_id = given.id",
}
"""The last number on record of what was read."""

IN_THE_WAY = {
    **{kind: f"WHERE given.number <> coalesce(({last}), 0)" for kind, last in READ.items()},
    "commands": "JOIN commands known USING (principal, key)",
    "subject_keys": "JOIN subject_keys known USING (subject_id, key_version) WHERE known.wrapped <> given.wrapped",
}
"""What, of what is given, lets nothing be written."""

Kinds = tuple[str, ...]


class OneRoundTrip:
    """Implements `FastPath` over a connection of its own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._connection: PoolProxiedConnection | None = None
        self._prepared: set[Kinds] = set()

    def ready(self, appends: Sequence[Prepared]) -> Literals:
        """The appends as elements of arrays."""
        return literals(appends)

    def write(self, batch: Sequence[Literals]) -> tuple[int, datetime] | None:
        """One message, one answer. Raises `OutcomeUnknown`."""
        given = {kind: [each[at] for each in batch if each[at]] for at, kind in enumerate(COLUMNS)}
        try:
            return self._sent({kind: parts for kind, parts in given.items() if parts})
        except psycopg2.Error as error:
            self.close()
            raise OutcomeUnknown(database=self._store.database) from error

    def close(self) -> None:
        """Lets go of the connection."""
        kept, self._connection = self._connection, None
        self._prepared.clear()
        if kept is not None:
            self._store.let_go(kept)

    def _sent(self, given: dict[str, list[tuple[str, ...]]]) -> tuple[int, datetime] | None:
        kinds = tuple(given)
        driver = self._driver()
        values = ",".join(arrays(kind, parts) for kind, parts in given.items())
        message = f"{TAKE_HEAD};EXECUTE {_name(kinds)}('{self._clock.now().isoformat()}',{values})"
        with driver.cursor() as cursor:
            if kinds not in self._prepared:
                cursor.execute(_preparation(kinds))
                self._prepared.add(kinds)
            del driver.notices[:]
            cursor.execute(message)
            row: tuple[int, datetime] | None = cursor.fetchone()
        if driver.notices:  # the only word there may be: it no longer waits for the synchronous standby
            raise OutcomeUnknown(database=self._store.database)
        return row

    def _driver(self) -> connection:
        fresh = self._connection is None
        self._connection = self._connection or self._store.appending_connection()
        driver = cast("connection", self._connection.driver_connection)
        if fresh:
            with driver.cursor() as cursor:
                cursor.execute(PLANNING)
        return driver


def _name(kinds: Kinds) -> str:
    return "append_" + "".join("1" if kind in kinds else "0" for kind in COLUMNS)  # longer names are cut


@cache
def _preparation(kinds: Kinds) -> str:
    """One statement for each combination of what is given."""
    types = ["timestamptz", *(name for kind in kinds for name in parameters(kind))]
    given = {kind: _given(kind, types_before=_types_before(kinds, kind)) for kind in kinds}
    free = ["EXISTS (SELECT FROM ledger_head)"]
    free += [f"NOT EXISTS (SELECT FROM {given[kind]} {IN_THE_WAY[kind]})" for kind in kinds if kind in IN_THE_WAY]
    insertions = [f"put_{table.name} AS ({_insertion(table.name, given)})" for table in BESIDE if table.name in given]
    return f"""
        PREPARE {_name(kinds)} ({", ".join(types)}) AS
        WITH last AS MATERIALIZED (SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1),
        place AS MATERIALIZED (
            SELECT coalesce((SELECT position FROM last), 0) AS position,
                   greatest((SELECT recorded_at FROM last), $1) AS recorded_at
            WHERE {" AND ".join(free)}),
        put_records AS (
            INSERT INTO events (position, recorded_at, {", ".join(COLUMNS[RECORDS])})
            SELECT place.position + given.place, place.recorded_at, {", ".join(COLUMNS[RECORDS])}
            FROM place, {_given(RECORDS, types_before=1, numbered=True)})
        {"".join(f", {each}" for each in insertions)}
        SELECT position, recorded_at FROM place
        """  # noqa: S608 names of our own tables and columns


def _types_before(kinds: Kinds, kind: str) -> int:
    return 1 + sum(len(COLUMNS[each]) for each in kinds[: kinds.index(kind)])


def _given(kind: str, *, types_before: int, numbered: bool = False) -> str:
    """The rows of one kind, out of the statement's parameters."""
    columns = list(COLUMNS[kind])
    values = ", ".join(f"${types_before + 1 + at}" for at in range(len(columns)))
    if numbered:
        return f"unnest({values}) WITH ORDINALITY AS given({', '.join(columns)}, place)"
    return f"unnest({values}) AS given({', '.join(columns)})"


def _insertion(kind: str, given: dict[str, str]) -> str:
    columns = ", ".join(COLUMNS[kind])
    named = ", ".join(f"given.{name}" for name in COLUMNS[kind])
    quietly = " ON CONFLICT DO NOTHING" if kind == "subject_keys" else ""  # another append may have brought the same
    return f"INSERT INTO {kind} ({columns}) SELECT {named} FROM place, {given[kind]}{quietly}"  # noqa: S608 as above
