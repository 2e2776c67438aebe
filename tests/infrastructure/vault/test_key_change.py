"""Another key file opens a store, on each engine: everything stays as it was, and the old file opens it no more."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from application.ports import CommandKey, Identifier, KeyReused, Repeated
from domain.resident.events import IdentifierKind
from infrastructure.backup import back_up, restore
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.failures import (
    DatabaseUnreachable,
    FileNotWritable,
    KekMismatch,
    KekUnreadable,
    LedgerVersionUnknown,
    StoreAltered,
    TenantMismatch,
)
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import store_keys
from infrastructure.settings import Settings
from infrastructure.vault.changing import change_key_file
from infrastructure.vault.key_file import KeyFile
from tests.infrastructure.ledger.appends import CITIZEN_ID, identification, registration
from tests.support.stores import settings_for

LI, WANG = UUID(int=1), UUID(int=2)
COMMAND = CommandKey(principal="张敏", key="1", request=b"register")
REGISTERED = registration(LI, command=COMMAND)


@pytest.fixture
def filled(store: Store, ledger: StoredLedger, store_settings: Settings) -> Settings:
    """The settings of a store, closed, that knows a person by name and number."""
    ledger.append([REGISTERED, identification(LI)])
    store.close()
    return store_settings


@pytest.fixture
def changed(filled: Settings, tmp_path: Path) -> Settings:
    """The same after a change, under the new key file."""
    change_key_file(filled, tmp_path / "new.kek")
    return replace(filled, kek_file=tmp_path / "new.kek")


def test_only_the_new_key_file_opens_the_store(filled: Settings, changed: Settings) -> None:
    open_store(changed, writing=True).close()
    with pytest.raises(KekMismatch) as refused:
        open_store(filled, writing=True)
    assert refused.value.facts == {"file": str(filled.kek_file), "former": 1, "current": 2}


def test_the_new_key_file_is_made_for_its_owner_alone(changed: Settings) -> None:
    assert changed.kek_file.stat().st_mode & 0o777 == 0o600


def test_everything_stays_as_it_was(changed: Settings, clock: DemoClock) -> None:
    with open_store(changed, writing=True) as store:
        ledger = StoredLedger(store, clock)
        (record,) = ledger.opened(ledger.stream(LI)[:1])
        assert record.event == REGISTERED.streams[0].events[0]
        number = Identifier(kind=IdentifierKind.CITIZEN_ID, number=CITIZEN_ID)
        assert ledger.residents([number]) == {number: LI}
        assert isinstance(ledger.command(COMMAND), Repeated)
        assert isinstance(ledger.command(replace(COMMAND, request=b"another")), KeyReused)
        assert [type(outcome) for outcome in ledger.append([REGISTERED])] == [Repeated]
        ledger.append([registration(WANG)])
        assert check_ledger(store) == []


def test_a_key_file_is_changed_again_and_back(filled: Settings, changed: Settings, tmp_path: Path) -> None:
    third = replace(filled, kek_file=tmp_path / "third.kek")
    assert change_key_file(changed, third.kek_file).kek_version == 3
    for former in (filled, changed):
        with pytest.raises(KekMismatch):
            open_store(former, writing=False)
    assert change_key_file(third, filled.kek_file).kek_version == 4
    with open_store(filled, writing=False) as store:
        assert check_ledger(store) == []
    with pytest.raises(KekMismatch):
        open_store(third, writing=False)


def test_a_change_that_was_made_is_not_made_again(filled: Settings, changed: Settings) -> None:
    for settings in (filled, changed):  # whether JIAYI_KEK_FILE was set to the new file by then or not
        change = change_key_file(settings, changed.kek_file)
        assert (change.kek_version, change.file) == (2, changed.kek_file)


KILLED = """
import os, signal, sys
from pathlib import Path
from infrastructure.settings import Settings
from infrastructure.vault import changing
from infrastructure.vault.key_file import KeyFile

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

