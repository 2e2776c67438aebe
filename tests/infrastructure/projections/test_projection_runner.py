"""The runner: rows and position move together, and one bad stream holds up no other."""

from datetime import date
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import Connection, select

from application.ports import LedgerUnavailable
from domain.care_team.events import CareTeamFounded
from domain.contract.events import LeaveReason, MemberDied, MemberRemoved
from infrastructure.database import Store
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.driving import Driver
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.roster import ROSTER
from tests.infrastructure.projections.given_source import GivenSource
from tests.projections.facts import TEAM, Fact, an_id, signed

FIRST, SECOND = an_id(101), an_id(102)
ZHANG, LI, WANG = an_id(1), an_id(2), an_id(3)

FOUNDED = (
    TEAM,
    CareTeamFounded(institution="建民卫生院", name="一队", founded_on=date(2018, 1, 1), to_be_completed=True),
)
SIGNED_FIRST: Fact = (FIRST, signed(ZHANG, LI))
SIGNED_SECOND: Fact = (SECOND, signed(WANG, household_number="61090200002"))
ZHANG_DIED: Fact = (FIRST, MemberDied(resident_id=ZHANG, last_day_on=date(2018, 5, 10)))


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


def test_a_batch_cut_at_any_place_leaves_the_same_rows(store: Store) -> None:
    facts = [FOUNDED, SIGNED_FIRST, SIGNED_SECOND, ZHANG_DIED]
    runner = started(store, GivenSource(facts), batch_size=1)
    runner.catch_up()
    one_by_one = sorted(rows(store, runner, "member_spans"), key=str)
    at_once = ProjectionRunner(store, GivenSource(facts), (ROSTER,), batch_size=100)
    at_once.rebuild("roster")
    assert sorted(rows(store, at_once, "member_spans"), key=str) == one_by_one


def test_a_stream_that_cannot_be_applied_waits_and_the_others_go_on(store: Store) -> None:
    unknown_member = (FIRST, MemberDied(resident_id=WANG, last_day_on=date(2018, 5, 1)))
    runner = started(store, GivenSource([SIGNED_FIRST, unknown_member, SIGNED_SECOND, ZHANG_DIED]), batch_size=10)
    runner.catch_up()
    (waiting,) = runner.progress()["roster"].parked
    assert (waiting.stream_id, waiting.position, waiting.error) == (FIRST, 1, "KeyError")
    assert [row["contract_id"] for row in rows(store, runner, "contract_spans")] == [SECOND]


def test_what_waits_is_applied_in_order_when_it_is_driven_again(store: Store) -> None:
    source = GivenSource([SIGNED_FIRST, ZHANG_DIED, SIGNED_SECOND])
    source.unreadable[2] = "DecodeError"
    runner = started(store, source, batch_size=1)
    runner.catch_up()
    source.say((FIRST, MemberRemoved(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 6, 30))))
    runner.catch_up()
    assert len(rows(store, runner, "member_spans")) == 3
    assert [each.position for each in runner.retry_parked()["roster"]] == [2]
    source.unreadable.clear()
    assert runner.retry_parked() == {"roster": ()}
    of_first = [row for row in rows(store, runner, "member_spans") if row["contract_id"] == FIRST]
    assert sorted((row["resident_id"], row["known_from"], row["to_on"]) for row in of_first) == [
        (ZHANG, 1, date.max),
        (ZHANG, 2, date(2018, 5, 10)),
        (LI, 1, date.max),
        (LI, 4, date(2018, 6, 30)),
    ]


def test_an_outage_while_reading_parks_nothing_and_the_batch_is_tried_again(store: Store) -> None:
    source = GivenSource([SIGNED_FIRST])
    runner = started(store, source)
    source.failures.append(LedgerUnavailable())
    assert runner.catch_up() == {"roster": 1}
    assert runner.progress()["roster"].parked == ()


def dies_at(position: int) -> Projection:
    """The roster, as it is when the process dies in the batch that reaches a position."""

    def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
        ROSTER.apply(connection, tables, batch)
        if batch.records[-1].position >= position:
            raise KeyboardInterrupt

    return Projection(name="roster", version=ROSTER.version, tables=ROSTER.tables, apply=apply)


def test_a_process_that_dies_in_a_batch_leaves_neither_rows_nor_position_of_it(store: Store) -> None:
    source = GivenSource([SIGNED_FIRST, SIGNED_SECOND])
    dying = started(store, source, dies_at(2), batch_size=1)
    with pytest.raises(KeyboardInterrupt):
        dying.catch_up()
    again = started(store, source, batch_size=1)
    assert again.progress()["roster"].position == 1
    assert [row["contract_id"] for row in rows(store, again, "contract_spans")] == [FIRST]
    assert again.catch_up() == {"roster": 2}
    assert len(rows(store, again, "contract_spans")) == 2


def test_a_runner_that_comes_second_writes_nothing(store: Store) -> None:
    source = GivenSource([SIGNED_FIRST, SIGNED_SECOND])
    runner = started(store, source)
    (stale,) = runner.live()
    runner.catch_up(until_position=1)
    driver = Driver(store, source)
    with pytest.raises(AnotherRunnerMoved):
        driver.advance(stale, driver.read(0))
    assert len(rows(store, runner, "contract_spans")) == 1


def test_a_reader_waits_until_the_read_model_is_there_and_no_longer_than_it_was_told(store: Store) -> None:
    runner = started(store, GivenSource([SIGNED_FIRST]))
    assert runner.wait_for(1, timeout_seconds=0.05)["roster"].position == 0
    catching_up = Timer(0.05, runner.catch_up)
    catching_up.start()
    assert runner.wait_for(1, timeout_seconds=10)["roster"].position == 1
    catching_up.join()


def test_catching_up_stops_where_it_was_told(store: Store) -> None:
    runner = started(store, GivenSource([SIGNED_FIRST, SIGNED_SECOND, ZHANG_DIED]), batch_size=2)
    assert runner.catch_up(until_position=1) == {"roster": 1}
    assert runner.catch_up(until_position=3) == {"roster": 3}
