"""Checks an SQLite file as PostgreSQL checks itself: that it is whole, and that cells hold their column's kind.

An SQLite file takes text where a date belongs. Whoever reads such a cell is stopped by it, so this is looked at first.
"""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    inspect,
)

from infrastructure.ledger.findings import Finding
from projections.columns import Instant

DAMAGES = 20
"""How many damaged places of a file are told."""


def _whole_number(cell: str) -> str:
    return f"typeof({cell}) = 'integer'"


def _text(cell: str) -> str:
    return f"typeof({cell}) = 'text'"


def _day(cell: str) -> str:
    return f"{_text(cell)} AND date({cell}, '+0 days') IS {cell}"  # reckoning with it makes 30 February 2 March


def _instant(cell: str) -> str:
    second = f"substr({cell}, 1, 19)"
    written = f"{_text(cell)} AND {cell} GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND length({cell}) = 27"
    return f"{written} AND strftime('%Y-%m-%dT%H:%M:%S', {second}, '+0 days') IS {second}"


HOLDS: Mapping[type, Callable[[str], str]] = {
    BigInteger: _whole_number,
    Boolean: lambda cell: f"{_whole_number(cell)} AND {cell} IN (0, 1)",
    Date: _day,
    Instant: _instant,
    Integer: _whole_number,
    LargeBinary: lambda cell: f"typeof({cell}) = 'blob'",
    Text: _text,
    Uuid: lambda cell: f"{_text(cell)} AND length({cell}) = 32 AND {cell} NOT GLOB '*[^0-9a-f]*'",
}
"""When a cell can be read, by the type of its column."""


def check_file(connection: Connection) -> Iterator[Finding]:
    """Where the pages or indexes of an SQLite file contradict one another. What SQLite says names no value."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({DAMAGES})"):
            if said != "ok":
                yield Finding(table="sqlite", key="file", code="file_damaged", detail=said)


def check_cells(connection: Connection, metadata: MetaData) -> Iterator[Finding]:
    """Every cell of these tables, as far as they are there, that is not what its column is for."""
    if connection.dialect.name == "sqlite":
        there = inspect(connection).get_table_names()
        for table in metadata.sorted_tables:
            if table.name in there:
                yield from _check_table(connection, table)


def _check_table(connection: Connection, table: Table) -> Iterator[Finding]:
    names = [column.name for column in table.columns]
    holds = [_holds(column) for column in table.columns]
    query = f"SELECT rowid, {', '.join(holds)} FROM {table.name} WHERE NOT ({' AND '.join(holds)})"  # noqa: S608 names of our own tables and columns
    for number, *readable in connection.exec_driver_sql(query):
        broken = [name for name, good in zip(names, readable, strict=True) if not good]
        yield Finding(table=table.name, key=f"rowid={number}", code="cell_unreadable", detail=", ".join(broken))


def _holds(column: Column[object]) -> str:
    holds = HOLDS[type(column.type)](column.name)
    return f"({column.name} IS NULL OR ({holds}))" if column.nullable else f"({holds})"
