"""Reads the roster: contracts, members and counts of a day, from the rows of read models alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Row,
    Select,
    Table,
    Uuid,
    and_,
    case,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.sql import ColumnElement

from application.queries.moment import Moment
from application.queries.roster_view import (
    ContractOnDay,
    Counts,
    KeyRules,
    MemberOnDay,
    Scope,
    TeamOnDay,
    Within,
)
from domain.policy.model import PolicyRef, Term
from domain.policy.retention import RetentionClass
from domain.populations import Category
from projections.batch import Tables
from projections.columns import OPEN_POSITION, covers, known_at
from projections.persons import not_to_be_named, rows_of_persons
from projections.roster_counts import count, teams_on
from projections.roster_tables import holds, of_scope
from projections.teams import teams_called


class RosterReading:
    """Implements `application.queries.roster_view.RosterView` in one transaction that sees one state.

    `positions`: how far the roster and the residents have come.
    """

    def __init__(self, connection: Connection, roster: Tables, residents: Tables, positions: tuple[int, int]) -> None:
        self._connection = connection
        self._roster = roster
        self._residents = residents["residents"]
        self._positions = positions

    @property
    def position(self) -> int:
        """How far both read models have come."""
        return min(self._positions)

    def contracts(self, moment: Moment, within: Within) -> Sequence[ContractOnDay]:
        """The contracts in force, in the register's order."""
        newest = moment.position >= self._positions[0]
        rows = self._connection.execute(page_query(self._roster, moment, within, newest=newest))
        return [_contract(row) for row in rows]

    def members(self, moment: Moment, contract_ids: Collection[UUID]) -> Mapping[UUID, Sequence[MemberOnDay]]:
        """Who is covered, by contract, in the order of joining; of a contract disposed of by now, nobody is named."""
        spans = self._roster["member_spans"]
        query = select(spans).where(spans.c.contract_id.in_(contract_ids), *holds(spans, moment))
        rows = self._connection.execute(query.order_by(spans.c.contract_id, spans.c.member_number)).all()
        noted = self._noted(moment, contract_ids)
        people = rows_of_persons(self._connection, self._residents, {row.resident_id for row in rows}, moment.position)
        gone = not_to_be_named(
            self._connection, self._roster["disposals"], RetentionClass.CONTRACT_PAPERS, contract_ids
        )
        found: dict[UUID, list[MemberOnDay]] = {}
        for row in rows:
            categories = noted.get((row.contract_id, row.resident_id), frozenset())
            person = None if row.contract_id in gone else people.get(row.resident_id)
            member = _member(row, person, categories)
            found.setdefault(row.contract_id, []).append(member)
        return found

    def policies(self, position: int) -> Sequence[PolicyRef]:
        """Every policy version that a contract was signed under, as known at a position."""
        table = self._roster["policies"]
        query = select(table).where(table.c.known_from <= position).order_by(table.c.name, table.c.version)
        return [_policy(row.name, row.version, row.digest) for row in self._connection.execute(query)]

    def counts(self, moment: Moment, rules: Sequence[KeyRules], scope: Scope) -> Counts:
        """Counts under the rules of each contract's policy; `rules` name every policy version there is."""
        return count(self._connection, {**self._roster, "residents": self._residents}, moment, rules, scope)

    def teams_on(self, moment: Moment, scope: Scope) -> Sequence[TeamOnDay]:
        """Every team that has contracts in force, with what it has."""
        return teams_on(self._connection, {**self._roster, "residents": self._residents}, moment, scope)

    def teams_called(self, name: str, position: int) -> Sequence[UUID]:
        """The teams of a name, as known at a position: every institution may have one."""
        return teams_called(self._connection, self._roster["teams"], name, position)

    def bound_to(self, team_id: UUID, day: date) -> Sequence[UUID]:
        """The contracts that a team has on a day or later, as known now, in the register's order."""
        spans = self._roster["contract_spans"]
        query = (
            select(spans.c.contract_id)
            .where(spans.c.team_id == team_id, spans.c.to_on >= day)
            .where(spans.c.known_to == literal_column(str(OPEN_POSITION)))  # in these words: the index of open rows
            .group_by(spans.c.contract_id, spans.c.signed_position)
            .order_by(spans.c.signed_position)
        )
        return self._connection.execute(query).scalars().all()

    def falling_due_with(self, team_id: UUID, to_on: date) -> Sequence[UUID]:
        """Contracts that a team ever had, of which something falls due by a day (inclusive) and is not on record."""
        spans, rows = self._roster["contract_spans"], self._roster["due_days"]
        still_open: ColumnElement[int] = literal_column(
            str(OPEN_POSITION)
        )  # in these words, for the indexes of open rows
        query = (
            select(spans.c.contract_id)
            .join(rows, rows.c.contract_id == spans.c.contract_id)
            .where(spans.c.team_id == team_id, spans.c.known_to == still_open)
            .where(rows.c.from_on <= to_on, rows.c.known_to == still_open)
            .group_by(spans.c.contract_id, spans.c.signed_position)
            .order_by(spans.c.signed_position)
        )
        return self._connection.execute(query).scalars().all()

    def of_household(self, household_number: str) -> Sequence[UUID]:
        """Every contract ever signed for a household number, by its first day, then in the register's order.

        Those of which nothing stands any more, as they were entered in error, come before all others.
        """
        spans = self._roster["contract_spans"]
        still_stands = case((func.max(spans.c.known_to) == OPEN_POSITION, 1), else_=0)
        query = (
            select(spans.c.contract_id)
            .where(spans.c.household_number == household_number)
            .group_by(spans.c.contract_id, spans.c.signed_position)
            .order_by(still_stands, func.min(spans.c.term_start_on), spans.c.signed_position)
        )
        return self._connection.execute(query).scalars().all()

    def _noted(self, moment: Moment, contract_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID], frozenset[Category]]:
        spans = self._roster["flag_spans"]
        query = select(spans.c.contract_id, spans.c.resident_id, spans.c.category)
        found: dict[tuple[UUID, UUID], frozenset[Category]] = {}
        for row in self._connection.execute(query.where(spans.c.contract_id.in_(contract_ids), *holds(spans, moment))):
            key = (row.contract_id, row.resident_id)
            found[key] = found.get(key, frozenset()) | {Category(row.category)}
        return found


