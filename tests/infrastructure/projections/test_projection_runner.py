"""The runner: rows and position move together, and one bad stream holds up no other."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, func, select

from application.ports import LedgerUnavailable
from domain.care_team.events import CareTeamFounded
from domain.contract.events import MemberDied, MemberRemoved
from domain.contract.events import LeaveReason
from infrastructure.database import Store
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.generation import Generation
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.registry import PROJECTIONS
from projections.roster import ROSTER
from tests.infrastructure.projections.given_source import GivenSource
from tests.projections.facts import TEAM, an_id, signed

FIRST, SECOND = an_id(101), an_id(102)
ZHANG, LI, WANG = an_id(1), an_id(2), an_id(3)

FOUNDED = (
    TEAM,
    CareTeamFounded(institution="建民卫生院", name="一队", founded_on=date(2018, 1, 1), to_be_completed=True),
)
SIGNED_FIRST = (FIRST, signed(ZHANG, LI))
SIGNED_SECOND = (SECOND, signed(WANG, household_number="61090200002"))
ZHANG_DIED = (FIRST, MemberDied(resident_id=ZHANG, last_day_on=date(2018, 5, 10)))


def rows(store: Store, runner: ProjectionRunner, table: str) -> list[dict[str, Any]]:
    (generation,) = (each for each in runner.live() if table in each.tables)
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(select(generation.tables[table])).mappings()]


def started(store: Store, source: GivenSource, *projections: Projection, batch_size: int = 2) -> ProjectionRunner:
    runner = ProjectionRunner(store, source, projections or (ROSTER,), batch_size=batch_size)
    runner.prepare()
    return runner


def test_a_death_closes_the_row_of_one_member_and_opens_another(store: Store) -> None:
    runner = started(store, GivenSource([FOUNDED, SIGNED_FIRST, SIGNED_SECOND, ZHANG_DIED]))
    assert runner.catch_up() == {"roster": 4}
    of_zhang = [row for row in rows(store, runner, "member_spans") if row["resident_id"] == ZHANG]
    assert sorted((row["known_from"], row["known_to"], row["to_on"]) for row in of_zhang) == [
        (2, 3, date.max),
        (4, OPEN_POSITION, date(2018, 5, 10)),
    ]
    assert len(rows(store, runner, "member_spans")) == 4
    assert len(rows(store, runner, "contract_spans")) == 2
