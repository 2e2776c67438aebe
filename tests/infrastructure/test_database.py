"""A store is made once, opened by whoever has its key, and says plainly what is wrong with it."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg2
import pytest
from sqlalchemy import make_url, text

from application.ports import Appended
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.engines.writer_lock import WriterLock
from infrastructure.failures import (
    AppRoleMissing,
    DatabaseUnreachable,
    DiskFull,
    KekMismatch,
    KekMissing,
    KekUnreadable,
    LedgerVersionUnknown,
    NotADemo,
    NotAStore,
    StoreBusy,
    TenantMismatch,
)
from infrastructure.ledger.schema import LEDGER_VERSION
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import CITIZEN_ID, NAME, identification, registration
from tests.infrastructure.ledger.test_unknown_outcome import executed
from tests.support.postgres import PostgresServer
from tests.support.stores import settings_for

LI, WANG = UUID(int=1), UUID(int=2)


def test_a_store_that_was_made_is_opened_again(store: Store, store_settings: Settings) -> None:
    store.close()
    with open_store(store_settings, writing=False) as again:
        assert (again.tenant, again.demo, again.created_at) == ("default", True, store.created_at)


def test_the_key_file_and_the_database_are_readable_by_their_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True):
        assert (tmp_path / "store.kek").stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "jiayi.db").stat().st_mode & 0o777 == 0o600


def test_a_reader_does_not_make_a_store(store_settings: Settings) -> None:
    with pytest.raises(DatabaseUnreachable):
        open_store(store_settings, writing=False)
    assert not store_settings.kek_file.exists()


def test_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'nowhere' / 'jiayi.db'}", tmp_path)
    with pytest.raises(DatabaseUnreachable):
        open_store(settings, writing=True)


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    settings = settings_for("postgresql://clerk:s3cret@127.0.0.1:1/jiayi", tmp_path)
    with pytest.raises(DatabaseUnreachable) as refused:
        open_store(settings, writing=True)
    assert refused.value.facts == {"database": "postgresql://127.0.0.1:1/jiayi"}
    assert "s3cret" not in str(refused.value) + repr(settings)


@pytest.mark.parametrize("content", [b"name,citizen_id\n" * 100, b"PK\x03\x04" * 300])
def test_another_kind_of_file_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "register.xlsx").write_bytes(content)
    settings = settings_for(f"sqlite:///{tmp_path / 'register.xlsx'}", tmp_path)
    with pytest.raises(NotAStore):
        open_store(settings, writing=True)
    assert (tmp_path / "register.xlsx").read_bytes() == content


@pytest.mark.parametrize("writing", [False, True])
def test_a_folder_is_no_store(tmp_path: Path, writing: bool) -> None:  # noqa: FBT001 a parameter
    with pytest.raises(NotAStore):
        open_store(settings_for(f"sqlite:///{tmp_path}", tmp_path), writing=writing)


def test_another_database_is_no_store(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(NotAStore):
        open_store(settings_for(f"sqlite:///{tmp_path / 'other.db'}", tmp_path), writing=True)


def test_a_ledger_of_another_version_is_refused(store: Store, store_settings: Settings) -> None:
    with store.owner_transaction() as connection:
        connection.execute(text("INSERT INTO ledger_versions SELECT 99, made_at, seal FROM ledger_versions"))
    store.close()
    with pytest.raises(LedgerVersionUnknown) as refused:
        open_store(store_settings, writing=True)
    assert refused.value.facts == {"found": 99, "known": LEDGER_VERSION}


def test_the_key_file_of_another_store_is_refused(store: Store, store_settings: Settings, tmp_path: Path) -> None:
    store.close()
    other = replace(store_settings, database_url=f"sqlite:///{tmp_path / 'o.db'}", kek_file=tmp_path / "other.kek")
    open_store(other, writing=True).close()
    with pytest.raises(KekMismatch):
        open_store(replace(store_settings, kek_file=other.kek_file), writing=True)


def test_a_store_without_its_key_file_is_not_opened(store: Store, store_settings: Settings) -> None:
    store.close()
    store_settings.kek_file.unlink()
    with pytest.raises(KekMissing):
        open_store(store_settings, writing=True)
    assert not store_settings.kek_file.exists()  # no new one was made in its place


def test_a_key_file_that_is_none_is_named(store: Store, store_settings: Settings) -> None:
    store.close()
    store_settings.kek_file.write_text("jiayi-kek-1:c2hvcnQ=\n")
    with pytest.raises(KekUnreadable):
        open_store(store_settings, writing=True)


def test_a_file_holds_one_tenant(sqlite_url: str, tmp_path: Path) -> None:
    settings = settings_for(sqlite_url, tmp_path)
    open_store(settings, writing=True).close()
    with pytest.raises(TenantMismatch):
        open_store(replace(settings, tenant="hanbin"), writing=True)


def test_a_schema_holds_one_tenant(postgresql_url: str, tmp_path: Path, clock: DemoClock) -> None:
    settings = settings_for(postgresql_url, tmp_path)
    with open_store(settings, writing=True) as one:
        StoredLedger(one, clock).append([registration(LI)])
        with open_store(replace(settings, tenant="610902"), writing=True) as other:
            assert StoredLedger(other, clock).head().position == 0


def test_a_demo_is_asked_of_a_demo_only(store_settings: Settings) -> None:
    open_store(store_settings, writing=True).close()
    with pytest.raises(NotADemo):
        open_store(store_settings, writing=True, demo=True)


def test_the_second_writer_of_a_file_learns_who_holds_it(sqlite_url: str, tmp_path: Path) -> None:
    settings = settings_for(sqlite_url, tmp_path)
    with open_store(settings, writing=True), pytest.raises(StoreBusy) as refused:
        WriterLock.acquire(tmp_path / "jiayi.db", patience_seconds=0.1)
    assert refused.value.facts["pid"] == os.getpid()
    assert set(refused.value.facts) == {"holder", "pid", "command", "since"}
    open_store(settings, writing=True).close()  # released with the store


def test_the_lock_ends_with_the_process_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time; from infrastructure.engines.writer_lock import WriterLock; "
        "lock = WriterLock.acquire(pathlib.Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "a.db")], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert json.loads((tmp_path / "a.db.lock").read_text())["pid"] == holder.pid
        holder.kill()
    WriterLock.acquire(tmp_path / "a.db", patience_seconds=0.1).release()


def test_a_full_disk_records_nothing_and_is_survived(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store:
        ledger = StoredLedger(store, clock)
        limit(store, "(SELECT page_count FROM pragma_page_count)")
        with pytest.raises(DiskFull):
            ledger.append([registration(UUID(int=number)) for number in range(1, 200)])
        assert ledger.head().position == 0
        limit(store, "1000000")
        assert isinstance(ledger.append([registration(LI)])[0], Appended)


def limit(store: Store, pages: str) -> None:
    with store.transaction() as connection:
        count = connection.execute(text(f"SELECT {pages}")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {count}"))


def test_a_full_disk_of_the_server_is_told(postgresql_url: str, tmp_path: Path) -> None:
    with (
        open_store(settings_for(postgresql_url, tmp_path), writing=True) as store,
        pytest.raises(DiskFull),
        store.transaction() as connection,
    ):
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$"))


def test_a_missing_role_is_told_with_the_sql_that_makes_it(own_postgres: PostgresServer, tmp_path: Path) -> None:
    url = make_url(own_postgres.create_database())
    administrator = psycopg2.connect(
        make_url(own_postgres.url).set(drivername="postgresql").render_as_string(hide_password=False)
    )
    administrator.autocommit = True
    with administrator.cursor() as cursor:
        cursor.execute("DROP ROLE jiayi_app")
    settings = settings_for(url.render_as_string(hide_password=False), tmp_path)
    with pytest.raises(AppRoleMissing) as refused:
        open_store(settings, writing=True)
    sql = str(refused.value.facts["sql"])
    assert sql == f"CREATE ROLE jiayi_app NOLOGIN; GRANT jiayi_app TO {url.username};"
    with administrator.cursor() as cursor:
        cursor.execute(sql)
    administrator.close()
    open_store(settings, writing=True).close()


def test_no_name_or_number_reaches_the_log_of_the_server(
    own_postgres: PostgresServer, tmp_path: Path, clock: DemoClock
) -> None:
    with open_store(settings_for(own_postgres.create_database(), tmp_path), writing=True) as store:
        ledger = StoredLedger(store, clock)
        both = [registration(LI), identification(LI), registration(WANG), identification(WANG), registration(LI)]
        assert sum(isinstance(outcome, Appended) for outcome in ledger.append(both)) == 3
    own_postgres.stop()
    log = own_postgres.log_path.read_text(errors="replace")
    assert NAME not in log
    assert CITIZEN_ID not in log
    assert "INSERT" not in log  # no statement failed


def test_no_name_or_number_is_in_the_file(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store:
        StoredLedger(store, clock).append([registration(LI), identification(LI)])
    content = b"".join(file.read_bytes() for file in tmp_path.glob("jiayi.db*"))
    assert b"resident.registered.v1" in content
    assert NAME.encode() not in content
    assert CITIZEN_ID.encode() not in content


def test_a_reader_sees_one_state_while_others_append(store: Store, ledger: StoredLedger) -> None:
    count = text("SELECT count(*) FROM events")
    with store.reading() as connection:
        before = connection.execute(count).scalar()
        ledger.append([registration(LI)])
        assert connection.execute(count).scalar() == before == 0


def test_two_processes_that_make_a_store_at_once_find_one(postgresql_url: str, tmp_path: Path) -> None:
    code = (
        "import sys; from infrastructure.settings import Settings; from infrastructure.database import open_store; "
        "env = {'JIAYI_DATABASE_URL': sys.argv[1], 'JIAYI_KEK_FILE': sys.argv[2]}; "
        "open_store(Settings.from_environment(env), writing=True).close()"
    )
    command = [sys.executable, "-c", code, postgresql_url, str(tmp_path / "store.kek")]
    makers = [subprocess.Popen(command) for _ in range(3)]
    assert [maker.wait(timeout=60) for maker in makers] == [0, 0, 0]


def test_a_connection_that_died_in_the_pool_is_replaced(store: Store, ledger: StoredLedger) -> None:
    ledger.append([registration(LI)])
    if store.dialect == "postgresql":
        with store.owner_transaction() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND usename = current_user"
                )
            )
        time.sleep(0.1)
    assert ledger.head().position == 1
    assert isinstance(ledger.append([registration(WANG)])[0], Appended)


@pytest.mark.parametrize(("setting", "value"), [("synchronous", 2), ("journal_mode", "wal"), ("recursive_triggers", 1)])
def test_the_writer_of_a_file_is_set_to_keep_what_it_wrote(
    sqlite_url: str, tmp_path: Path, setting: str, value: object
) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store, store.transaction() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value


def test_a_store_that_is_closed_leaves_no_connection_behind(
    postgres: PostgresServer, postgresql_url: str, tmp_path: Path, clock: DemoClock
) -> None:
    def connections() -> int:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'jiayi' AND datname = %s"
        (row,) = executed(postgres, asked, make_url(postgresql_url).database)
        return int(str(row[0]))

    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store:
        ledger = StoredLedger(store, clock)
        ledger.append([registration(UUID(int=1))])
        assert connections() > 0
    for _ in range(200):  # a backend takes its time to go
        if not connections():
            return
        time.sleep(0.05)
    raise AssertionError(connections(), ledger)
