"""One question to the ledger, asked while its head is held: everything that the appends of a batch must agree with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    LargeBinary,
    Row,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
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

from infrastructure.failures import HeadMissing
from infrastructure.ledger.column_types import Position
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.rows import Row as Columns
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import claims, commands, events, identifiers, ledger_head, subject_keys
from projections.columns import Instant

COLUMNS: dict[str, TypeEngine[Any]] = {
    "id": Uuid(),
    "text": Text(),
    "more_text": Text(),
    "content": LargeBinary(),
    "number": Position,
    "instant": Instant(),
}
HEAD = select(ledger_head.c.id).with_for_update()
BATCH = 100
"""Appends asked for in one statement: a household is some thirty values, a statement carries 32,766."""


class Bearer(NamedTuple):
    """Who is known by a number, None for nobody any more, as of the last row about it."""

    resident_id: UUID | None
    seq: int


NOBODY = Bearer(None, 0)
"""Nobody was ever known by the number."""


@dataclass(slots=True)
class Known:
    """What is on record, and what earlier appends of the batch will add to it."""

    position: int = 0
    recorded_at: datetime | None = None
    versions: dict[UUID, int] = field(default_factory=dict)
    claim_seqs: dict[UUID, int] = field(default_factory=dict)
    commands: dict[tuple[str, str], Columns] = field(default_factory=dict)
    identifiers: dict[tuple[str, bytes], Bearer] = field(default_factory=dict)
    subject_keys: dict[tuple[UUID, int], bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A statement and its values, by what is asked about."""

    statement: CompoundSelect[Any]
    values: Mapping[str, Sequence[Any]]


def take_head(connection: Connection) -> None:
    """Nobody else appends until this transaction ends. SQLite's BEGIN IMMEDIATE has done it already.

    Raises `HeadMissing`.
    """
    if connection.execute(HEAD).first() is None:
        raise HeadMissing


def questions(batch: Sequence[Prepared]) -> list[Question]:
    """What to ask of the record before a batch is written, ready to be sent: made before the head is taken."""
    return [_question_for(part) for part in slices(batch, BATCH)]


def look_up(connection: Connection, asked: Sequence[Question]) -> Known:
    """What a batch must agree with. The head is held: nothing changes between two statements."""
    known = Known()
    for question in asked:
        for row in connection.execute(question.statement, question.values):
            _learn(known, row)
    return known


def _question_for(batch: Sequence[Prepared]) -> Question:
    named: dict[str, set[Any]] = {
        "stream": {stream_id for append in batch for stream_id, _ in append.expected},
        "claim": {each for append in batch for each in _claimed(append)},
        "command": {(append.command["principal"], append.command["key"]) for append in batch if append.command},
        "identifier": {row["blind_index"] for append in batch for row in append.identifiers},
        "subject_key": {row["subject_id"] for append in batch for row in append.subject_keys},
    }
    values = {what: list(keys) for what, keys in named.items() if keys}
    return Question(statement=_statement(tuple(values)), values=values)


def _claimed(append: Prepared) -> Iterator[UUID]:
    yield from (row["resident_id"] for row in append.claims)
    yield from (resident_id for resident_id, _ in append.claims_read)


@cache
def _statement(asked: tuple[str, ...]) -> CompoundSelect[Any]:
    """One statement for each combination of things asked: compiled once, sent with other values each time."""
    return union_all(_about_head(), *(ABOUT[what]() for what in asked))


def _about_head() -> Select[Any]:
    last = select(events.c.position).order_by(events.c.position.desc()).limit(1).scalar_subquery()
    return _answers("head", number=events.c.position, instant=events.c.recorded_at).where(events.c.position == last)


def _about_stream() -> Select[Any]:
    newest = _answers("stream", id=events.c.stream_id, number=func.max(events.c.stream_version))
    return newest.where(events.c.stream_id.in_(_asked("stream"))).group_by(events.c.stream_id)


def _about_claim() -> Select[Any]:
    newest = _answers("claim", id=claims.c.resident_id, number=func.max(claims.c.seq))
    return newest.where(claims.c.resident_id.in_(_asked("claim"))).group_by(claims.c.resident_id)


def _about_command() -> Select[Any]:
    found = commands.c
    return _answers(
        "command",
        id=found.stream_id,
        text=found.principal,
        more_text=found.key,
        content=found.request_hash,
        number=found.stream_version,
    ).where(tuple_(found.principal, found.key).in_(_asked("command")))


def _about_identifier() -> Select[Any]:
    found = identifiers.c
    bearer = case((found.released, cast(null(), Uuid())), else_=found.resident_id)
    row = _answers("identifier", id=bearer, text=found.kind, content=found.blind_index, number=found.seq)
    return row.where(found.blind_index.in_(_asked("identifier")))


def _about_subject_key() -> Select[Any]:
    keys = subject_keys.c
    row = _answers("subject_key", id=keys.subject_id, content=keys.wrapped, number=keys.key_version)
    return row.where(keys.subject_id.in_(_asked("subject_key")))


ABOUT: Mapping[str, Callable[[], Select[Any]]] = {
    "stream": _about_stream,
    "claim": _about_claim,
    "command": _about_command,
    "identifier": _about_identifier,
    "subject_key": _about_subject_key,
}
"""The parts of the question, by what is asked about."""


def _asked(what: str) -> BindParameter[Any]:
    return bindparam(what, expanding=True)


def _answers(what: str, **columns: ColumnElement[Any]) -> Select[Any]:
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
            number = row.text, row.content
            if row.number > known.identifiers.get(number, NOBODY).seq:
                known.identifiers[number] = Bearer(row.id, row.number)
        case "subject_key":
            known.subject_keys[row.id, row.number] = row.content
        case _:
            raise AssertionError(what)
