"""A backup is one moment of a store, whole, checked, and restored as it was, on either engine from either engine."""

import errno
import fcntl
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Table, select

from infrastructure.backup import (
    BackupTargetTaken,
    StoreNotEmpty,
    back_up,
    read_manifest,
    restore,
)
from infrastructure.backup import writing as backup_writing
from infrastructure.backup.checking import PARTS
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.failures import FileNotWritable
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import WRITTEN_ONCE
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import CITIZEN_ID, NAME, identification, registration, signing
from tests.support.postgres import PostgresServer
from tests.support.stores import MORNING, settings_for

LI, WANG, CONTRACT = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def filled(store: Store, ledger: StoredLedger, clock: DemoClock) -> Store:
    """A store with rows in every table, recorded at two instants."""
    ledger.append([registration(LI), identification(LI)])
    clock.move_to(MORNING + timedelta(microseconds=1))
    corrected = identification(LI, "110105194912310038", after=2, corrects=CITIZEN_ID)
    ledger.append([registration(WANG), signing(CONTRACT, LI), corrected])
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path, store_settings: Settings) -> Iterator[Settings]:
    """Where no store is yet, on each engine, with the key file of `filled`."""
    assert store_settings.kek_file == tmp_path / "store.kek"
    postgres: PostgresServer | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    url = postgres.create_database() if postgres else f"sqlite:///{tmp_path / 'restored.db'}"
    yield settings_for(url, tmp_path)
    if postgres:
        postgres.drop_database(url)


def contents(store: Store, table: Table) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]


def test_a_restored_store_is_the_same_row_for_row(filled: Store, nowhere: Settings, tmp_path: Path) -> None:
    manifest = back_up(filled, tmp_path / "copy")
    restore(nowhere, tmp_path / "copy")
    with open_store(nowhere, writing=False) as restored:
        for table in PARTS:
            assert contents(restored, table) == contents(filled, table) != []
        assert check_ledger(restored) == []
    assert manifest.position == 5


def test_a_restored_store_opens_what_was_sealed_and_goes_on(
    filled: Store, nowhere: Settings, tmp_path: Path, clock: DemoClock
) -> None:
    back_up(filled, tmp_path / "copy")
    restore(nowhere, tmp_path / "copy")
    with open_store(nowhere, writing=True) as restored:
        ledger = StoredLedger(restored, clock)
        (record,) = ledger.opened(ledger.stream(WANG))
        assert record.event == registration(WANG).streams[0].events[0]
        ledger.append([registration(uuid4())])
        assert ledger.head().position == 6


