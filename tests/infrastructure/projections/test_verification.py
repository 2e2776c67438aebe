"""`verify` names what somebody edited by hand: a row, a position, a byte of a record."""

from datetime import date

import pytest
from sqlalchemy import Connection, delete, insert, literal_column, select, text, update
from sqlalchemy.exc import DataError

from domain.contract.events import Mark, MarkWithdrawn, MemberDied
from domain.personal import Personal
from infrastructure.database import Store
from infrastructure.ledger.tables import events
from infrastructure.projections import control
from infrastructure.projections.verification import Verification, verify
from projections.batch import Tables
from projections.columns import OPEN_POSITION
from projections.registry import PROJECTIONS
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import HOUSEHOLD, A, record, sign_household_of_four


@pytest.fixture
def life(office: Office) -> Office:
    """Four people signed, one died: seven records, all applied."""
    sign_household_of_four(office.ledger)
    record(office.ledger, HOUSEHOLD, MemberDied(resident_id=A, last_day_on=date(2018, 5, 10)))
    office.catch_up()
    return office


def tables_of(office: Office, projection: str) -> Tables:
    return next(each.tables for each in office.runner.live() if each.projection.name == projection)


def said_of(found: Verification) -> set[tuple[str, str, str, str]]:
    return {(each.projection, each.table, each.key, each.code) for each in found.findings}


