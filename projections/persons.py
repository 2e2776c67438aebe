"""Who a resident really is: duplicates count as the person under whom they are known."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Subquery, Table, and_, select

from domain.policy.retention import RetentionClass
from projections.columns import OPEN_POSITION, known_at


def rows_of_persons(
    connection: Connection, residents: Table, ids: Collection[UUID], position: int
) -> dict[UUID, Row[Any]]:
    """By each resident asked for, the row of the person known at `position`; absent: nobody knew of the resident."""
    found: dict[UUID, Row[Any]] = {}
    asked = set(ids)
    while asked:
        known = known_at(residents.c.known_from, residents.c.known_to, position)
        rows = connection.execute(select(residents).where(residents.c.resident_id.in_(asked), known)).all()
        found |= {row.resident_id: row for row in rows}
        asked = {row.merged_into for row in rows if row.merged_into is not None} - found.keys()
    return {each: _last(found, each) for each in ids if each in found}


def not_to_be_named(
    connection: Connection, disposals: Table, what: RetentionClass, contract_ids: Collection[UUID]
) -> frozenset[UUID]:
    """Those of these contracts of which that class was disposed of by now: it names nobody any more."""
    query = select(disposals.c.contract_id).where(
        disposals.c.contract_id.in_(contract_ids),
        disposals.c.retention_class == what.value,
        disposals.c.known_to == OPEN_POSITION,
    )
    return frozenset(connection.execute(query).scalars())


def persons(residents: Table, position: int) -> Subquery:
    """Each duplicate (`resident_id`) with the person that it turned out to be (`person_id`), in however many steps."""
    merged = and_(
        residents.c.merged_into.is_not(None), known_at(residents.c.known_from, residents.c.known_to, position)
    )
    steps = (
        select(residents.c.resident_id, residents.c.merged_into.label("person_id")).where(merged).cte(recursive=True)
    )
    following = select(steps.c.resident_id, residents.c.merged_into).join(
        residents, residents.c.resident_id == steps.c.person_id
    )
    all_steps = steps.union(following.where(merged))
    duplicates = select(all_steps.c.resident_id)
    return select(all_steps).where(all_steps.c.person_id.not_in(duplicates)).subquery()


def _last(found: dict[UUID, Row[Any]], resident_id: UUID) -> Row[Any]:
    row, passed = found[resident_id], {resident_id}
    while row.merged_into in found and row.merged_into not in passed:
        passed.add(row.merged_into)
        row = found[row.merged_into]
    return row