def test_a_backup_holds_no_name_number_or_key(filled: Store, store_settings: Settings, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy")
    written = b"".join(file.read_bytes() for file in (tmp_path / "copy").iterdir())
    secret = store_settings.kek_file.read_text().strip().removeprefix("jiayi-kek-1:")
    assert all(value.encode() not in written for value in (NAME, CITIZEN_ID, secret))


def test_a_backup_is_of_one_position_while_others_append(
    filled: Store, nowhere: Settings, tmp_path: Path, clock: DemoClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_writing, "PAGE", 3)
    ledger, stop = StoredLedger(filled, clock), Event()

    def go_on() -> None:
        while not stop.is_set():
            resident = uuid4()
            ledger.append([registration(resident), signing(uuid4(), resident)])

    appending = Thread(target=go_on)
    appending.start()
    try:
        while ledger.head().position < 50:
            pass
        manifest = back_up(filled, tmp_path / "copy")
    finally:
        stop.set()
        appending.join()
    restore(nowhere, tmp_path / "copy")
    with open_store(nowhere, writing=False) as restored:
        assert StoredLedger(restored, clock).head().position == manifest.position < ledger.head().position
        assert check_ledger(restored) == []


def test_an_empty_store_is_copied_too(store: Store, nowhere: Settings, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    assert restore(nowhere, tmp_path / "copy").position == 0


def test_a_place_where_nothing_can_be_written_is_named(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileNotWritable) as refused:
        back_up(filled, tmp_path / "file" / "copy")
    assert str(refused.value.facts["file"]).startswith(str(tmp_path / "file"))


def test_a_disk_that_is_full_leaves_nothing_behind(filled: Store, tmp_path: Path) -> None:
    def fill_up(_table: str, _rows: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(FileNotWritable) as refused:
        back_up(filled, tmp_path / "copy", fill_up)
    assert refused.value.facts == {"file": str(tmp_path / "copy"), "reason": "No space left on device"}
    assert list(tmp_path.glob("copy*")) == []


def test_a_backup_is_readable_by_its_owner_alone(filled: Store, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy")
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "copy").iterdir()} == {0o600}


def test_a_backup_that_is_broken_off_leaves_no_backup(filled: Store, tmp_path: Path) -> None:
    def interrupt(table: str, rows: int) -> None:
        raise KeyboardInterrupt(table, rows)

    with pytest.raises(KeyboardInterrupt):
        back_up(filled, tmp_path / "copy", interrupt)
    assert list(tmp_path.glob("copy*")) == []


def test_a_restore_that_is_broken_off_leaves_an_empty_store(filled: Store, nowhere: Settings, tmp_path: Path) -> None:
    def interrupt(table: str, _rows: int) -> None:
        if table == "identifiers":
            raise KeyboardInterrupt

    back_up(filled, tmp_path / "copy")
    with pytest.raises(KeyboardInterrupt):
        restore(nowhere, tmp_path / "copy", interrupt)
    with open_store(nowhere, writing=False) as made:
        assert contents(made, WRITTEN_ONCE[0]) == []
    restore(nowhere, tmp_path / "copy")


def test_nothing_is_written_over(filled: Store, store_settings: Settings, tmp_path: Path, clock: DemoClock) -> None:
    back_up(filled, tmp_path / "copy")
    with pytest.raises(BackupTargetTaken):
        back_up(filled, tmp_path / "copy")
    StoredLedger(filled, clock).append([registration(uuid4())])
    filled.close()
    with pytest.raises(StoreNotEmpty):
        restore(store_settings, tmp_path / "copy")


def test_what_killed_backups_to_the_same_place_left_is_cleared_away_and_what_others_hold_is_not(
    filled: Store, tmp_path: Path
) -> None:
    for name in ("copy.partial-1", "copy.partial-2", "another.partial-3"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.ndjson").write_text("…")
    held = os.open(tmp_path / "copy.partial-2", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    back_up(filled, tmp_path / "copy")
    assert {path.name for path in tmp_path.glob("*.partial-*")} == {"copy.partial-2", "another.partial-3"}
    os.close(held)
    with pytest.raises(BackupTargetTaken):
        back_up(filled, tmp_path / "copy")
    back_up(filled, tmp_path / "another")
    assert {path.name for path in tmp_path.glob("*.partial-*")} == {"copy.partial-2"}


def test_a_restore_that_was_killed_after_its_commit_is_run_again(
    filled: Store, nowhere: Settings, tmp_path: Path
) -> None:
    back_up(filled, tmp_path / "copy")
    assert restore(nowhere, tmp_path / "copy") == restore(nowhere, tmp_path / "copy")
    with open_store(nowhere, writing=False) as restored:
        assert check_ledger(restored) == []


def test_a_store_as_long_as_the_backup_but_another_is_not_taken_for_it(
    filled: Store, nowhere: Settings, tmp_path: Path, clock: DemoClock
) -> None:
    back_up(filled, tmp_path / "copy")
    with open_store(nowhere, writing=True, demo=True) as other:
        StoredLedger(other, clock).append([registration(uuid4()) for _ in range(5)])
    with pytest.raises(StoreNotEmpty) as refused:
        restore(nowhere, tmp_path / "copy")
    assert refused.value.facts == {"position": 5}


def test_an_empty_store_that_has_its_own_root_key_does_not_take_a_backup(
    filled: Store, nowhere: Settings, tmp_path: Path
) -> None:
    back_up(filled, tmp_path / "copy")
    open_store(nowhere, writing=True, demo=True).close()
    with pytest.raises(StoreNotEmpty) as refused:
        restore(nowhere, tmp_path / "copy")
    assert set(refused.value.facts) == {"database"}


def test_the_manifest_counts_what_there_is(filled: Store, tmp_path: Path) -> None:
    assert read_manifest_counts(filled, tmp_path / "copy") == {
        "store_keys": 1,
        "events": 5,
        "claims": 1,
        "commands": 5,
        "sealed": 4,
        "subject_keys": 2,
        "identifiers": 3,
    }


def read_manifest_counts(store: Store, folder: Path) -> dict[str, int]:
    back_up(store, folder)
    return {name: part.rows for name, part in read_manifest(folder).parts.items()}
