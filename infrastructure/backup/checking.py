"""Checks a backup whole, before anything is written: every file as the manifest names it, the manifest as sealed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Table

from infrastructure.backup.failures import BackupBroken
from infrastructure.backup.manifest import FILE, Manifest, read_manifest, sha256_of
from infrastructure.backup.row_text import reader
from infrastructure.failures import LedgerVersionUnknown, TenantMismatch
from infrastructure.ledger.schema import LEDGER_VERSION
from infrastructure.ledger.tables import WRITTEN_ONCE, store_keys
from infrastructure.ledger.writing import ROWS
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.root_key import KeyRows, open_keys

PARTS = (store_keys, *WRITTEN_ONCE)
"""The tables of a backup."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """A backup that is whole. `key_rows` are the store's at the time; the newest one's key file opens it."""

    folder: Path
    manifest: Manifest
    key_rows: KeyRows

    def pages(self, table: Table) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table, some at a time. Raises `BackupBroken`."""
        return _pages(self.folder / self.manifest.parts[table.name].file, reader(table))


def checked_backup(folder: Path, settings: Settings) -> Backup:
    """The backup in a folder, for the tenant and under the key file of the settings.

    Raises `BackupBroken`, `TenantMismatch`, `LedgerVersionUnknown`, `KekMissing`, `KekUnreadable`, `KekMismatch`.
    """
    manifest = read_manifest(folder)
    file = KeyFile.read(settings.kek_file)
    if manifest.tenant != settings.tenant:
        raise TenantMismatch(asked=settings.tenant, found=manifest.tenant)
    if manifest.ledger_version != LEDGER_VERSION:
        raise LedgerVersionUnknown(found=manifest.ledger_version, known=LEDGER_VERSION)
    _require_whole(folder, manifest)
    key_rows = [row for page in _pages(folder / f"{store_keys.name}.ndjson", reader(store_keys)) for row in page]
    if not key_rows:
        raise BackupBroken(file=manifest.parts[store_keys.name].file)
    manifest.require_unaltered(open_keys(key_rows, file, manifest.tenant))
    return Backup(folder=folder, manifest=manifest, key_rows=key_rows)


def _require_whole(folder: Path, manifest: Manifest) -> None:
    if set(manifest.parts) != {table.name for table in PARTS}:
        raise BackupBroken(file=FILE)
    for table in PARTS:
        part = manifest.parts[table.name]
        file = folder / f"{table.name}.ndjson"
        if part.file != file.name or not file.is_file() or sha256_of(file) != part.sha256:
            raise BackupBroken(file=file.name)


def _pages(file: Path, read: Callable[[bytes], dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    try:
        with file.open("rb") as lines:
            while rows := [read(line) for line in islice(lines, ROWS)]:
                yield rows
    except msgspec.MsgspecError as error:
        raise BackupBroken(file=file.name) from error
