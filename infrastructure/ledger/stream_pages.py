"""Whole streams, some at a time, with the rows that go with their records: what a check looks at together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from infrastructure.database import Store
from infrastructure.ledger.tables import claims, events, sealed

STREAMS = 200
Place = tuple[UUID, int]
"""A stream and a version."""


@dataclass(frozen=True, slots=True)
class StreamPage:
    """Rows of `events`, each stream's in order, and of `claims` and `sealed` by the record that they go with."""

    records: Sequence[Row[Any]]
    claims: Mapping[Place, Sequence[Row[Any]]]
    sealed: Mapping[Place, Sequence[Row[Any]]]


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
    records = select(events).where(events.c.stream_id.in_(stream_ids), events.c.position <= last).order_by(*ordered)
    claimed: dict[Place, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(claims).where(claims.c.contract_id.in_(stream_ids)).order_by(claims.c.seq, claims.c.stretch)
    ):
        claimed[row.contract_id, row.contract_version].append(row)
    closed: dict[Place, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(sealed).where(sealed.c.stream_id.in_(stream_ids))):
        closed[row.stream_id, row.stream_version].append(row)
    return StreamPage(connection.execute(records).all(), claimed, closed)