changing.key_row = die  # the file is made by then, the row is not
env = {"JIAYI_DATABASE_URL": sys.argv[1], "JIAYI_KEK_FILE": sys.argv[2]}
changing.change_key_file(Settings.from_environment(env), Path(sys.argv[3]))
"""


def test_a_change_that_was_killed_before_its_row_is_run_again(filled: Settings, tmp_path: Path) -> None:
    new = tmp_path / "new.kek"
    command = [sys.executable, "-c", KILLED, filled.database_url, str(filled.kek_file), str(new)]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    made = new.read_bytes()
    with open_store(filled, writing=False) as store:
        assert store.kek_version == 1
    assert change_key_file(filled, new).kek_version == 2
    assert new.read_bytes() == made
    with open_store(replace(filled, kek_file=new), writing=False) as store:
        assert check_ledger(store) == []


def test_a_store_that_is_not_there_gets_no_key_file(store_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        change_key_file(store_settings, tmp_path / "new.kek")
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".lock"] == []


def test_who_lacks_the_key_does_not_change_it(filled: Settings, tmp_path: Path) -> None:
    KeyFile.create(tmp_path / "other.kek")
    with pytest.raises(KekMismatch):
        change_key_file(replace(filled, kek_file=tmp_path / "other.kek"), tmp_path / "new.kek")
    assert not (tmp_path / "new.kek").exists()


def test_a_file_that_is_no_key_file_or_cannot_be_made_changes_nothing(filled: Settings, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("买菜")
    for file, refusal in ((tmp_path / "notes.txt", KekUnreadable), (tmp_path / "nowhere" / "a.kek", FileNotWritable)):
        with pytest.raises(refusal):
            change_key_file(filled, file)
    with open_store(filled, writing=False) as store:
        assert store.kek_version == 1


def test_a_backup_is_restored_with_the_key_file_of_its_time(filled: Settings, tmp_path: Path) -> None:
    new, before, after = (tmp_path / name for name in ("new.kek", "before", "after"))
    with open_store(filled, writing=False) as store:
        back_up(store, before)
    change_key_file(filled, new)
    with open_store(replace(filled, kek_file=new), writing=False) as store:
        back_up(store, after)
    for copy, key, other in ((before, filled.kek_file, new), (after, new, filled.kek_file)):
        target = settings_for(f"sqlite:///{tmp_path / copy.name}.db", tmp_path)
        with pytest.raises(KekMismatch):
            restore(replace(target, kek_file=other), copy)
        restore(replace(target, kek_file=key), copy)
        with open_store(replace(target, kek_file=key), writing=False) as restored:
            assert check_ledger(restored) == []
    change_key_file(settings_for(f"sqlite:///{tmp_path / 'before.db'}", tmp_path), new)  # and goes on from there


def test_a_reader_that_was_there_before_goes_on(filled: Settings, tmp_path: Path, clock: DemoClock) -> None:
    with open_store(filled, writing=False) as store:
        change_key_file(filled, tmp_path / "new.kek")
        ledger = StoredLedger(store, clock)
        (record,) = ledger.opened(ledger.stream(LI)[:1])
        assert record.event == REGISTERED.streams[0].events[0]


def by_hand(settings: Settings, *statements: str) -> None:
    """Statements of an owner who takes every guard away."""
    with open_store(settings, writing=True) as store, store.owner_transaction() as connection:
        for table in ("store_keys", "store_meta", "ledger_versions"):
            for kind in ("update", "delete"):
                guard = f"{table}_no_{kind}" if store.dialect == "sqlite" else f"append_only ON {table}"
                connection.execute(text(f"DROP TRIGGER IF EXISTS {guard}"))
        for statement in statements:
            connection.execute(text(statement))


SPOILT = {"sqlite": "UPDATE store_keys SET wrapped = x'00'", "postgresql": r"UPDATE store_keys SET wrapped = '\x00'"}


def test_a_newest_key_row_that_was_edited_is_refused(changed: Settings) -> None:
    by_hand(changed, f"{SPOILT[changed.url.get_backend_name()]} WHERE kek_version = 2")
    with pytest.raises(KekMismatch):
        open_store(changed, writing=False)


def test_a_key_row_under_another_number_opens_nothing(changed: Settings) -> None:
    by_hand(changed, "UPDATE store_keys SET kek_version = 3 WHERE kek_version = 2")
    with pytest.raises(KekMismatch):
        open_store(changed, writing=False)


def test_a_newest_key_row_that_was_deleted_leaves_the_former_key_file(filled: Settings, changed: Settings) -> None:
    by_hand(changed, "DELETE FROM store_keys WHERE kek_version = 2")
    with pytest.raises(KekMismatch):
        open_store(changed, writing=False)
    open_store(filled, writing=False).close()


def codes(settings: Settings) -> set[tuple[str, str]]:
    with open_store(settings, writing=False) as store:
        return {(found.table, found.code) for found in check_ledger(store) if not found.code.startswith("guard")}


def test_a_former_key_row_that_was_edited_or_deleted_is_found(changed: Settings) -> None:
    by_hand(changed, f"{SPOILT[changed.url.get_backend_name()]} WHERE kek_version = 1")
    assert codes(changed) == {("store_keys", "row_altered")}
    by_hand(changed, "DELETE FROM store_keys WHERE kek_version = 1")
    assert codes(changed) == {("store_keys", "store_key_gap")}


@pytest.mark.parametrize("table", ["store_keys", "store_meta", "ledger_versions"])
def test_a_store_that_lost_what_it_says_of_itself_is_not_opened(filled: Settings, table: str) -> None:
    by_hand(filled, f"DELETE FROM {table}")  # noqa: S608 names of our own
    with pytest.raises(StoreAltered) as refused:
        open_store(filled, writing=False)
    assert refused.value.facts == {"table": table}


@pytest.mark.parametrize(
    "edit", ["demo = NOT demo", "tenant = 'other'", "created_at = '2020-01-01T00:00:00.000000Z'", "id = 2"]
)
def test_a_store_whose_own_row_was_edited_is_not_opened(filled: Settings, edit: str) -> None:
    by_hand(filled, f"UPDATE store_meta SET {edit}")  # noqa: S608 columns of our own
    with pytest.raises(StoreAltered) as refused:
        open_store(filled, writing=False)
    assert refused.value.facts == {"table": "store_meta"}


def test_a_store_of_another_tenant_is_told_by_its_own_row(sqlite_url: str, tmp_path: Path) -> None:
    settings = settings_for(sqlite_url, tmp_path)
    open_store(settings, writing=True).close()
    with pytest.raises(TenantMismatch):
        open_store(replace(settings, tenant="610902"), writing=False)


def test_a_later_version_is_written_as_a_row(filled: Settings) -> None:
    with open_store(filled, writing=True) as store, store.owner_transaction() as connection:
        connection.execute(text("INSERT INTO ledger_versions SELECT 2, made_at, seal FROM ledger_versions"))
    with pytest.raises(LedgerVersionUnknown):
        open_store(filled, writing=False)


def test_the_root_key_is_on_record_only_wrapped_and_never_twice_alike(changed: Settings) -> None:
    with open_store(changed, writing=False) as store, store.reading() as connection:
        first, second = (row.wrapped for row in connection.execute(select(store_keys)))
        assert len(first) == len(second) == 12 + 32 + 16
        assert store.keys.root not in first + second
        assert first != second
