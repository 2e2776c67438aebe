"""`check_building` tells whether what keeps rows from being changed is there: triggers, keys, indexes, rights."""

from sqlalchemy import text

from infrastructure.database import Store
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.guard_check import check_guards, check_tables
from infrastructure.ledger.integrity import check_building
from infrastructure.ledger.tables import GUARDED

GUARD = "append_only"


def test_a_store_as_it_was_made_has_nothing_to_tell(store: Store) -> None:
    assert check_building(store) == []


AWAY = {
    "sqlite": [
        ("DROP TRIGGER events_no_update", Finding(table="events", key="events_no_update", code="guard_missing")),
        ("DROP TRIGGER sealed_no_replacing", Finding(table="sealed", key="sealed_no_replacing", code="guard_missing")),
        (
            "CREATE TRIGGER mine AFTER INSERT ON events BEGIN UPDATE tracking SET position = 0; END",
            Finding(table="events", key="mine", code="guard_differs"),
        ),
        ("DROP INDEX events_recorded_at", Finding(table="events", key="recorded_at, position", code="index_missing")),
        ("ALTER TABLE claims ADD COLUMN more TEXT", Finding(table="claims", key="more", code="structure_differs")),
    ],
    "postgresql": [
        ("ALTER TABLE events DISABLE TRIGGER append_only", Finding(table="events", key=GUARD, code="guard_differs")),
        ("ALTER TABLE events ENABLE TRIGGER append_only", Finding(table="events", key=GUARD, code="guard_differs")),
        ("DROP TRIGGER append_only ON sealed", Finding(table="sealed", key=GUARD, code="guard_missing")),
        (
            "CREATE RULE mine AS ON INSERT TO events DO INSTEAD NOTHING",
            Finding(table="events", key="mine", code="guard_differs"),
        ),
        ("GRANT DELETE ON claims TO jiayi_app", Finding(table="claims", key="jiayi_app", code="rights_differ")),
        (
            "GRANT UPDATE (record) ON events TO jiayi_app",
            Finding(table="events", key="jiayi_app", code="rights_differ"),
        ),
        (
            "ALTER TABLE events ENABLE ROW LEVEL SECURITY",
            Finding(table="events", key="jiayi_app", code="rights_differ"),
        ),
        (
            "ALTER TABLE events DROP CONSTRAINT events_stream_id_stream_version_key",
            Finding(table="events", key="stream_id, stream_version", code="key_missing"),
        ),
        ("DROP INDEX ix_sealed_digest", Finding(table="sealed", key="digest", code="index_missing")),
        ("DROP TABLE tracking", Finding(table="tracking", key="table", code="structure_missing")),
    ],
}


def test_what_an_owner_takes_away_is_told(store: Store) -> None:
    with store.owner_transaction() as connection:
        for change, finding in AWAY[store.dialect]:
            undone = connection.begin_nested()
            connection.execute(text(change))
            found = [*check_tables(connection, store.tenant), *check_guards(connection, store.tenant)]
            assert found == [finding]
            undone.rollback()


def test_a_guard_that_lets_everything_pass_is_told(store: Store) -> None:
    if store.dialect == "sqlite":
        body = "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT 1; END"
        changes, told = ["DROP TRIGGER events_no_update", body], {"events"}
    else:
        body = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        changes = [body]
        told = {table.name for table in GUARDED}
    with store.owner_transaction() as connection:
        for change in changes:
            connection.execute(text(change))
    found = check_building(store)
    assert ({finding.table for finding in found}, {finding.code for finding in found}) == (told, {"guard_differs"})
