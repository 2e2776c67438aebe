"""Makes a store from a backup: every file is checked first, then everything is written in one transaction."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from infrastructure.backup.checking import Backup, checked_backup
from infrastructure.backup.failures import BackupBroken, DemoMismatch, StoreNotEmpty
from infrastructure.backup.manifest import Manifest
from infrastructure.backup.writing import is_copy
from infrastructure.database import Store, open_store
from infrastructure.ledger.look_up import take_head
from infrastructure.ledger.tables import WRITTEN_ONCE, events
from infrastructure.ledger.writing import insert_rows
from infrastructure.settings import Settings

Progress = Callable[[str, int], None]
"""Told the table and how many of its rows are written."""


def restore(settings: Settings, folder: Path, progress: Progress | None = None) -> Manifest:
    """Writes a backup's rows, positions and instants as they were, into a store that is made under its root key.

    The key file of the settings is the one that opened the store when the backup was made. All or nothing; a store
    that holds this very backup is left as it is: a restore that was killed is run again. Read models are not part of
    it: they are rebuilt, and `verify` belongs after. Raises what `checked_backup` and `open_store` raise,
    `DemoMismatch`, `StoreNotEmpty`.
    """
    backup = checked_backup(folder, settings)
    manifest = backup.manifest
    with open_store(settings, writing=True, demo=manifest.demo, key_rows=backup.key_rows) as store:
        if manifest.demo != store.demo:
            raise DemoMismatch(backup=manifest.demo, store=store.demo)
        with store.transaction() as connection:
            take_head(connection)
            _fill_empty(connection, store, backup, progress)
    return manifest


def _fill_empty(connection: Connection, store: Store, backup: Backup, progress: Progress | None) -> None:
    position = connection.execute(select(func.max(events.c.position))).scalar() or 0
    if position and is_copy(store, backup.manifest):
        return
    if position:
        raise StoreNotEmpty(position=position)
    if not backup.manifest.is_sealed_by(store.keys):
        raise StoreNotEmpty(database=store.database)
    for table in WRITTEN_ONCE:
        _fill(connection, table, backup, progress)
    _require_line(connection, backup.manifest)


def _fill(connection: Connection, table: Table, backup: Backup, progress: Progress | None) -> None:
    done, part = 0, backup.manifest.parts[table.name]
    for rows in backup.pages(table):
        insert_rows(connection, table, rows)
        done += len(rows)
        if progress is not None:
            progress(table.name, done)
    if done != part.rows:
        raise BackupBroken(file=part.file)


def _require_line(connection: Connection, manifest: Manifest) -> None:
    count, last = connection.execute(select(func.count(), func.max(events.c.position))).one()
    if (count, last or 0) != (manifest.position, manifest.position):
        raise BackupBroken(file=manifest.parts[events.name].file)