def page_query(roster: Tables, moment: Moment, within: Within, *, newest: bool) -> Select[Any]:
    """The contracts of a page. `newest`: nothing is known beyond the moment, so only open rows can hold."""
    spans, teams = roster["contract_spans"], roster["teams"]
    team_known = known_at(teams.c.known_from, teams.c.known_to, moment.position)
    query = (
        select(spans, teams.c.name.label("team"))
        .join(teams, and_(teams.c.team_id == spans.c.team_id, team_known), isouter=True)
        .where(covers(spans.c.from_on, spans.c.to_on, moment.as_of), *of_scope(spans, within.scope))
        .limit(within.limit)
        .offset(within.skip)
    )
    query = _after(query, spans, within)
    if newest:  # in these words, so that the index of open rows is found
        return query.where(spans.c.known_to == literal_column(str(OPEN_POSITION)))
    return query.where(known_at(spans.c.known_from, spans.c.known_to, moment.position))


def _after(query: Select[Any], spans: Table, within: Within) -> Select[Any]:
    """The rows after a place, in order. A team's or a village's are asked for so that only their index has that order.

    With a plain `team_id = …` PostgreSQL may walk through the other teams' rows in the order of the whole register.
    """
    place, found_by = spans.c.signed_position, _found_by(spans, within.scope)
    if found_by is None:
        return query.where(place > within.after).order_by(place)
    column, wanted = found_by
    last = tuple_(wanted, literal(within.after, BigInteger()))
    return query.where(tuple_(column, place) > last, column <= wanted).order_by(column, place)


def _found_by(spans: Table, scope: Scope) -> tuple[Column[Any], ColumnElement[Any]] | None:
    if scope.teams is not None and len(scope.teams) == 1:
        return spans.c.team_id, literal(scope.teams[0], Uuid())
    if scope.teams is None and scope.village is not None:
        return spans.c.village, literal(scope.village, spans.c.village.type)
    return None


def _contract(row: Row[Any]) -> ContractOnDay:
    return ContractOnDay(
        contract_id=row.contract_id,
        place=row.signed_position,
        household_number=row.household_number,
        village=row.village,
        team=row.team,
        doctor=row.doctor,
        policy=_policy(row.policy_name, row.policy_version, row.policy_digest),
        term=Term(
            number=row.term_number,
            start_on=row.term_start_on,
            end_on=row.term_end_on,
            anchor_on=row.term_anchor_on,
        ),
    )


def _member(row: Row[Any], person: Row[Any] | None, noted: frozenset[Category]) -> MemberOnDay:
    name: str | None = None
    birth_on: date | None = None
    sex: str | None = None
    if person is not None:
        name, birth_on, sex = person.name, person.birth_on, person.sex
    return MemberOnDay(
        contract_id=row.contract_id,
        resident_id=row.resident_id,
        relationship=row.relationship,
        name=name,
        birth_on=birth_on,
        sex=sex,
        noted=noted,
    )


def _policy(name: str, version: str, digest: str) -> PolicyRef:
    return PolicyRef(name=name, version=version, digest=digest)
