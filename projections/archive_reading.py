"""Reads the archive: what is, and was, known of the papers of contracts."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, literal_column, select

from application.queries.archive_view import ApprovalKnown, DisposalKnown, HoldKnown, PapersKnown
from domain.policy.model import PolicyRef
from projections.batch import Tables
from projections.columns import OPEN_POSITION


class ArchiveReading:
    """Implements `application.queries.archive_view.ArchiveView` in one transaction that sees one state."""

    def __init__(self, connection: Connection, tables: Tables, position: int) -> None:
        self._connection = connection
        self._table = tables["papers"]
        self._position = position

    @property
    def position(self) -> int:
        """How far the read model has come."""
        return self._position

    def page(self, *, after: int, limit: int, last_day_before: date | None) -> Sequence[Sequence[PapersKnown]]:
        """Everything known of the papers of the contracts of a page, in the register's order."""
        table = self._table
        found = (
            select(table.c.contract_id)
            .where(table.c.known_to == literal_column(str(OPEN_POSITION)))  # in these words: the index of open rows
            .where(table.c.signed_position > after)
            .order_by(table.c.signed_position)
            .limit(limit)
        )
        if last_day_before is not None:
            found = found.where(table.c.last_day_on < last_day_before)
        contract_ids = self._connection.execute(found).scalars().all()
        query = select(table).where(table.c.contract_id.in_(contract_ids))
        rows = self._connection.execute(query.order_by(table.c.signed_position, table.c.known_from))
        return [[_known(row) for row in of_one] for _, of_one in groupby(rows, lambda row: row.signed_position)]

    def papers(self, contract_id: UUID) -> Sequence[PapersKnown]:
        """Everything ever known of one contract's papers, oldest first."""
        table = self._table
        query = select(table).where(table.c.contract_id == contract_id).order_by(table.c.known_from)
        return [_known(row) for row in self._connection.execute(query)]


def _known(row: Row[Any]) -> PapersKnown:
    return PapersKnown(
        contract_id=row.contract_id,
        place=row.signed_position,
        known_from=row.known_from,
        known_on=row.known_on,
        household_number=row.household_number,
        agreement_number=row.agreement_number,
        last_day_on=row.last_day_on,
        ended_by=row.ended_by,
        reason=row.reason,
        policy=PolicyRef(name=row.policy_name, version=row.policy_version, digest=row.policy_digest),
        hold=None if row.hold_since is None else HoldKnown(since=row.hold_since, reason=row.hold_reason),
        approval=None if row.approved_on is None else ApprovalKnown(approved_on=row.approved_on, by=row.approved_by),
        disposal=_disposal(row),
    )


def _disposal(row: Row[Any]) -> DisposalKnown | None:
    if row.disposed_on is None:
        return None
    return DisposalKnown(disposed_on=row.disposed_on, by=row.disposed_by, certificate_number=row.certificate_number)
