"""Edits one byte of a store's file, as somebody would who has the file and no ledger in mind."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


def copy_of(database: Path, folder: Path) -> Path:
    """A whole copy of a store in another folder, key file included."""
    copy = folder / database.name
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    shutil.copy(f"{database}.kek", f"{copy}.kek")
    return copy


def edit_one_byte(database: Path, position: int, written: bytes, instead: bytes) -> None:
    """Replace `written` by `instead`, one byte that differs, within the record at a position, in the file itself."""
    with closing(sqlite3.connect(database)) as connection:
        (record,) = connection.execute("SELECT record FROM events WHERE position = ?", (position,)).fetchone()
    content = database.read_bytes()
    place = content.index(record) + record.index(written)
    database.write_bytes(content[:place] + instead + content[place + len(written) :])
