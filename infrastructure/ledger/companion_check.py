"""Checks rows that go with records, in the database: each points to a record, in an order that the records have too."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, distinct, exists, func, not_, or_, select

from infrastructure.ledger.findings import Finding
from infrastructure.ledger.tables import (
    claims,
    commands,
    events,
    identifiers,
    ledger_head,
    ledger_versions,
    sealed,
    store_keys,
    store_meta,
    subject_keys,
)
from infrastructure.vault.keys import StoreKeys

COMPANIONS: tuple[tuple[Table, Column[Any], Column[Any]], ...] = (
    (claims, claims.c.contract_id, claims.c.contract_version),
    (commands, commands.c.stream_id, commands.c.stream_version),
    (sealed, sealed.c.stream_id, sealed.c.stream_version),
    (subject_keys, subject_keys.c.stream_id, subject_keys.c.stream_version),
    (identifiers, identifiers.c.resident_id, identifiers.c.resident_version),
)
"""The tables whose rows go with a record, and the columns that point to it."""


def check_companions(connection: Connection, keys: StoreKeys) -> Iterator[Finding]:
    """Everything that is wrong with them."""
    yield from _check_store(connection, keys)
    for table, stream_id, version in COMPANIONS:
        there = exists().where(events.c.stream_id == stream_id, events.c.stream_version == version)
        for row in connection.execute(select(stream_id, version).where(not_(there)).distinct()):
            yield Finding(table=table.name, key=f"{row[0]}/{row[1]}", code="record_missing")
    yield from _check_seqs(connection)
    yield from _check_order_of_claims(connection)
    yield from _check_keys(connection)


def _check_store(connection: Connection, keys: StoreKeys) -> Iterator[Finding]:
    """What the store says of itself is what it said when it was made, and there is one head to take."""
    for table in (store_meta, ledger_versions, store_keys):
        (key,) = table.primary_key
        for row in connection.execute(select(table)).mappings():
            if row["seal"] != keys.row_seal(table.name, row):
                yield Finding(table=table.name, key=str(row[key.name]), code="row_altered")
    versions = connection.execute(select(store_keys.c.kek_version).order_by(store_keys.c.kek_version)).scalars().all()
    if versions != [*range(1, len(versions) + 1)]:
        yield Finding(table=store_keys.name, key=", ".join(map(str, versions)), code="store_key_gap")
    heads = connection.execute(select(ledger_head.c.id)).scalars().all()
    if heads != [1]:
        yield Finding(table=ledger_head.name, key=", ".join(map(str, heads)), code="head_differs")


def _check_seqs(connection: Connection) -> Iterator[Finding]:
    count, seq = func.count(distinct(claims.c.seq)), claims.c.seq
    gap = or_(func.min(seq) != 1, func.max(seq) != count)
    for (resident_id,) in connection.execute(select(claims.c.resident_id).group_by(claims.c.resident_id).having(gap)):
        yield Finding(table="claims", key=str(resident_id), code="claim_gap")


def _check_order_of_claims(connection: Connection) -> Iterator[Finding]:
    """A person's claims are numbered as their records follow one another; those of one command in any order."""
    first = select(claims, events.c.recorded_at).where(
        claims.c.stretch == 0,
        events.c.stream_id == claims.c.contract_id,
        events.c.stream_version == claims.c.contract_version,
    )
    each = first.subquery()
    person, contract, seq = each.c.resident_id, each.c.contract_id, each.c.seq
    walk = select(
        person,
        seq,
        each.c.recorded_at,
        each.c.contract_version,
        func.lag(each.c.recorded_at).over(partition_by=person, order_by=seq).label("instant_before"),
        func.lag(each.c.contract_version).over(partition_by=(person, contract), order_by=seq).label("version_before"),
    ).subquery()
    backwards = or_(walk.c.instant_before > walk.c.recorded_at, walk.c.version_before >= walk.c.contract_version)
    for row in connection.execute(select(walk.c.resident_id, walk.c.seq).where(backwards)):
        yield Finding(table="claims", key=f"{row.resident_id}/{row.seq}", code="claim_out_of_order")


def _check_keys(connection: Connection) -> Iterator[Finding]:
    """A subject's key goes with the first record that it seals a value of."""
    sealing = and_(sealed.c.stream_id == events.c.stream_id, sealed.c.stream_version == events.c.stream_version)
    first = (
        select(sealed.c.subject_id, sealed.c.key_version, func.min(events.c.position).label("position"))
        .join(events, sealing)
        .group_by(sealed.c.subject_id, sealed.c.key_version)
        .subquery()
    )
    same = and_(first.c.subject_id == subject_keys.c.subject_id, first.c.key_version == subject_keys.c.key_version)
    place = and_(
        events.c.stream_id == subject_keys.c.stream_id, events.c.stream_version == subject_keys.c.stream_version
    )
    query = (
        select(subject_keys.c.subject_id, subject_keys.c.key_version)
        .join(events, place)
        .join(first, same, isouter=True)
        .where(or_(first.c.position.is_(None), first.c.position != events.c.position))
    )
    for row in connection.execute(query):
        yield Finding(table=subject_keys.name, key=f"{row.subject_id}/{row.key_version}", code="key_misplaced")
