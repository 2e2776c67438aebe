"""A backup that was edited, or is of another store, is not restored, and leaves nothing behind."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from infrastructure.backup import (
    BackupBroken,
    DemoMismatch,
    back_up,
    checked_backup,
    read_manifest,
    restore,
)
from infrastructure.backup.checking import PARTS
from infrastructure.clock import DemoClock
from infrastructure.database import open_store
from infrastructure.failures import KekMismatch, LedgerVersionUnknown, TenantMismatch
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.root_key import open_keys
from tests.infrastructure.ledger.appends import identification, registration, signing
from tests.support.stores import settings_for

LI, CONTRACT = UUID(int=1), UUID(int=3)


@pytest.fixture
def copy(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> Path:
    """A backup of an SQLite store."""
    with open_store(settings_for(sqlite_url, tmp_path), writing=True, demo=True) as store:
        StoredLedger(store, clock).append([registration(LI), identification(LI), signing(CONTRACT, LI)])
        back_up(store, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def target(tmp_path: Path, copy: Path) -> Settings:
    """Where no store is yet, on SQLite, with the key file of the copied one."""
    assert copy.is_dir()
    return settings_for(f"sqlite:///{tmp_path / 'target.db'}", tmp_path)


def is_made(target: Settings) -> bool:
    return Path(str(target.url.database)).exists()


@pytest.mark.parametrize("table", [table.name for table in PARTS])
def test_a_changed_file_is_not_restored(copy: Path, target: Settings, table: str) -> None:
    file = copy / f"{table}.ndjson"
    content = bytearray(file.read_bytes())
    content[20] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupBroken) as refused:
        restore(target, copy)
    assert refused.value.facts == {"file": f"{table}.ndjson"}
    assert not is_made(target)


@pytest.mark.parametrize(
    ("field", "value"),
    [("position", 2), ("demo", False), ("created_at", "2020-01-01T00:00:00Z"), ("seal", "")],
)
def test_a_manifest_that_somebody_edited_is_not_restored(
    copy: Path, target: Settings, field: str, value: object
) -> None:
    manifest = copy / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), field: value}))
    with pytest.raises(BackupBroken) as refused:
        restore(target, copy)
    assert refused.value.facts == {"file": "manifest.json"}


def test_a_file_that_was_edited_together_with_its_digest_is_not_restored(copy: Path, target: Settings) -> None:
    file, manifest = copy / "claims.ndjson", copy / "manifest.json"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b"2026", b"2025"))
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text().replace(before, after))
    with pytest.raises(BackupBroken):
        restore(target, copy)


def test_a_folder_without_a_manifest_is_no_backup(copy: Path, target: Settings) -> None:
    (copy / "manifest.json").unlink()
    with pytest.raises(BackupBroken):
        restore(target, copy)


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("ledger_version", 99, LedgerVersionUnknown),
        ("tenant", "other", TenantMismatch),
        ("position", 2, BackupBroken),
        ("format", "jiayi-backup/9", BackupBroken),
        ("parts", {}, BackupBroken),
    ],
)
def test_a_backup_of_something_else_is_refused(
    copy: Path, target: Settings, field: str, value: object, refusal: type[Exception]
) -> None:
    seal_again(copy, target, **{field: value})
    with pytest.raises(refusal):
        restore(target, copy)


def test_a_backup_of_a_demo_goes_into_no_other_store(copy: Path, target: Settings) -> None:
    restore(target, copy)
    seal_again(copy, target, demo=False)
    with pytest.raises(DemoMismatch):
        restore(target, copy)


def test_a_backup_is_not_restored_with_the_key_file_of_another_store(copy: Path, target: Settings) -> None:
    KeyFile.create(target.kek_file.with_name("other.kek"))
    with pytest.raises(KekMismatch):
        restore(replace(target, kek_file=target.kek_file.with_name("other.kek")), copy)
    assert not is_made(target)


def seal_again(copy: Path, target: Settings, **fields: object) -> None:
    """Edits a manifest as somebody would who has the key file."""
    keys = open_keys(checked_backup(copy, target).key_rows, KeyFile.read(target.kek_file), "default")
    told = msgspec.structs.replace(read_manifest(copy), **fields).sealed(keys)
    (copy / "manifest.json").write_bytes(msgspec.json.encode(told))
