"""Reads the archive: what is, and was, known of the papers of contracts."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, literal_column, select

from application.queries.archive_view import (
    ApprovalKnown,
    ArchiveKnown,
    DisposalKnown,
    HoldKnown,
    PapersKnown,
    PlaceKnown,
)
from domain.policy.model import PolicyRef
from domain.policy.retention import RetentionClass
from projections.batch import Tables
from projections.columns import OPEN_POSITION
from projections.papers import ALL_YEARS


class ArchiveReading:
    """Implements `application.queries.archive_view.ArchiveView` in one transaction that sees one state."""

    def __init__(self, connection: Connection, tables: Tables, position: int) -> None:
        self._connection = connection
        self._tables = tables
        self._position = position

    @property
    def position(self) -> int:
        """How far the read model has come."""
        return self._position

    def page(self, *, after: int, limit: int, last_day_before: date | None) -> Sequence[ArchiveKnown]:
        """What is known of the papers of the contracts of a page, in the register's order."""
        table = self._tables["papers"]
        found = (
            select(table.c.contract_id)
            .where(table.c.known_to == literal_column(str(OPEN_POSITION)))  # in these words: the index of open rows
            .where(table.c.signed_position > after, table.c.retention_class == RetentionClass.CONTRACT_PAPERS.value)
            .order_by(table.c.signed_position)
            .limit(limit)
        )
        if last_day_before is not None:
            found = found.where(table.c.last_day_on < last_day_before)
        contract_ids = self._connection.execute(found).scalars().all()
        return self._known_of(contract_ids)

    def of_contract(self, contract_id: UUID) -> ArchiveKnown | None:
        """What is known of one contract's papers."""
        return next(iter(self._known_of([contract_id])), None)

    def _known_of(self, contract_ids: Sequence[UUID]) -> Sequence[ArchiveKnown]:
        table = self._tables["papers"]
        query = select(table).where(table.c.contract_id.in_(contract_ids))
        rows = self._connection.execute(
            query.order_by(table.c.signed_position, table.c.retention_class, table.c.known_from)
        )
        holds = self._now("holds", contract_ids, "placed_on", "hold_id")
        places = self._now("places", contract_ids, "retention_class", "year")
        return [
            ArchiveKnown(
                classes=[
                    [_known(row) for row in of_class]
                    for _, of_class in groupby(of_one, lambda row: row.retention_class)
                ],
                holds=[_hold(row) for row in holds.get(contract_id, ())],
                places=[_place(row) for row in places.get(contract_id, ())],
            )
            for contract_id, of_one in groupby(rows, lambda row: row.contract_id)
        ]

    def _now(self, name: str, contract_ids: Sequence[UUID], *order: str) -> Mapping[UUID, Sequence[Row[Any]]]:
        """The open rows of a table, by contract."""
        table = self._tables[name]
        query = (
            select(table)
            .where(table.c.contract_id.in_(contract_ids), table.c.known_to == OPEN_POSITION)
            .order_by(*(table.c[each] for each in order))
        )
        found: dict[UUID, list[Row[Any]]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.contract_id, []).append(row)
        return found


def _known(row: Row[Any]) -> PapersKnown:
    return PapersKnown(
        contract_id=row.contract_id,
        retention_class=RetentionClass(row.retention_class),
        place=row.signed_position,
        known_from=row.known_from,
        known_on=row.known_on,
        household_number=row.household_number,
        agreement_number=row.agreement_number,
        last_day_on=row.last_day_on,
        ended_by=row.ended_by,
        reason=row.reason,
        counted_from=row.counted_from,
        policy=PolicyRef(name=row.policy_name, version=row.policy_version, digest=row.policy_digest),
        approval=None if row.approved_on is None else ApprovalKnown(approved_on=row.approved_on, by=row.approved_by),
        disposal=_disposal(row),
    )


def _hold(row: Row[Any]) -> HoldKnown:
    return HoldKnown(
        hold_id=row.hold_id,
        placed_on=row.placed_on,
        lifted_on=row.lifted_on,
        reason=row.reason,
        known_from=row.known_from,
    )


def _place(row: Row[Any]) -> PlaceKnown:
    return PlaceKnown(
        retention_class=RetentionClass(row.retention_class),
        year=None if row.year == ALL_YEARS else int(row.year),
        archived_on=row.archived_on,
        place=row.place,
        known_from=row.known_from,
    )


def _disposal(row: Row[Any]) -> DisposalKnown | None:
    if row.disposed_on is None:
        return None
    return DisposalKnown(disposed_on=row.disposed_on, by=row.disposed_by, certificate_number=row.certificate_number)
