"""Which generation of each read model is live, how far each has come, and which streams wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    Uuid,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.sql import ColumnElement

metadata = MetaData()

generations = Table(
    "projection_generations",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("table_names", Text, nullable=False),  # what to drop with it, whatever code made it; separated by blanks
    Column("position", BigInteger, nullable=False),
    Column("record_digest", Text, nullable=False),  # SHA-256, hex, of the record at `position`; empty at 0
)

live_generations = Table(
    "projection_live",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, nullable=False),
)

parked_streams = Table(
    "projection_parked",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("stream_id", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),  # the first record that waits
    Column("error", Text, nullable=False),  # the name of its class, never what it says
)


class AnotherRunnerMoved(Exception):
    """Somebody else applied these records, or made this generation go away; read the state again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """How far a generation has come: a position, and the digest (SHA-256, hex) of the record there; empty at 0."""

    position: int
    record_digest: str


BEGINNING = Mark(position=0, record_digest="")


@dataclass(frozen=True, kw_only=True, slots=True)
class GenerationState:
    """One generation of a read model's tables."""

    projection: str
    generation: int
    version: int
    mark: Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Parked:
    """A stream whose records wait, from `position` on, because of an error of the class named `error`."""

    stream_id: UUID
    position: int
    error: str


def live(connection: Connection) -> Mapping[str, GenerationState]:
    """The live generation of each read model that has one."""
    here = live_generations.c
    query = select(generations).join(
        live_generations, (here.projection == generations.c.projection) & (here.generation == generations.c.generation)
    )
    return {row.projection: _state(row) for row in connection.execute(query)}


def tables_on_record(connection: Connection, projection: str, generation: int) -> str | None:
    """The names of a generation's tables as they were noted, separated by blanks."""
    noted = select(generations.c.table_names).where(_is(generations, projection, generation))
    return connection.execute(noted).scalar()


def state_of(connection: Connection, projection: str, generation: int) -> GenerationState | None:
    """A generation as it is now, or None where it went away."""
    row = connection.execute(select(generations).where(_is(generations, projection, generation))).one_or_none()
    return None if row is None else _state(row)


def others(connection: Connection, projection: str) -> Mapping[int, Mark]:
    """The generations of a read model that are not live, oldest first, and how far each has come."""
    live_one = select(live_generations.c.generation).where(live_generations.c.projection == projection)
    query = select(generations).where(generations.c.projection == projection, generations.c.generation.not_in(live_one))
    states = map(_state, connection.execute(query.order_by(generations.c.generation)))
    return {state.generation: state.mark for state in states}


def next_number(connection: Connection, projection: str) -> int:
    """What the next generation is called: one more than the last one."""
    last = select(func.max(generations.c.generation)).where(generations.c.projection == projection)
    return (connection.execute(last).scalar() or 0) + 1


def add(connection: Connection, state: GenerationState, table_names: Iterable[str]) -> None:
    """A generation begins."""
    connection.execute(
        insert(generations).values(
            projection=state.projection,
            generation=state.generation,
            version=state.version,
            position=state.mark.position,
            record_digest=state.mark.record_digest,
            table_names=" ".join(table_names),
        )
    )


def forget(connection: Connection, projection: str, generation: int) -> Sequence[str]:
    """The generation is no more; the names of the tables that it leaves.

    None where somebody else was first: forgot it, or made it live while we waited for who was driving it.
    """
    row = _is(generations, projection, generation)
    names = connection.execute(select(generations.c.table_names).where(row).with_for_update()).scalar()
    if names is None or generation not in others(connection, projection):
        return []
    connection.execute(delete(generations).where(row))
    connection.execute(delete(parked_streams).where(_is(parked_streams, projection, generation)))
    return str(names).split()


def move(connection: Connection, projection: str, generation: int, before: Mark, after: Mark) -> None:
    """Compare and set; holds the generation's row until the transaction ends. Raises `AnotherRunnerMoved`."""
    statement = (
        update(generations)
        .where(
            _is(generations, projection, generation),
            generations.c.position == before.position,
            generations.c.record_digest == before.record_digest,
        )
        .values(position=after.position, record_digest=after.record_digest)
    )
    if connection.execute(statement).rowcount != 1:
        raise AnotherRunnerMoved


def held(connection: Connection, projection: str) -> GenerationState | None:
    """The live generation, which nobody moves until the transaction ends; None where none is live."""
    state = live(connection).get(projection)
    if state is None:
        return None
    row = select(generations).where(_is(generations, projection, state.generation)).with_for_update()
    return _state(connection.execute(row).one())


def make_live(connection: Connection, projection: str, generation: int) -> None:
    """From the end of this transaction on, reads go to this generation."""
    connection.execute(delete(live_generations).where(live_generations.c.projection == projection))
    connection.execute(insert(live_generations).values(projection=projection, generation=generation))


def parked(connection: Connection, projection: str, generation: int) -> Mapping[UUID, Parked]:
    """The streams that wait in a generation."""
    rows = connection.execute(select(parked_streams).where(_is(parked_streams, projection, generation)))
    return {row.stream_id: Parked(stream_id=row.stream_id, position=row.position, error=row.error) for row in rows}


def park(connection: Connection, projection: str, generation: int, stream: Parked) -> None:
    """Its records wait from now on; a stream that waits already takes the new place and reason."""
    unpark(connection, projection, generation, stream.stream_id)
    connection.execute(
        insert(parked_streams).values(
            projection=projection,
            generation=generation,
            stream_id=stream.stream_id,
            position=stream.position,
            error=stream.error,
        )
    )


def unpark(connection: Connection, projection: str, generation: int, stream_id: UUID) -> None:
    """Its records wait no longer."""
    where = _is(parked_streams, projection, generation)
    connection.execute(delete(parked_streams).where(where, parked_streams.c.stream_id == stream_id))


def _is(table: Table, projection: str, generation: int) -> ColumnElement[bool]:
    return and_(table.c.projection == projection, table.c.generation == generation)


def _state(row: Row[Any]) -> GenerationState:
    return GenerationState(
        projection=row.projection,
        generation=row.generation,
        version=row.version,
        mark=Mark(position=row.position, record_digest=row.record_digest),
    )
