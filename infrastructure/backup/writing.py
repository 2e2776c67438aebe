"""Copies a store, as it was at one position, into a folder, while others go on appending.

Rows are read by ranges of their keys in short transactions. Nothing that stands at or before the position can change,
and what comes later is left out: so the copy is of one moment without holding one snapshot.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Column, Row, Select, Table, exists, func, select, tuple_

from infrastructure.backup.failures import BackupTargetTaken
from infrastructure.backup.manifest import FILE, FORMAT, Manifest, Part, sha256_of
from infrastructure.backup.partial_folder import partial_folder
from infrastructure.backup.row_text import to_line
from infrastructure.clock import SystemClock
from infrastructure.database import Store
from infrastructure.failures import FileNotWritable
from infrastructure.ledger.companion_check import COMPANIONS
from infrastructure.ledger.tables import events, store_keys

PAGE = 2000
Progress = Callable[[str, int], None]
"""Told the table and how many of its rows are done."""


def back_up(store: Store, folder: Path, progress: Progress | None = None) -> Manifest:
    """Copies ledger and vault to a folder that is not there yet. Raises `BackupTargetTaken`, `FileNotWritable`.

    It becomes a backup in one step at the end; a process that is killed leaves a `….partial-…` beside it, which the
    next backup to the same place clears away. The key file is not copied: whoever keeps both in one place has sealed
    nothing.
    """
    try:
        if folder.exists():
            raise BackupTargetTaken(folder=str(folder))
        with partial_folder(folder) as partial:
            return _backed_up(store, folder, partial, progress)
    except OSError as error:
        raise FileNotWritable(file=str(error.filename or folder), reason=error.strerror) from error


def _backed_up(store: Store, folder: Path, partial: Path, progress: Progress | None) -> Manifest:
    position = _last_position(store)
    parts = {table.name: _copy(store, partial, table, query, progress) for table, query in _queries(position)}
    manifest = Manifest(
        format=FORMAT,
        tenant=store.tenant,
        ledger_version=store.ledger_version,
        demo=store.demo,
        position=position,
        created_at=SystemClock().now(),
        parts=parts,
    ).sealed(store.keys)
    _write(partial / FILE, iter([msgspec.json.format(msgspec.json.encode(manifest), indent=2), b"\n"]))
    _sync(partial)
    partial.rename(folder)
    _sync(folder.parent)
    return manifest


def is_copy(store: Store, manifest: Manifest) -> bool:
    """Whether the store holds exactly what the backup holds: the same rows up to the same last position."""
    return _last_position(store) == manifest.position and all(
        _digest(_lines(store, table, query)) == manifest.parts[table.name].sha256
        for table, query in _queries(manifest.position)
    )


def _digest(lines: Iterator[list[bytes]]) -> str:
    digest = hashlib.sha256()
    for page in lines:
        digest.update(b"".join(page))
    return digest.hexdigest()


def _last_position(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.max(events.c.position))).scalar() or 0


def _queries(position: int) -> Iterator[tuple[Table, Select[Any]]]:
    yield store_keys, select(store_keys)
    yield events, select(events).where(events.c.position <= position)
    for table, stream_id, version in COMPANIONS:
        there = exists().where(
            events.c.stream_id == stream_id, events.c.stream_version == version, events.c.position <= position
        )
        yield table, select(table).where(there)


def _copy(store: Store, folder: Path, table: Table, query: Select[Any], progress: Progress | None) -> Part:
    file, count = folder / f"{table.name}.ndjson", 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for page in _lines(store, table, query):
            yield from page
            count += len(page)
            if progress is not None:
                progress(table.name, count)

    _write(file, lines())
    return Part(file=file.name, rows=count, sha256=sha256_of(file))


def _lines(store: Store, table: Table, query: Select[Any]) -> Iterator[list[bytes]]:
    for rows in _pages(store, query, list(table.primary_key)):
        yield [to_line(row) for row in rows]


def _pages(store: Store, query: Select[Any], key: list[Column[Any]]) -> Iterator[list[Row[Any]]]:
    page = query.order_by(*key).limit(PAGE)
    after: tuple[Any, ...] | None = None
    while True:
        with store.reading() as connection:
            following = page if after is None else page.where(tuple_(*key) > tuple_(*after, types=_types(key)))
            rows = list(connection.execute(following))
        if not rows:
            return
        yield rows
        after = tuple(rows[-1]._mapping[column.name] for column in key)  # noqa: SLF001 SQLAlchemy's public name for it


def _types(key: list[Column[Any]]) -> list[Any]:
    return [column.type for column in key]


def _write(file: Path, lines: Iterator[bytes]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.writelines(lines)
        handle.flush()
        os.fsync(handle.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