def unguarded(connection: Connection) -> None:
    """Take the ledger's guard away, as an owner with bad intentions can."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER append_only"))
    else:
        connection.execute(text("DROP TRIGGER events_no_update"))


def test_what_nobody_touched_is_equal_and_leaves_no_table_behind(life: Office) -> None:
    found = life.verified()
    assert found.ok
    assert (found.position, set(found.projections)) == (
        7,
        {"roster", "residents", "audit_trail", "archive", "services"},
    )
    assert all((each.position, each.equal) == (7, True) for each in found.projections.values())
    with life.store.reading() as connection:
        assert connection.execute(select(control.generations.c.generation)).scalars().all() == [1] * len(PROJECTIONS)


def test_read_models_that_lag_behind_are_equal_as_far_as_they_are(life: Office) -> None:
    record(life.ledger, HOUSEHOLD, MemberDied(resident_id=A, last_day_on=date(2018, 5, 11)))
    found = life.verified()
    assert (found.ok, found.position, found.projections["roster"].position) == (True, 8, 7)


def test_life_that_goes_on_during_a_verify_is_no_difference(life: Office) -> None:
    withdrawn = MarkWithdrawn(
        resident_id=A, mark=Mark.DEATH, last_day_on=date(2018, 5, 10), reason=Personal(HOUSEHOLD, "误报")
    )
    news = [withdrawn]

    def go_on(what: str, _done: int, _head: int) -> None:
        if what == "roster" and news:
            record(life.ledger, HOUSEHOLD, news.pop())
            life.catch_up()

    found = verify(life.store, life.ledger, PROJECTIONS, on_progress=go_on)
    assert (found.ok, found.position, found.projections["roster"].position) == (True, 7, 7)
    assert life.runner.progress()["roster"].position == 8


def test_one_edited_row_of_the_roster_is_named(life: Office) -> None:
    spans = tables_of(life, "roster")["member_spans"]
    with life.store.transaction() as connection:
        connection.execute(
            update(spans).where(spans.c.resident_id == A, spans.c.known_to == OPEN_POSITION).values(relationship="妻")
        )
    found = life.verified()
    assert not found.ok
    assert [name for name, each in found.projections.items() if not each.equal] == ["roster"]
    ((_, table, key, code),) = said_of(found)
    assert (table, code) == ("member_spans", "different")
    assert A.hex in key.replace("-", "")
    assert "known_from=7" in key


def test_a_row_that_was_closed_by_hand_at_the_last_position_is_named(life: Office) -> None:
    spans = tables_of(life, "roster")["contract_spans"]
    with life.store.transaction() as connection:
        connection.execute(update(spans).values(known_to=7))
    assert [each[3] for each in said_of(life.verified())] == ["different"]


def test_a_row_taken_away_and_a_row_put_in_are_named(life: Office) -> None:
    trail, flags = tables_of(life, "audit_trail")["audit_trail"], tables_of(life, "roster")["flag_spans"]
    with life.store.transaction() as connection:
        connection.execute(delete(trail).where(trail.c.position == 3))
        row = dict(connection.execute(select(flags)).mappings().first() or {})
        connection.execute(insert(flags).values(**row | {"category": "disabled"}))
    codes = {(projection, code) for projection, _, _, code in said_of(life.verified())}
    assert codes == {("audit_trail", "missing"), ("roster", "extra")}


@pytest.mark.parametrize(("projection", "moved_by"), [("roster", -1), ("residents", -1), ("audit_trail", 1)])
def test_one_edited_position_is_named(life: Office, projection: str, moved_by: int) -> None:
    generations = control.generations
    with life.store.transaction() as connection:
        connection.execute(
            update(generations)
            .where(generations.c.projection == projection)
            .values(position=generations.c.position + moved_by)
        )
    found = life.verified()
    assert not found.ok
    assert (projection, "projection_generations", f"position={7 + moved_by}", "position") in said_of(found)


def test_one_edited_byte_of_a_record_is_named_by_the_audit_trail(life: Office) -> None:
    with life.store.owner_transaction() as connection:
        unguarded(connection)
        bytes_of = select(events.c.record).where(events.c.position == 7)
        edited = connection.execute(bytes_of).scalar_one().replace(b"2018-05-10", b"2018-05-19")
        connection.execute(update(events).where(events.c.position == 7).values(record=edited))
    found = life.verified()
    assert not found.ok
    assert ("audit_trail", "audit_trail", "position=7", "different") in said_of(found)
    assert not found.projections["roster"].equal


@pytest.mark.parametrize("damage", [b"[", b"\xff", b'"type":"contract.signed.v9"'])
def test_a_record_that_cannot_be_read_is_a_finding_and_no_crash(life: Office, damage: bytes) -> None:
    with life.store.owner_transaction() as connection:
        unguarded(connection)
        bytes_of = select(events.c.record).where(events.c.position == 6)
        original = connection.execute(bytes_of).scalar_one()
        edited = damage + original[len(damage) :]
        values: dict[str, object] = {"record": edited}
        if b"v9" in damage:
            values = {"type": "contract.signed.v9"}
        connection.execute(update(events).where(events.c.position == 6).values(**values))
    found = life.verified()
    assert not found.ok
    assert {each.code for each in found.findings if each.table == "projection_parked"} == {"not_applicable"}
    assert {each.key for each in found.findings if each.table == "projection_parked"} == {
        f"stream={HOUSEHOLD} position=6"
    }


def test_a_stream_that_waits_makes_it_fail(life: Office) -> None:
    with life.store.transaction() as connection:
        control.park(connection, "roster", 1, control.Parked(stream_id=HOUSEHOLD, position=7, error="KeyError"))
    found = life.verified()
    assert not found.ok
    assert ("roster", "projection_parked", f"stream={HOUSEHOLD} position=7", "parked") in said_of(found)


def test_a_value_that_no_program_wrote_is_a_finding_and_no_crash(life: Office) -> None:
    spans = tables_of(life, "roster")["contract_spans"]
    edit = update(spans).values(to_on=literal_column("'someday'"))
    if life.store.dialect == "postgresql":
        with pytest.raises(DataError), life.store.transaction() as connection:
            connection.execute(edit)
        return
    with life.store.transaction() as connection:
        connection.execute(edit)
    assert [each[3] for each in said_of(life.verified())] == ["different"]


def test_findings_name_no_person(life: Office) -> None:
    residents = tables_of(life, "residents")["residents"]
    with life.store.transaction() as connection:
        connection.execute(update(residents).values(name="张三丰"))
    found = life.verified()
    assert len(found.findings) == 4
    assert "张三丰" not in str(found)
    assert "甲" not in str(found)


def test_nothing_is_lost_by_a_verify_that_was_broken_off(life: Office, store: Store) -> None:
    with store.owner_transaction() as connection:
        control.add(
            connection,
            control.GenerationState(projection="verify/roster", generation=1, version=1, mark=control.BEGINNING),
            ["roster_teams_v1"],
        )
        connection.execute(text("CREATE TABLE roster_teams_v1 (team_id integer)"))
    assert life.verified().ok
