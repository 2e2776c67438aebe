"""What was written stays: attacks as the app role, as the owner, and with SQLite's own ways of overwriting."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.failures import StoreReadOnly
from infrastructure.ledger.stored_ledger import StoredLedger
from tests.infrastructure.ledger.appends import identification, registration, signing
from tests.support.stores import settings_for

TABLES = ("events", "claims", "commands", "sealed", "subject_keys", "identifiers")
LI, CONTRACT = UUID(int=1), UUID(int=2)


@pytest.fixture
def filled(store: Store, ledger: StoredLedger) -> Store:
    """A store with a row in every table."""
    ledger.append([registration(LI), identification(LI), signing(CONTRACT, LI)])
    return store


def contents(store: Store, table: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 names of our own


def refused(store: Store, statement: str, *, owner: bool) -> None:
    transaction = store.owner_transaction if owner else store.transaction
    with pytest.raises(DBAPIError), transaction() as connection:
        connection.execute(text(statement))


CHANGES = {
    "events": "position",
    "claims": "seq",
    "commands": "key",
    "sealed": "field",
    "subject_keys": "key_version",
    "identifiers": "kind",
    "store_keys": "kek_version",
    "ledger_versions": "ledger_version",
    "store_meta": "id",
    "ledger_head": "id",
}
"""A column of every table, to be overwritten with itself."""


@pytest.mark.parametrize("owner", [False, True])
def test_no_row_is_changed_or_deleted(filled: Store, owner: bool) -> None:  # noqa: FBT001 a parameter
    for table, column in CHANGES.items():
        before = contents(filled, table)
        refused(filled, f"UPDATE {table} SET {column} = {column}", owner=owner)  # noqa: S608 names of our own
        refused(filled, f"DELETE FROM {table}", owner=owner)  # noqa: S608 names of our own
        if filled.dialect == "postgresql":
            refused(filled, f"TRUNCATE {table}", owner=owner)
        assert contents(filled, table) == before != []


def test_no_row_is_overwritten_by_inserting_it_again(filled: Store) -> None:
    for table in (*TABLES, "store_keys", "ledger_versions"):
        before = contents(filled, table)
        again = f"INTO {table} SELECT * FROM {table}"  # noqa: S608 names of our own
        replacing = "INSERT OR REPLACE " if filled.dialect == "sqlite" else "INSERT "
        refused(filled, replacing + again, owner=table not in TABLES)
        assert contents(filled, table) == before


def test_a_record_is_not_replaced_under_another_position(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store:
        StoredLedger(store, clock).append([registration(LI)])
        before = contents(store, "events")
    foreign = sqlite3.connect(tmp_path / "jiayi.db")  # with no pragma of ours
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        foreign.execute(
            "INSERT OR REPLACE INTO events SELECT 2, recorded_at, stream_id, stream_version, type, x'' FROM events"
        )
    foreign.close()
    with open_store(settings_for(sqlite_url, tmp_path), writing=False) as store:
        assert contents(store, "events") == before


@pytest.fixture
def as_app(postgresql_url: str, tmp_path: Path, clock: DemoClock) -> Iterator[Connection]:
    """A bare connection that has become `jiayi_app` in a store with a row in every table."""
    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store:
        StoredLedger(store, clock).append([registration(LI), identification(LI), signing(CONTRACT, LI)])
        engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("SET search_path TO jiayi_default"))
            connection.execute(text("SET ROLE jiayi_app"))
            yield connection
        engine.dispose()


ATTACKS = [
    "ALTER TABLE events DISABLE TRIGGER append_only",
    "DROP TRIGGER append_only ON events",
    "DROP TABLE events",
    "ALTER TABLE events DROP COLUMN record",
    "CREATE TABLE mine (id int)",
    "SET session_replication_role = replica",
    "INSERT INTO store_meta SELECT 2, tenant, demo, created_at, seal FROM store_meta",
    "INSERT INTO store_keys SELECT 2, wrapped, made_at, seal FROM store_keys",
    "INSERT INTO ledger_versions SELECT 2, made_at, seal FROM ledger_versions",
    "INSERT INTO ledger_head VALUES (2)",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "MERGE INTO events USING (VALUES (1)) AS v (p) ON position = v.p WHEN MATCHED THEN DELETE",
    "INSERT INTO events SELECT * FROM events ON CONFLICT (position) DO UPDATE SET record = ''",
]


def test_the_app_role_cannot_take_the_guards_away(as_app: Connection) -> None:
    for attack in ATTACKS:
        with pytest.raises(DBAPIError, match=r"must be owner|permission denied"):
            as_app.execute(text(attack))


def test_the_trigger_fires_where_replication_silences_others(postgresql_url: str, tmp_path: Path) -> None:
    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store, store.reading() as connection:
        silent = connection.execute(
            text("SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled <> 'A'")
        )
        always = connection.execute(
            text("SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled = 'A'")
        )
        assert (silent.scalar(), always.scalar()) == (0, 10)


def test_the_app_role_holds_no_right_but_inserting_columns_and_reading(as_app: Connection) -> None:
    rights = as_app.execute(
        text(
            "SELECT DISTINCT table_name, privilege_type FROM information_schema.role_table_grants "
            "WHERE grantee = 'jiayi_app' AND table_schema = 'jiayi_default'"
        )
    )
    assert {tuple(row) for row in rights if row.table_name not in {"tracking", "leases"}} == {
        (table, "SELECT") for table in (*TABLES, "store_keys", "ledger_versions", "store_meta", "ledger_head")
    }


def test_a_table_made_later_may_be_written_by_the_app(store: Store) -> None:
    with store.owner_transaction() as connection:
        connection.execute(text("CREATE TABLE roster_1 (id int)"))
    with store.transaction() as connection:
        connection.execute(text("INSERT INTO roster_1 VALUES (1)"))
        connection.execute(text("UPDATE roster_1 SET id = 2"))
    assert contents(store, "roster_1") == [(2,)]


def test_a_reading_transaction_cannot_write(filled: Store) -> None:
    with pytest.raises(StoreReadOnly), filled.reading() as connection:
        connection.execute(text("INSERT INTO tracking VALUES ('x', 1)"))
