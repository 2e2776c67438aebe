"""The columns that read models are made of: ids, civil dates, instants, and the two ends of what was known."""

from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, Column, Date, DateTime, Dialect, String, Text, Uuid
from sqlalchemy.sql import ColumnElement, and_
from sqlalchemy.types import TypeDecorator

OPEN_DAY = date.max
"""The last day of what has no end: 9999-12-31, which both engines can hold and compare."""

OPEN_POSITION = 2**62
"""`known_to` of a row that nothing has superseded; larger than any position."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC, with microseconds; SQLite keeps it as text that sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the driver gets; SQLite's knows no offsets."""
        if value is None:
            return None
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def code() -> String:
    """Text that programs compare and sort: byte by byte on either engine, whatever the database's collation is."""
    return String().with_variant(String(collation="C"), "postgresql")


def id_column(name: str, *, key: bool = False, nullable: bool = False) -> Column[object]:
    """An id of a stream or a person."""
    return Column(name, Uuid(), primary_key=key, nullable=nullable)


def day_column(name: str, *, key: bool = False, nullable: bool = False) -> Column[date]:
    """A civil date."""
    return Column(name, Date(), primary_key=key, nullable=nullable)


def text_column(name: str, *, nullable: bool = False) -> Column[str]:
    """Text for people."""
    return Column(name, Text(), nullable=nullable)


def code_column(name: str, *, key: bool = False, nullable: bool = False) -> Column[str]:
    """Text for programs."""
    return Column(name, code(), primary_key=key, nullable=nullable)


def position_column(name: str, *, key: bool = False) -> Column[int]:
    """A position of the ledger."""
    return Column(name, BigInteger(), primary_key=key, nullable=False, autoincrement=False)


def known_columns() -> tuple[Column[int], Column[int]]:
    """First and last position, inclusive, at which a row was what the ledger said."""
    return position_column("known_from", key=True), position_column("known_to")


def known_at(known_from: ColumnElement[int], known_to: ColumnElement[int], position: int) -> ColumnElement[bool]:
    """The row was what the ledger said at `position`."""
    return and_(known_from <= position, position <= known_to)


def covers(from_on: ColumnElement[date], to_on: ColumnElement[date], day: date) -> ColumnElement[bool]:
    """The interval, inclusive at both ends, contains `day`."""
    return and_(from_on <= day, day <= to_on)
