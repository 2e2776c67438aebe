"""Rows sent to PostgreSQL beside the statement: whatever becomes of it, the server's log has no value to quote.

The driver writes the values of an INSERT into its text, and the server logs the text of a statement that fails. What
COPY takes in is no part of a statement, and of its binary format the server quotes no line either.
Format: PostgreSQL's manual, COPY, "Binary Format".
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from struct import pack
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Date, String, Table, Uuid
from sqlalchemy.exc import DBAPIError

HEADER = b"PGCOPY\n\xff\r\n\x00" + pack("!ii", 0, 0)
TRAILER = pack("!h", -1)
NULL = pack("!i", -1)
FIRST_DAY = date(2000, 1, 1).toordinal()
"""Day 0 of PostgreSQL's calendar."""


def copy_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Append rows to a table, in the connection's transaction. Each names all of the table's columns.

    Columns hold ids, civil dates, whole numbers of eight bytes, or text. Raises SQLAlchemy's `DBAPIError`s.
    """
    columns = list(table.columns)
    content = BytesIO(binary(columns, rows))
    quoted = connection.dialect.identifier_preparer
    names = ", ".join(quoted.format_column(column) for column in columns)
    statement = f"COPY {quoted.format_table(table)} ({names}) FROM STDIN (FORMAT binary, ENCODING 'UTF8')"
    driver: Any = connection.connection.driver_connection  # psycopg2's: SQLAlchemy has no word for COPY
    with driver.cursor() as cursor:
        try:
            cursor.copy_expert(statement, content)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(connection, statement, error) from error


def binary(columns: Sequence[Column[Any]], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """What COPY … (FORMAT binary) takes in: header, rows, trailer."""
    count = pack("!h", len(columns))
    written = (count + b"".join(_field(column, row[column.name]) for column in columns) for row in rows)
    return b"".join((HEADER, *written, TRAILER))


def _field(column: Column[Any], value: Any) -> bytes:  # noqa: ANN401 what a column holds
    if value is None:
        return NULL
    content = _content(column, value)
    return pack("!i", len(content)) + content


def _content(column: Column[Any], value: Any) -> bytes:  # noqa: ANN401 what a column holds
    match column.type:
        case Uuid():
            return bytes(value.bytes)
        case Date():
            return pack("!i", value.toordinal() - FIRST_DAY)
        case BigInteger():
            return pack("!q", value)
        case String():
            return bytes(value.encode())
        case _:
            raise TypeError(f"no binary form is known for {column.type!r}")


def _told(connection: Connection, statement: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy tells of every other; a connection that is gone is not used again."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]  # psycopg2's errors are what it takes
    if gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        statement,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=gone,
        dialect=dialect,
    )
