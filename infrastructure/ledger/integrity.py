"""Checks a ledger against itself: one line, whole streams, true columns, seals that open, claims that follow.

It reads up to the position at which it began, in short transactions, and goes on past what is wrong. What it cannot
see is a record rewritten with care: that is seen by comparing it with a copy, as the audit trail's digests are.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, distinct, exists, func, not_, or_, select

from infrastructure.database import Store
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.seal_check import check_seals
from infrastructure.ledger.stream_check import check_claims, check_records
from infrastructure.ledger.stream_pages import stream_pages
from infrastructure.ledger.tables import claims, commands, events, identifiers, sealed, subject_keys

PAGE = 5000
Progress = Callable[[int, int], None]
"""Told how many records of how many were checked."""

COMPANIONS: tuple[tuple[Table, Column[Any], Column[Any]], ...] = (
    (claims, claims.c.contract_id, claims.c.contract_version),
    (commands, commands.c.stream_id, commands.c.stream_version),
    (sealed, sealed.c.stream_id, sealed.c.stream_version),
    (subject_keys, subject_keys.c.stream_id, subject_keys.c.stream_version),
    (identifiers, identifiers.c.resident_id, identifiers.c.resident_version),
)
"""The tables whose rows go with a record, and the columns that point to it."""


def check_ledger(store: Store, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong, in no particular order; empty for a sound ledger."""
    with store.reading() as connection:
        last = connection.execute(select(func.max(events.c.position))).scalar() or 0
    found = [*_check_line(store, last), *_check_companions(store)]
    mapper, done = RecordMapper(store.tenant), 0
    for page in stream_pages(store, last):
        facts, broken = check_records(page, mapper, store.tenant)
        found += [*broken, *check_claims(page, facts), *check_seals(store, page, facts)]
        done += len(page.records)
        if progress is not None:
            progress(done, last)
    return found


def _check_line(store: Store, last: int) -> Iterator[Finding]:
    expected, latest = 1, None
    while expected <= last:
        with store.reading() as connection:
            query = select(events.c.position, events.c.recorded_at).where(events.c.position >= expected)
            rows = connection.execute(query.order_by(events.c.position).limit(PAGE)).all()
        for position, recorded_at in rows:
            yield from _check_place(position, recorded_at, expected, latest)
            expected, latest = position + 1, recorded_at


def _check_place(position: int, recorded_at: datetime, expected: int, latest: datetime | None) -> Iterator[Finding]:
    if position != expected:
        yield Finding(table="events", key=str(position), code="position_gap", detail=f"after {expected - 1}")
    if latest is not None and recorded_at < latest:
        yield Finding(table="events", key=str(position), code="time_backwards")


def _check_companions(store: Store) -> Iterator[Finding]:
    with store.reading() as connection:
        for table, stream_id, version in COMPANIONS:
            there = exists().where(events.c.stream_id == stream_id, events.c.stream_version == version)
            for row in connection.execute(select(stream_id, version).where(not_(there)).distinct()):
                yield Finding(table=table.name, key=f"{row[0]}/{row[1]}", code="record_missing")
        yield from _check_seqs(connection)


def _check_seqs(connection: Connection) -> Iterator[Finding]:
    count, seq = func.count(distinct(claims.c.seq)), claims.c.seq
    gap = or_(func.min(seq) != 1, func.max(seq) != count)
    for (resident_id,) in connection.execute(select(claims.c.resident_id).group_by(claims.c.resident_id).having(gap)):
        yield Finding(table="claims", key=str(resident_id), code="claim_gap")
