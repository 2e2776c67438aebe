"""`verify` and what is noted of read models: which tables are live, what they are called, whether they are there."""

from datetime import date

import pytest
from sqlalchemy import Connection, delete, text, update

from domain.contract.events import MemberDied
from infrastructure.ledger.findings import Finding
from infrastructure.projections import control
from infrastructure.projections.generation import drop_others
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import HOUSEHOLD, A, record, sign_household_of_four
from tests.infrastructure.projections.test_verification import said_of


@pytest.fixture
def life(office: Office) -> Office:
    """Four people signed, one died: seven records, all applied."""
    sign_household_of_four(office.ledger)
    record(office.ledger, HOUSEHOLD, MemberDied(resident_id=A, last_day_on=date(2018, 5, 10)))
    office.catch_up()
    return office


def changed(office: Office, statement: str) -> None:
    with office.store.owner_transaction() as connection:
        assert connection.execute(text(statement)).rowcount != 0


LOST = [
    ("DELETE FROM projection_live WHERE projection = 'roster'", "projection_live", "roster", "missing"),
    ("UPDATE projection_live SET generation = 2 WHERE projection = 'roster'", "projection_live", "roster", "missing"),
    ("DELETE FROM projection_generations WHERE projection = 'roster'", "projection_live", "roster", "missing"),
    (
        "UPDATE projection_generations SET table_names = 'events' WHERE projection = 'roster'",
        "projection_generations",
        "roster",
        "different",
    ),
    ("DROP TABLE roster_teams_g1", "roster_teams_g1", "table", "structure_missing"),
    ("ALTER TABLE roster_teams_g1 DROP COLUMN name", "tables", "roster", "structure_differs"),
]


@pytest.mark.parametrize(("statement", "table", "key", "code"), LOST, ids=[each[0] for each in LOST])
def test_what_is_noted_of_a_read_model_is_checked(
    life: Office, statement: str, table: str, key: str, code: str
) -> None:
    changed(life, statement)
    found = life.verified()
    assert said_of(found) == {("roster", table, key, code)}
    assert {name for name, each in found.projections.items() if not each.equal} == {"roster"}


def test_read_models_that_were_dropped_whole_are_missing(life: Office) -> None:
    with life.store.owner_transaction() as connection:
        control.metadata.drop_all(connection)
    assert {code for *_, code in said_of(life.verified())} == {"missing"}


def test_a_lost_note_is_made_good_by_preparing_again(life: Office) -> None:
    changed(life, "DELETE FROM projection_generations")
    life.runner.prepare()
    life.catch_up()
    assert life.verified().ok


def test_a_cell_of_the_notes_that_nobody_can_read_is_found(life: Office) -> None:
    if life.store.dialect != "sqlite":
        return  # PostgreSQL takes no text for a number
    changed(life, "UPDATE projection_generations SET position = 'far' WHERE projection = 'roster'")
    found = life.verified()
    (finding,) = found.ledger_findings
    assert isinstance(finding, Finding)
    assert (finding.table, finding.code, finding.detail) == ("projection_generations", "cell_unreadable", "position")
    assert (found.ok, {each.equal for each in found.projections.values()}) == (False, {False})


def test_a_note_of_names_drops_no_table_of_the_ledger(life: Office) -> None:
    def forge(connection: Connection) -> None:
        roster = control.generations.c.projection == "roster"
        connection.execute(update(control.generations).where(roster).values(table_names="events commands"))
        connection.execute(delete(control.live_generations))

    with life.store.owner_transaction() as connection:
        forge(connection)
    drop_others(life.store, "roster")
    assert len(life.ledger.after(0, limit=9)) == 7
