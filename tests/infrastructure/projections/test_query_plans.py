"""What a page costs: it is found by an index, and grows neither with the ledger nor with other teams."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Select, text

from application.queries.moment import Moment
from application.queries.roster_view import Scope, Within
from infrastructure.database import Store
from infrastructure.projections.driving import Driver
from infrastructure.projections.generation import Generation, make_generation
from projections.roster import ROSTER
from projections.roster_reading import page_query
from tests.infrastructure.projections.given_source import GivenSource
from tests.projections.facts import an_id, signed

TEAMS = 20
CONTRACTS = 2000


@pytest.fixture
def roster(read_model_store: Store) -> Generation:
    """Two thousand contracts, a hundred a team."""
    facts = [
        (
            an_id(10_000 + number),
            signed(an_id(number + 1), team_id=an_id(900 + number % TEAMS), village=f"{number % TEAMS}村"),
        )
        for number in range(CONTRACTS)
    ]
    driver = Driver(read_model_store, GivenSource(facts), batch_size=CONTRACTS)
    with read_model_store.owner_transaction() as connection:
        generation = make_generation(connection, ROSTER)
    generation = driver.advance(generation, driver.read(0))
    with read_model_store.owner_transaction() as connection:
        connection.execute(text("ANALYZE"))
    return generation


def plan_of(connection: Connection, query: Select[Any]) -> str:
    words = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN (ANALYZE, TIMING OFF) " if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    return "\n".join(str(row) for row in connection.execute(text(explain + words)))


TEAM_ONLY = Scope(teams=(an_id(905),))
OF_A_VILLAGE = Scope(village="5村")
TEAM_IN_VILLAGE = Scope(teams=(an_id(905),), village="5村")


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize(
    ("scope", "indexes"),
    [(TEAM_ONLY, ("_page",)), (OF_A_VILLAGE, ("_village",)), (TEAM_IN_VILLAGE, ("_page", "_village"))],
)
def test_a_team_s_or_a_village_s_page_is_found_by_its_index_and_touches_no_ledger(
    read_model_store: Store, roster: Generation, scope: Scope, indexes: tuple[str, ...], *, newest: bool
) -> None:
    moment = Moment(as_of=date(2018, 4, 1), known_at="now", position=CONTRACTS)
    query = page_query(roster.tables, moment, Within(limit=50, scope=scope), newest=newest)
    with read_model_store.reading() as connection:
        assert len(connection.execute(query).all()) == 50
        plan = plan_of(connection, query)
    spans = roster.tables["contract_spans"].name
    assert any(f"{spans}{index}" in plan for index in indexes)
    assert f"Seq Scan on {spans}" not in plan
    assert f"SCAN {spans}" not in plan
    assert " events" not in plan


def test_everybody_s_page_is_read_in_order_from_the_index_without_sorting(
    read_model_store: Store, roster: Generation
) -> None:
    moment = Moment(as_of=date(2018, 4, 1), known_at="now", position=CONTRACTS)
    query = page_query(roster.tables, moment, Within(limit=50, after=1000), newest=True)
    with read_model_store.reading() as connection:
        plan = plan_of(connection, query)
    assert f"{roster.tables['contract_spans'].name}_all" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
