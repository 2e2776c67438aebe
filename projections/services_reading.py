"""Reads services: a page of them, and how many are whose, from the rows of read models alone."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Date, Row, Select, Table, func, literal, literal_column, select, tuple_
from sqlalchemy.sql import ColumnElement

from application.queries.services_view import (
    Performer,
    Place,
    Recipient,
    ServiceKnown,
    ServicesAsked,
    ServicesCounted,
)
from domain.contract.services.items import ProofKind, ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval
from domain.policy.model import PolicyRef
from domain.policy.retention import RetentionClass
from domain.policy.services import Confirmer
from projections.batch import Tables
from projections.columns import OPEN_POSITION, known_at
from projections.persons import not_to_be_named, rows_of_persons
from projections.teams import names_of_teams, teams_called
from projections.work import confirmations_of, evidence_of, texts_of


class ServicesReading:
    """Implements `application.queries.services_view.ServicesView` in one transaction that sees one state.

    `tables`: those of the services, of the roster and of the residents; `positions`: how far these three have come.
    """

    def __init__(self, connection: Connection, tables: Tables, positions: Sequence[int]) -> None:
        self._connection = connection
        self._tables = tables
        self._positions = tuple(positions)

    @property
    def position(self) -> int:
        """How far all read models have come."""
        return min(self._positions)

    def teams_called(self, name: str, position: int) -> Sequence[UUID]:
        """The teams of a name, as known at a position."""
        return teams_called(self._connection, self._tables["teams"], name, position)

    def names_of_teams(self, position: int) -> Mapping[UUID, str]:
        """The name of every team, as known at a position."""
        return names_of_teams(self._connection, self._tables["teams"], position)

    def page(self, asked: ServicesAsked, position: int, *, after: Place | None, limit: int) -> Sequence[ServiceKnown]:
        """The services asked for that follow a place, by day and then in the order of entry.

        Where the health record was disposed of by now, nobody is named.
        """
        table = self._tables["services"]
        place = tuple_(table.c.delivered_on, table.c.entered_position)
        query = select(table).where(*self._wanted(asked, position)).order_by(*place).limit(limit)
        if after is not None:
            last = tuple_(literal(after.delivered_on, Date()), literal(after.entered_position, BigInteger()))
            query = query.where(place > last)
        rows = self._connection.execute(query).all()
        served = {row.service_id: [UUID(each) for each in texts_of(row.residents)] for row in rows}
        everybody = {each for people in served.values() for each in people}
        people = rows_of_persons(self._connection, self._tables["residents"], everybody, position)
        gone = not_to_be_named(
            self._connection,
            self._tables["disposals"],
            RetentionClass.HEALTH_RECORD,
            {row.contract_id for row in rows},
        )
        teams = self.names_of_teams(position)
        return [
            _known(
                row,
                teams.get(row.team_id),
                tuple(
                    Recipient(
                        resident=each,
                        name=None if row.contract_id in gone or each not in people else people[each].name,
                    )
                    for each in served[row.service_id]
                ),
            )
            for row in rows
        ]

    def counted(self, asked: ServicesAsked, position: int) -> Sequence[ServicesCounted]:
        """How many of the services asked for each performer has, and how they stand."""
        table = self._tables["services"]
        alike = [
            table.c[name]
            for name in (
                "team_id",
                "performer",
                "on_record",
                "confirmed_by",
                "kept",
                "policy_name",
                "policy_version",
                "policy_digest",
            )
        ]
        query: Select[Any] = (
            select(*alike, func.count().label("services")).where(*self._wanted(asked, position)).group_by(*alike)
        )
        return [
            ServicesCounted(
                performer=Performer(team_id=row.team_id, name=row.performer),
                on_record=ServiceStanding(row.on_record),
                confirmed_by=frozenset(Confirmer(each) for each in row.confirmed_by.split()),
                kept=frozenset(ProofKind(each) for each in row.kept.split()),
                policy=_policy(row),
                services=row.services,
            )
            for row in self._connection.execute(query)
        ]

    def _wanted(self, asked: ServicesAsked, position: int) -> list[ColumnElement[bool]]:
        columns, called = self._tables["services"].c, asked.called
        wanted = [
            self._known(self._tables["services"], position),
            columns.delivered_on.between(called.from_on, called.to_on),
            columns.on_record.in_([each.value for each in asked.on_record]),
        ]
        if called.contract is not None:
            wanted.append(columns.contract_id == called.contract)
        if asked.teams is not None:
            wanted.append(columns.team_id.in_(asked.teams))
        if called.performer is not None:
            wanted.append(columns.performer == called.performer)
        if called.entered_by is not None:
            wanted.append(columns.entered_by == called.entered_by)
        if called.late:
            wanted.append(columns.late)
        if called.later_than is not None:
            wanted.append(columns.lag_days > called.later_than)
        return wanted

    def _known(self, table: Table, position: int) -> ColumnElement[bool]:
        if position >= self._positions[0]:  # in these words, so that the indexes of open rows are found
            return table.c.known_to == literal_column(str(OPEN_POSITION))
        return known_at(table.c.known_from, table.c.known_to, position)


def _known(row: Row[Any], team: str | None, residents: tuple[Recipient, ...]) -> ServiceKnown:
    return ServiceKnown(
        service=row.service_id,
        contract=row.contract_id,
        household=row.household_number,
        team=team,
        performer=row.performer,
        delivered_on=row.delivered_on,
        residents=residents,
        items=tuple(ServiceItem(each) for each in texts_of(row.items)),
        channel=ServiceChannel(row.channel),
        evidence=evidence_of(row.evidence),
        confirmations=confirmations_of(row.confirmations),
        entered_on=row.entered_on,
        lag_days=row.lag_days,
        late=row.late,
        entered_by=row.entered_by,
        corrected_by=tuple(texts_of(row.corrected_by)),
        approval=Approval(row.approval),
        decided_by=row.decided_by,
        on_record=ServiceStanding(row.on_record),
        policy=_policy(row),
        entered_position=row.entered_position,
        known_from=row.known_from,
    )


def _policy(row: Row[Any]) -> PolicyRef:
    return PolicyRef(name=row.policy_name, version=row.policy_version, digest=row.policy_digest)
