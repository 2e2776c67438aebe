"""How fast facts are appended, against the eventsourcing library's own recorder and against bare INSERT and COMMIT.

    .venv/bin/python -m benchmarks.appending [--rounds 15]

SQLite, one thread, synchronous=FULL everywhere. An append of ours is a command: a resident registered with a sealed
name, its key, its command id and its record; the library's and the bare one write a record of the same size alone.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from uuid6 import uuid7

from application.envelope import Actor, Cause, Channel, Role
from application.ports import Append, Appended, StreamAppend
from benchmarks.interleaved import Round, print_ratios, rates
from domain.personal import Personal
from domain.resident.events import ResidentDetails, ResidentRegistered
from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings

SLICE = 50
RECORD = b"x" * 420
"""About the size of our record of a registration."""

ACTOR = Actor(id="benchmark", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, _ways(Path(folder)) as ways:
        print_ratios(rates(ways, rounds=rounds), to="library", unit="appends/s")


@contextmanager
def _ways(folder: Path) -> Iterator[dict[str, Round]]:
    settings = Settings.from_environment({"JIAYI_DATABASE_URL": f"sqlite:///{folder / 'ours.db'}"})
    library = SQLiteApplicationRecorder(SQLiteDatastore(str(folder / "library.db")))
    library.create_table()
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, record BLOB)")
    with open_store(settings, writing=True) as store:
        ledger = StoredLedger(store, SystemClock())
        yield {
            "library": lambda: _library(library),
            "bare INSERT and COMMIT": lambda: _bare(bare),
            "Jiayi, one command a transaction": lambda: _ours(ledger, batch=1),
            f"Jiayi, {SLICE} commands a transaction": lambda: _ours(ledger, batch=SLICE),
        }
    bare.close()


def _ours(ledger: StoredLedger, *, batch: int) -> int:
    appends = [_registration() for _ in range(SLICE)]
    for start in range(0, SLICE, batch):
        outcomes = ledger.append(appends[start : start + batch])
        if not all(isinstance(outcome, Appended) for outcome in outcomes):
            raise AssertionError(outcomes)
    return SLICE


def _registration() -> Append:
    resident_id = uuid7()
    details = ResidentDetails(name=Personal(resident_id, "王小明"))
    event = ResidentRegistered(registered_on=date(2018, 6, 14), details=details)
    stream = StreamAppend(stream_id=resident_id, expected_version=0, events=(event,))
    return Append(about=stream.stream_id, streams=(stream,), actor=ACTOR, cause=Cause(command_id=uuid4()))


def _library(recorder: SQLiteApplicationRecorder) -> int:
    for _ in range(SLICE):
        recorder.insert_events([StoredEvent(uuid4(), 1, "resident.registered.v1", RECORD)])
    return SLICE


def _bare(connection: sqlite3.Connection) -> int:
    for _ in range(SLICE):
        connection.execute("INSERT INTO events (record) VALUES (?)", (RECORD,))
    return SLICE


if __name__ == "__main__":
    main()
