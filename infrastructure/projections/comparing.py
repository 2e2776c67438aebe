"""Compares two generations row by row: in the database, range by range of the key, in short transactions."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, and_, case, cast, not_, select, true

from infrastructure.projections import control
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.generation import Generation
from infrastructure.projections.ports import Database
from projections.columns import OPEN_POSITION

RANGE = 10_000
"""Rows in a range."""


class Difference(StrEnum):
    """What is the matter with a live row, next to a replay."""

    MISSING = "missing"
    EXTRA = "extra"
    DIFFERENT = "different"


@dataclass(frozen=True, kw_only=True, slots=True)
class RowDifference:
    """A live row that a replay does not have so. `key` is its primary key: ids, days, positions, codes; no names."""

    table: str
    key: str
    difference: Difference


@dataclass(frozen=True, kw_only=True, slots=True)
class _Range:
    """Rows whose first key column is above `low` and not above `high`; None is no bound."""

    low: object
    high: object

    def of(self, table: Table) -> ColumnElement[bool]:
        first = next(iter(table.primary_key.columns))
        above = true() if self.low is None else first > self.low
        return and_(above, true() if self.high is None else first <= self.high)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Between:
    """The live table stands at `now`, the replay ended at `then`: what became known between them is left aside."""

    then: int
    now: int

    def contains(self, position: ColumnElement[int]) -> ColumnElement[bool]:
        return and_(self.then < position, position <= self.now)


def differences(database: Database, live: Generation, replayed: Generation) -> Iterator[RowDifference]:
    """Every row in which the live tables differ from a replay that ended at their position, or before it.

    Raises `AnotherRunnerMoved` where the live tables went away meanwhile.
    """
    for name, table in replayed.tables.items():
        low: object = None
        for high in _ends(database, table):
            with database.reading() as connection:
                between = _Between(then=replayed.mark.position, now=_position(connection, live))
                found = _compared(connection, live.tables[name], table, _Range(low=low, high=high), between)
            yield from (RowDifference(table=name, key=key, difference=each) for key, each in found.items())
            low = high


def _ends(database: Database, table: Table) -> Iterator[object]:
    """The last key of each range of about `RANGE` rows, then None for the rest."""
    first = next(iter(table.primary_key.columns))
    query = select(first).order_by(first).offset(RANGE - 1).limit(1)
    with database.reading() as connection:
        end = connection.execute(query).scalar()
    while end is not None:
        yield end
        with database.reading() as connection:
            end = connection.execute(query.where(first > end)).scalar()
    yield None


def _position(connection: Connection, live: Generation) -> int:
    state = control.state_of(connection, live.name, live.number)
    if state is None:
        raise AnotherRunnerMoved
    return state.mark.position


def _compared(
    connection: Connection, live: Table, replayed: Table, within: _Range, between: _Between
) -> dict[str, Difference]:
    """By key. Values are compared by the database, so that one that cannot be read is one that differs."""
    now, then = _as_it_was(live, between).where(within.of(live)), select(replayed).where(within.of(replayed))
    extra = _keys(connection, live, now.except_(then))
    missing = _keys(connection, replayed, then.except_(now))
    found = dict.fromkeys(extra - missing, Difference.EXTRA)
    found |= dict.fromkeys(missing - extra, Difference.MISSING)
    return found | dict.fromkeys(extra & missing, Difference.DIFFERENT)


def _as_it_was(live: Table, between: _Between) -> Select[Any]:
    """The rows of a live table as they were when it stood where the replay ended."""
    columns = live.c
    if "known_to" in columns:
        closed_since = and_(between.then <= columns.known_to, columns.known_to < between.now)
        known_to = case((closed_since, OPEN_POSITION), else_=columns.known_to).label("known_to")
        shown = [known_to if column.name == "known_to" else column for column in columns]
        return select(*shown).where(not_(between.contains(columns.known_from)))
    since = columns.known_from if "known_from" in columns else columns.position
    return select(live).where(not_(between.contains(since)))


def _keys(connection: Connection, table: Table, rows: Any) -> set[str]:  # noqa: ANN401 a compound of two selects
    found = rows.subquery()
    key = [column.name for column in table.primary_key.columns]
    query = select(*(cast(found.c[name], Text) for name in key))
    return {
        " ".join(f"{name}={value}" for name, value in zip(key, row, strict=True)) for row in connection.execute(query)
    }
