"""Counts of a day: households, distinct persons, and distinct persons of each key category (剔重)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Select,
    Subquery,
    Table,
    and_,
    distinct,
    false,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.sql import ColumnElement

from application.queries.moment import Moment
from application.queries.roster_view import Counts, KeyRules, Scope, TeamOnDay
from domain.calendar import corresponding_day
from domain.policy.capacity import Load
from domain.policy.model import PolicyRef
from domain.populations import BY_AGE, CHILD_UNTIL_AGE, Category
from projections.batch import Tables
from projections.columns import code, known_at
from projections.persons import persons
from projections.roster_tables import holds, of_scope

Wanted = Sequence[ColumnElement[bool]]
"""Which rows of contracts are counted."""


def count(connection: Connection, tables: Tables, moment: Moment, rules: Sequence[KeyRules], scope: Scope) -> Counts:
    """Counts as known at the moment's position; a person of several contracts or records is one.

    `tables`: the roster's, and `residents`.
    """
    contracts = tables["contract_spans"]
    wanted = (*holds(contracts, moment), *of_scope(contracts, scope))
    covered = _covered(tables, moment, wanted)
    in_key = _in_key_categories(tables["flag_spans"], covered, moment, rules)
    by_category = select(in_key.c.category, func.count()).group_by(in_key.c.category)
    return Counts(
        households=connection.execute(_households(contracts, wanted)).scalar_one(),
        persons=connection.execute(select(func.count(distinct(covered.c.person_id)))).scalar_one(),
        by_category={Category(category): number for category, number in connection.execute(by_category)},
        key_distinct=connection.execute(select(func.count(distinct(in_key.c.person_id)))).scalar_one(),
    )


def teams_on(connection: Connection, tables: Tables, moment: Moment, scope: Scope) -> list[TeamOnDay]:
    """What each team has that has contracts in force: the policies that they are under, and loads.

    `tables`: the roster's, and `residents`.
    """
    contracts = tables["contract_spans"]
    wanted = (*holds(contracts, moment), *of_scope(contracts, scope))
    if scope.village is not None:  # a team's load is all that it has, wherever
        there = connection.execute(select(contracts.c.team_id).where(*wanted).distinct()).scalars().all()
        wanted = (*holds(contracts, moment), *of_scope(contracts, Scope(teams=tuple(there))))
    columns = (contracts.c.team_id, contracts.c.policy_name, contracts.c.policy_version, contracts.c.policy_digest)
    policies: dict[UUID, list[PolicyRef]] = {}
    for team_id, name, version, digest in connection.execute(
        select(*columns).where(*wanted).distinct().order_by(*columns)
    ):
        policies.setdefault(team_id, []).append(PolicyRef(name=name, version=version, digest=digest))
    covered = _covered(tables, moment, wanted)
    of_teams = _loads(connection, contracts, covered, wanted, ("team_id",))
    of_doctors = _loads(connection, contracts, covered, wanted, ("team_id", "doctor"))
    return [
        TeamOnDay(
            team_id=team_id,
            policies=tuple(governing),
            load=of_teams[team_id,],
            by_doctor={doctor: load for (team, doctor), load in of_doctors.items() if team == team_id},
        )
        for team_id, governing in policies.items()
    ]


def _loads(
    connection: Connection, spans: Table, covered: Subquery, wanted: Wanted, by: Sequence[str]
) -> dict[tuple[Any, ...], Load]:
    """Households and distinct persons by some columns."""
    of_spans, of_covered = [spans.c[name] for name in by], [covered.c[name] for name in by]
    households = connection.execute(_households(spans, wanted).add_columns(*of_spans).group_by(*of_spans))
    persons_query = select(func.count(distinct(covered.c.person_id)), *of_covered).group_by(*of_covered)
    persons_by = {tuple(key): number for number, *key in connection.execute(persons_query)}
    return {tuple(key): Load(persons=persons_by.get(tuple(key), 0), households=number) for number, *key in households}


def _households(spans: Table, wanted: Wanted) -> Select[Any]:
    """Distinct household numbers, and the contracts that have none."""
    number = spans.c.household_number
    without_number = func.count(distinct(spans.c.contract_id)).filter(number.is_(None))
    return select(func.count(distinct(number)) + without_number).where(*wanted)


def _covered(tables: Tables, moment: Moment, wanted: Wanted) -> Subquery:
    """Each member of each contract wanted, with the person's birth date and the contract's policy."""
    contracts, members, residents = tables["contract_spans"], tables["member_spans"], tables["residents"]
    same = persons(residents, moment.position)
    person_id = func.coalesce(same.c.person_id, members.c.resident_id)
    known = known_at(residents.c.known_from, residents.c.known_to, moment.position)
    return (
        select(
            members.c.contract_id,
            members.c.resident_id,
            person_id.label("person_id"),
            residents.c.birth_on,
            contracts.c.team_id,
            contracts.c.doctor,
            contracts.c.policy_name,
            contracts.c.policy_version,
            contracts.c.policy_digest,
        )
        .select_from(contracts)
        .join(members, members.c.contract_id == contracts.c.contract_id)
        .join(same, same.c.resident_id == members.c.resident_id, isouter=True)
        .join(residents, and_(residents.c.resident_id == person_id, known), isouter=True)
        .where(*wanted, *holds(members, moment))
        .subquery()
    )


def _in_key_categories(flags: Table, covered: Subquery, moment: Moment, rules: Sequence[KeyRules]) -> Subquery:
    """Each person once for each category that the policy of one of the person's contracts calls key."""
    written = (
        select(covered.c.person_id, flags.c.category)
        .join(flags, and_(flags.c.contract_id == covered.c.contract_id, flags.c.resident_id == covered.c.resident_id))
        .where(*holds(flags, moment), _any_of(_governed(covered, rule, flags.c.category) for rule in rules))
    )
    elderly = _any_of(
        and_(_under(covered, rule), covered.c.birth_on <= born_by(moment.as_of, rule.elderly_from_age))
        for rule in rules
        if Category.ELDERLY in rule.key
    )
    child = and_(
        _any_of(_under(covered, rule) for rule in rules if Category.CHILD_0_6 in rule.key),
        covered.c.birth_on > born_by(moment.as_of, CHILD_UNTIL_AGE),
        covered.c.birth_on <= moment.as_of,
    )
    return union(
        written,
        select(covered.c.person_id, literal(Category.ELDERLY.value, code())).where(elderly),
        select(covered.c.person_id, literal(Category.CHILD_0_6.value, code())).where(child),
    ).subquery()


def born_by(day: date, age: int) -> date:
    """The last birth date of those who are `age` by `day`: the birthday of 29 February is 1 March in other years."""
    return corresponding_day(day, -age)


def _governed(covered: Subquery, rule: KeyRules, category: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(_under(covered, rule), category.in_([each.value for each in rule.key - BY_AGE]))


def _under(covered: Subquery, rule: KeyRules) -> ColumnElement[bool]:
    return and_(
        covered.c.policy_name == rule.policy.name,
        covered.c.policy_version == rule.policy.version,
        covered.c.policy_digest == rule.policy.digest,
    )


def _any_of(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(false(), *conditions)
