"""Fills an empty store from a backup: every file is checked first, then everything is written in one transaction."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select

from infrastructure.backup.failures import BackupBroken, DemoMismatch, StoreNotEmpty
from infrastructure.backup.manifest import FILE, Manifest, Part, read_manifest, sha256_of
from infrastructure.backup.row_text import reader
from infrastructure.backup.writing import is_copy
from infrastructure.database import Store
from infrastructure.failures import LedgerVersionUnknown, TenantMismatch
from infrastructure.ledger.look_up import take_head
from infrastructure.ledger.tables import WRITTEN_ONCE, events
from infrastructure.ledger.writing import ROWS, insert_rows
from infrastructure.vault.keys import StoreKeys

Progress = Callable[[str, int], None]
"""Told the table and how many of its rows are written."""


def restore(store: Store, folder: Path, progress: Progress | None = None) -> Manifest:
    """Writes a backup's rows, positions and instants as they were, into an empty store that has the backup's key file.

    All or nothing; a store that holds this very backup is left as it is: a restore that was killed is run again.
    Read models are not part of it: they are rebuilt, and `verify` belongs after. Raises `BackupBroken`,
    `TenantMismatch`, `LedgerVersionUnknown`, `KekMismatch`, `DemoMismatch`, `StoreNotEmpty`.
    """
    manifest = checked_backup(folder, store.keys)
    _require_same(store, manifest)
    with store.transaction() as connection:
        take_head(connection)
        position = connection.execute(select(func.max(events.c.position))).scalar() or 0
        if position and is_copy(store, manifest):
            return manifest
        if position:
            raise StoreNotEmpty(position=position)
        for table in WRITTEN_ONCE:
            _fill(connection, table, folder, manifest.parts[table.name], progress)
        _require_line(connection, manifest)
    return manifest


def checked_backup(folder: Path, keys: StoreKeys) -> Manifest:
    """What a backup says of itself, once every file is as it was written. Raises `BackupBroken`, `KekMismatch`."""
    manifest = read_manifest(folder)
    manifest.require_unaltered(keys)
    _require_whole(folder, manifest)
    return manifest


def _require_same(store: Store, manifest: Manifest) -> None:
    if manifest.tenant != store.tenant:
        raise TenantMismatch(asked=store.tenant, found=manifest.tenant)
    if manifest.ledger_version != store.ledger_version:
        raise LedgerVersionUnknown(found=manifest.ledger_version, known=store.ledger_version)
    if manifest.demo != store.demo:
        raise DemoMismatch(backup=manifest.demo, store=store.demo)


def _require_whole(folder: Path, manifest: Manifest) -> None:
    if set(manifest.parts) != {table.name for table in WRITTEN_ONCE}:
        raise BackupBroken(file=FILE)
    for table in WRITTEN_ONCE:
        part = manifest.parts[table.name]
        file = folder / f"{table.name}.ndjson"
        if part.file != file.name or not file.is_file() or sha256_of(file) != part.sha256:
            raise BackupBroken(file=file.name)


def _fill(connection: Connection, table: Table, folder: Path, part: Part, progress: Progress | None) -> None:
    done = 0
    for rows in _pages(folder / part.file, reader(table)):
        insert_rows(connection, table, rows)
        done += len(rows)
        if progress is not None:
            progress(table.name, done)
    if done != part.rows:
        raise BackupBroken(file=part.file)


def _pages(file: Path, read: Callable[[bytes], dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    try:
        with file.open("rb") as lines:
            while rows := [read(line) for line in islice(lines, ROWS)]:
                yield rows
    except msgspec.MsgspecError as error:
        raise BackupBroken(file=file.name) from error


def _require_line(connection: Connection, manifest: Manifest) -> None:
    count, last = connection.execute(select(func.count(), func.max(events.c.position))).one()
    if (count, last or 0) != (manifest.position, manifest.position):
        raise BackupBroken(file=manifest.parts[events.name].file)
