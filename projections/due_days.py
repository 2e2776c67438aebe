"""Reads which contracts fall due when, and whose people are away, from the roster's rows alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Table, and_, func, literal_column, or_, select
from sqlalchemy.sql import ColumnElement

from projections.batch import Tables
from projections.columns import OPEN_POSITION


def first_due_on(connection: Connection, roster: Tables) -> date | None:
    """The earliest day on which a contract ever was to fall due."""
    return connection.execute(select(func.min(roster["due_days"].c.from_on))).scalar()


def falling_due(connection: Connection, roster: Tables, from_on: date, to_on: date) -> Mapping[UUID, date]:
    """The contracts with a row on these days (inclusive), or an open one before, and the earliest such day of each."""
    rows = roster["due_days"]
    query = (
        select(rows.c.contract_id, func.min(rows.c.from_on).label("due_on"))
        .where(or_(rows.c.from_on.between(from_on, to_on), and_(_still_open(rows), rows.c.from_on < from_on)))
        .group_by(rows.c.contract_id)
        .order_by("due_on", rows.c.contract_id)
    )
    return {row.contract_id: row.due_on for row in connection.execute(query)}


def not_by_silence(connection: Connection, roster: Tables, to_on: date) -> Sequence[UUID]:
    """The contracts with an open row up to a day (inclusive) that silence does not renew, earliest first."""
    rows = roster["due_days"]
    query = (
        select(rows.c.contract_id)
        .where(_still_open(rows), rows.c.from_on <= to_on, rows.c.by_silence.is_(False))
        .order_by(rows.c.from_on, rows.c.contract_id)
    )
    return connection.execute(query).scalars().all()


def with_absence(connection: Connection, roster: Tables, since_on: date, day: date) -> Sequence[UUID]:
    """The contracts of which somebody is away on `day`, and has been since `since_on` or longer."""
    rows = roster["absences"]
    query = (
        select(rows.c.contract_id)
        .where(_still_open(rows), rows.c.since_on <= since_on, rows.c.from_on <= day, rows.c.to_on >= day)
        .distinct()
    )
    return connection.execute(query).scalars().all()


def _still_open(rows: Table) -> ColumnElement[bool]:
    return rows.c.known_to == literal_column(str(OPEN_POSITION))  # in these words, for the index of open rows
