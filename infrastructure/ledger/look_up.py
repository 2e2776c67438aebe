"""One question to the ledger, asked while its head is held: everything that the appends of a batch must agree with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    LargeBinary,
    Row,
    Select,
    Text,
    Uuid,
    cast,
    func,
    literal,
    null,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from infrastructure.ledger.column_types import Instant, Position
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.rows import Row as Columns
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import claims, commands, events, identifiers, ledger_head, subject_keys

COLUMNS: dict[str, TypeEngine[Any]] = {
    "id": Uuid(),
    "text": Text(),
    "more_text": Text(),
    "content": LargeBinary(),
    "number": Position,
    "instant": Instant(),
}
BATCH = 100
"""Appends asked for in one statement: a household is some thirty values, a statement carries 32,766."""


@dataclass(slots=True)
class Known:
    """What is on record, and what earlier appends of the batch will add to it."""

    position: int = 0
    recorded_at: datetime | None = None
    versions: dict[UUID, int] = field(default_factory=dict)
    claim_seqs: dict[UUID, int] = field(default_factory=dict)
    commands: dict[tuple[str, str], Columns] = field(default_factory=dict)
    identifiers: dict[tuple[str, bytes], UUID] = field(default_factory=dict)
    subject_keys: dict[tuple[UUID, int], bytes] = field(default_factory=dict)


def take_head(connection: Connection) -> None:
    """Nobody else appends until this transaction ends. SQLite's BEGIN IMMEDIATE has done it already."""
    connection.execute(select(ledger_head.c.id).with_for_update())


def look_up(connection: Connection, batch: Sequence[Prepared]) -> Known:
    """What the batch must agree with. The head is held: nothing changes between two statements."""
    known = Known()
    for part in slices(batch, BATCH):
        for row in connection.execute(union_all(*_questions(part))):
            _learn(known, row)
    return known


def _questions(batch: Sequence[Prepared]) -> Iterator[Select[Any]]:
    last = select(events.c.position).order_by(events.c.position.desc()).limit(1).scalar_subquery()
    yield _question("head", number=events.c.position, instant=events.c.recorded_at).where(events.c.position == last)
    streams = {stream_id for append in batch for stream_id, _ in append.expected}
    if streams:
        newest = _question("stream", id=events.c.stream_id, number=func.max(events.c.stream_version))
        yield newest.where(events.c.stream_id.in_(streams)).group_by(events.c.stream_id)
    residents = {row["resident_id"] for append in batch for row in append.claims}
    if residents:
        newest = _question("claim", id=claims.c.resident_id, number=func.max(claims.c.seq))
        yield newest.where(claims.c.resident_id.in_(residents)).group_by(claims.c.resident_id)
    yield from _exact_questions(batch)


def _exact_questions(batch: Sequence[Prepared]) -> Iterator[Select[Any]]:
    sent = {(append.command["principal"], append.command["key"]) for append in batch if append.command}
    if sent:
        yield _question(
            "command",
            id=commands.c.stream_id,
            text=commands.c.principal,
            more_text=commands.c.key,
            content=commands.c.request_hash,
            number=commands.c.stream_version,
        ).where(tuple_(commands.c.principal, commands.c.key).in_(sent))
    numbers = {row["blind_index"] for append in batch for row in append.identifiers}
    if numbers:
        found = identifiers.c
        yield _question("identifier", id=found.resident_id, text=found.kind, content=found.blind_index).where(
            found.blind_index.in_(numbers)
        )
    subjects = {row["subject_id"] for append in batch for row in append.subject_keys}
    if subjects:
        keys = subject_keys.c
        yield _question("subject_key", id=keys.subject_id, content=keys.wrapped, number=keys.key_version).where(
            keys.subject_id.in_(subjects)
        )


def _question(what: str, **columns: ColumnElement[Any]) -> Select[Any]:
    answers = [_typed(columns.get(name), kind).label(name) for name, kind in COLUMNS.items()]
    return select(literal(what, Text()).label("what"), *answers)


def _typed(column: ColumnElement[Any] | None, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    return cast(null(), kind) if column is None else type_coerce(column, kind)


def _learn(known: Known, row: Row[Any]) -> None:
    what: str = row.what
    match what:
        case "head":
            known.position, known.recorded_at = row.number, row.instant
        case "stream":
            known.versions[row.id] = row.number
        case "claim":
            known.claim_seqs[row.id] = row.number
        case "command":
            known.commands[row.text, row.more_text] = {
                "request_hash": row.content,
                "stream_id": row.id,
                "stream_version": row.number,
            }
        case "identifier":
            known.identifiers[row.text, row.content] = row.id
        case "subject_key":
            known.subject_keys[row.id, row.number] = row.content
        case _:
            raise AssertionError(what)
