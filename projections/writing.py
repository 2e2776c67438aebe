"""Writing rows set by set: add the new ones, close the superseded ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from projections.binary_copy import copy_rows
from projections.columns import OPEN_POSITION


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        connection.execute(insert(table), list(rows))


def add_personal_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name people: no statement carries their values. Each row names all of the table's columns."""
    if rows and connection.dialect.name == "postgresql":
        copy_rows(connection, table, rows)
    else:
        add_rows(connection, table, rows)


def close_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Close open rows: each mapping is the key of one, without `known_from`, and its `known_to`."""
    if not rows:
        return
    key = [name for name in rows[0] if name != "known_to"]
    statement = (
        update(table)
        .where(table.c.known_to == OPEN_POSITION, *(table.c[name] == bindparam(f"key_{name}") for name in key))
        .values(known_to=bindparam("closed_at"))
    )
    connection.execute(
        statement, [{"closed_at": row["known_to"], **{f"key_{name}": row[name] for name in key}} for row in rows]
    )
