"""SQLite: one connection writes and checkpoints, any number read the file read-only."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

BUSY_SECONDS = 10.0
QUEUE_SECONDS = 60.0
READERS = 5
WRITING = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what was answered is on the disk
    "PRAGMA recursive_triggers=ON",  # without it INSERT OR REPLACE passes by the triggers
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # names in a dropped read model are not left in the file's free pages
)


def writing_engine(path: Path) -> Engine:
    """The one connection that writes; whoever else wants to write waits for it in line."""
    engine = _engine(path, mode="rwc", pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_writing)
    return engine


def reading_engine(path: Path) -> Engine:
    """Connections that can read the file and do nothing else; a transaction sees one state of it."""
    engine = _engine(path, mode="ro", pool_size=READERS, max_overflow=2 * READERS)
    event.listen(engine, "begin", _begin_reading)
    return engine


def _engine(path: Path, *, mode: str, pool_size: int, max_overflow: int) -> Engine:
    address = f"file:{quote(str(path))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.isolation_level = None  # the driver begins no transactions of its own
        return connection

    return create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=QUEUE_SECONDS,
        hide_parameters=True,
    )


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in WRITING:
        cursor.execute(pragma)
    cursor.close()


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
