"""A row as one line of JSON that either database can be filled from: ids and dates as text, bytes in base64."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Date, LargeBinary, Row, Table, Uuid

from projections.columns import Instant

PYTHON_TYPES: Mapping[type, type] = {Uuid: UUID, Date: date, LargeBinary: bytes, Instant: datetime}
"""What text stands for, by type of column; other columns hold what JSON holds."""


def to_line(row: Row[Any]) -> bytes:
    """The columns of a row by name, with a newline."""
    return msgspec.json.encode(dict(row._mapping)) + b"\n"  # noqa: SLF001 SQLAlchemy's public name for it


def reader(table: Table) -> Callable[[bytes], dict[str, Any]]:
    """Reads lines of a table back into rows. Its errors are `msgspec.MsgspecError`s."""
    types = {column.name: PYTHON_TYPES.get(type(column.type)) for column in table.columns}
    decoder = msgspec.json.Decoder(dict[str, Any])

    def read(line: bytes) -> dict[str, Any]:
        return {name: _typed(value, types[name]) for name, value in decoder.decode(line).items()}

    return read


def _typed(value: object, kind: type | None) -> object:
    return value if kind is None or value is None else msgspec.convert(value, kind)
