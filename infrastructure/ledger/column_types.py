"""Column types that read the same from both databases."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

Position = BigInteger().with_variant(Integer, "sqlite")  # INTEGER PRIMARY KEY is SQLite's own row number


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC, to the microsecond: `timestamptz` on PostgreSQL, sortable text on SQLite."""

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
        return utc if dialect.name == "postgresql" else written(utc)

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 the method's signature is SQLAlchemy's
        """The instant in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else read(value)


def written(instant: datetime) -> str:
    """An instant as text that sorts: `2026-03-01T08:00:00.000000Z`; years before 1000 keep four digits."""
    utc = instant.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read(text: str) -> datetime:
    """The instant that `written` wrote."""
    return datetime.fromisoformat(text)
