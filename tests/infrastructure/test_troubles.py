"""A store in surroundings that are not as they should be: it says so, records nothing wrong, and goes on after."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import make_url, text

from application.ports import Appended
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.failures import (
    AppRoleMissing,
    DiskFailing,
    HeadMissing,
    RightsMissing,
    StoreBusy,
    StoreReadOnly,
)
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.stored_ledger import StoredLedger
from tests.infrastructure.ledger.appends import registration
from tests.infrastructure.ledger.test_unknown_outcome import executed
from tests.support.postgres import PostgresServer
from tests.support.stores import settings_for

LI = UUID(int=1)


def test_a_database_set_to_other_ways_does_not_change_ours(
    postgres: PostgresServer, postgresql_url: str, tmp_path: Path
) -> None:
    database = make_url(postgresql_url).database
    executed(postgres, f"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'")
    executed(postgres, f"ALTER DATABASE {database} SET synchronous_commit = 'off'")
    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store:
        for transaction in (store.transaction, store.owner_transaction):
            with transaction() as connection:
                assert connection.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
                assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"


def test_without_its_head_nothing_is_appended(store: Store, ledger: StoredLedger) -> None:
    guard = "ledger_head_no_delete" if store.dialect == "sqlite" else "append_only ON ledger_head"
    with store.owner_transaction() as connection:
        connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text("DELETE FROM ledger_head"))
    with pytest.raises(HeadMissing):
        ledger.append([registration(LI)])
    assert ledger.head().position == 0


def test_a_role_that_was_taken_away_is_told_with_the_sql_that_gives_it(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    url = own_postgres.create_database()
    settings = settings_for(url, tmp_path)
    open_store(settings, writing=True).close()
    user = make_url(url).username
    executed(own_postgres, f"REVOKE jiayi_app FROM {user}")
    with open_store(settings, writing=False) as store:
        with pytest.raises(AppRoleMissing) as refused, store.reading():
            pass
        assert str(refused.value.facts["sql"]).endswith(f"GRANT jiayi_app TO {user};")
        executed(own_postgres, f"GRANT jiayi_app TO {user}")
        with store.reading() as connection:
            assert connection.execute(text("SELECT current_user")).scalar() == "jiayi_app"


def test_who_may_not_make_a_schema_is_told_and_leaves_no_key(own_postgres: PostgresServer, tmp_path: Path) -> None:
    url = own_postgres.create_database()
    database = make_url(url).database
    executed(own_postgres, f"ALTER DATABASE {database} OWNER TO postgres")
    settings = settings_for(url, tmp_path)
    with pytest.raises(RightsMissing) as refused:
        open_store(settings, writing=True)
    assert not settings.kek_file.exists()
    executed(own_postgres, str(refused.value.facts["sql"]))
    open_store(settings, writing=True).close()


def test_a_file_that_may_not_be_written_is_told(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> None:
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store:
        with store.transaction() as connection:
            connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(StoreReadOnly):
            StoredLedger(store, clock).append([registration(LI)])


def test_another_name_for_a_file_gives_no_second_writer(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "other.db").symlink_to(tmp_path / "jiayi.db")
    code = (
        "import sys; import infrastructure.engines.writer_lock as locks; "
        "locks.WriterLock.acquire.__func__.__kwdefaults__['patience_seconds'] = 0.1; "
        "from infrastructure.settings import Settings; from infrastructure.database import open_store; "
        "env = {'JIAYI_DATABASE_URL': sys.argv[1], 'JIAYI_KEK_FILE': sys.argv[2]}; "
        "open_store(Settings.from_environment(env), writing=True)"
    )
    with open_store(settings_for(sqlite_url, tmp_path), writing=True):
        other = [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'other.db'}", str(tmp_path / "store.kek")]
        ran = subprocess.run(other, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert StoreBusy.code in ran.stderr


FILLING = """
import resource, sys
from uuid import UUID
from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.failures import DiskFailing, DiskFull
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import registration

env = {"JIAYI_DATABASE_URL": sys.argv[1], "JIAYI_KEK_FILE": sys.argv[2]}
with open_store(Settings.from_environment(env), writing=True) as store:
    ledger = StoredLedger(store, SystemClock())
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    for number in range(1, 100_000):
        try:
            ledger.append([registration(UUID(int=number))])
        except (DiskFailing, DiskFull) as error:
            print(error.code, flush=True)
            break
        print(number, flush=True)
"""


def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(
    sqlite_url: str, tmp_path: Path, clock: DemoClock
) -> None:
    command = [sys.executable, "-c", FILLING, sqlite_url, str(tmp_path / "store.kek")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    *acknowledged, told = ran.stdout.split()
    assert (ran.returncode, told) == (0, DiskFailing.code)
    with open_store(settings_for(sqlite_url, tmp_path), writing=True) as store:
        ledger = StoredLedger(store, clock)
        assert ledger.head().position in (len(acknowledged), len(acknowledged) + 1)
        assert isinstance(ledger.append([registration(UUID(int=10**6))])[0], Appended)
        assert check_ledger(store) == []
