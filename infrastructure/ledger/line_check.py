"""Checks the one line of records: positions without a gap, instants that never run backwards, a command behind each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, exists, select

from infrastructure.database import Store
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.tables import commands, events

PAGE = 5000


class _Cause(msgspec.Struct):
    command_id: UUID


class _Caused(msgspec.Struct):
    cause: _Cause


_caused = msgspec.json.Decoder(_Caused)


@dataclass(slots=True)
class _Line:
    """Where the walk along the records is. Those of one command stand together; its row goes with one of them."""

    position: int = 0
    recorded_at: datetime | None = None
    command_id: UUID | None = None
    begun_at: int = 0
    has_command: bool = True

    def step(self, row: Row[Any]) -> Iterator[Finding]:
        """What is wrong with the next record, and with the command before where this one begins another."""
        if row.position != self.position + 1:
            yield _of(row.position, "position_gap", f"after {self.position}")
        if self.recorded_at is not None and row.recorded_at < self.recorded_at:
            yield _of(row.position, "time_backwards")
        command_id = _command_id(row.record)
        if command_id != self.command_id:
            yield from self.end()
            self.command_id, self.begun_at, self.has_command = command_id, row.position, False
        self.has_command |= row.has_command or command_id is None
        self.position, self.recorded_at = row.position, row.recorded_at

    def end(self) -> Iterator[Finding]:
        """What is wrong with the command whose records end here."""
        if not self.has_command:
            yield Finding(table="commands", key=f"position={self.begun_at}", code="command_missing")


def check_line(store: Store, last: int) -> Iterator[Finding]:
    """Everything that is wrong with the line of records up to a position, inclusive."""
    line = _Line()
    known = exists().where(
        commands.c.stream_id == events.c.stream_id, commands.c.stream_version == events.c.stream_version
    )
    query = select(events.c.position, events.c.recorded_at, events.c.record, known.label("has_command"))
    while line.position < last:
        page = query.where(events.c.position > line.position, events.c.position <= last)
        with store.reading() as connection:
            rows = connection.execute(page.order_by(events.c.position).limit(PAGE)).all()
        for row in rows:
            yield from line.step(row)
    yield from line.end()


def _command_id(record: bytes) -> UUID | None:
    try:
        return _caused.decode(record).cause.command_id
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None  # told where records are read whole


def _of(position: int, code: str, detail: str = "") -> Finding:
    return Finding(table="events", key=str(position), code=code, detail=detail)
