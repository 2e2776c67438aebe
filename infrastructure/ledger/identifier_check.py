"""Checks by which number each person is found, against the records that tell of it and against one another."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, and_, func, not_, or_, select

from domain.resident.events import ResidentIdentified
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.seal_check import Texts
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.tables import events, identifiers
from infrastructure.vault.keys import StoreKeys

Told = set[tuple[str, bytes, bool]]
"""Kind, blind index, and whether it is released: the rows that go with one record."""


def check_identifiers(page: StreamPage, facts: Facts, texts: Texts, keys: StoreKeys) -> Iterator[Finding]:
    """Everybody is found by the last paper of each kind that they showed, and by no other.

    Where a record cannot be read, or a number does not open, that is told elsewhere: nothing is said of the stream.
    """
    shown = {place: event for place, event in facts.items() if isinstance(event, ResidentIdentified)}
    unread = {row.stream_id for row in page.records if (row.stream_id, row.stream_version) not in facts}
    unread |= {place[0] for place in shown if (place, "number") not in texts}
    should_be = _told({place: event for place, event in shown.items() if place[0] not in unread}, texts, keys)
    for place in should_be.keys() | page.identifiers.keys():
        if place[0] not in unread:
            rows = {(row.kind, row.blind_index, row.released) for row in page.identifiers.get(place, ())}
            yield from _check_place(place, rows, should_be.get(place, set()))


def check_order_of_identifiers(connection: Connection) -> Iterator[Finding]:
    """A number is taken, released by who took it, taken again, as the records follow one another.

    Those of one command follow one another in any order.
    """
    number = identifiers.c.kind, identifiers.c.blind_index
    place = and_(
        events.c.stream_id == identifiers.c.resident_id, events.c.stream_version == identifiers.c.resident_version
    )

    def before(column: Column[Any]) -> ColumnElement[Any]:
        return func.lag(column).over(partition_by=number, order_by=identifiers.c.seq)

    walk = (
        select(
            identifiers,
            events.c.recorded_at,
            func.row_number().over(partition_by=number, order_by=identifiers.c.seq).label("should_be"),
            before(identifiers.c.resident_id).label("bearer"),
            before(events.c.recorded_at).label("instant_before"),
            before(identifiers.c.resident_version).label("version_before"),
        )
        .join(events, place)
        .subquery()
    )
    row = walk.c
    same = row.bearer == row.resident_id
    wrong = or_(
        row.seq != row.should_be,
        row.released != (row.seq % 2 == 0),
        and_(row.released, not_(same)),
        row.instant_before > row.recorded_at,
        and_(same, row.version_before >= row.resident_version),
    )
    for found in connection.execute(select(row.resident_id, row.resident_version).where(wrong)):
        yield _of((found.resident_id, found.resident_version), "identifier_out_of_order")


def _check_place(place: Place, rows: Told, should_be: Told) -> Iterator[Finding]:
    if rows - should_be:
        yield _of(place, "identifier_differs")
    if should_be - rows:
        yield _of(place, "identifier_missing")


def _told(shown: Mapping[Place, ResidentIdentified], texts: Texts, keys: StoreKeys) -> Mapping[Place, Told]:
    """What the records say: each number takes the place of the one of its kind before it."""
    found: dict[Place, Told] = {}
    last: dict[tuple[UUID, str], bytes] = {}
    for place in sorted(shown):
        kind = shown[place].kind.value
        index = keys.blind_index(kind, texts[place, "number"])
        before = last.get((place[0], kind))
        if before != index:
            found[place] = {(kind, index, False)} | (set() if before is None else {(kind, before, True)})
        last[place[0], kind] = index
    return found


def _of(place: Place, code: str) -> Finding:
    return Finding(table=identifiers.name, key=f"{place[0]}/{place[1]}", code=code)
