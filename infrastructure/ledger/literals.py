"""Rows as PostgreSQL's array literals: made by who submits them, so that who writes for all only joins them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, LargeBinary, Text, Uuid
from sqlalchemy.types import TypeEngine

from infrastructure.ledger.reads import claims_followed, streams_read
from infrastructure.ledger.rows import Prepared, Row
from infrastructure.ledger.tables import claims, commands, sealed, subject_keys

Elements = tuple[str, ...]
"""The elements of some rows, one text a column, such as `1,2,3`."""


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("'", "''") + '"'


def _bytes(value: bytes) -> str:
    return '"\\\\x' + value.hex() + '"'


def _date(value: date | None) -> str:
    return "NULL" if value is None else value.isoformat()


WRITERS: Mapping[type[TypeEngine[Any]], tuple[str, Callable[[Any], str]]] = {
    Uuid: ("uuid", str),
    Integer: ("int", str),
    Text: ("text", _text),
    LargeBinary: ("bytea", _bytes),
    Date: ("date", _date),
}
"""The server's name of a type, and how a value of it is written as an element."""

RECORDS, STREAMS, RESIDENTS = "records", "streams", "residents"
"""What is given beside the rows of tables: records that lack position and instant; versions that were read."""

BESIDE = (commands, claims, sealed, subject_keys)
"""The tables of which rows are given as they are."""

COLUMNS: Mapping[str, Mapping[str, type[TypeEngine[Any]]]] = {
    RECORDS: {"stream_id": Uuid, "stream_version": Integer, "type": Text, "record": LargeBinary},
    STREAMS: {"id": Uuid, "number": Integer},
    RESIDENTS: {"id": Uuid, "number": Integer},
    **{table.name: {column.name: type(column.type) for column in table.columns} for table in BESIDE},
}
"""The columns of everything that is given, in the order in which it is."""

Literals = tuple[Elements, ...]
"""The elements of everything in `COLUMNS`, in its order; empty where there is nothing of a kind."""


def literals(appends: Sequence[Prepared]) -> Literals:
    """Everything that the database is given of these appends."""
    given: dict[str, Sequence[Row]] = {
        RECORDS: [_record(event) for append in appends for event in append.events],
        STREAMS: [_read(pair) for pair in streams_read(appends)],
        RESIDENTS: [_read(pair) for pair in claims_followed(appends)],
        commands.name: [append.command for append in appends if append.command is not None],
        claims.name: [row for append in appends for row in append.claims],
        sealed.name: [row for append in appends for row in append.sealed],
        subject_keys.name: [row for append in appends for row in append.subject_keys],
    }
    return tuple(_elements(kind, given[kind]) for kind in COLUMNS)


def arrays(kind: str, parts: Iterable[Elements]) -> str:
    """The columns of one kind, each an array of the elements that several have written."""
    types = [WRITERS[column][0] for column in COLUMNS[kind].values()]
    return ",".join(
        f"'{{{','.join(column)}}}'::{name}[]" for name, column in zip(types, zip(*parts, strict=True), strict=True)
    )


def parameters(kind: str) -> Sequence[str]:
    """The server's names of the types of one kind's arrays."""
    return [f"{WRITERS[column][0]}[]" for column in COLUMNS[kind].values()]


def _elements(kind: str, rows: Sequence[Row]) -> Elements:
    if not rows:
        return ()
    return tuple(
        ",".join([write(row[name]) for row in rows])
        for name, write in ((name, WRITERS[column][1]) for name, column in COLUMNS[kind].items())
    )


def _record(event: Any) -> Row:  # noqa: ANN401 the library's StoredEvent
    return {
        "stream_id": event.originator_id,
        "stream_version": event.originator_version,
        "type": event.topic,
        "record": event.state,
    }


def _read(pair: tuple[UUID, int]) -> Row:
    return {"id": pair[0], "number": pair[1]}
