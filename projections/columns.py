"""The columns that read models are made of: ids, civil dates, instants, and the two ends of what was known."""

from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, Column, Date, DateTime, Dialect, String, Text, Uuid
from sqlalchemy.sql import ColumnElement, and_
from sqlalchemy.types import TypeDecorator, TypeEngine

OPEN_DAY = date.max
"""The last day of what has no end: 9999-12-31, which both engines can hold and compare."""

OPEN_POSITION = 2**62
"""`known_to` of a row that nothing has superseded; larger than any position."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC, to the microsecond, in ledger and read models alike.

    `timestamptz` on PostgreSQL, text that sorts on SQLite: `2026-03-01T08:00:00.000000Z`, years before 1000 with four
    digits.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """`timestamptz` where there is one."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """An instant as the database keeps it; a naive one is a defect of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant is aware")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else _written(utc)

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 the method's signature is SQLAlchemy's
        """The instant in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


def _written(utc: datetime) -> str:
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


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
