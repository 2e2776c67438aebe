"""Whole streams, some at a time, with the rows that go with their records: what a check looks at together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Row, select

from infrastructure.database import Store
from infrastructure.ledger.tables import claims, commands, events, identifiers, sealed

STREAMS = 200
Place = tuple[UUID, int]
"""A stream and a version."""

Rows = Mapping[Place, Sequence[Row[Any]]]
"""Rows by the record that they go with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamPage:
    """Rows of `events`, each stream's in order, and what goes with them."""

    records: Sequence[Row[Any]]
    claims: Rows
    commands: Rows
    identifiers: Rows
    sealed: Rows


def stream_pages(store: Store, last: int) -> Iterator[StreamPage]:
    """Every stream up to a position, inclusive, in the order of ids."""
    after: UUID | None = None
    while True:
        with store.reading() as connection:
            query = select(events.c.stream_id).where(events.c.position <= last)
            query = query if after is None else query.where(events.c.stream_id > after)
            ids = connection.execute(query.distinct().order_by(events.c.stream_id).limit(STREAMS)).scalars().all()
            if not ids:
                return
            page = _page(connection, ids, last)
        yield page
        after = ids[-1]


def _page(connection: Connection, stream_ids: Sequence[UUID], last: int) -> StreamPage:
    ordered = (events.c.stream_id, events.c.stream_version)
    query = select(events).where(events.c.stream_id.in_(stream_ids), events.c.position <= last).order_by(*ordered)
    records = connection.execute(query).all()
    newest = {row.stream_id: row.stream_version for row in records}

    def beside(stream_id: Column[Any], version: Column[Any]) -> Rows:
        """What came with later records is left out: it may be newer than `last`, and stands alone otherwise."""
        found: dict[Place, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(select(stream_id.table).where(stream_id.in_(stream_ids))):
            place = row._mapping[stream_id], row._mapping[version]  # noqa: SLF001 SQLAlchemy's public name for it
            if place[1] <= newest[place[0]]:
                found[place].append(row)
        return found

    return StreamPage(
        records=records,
        claims=beside(claims.c.contract_id, claims.c.contract_version),
        commands=beside(commands.c.stream_id, commands.c.stream_version),
        identifiers=beside(identifiers.c.resident_id, identifiers.c.resident_version),
        sealed=beside(sealed.c.stream_id, sealed.c.stream_version),
    )
