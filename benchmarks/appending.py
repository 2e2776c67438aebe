"""How fast facts are appended: ours through the appender, with its command row and its checks, against the peers."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application

from application.ports import Appended
from benchmarks.crowd import Rate, at_once, in_processes, wait_for
from benchmarks.payload import contract, renewal
from benchmarks.places import execute, flush_ms, library_environment, pgbench, server, store_settings
from benchmarks.results import Result, Row, Way, compared, in_turn
from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.ledger.stored_ledger import StoredLedger
from tests.support.postgres import PostgresServer

THREADS = 16
PROCESSES = 4

UNIT = "appends/s"
ON_POSTGRESQL = (
    Row(name="ledger_16_vs_pgbench", ours="ours", peer="pgbench", unit=UNIT, floor=0.8, goal=1.2),
    Row(name="ledger_16_vs_library", ours="ours", peer="library", unit=UNIT, floor=12, goal=18),
    Row(name="ledger_4x4_vs_library", ours="ours 4x4", peer="library", unit=UNIT, floor=5, goal=9),
)
ON_SQLITE = Row(name="sqlite_16_vs_library", ours="ours", peer="library", unit=UNIT, floor=3, goal=4)

PGBENCH_TABLE = """
CREATE TABLE bench_events (
    position bigserial PRIMARY KEY, recorded_at timestamptz NOT NULL, stream_id uuid NOT NULL,
    stream_version int NOT NULL, type text NOT NULL, record bytea NOT NULL, UNIQUE (stream_id, stream_version));
CREATE INDEX ON bench_events (recorded_at, position)
"""
"""The same columns and indexes as our table of records; nobody keeps its numbers free of gaps."""

PGBENCH_SCRIPT = (
    "INSERT INTO bench_events (recorded_at, stream_id, stream_version, type, record) "
    "VALUES (clock_timestamp(), gen_random_uuid(), 1, 'contract.renewed.v1', '\\x" + "61" * 640 + "'::bytea);"
)


def on_postgresql(*, rounds: int, seconds: float) -> list[Result]:
    """Our ledger on PostgreSQL, 16 threads in one process and 4 processes of 4, against pgbench and the library."""
    with server() as running, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        slowest: dict[str, list[float]] = {}
        with _ways(running, folder, seconds, slowest) as ways:
            found = in_turn(ways, rounds)
        beside = {f"p99_ms {name}": sorted(each)[len(each) // 2] for name, each in slowest.items()}
        beside["flush_ms"] = flush_ms(folder)
    return [compared(row, found, beside) for row in ON_POSTGRESQL]


@contextmanager
def _ways(
    running: PostgresServer, folder: Path, seconds: float, slowest: dict[str, list[float]]
) -> Iterator[dict[str, Way]]:
    ours, library, peer = running.create_database(), running.create_database(), running.create_database()
    script = folder / "insert.sql"
    script.write_text(PGBENCH_SCRIPT)
    execute(peer, *PGBENCH_TABLE.split(";"))
    settings = store_settings(ours, folder)
    with ExitStack() as stack:
        ledger = StoredLedger(stack.enter_context(open_store(settings, writing=True)), SystemClock())
        application = Application[UUID](library_environment(library))
        stack.callback(application.close)

        def noted(name: str, rate: Rate) -> float:
            slowest.setdefault(name, []).append(rate.p99_ms)
            return rate.per_second

        yield {
            "ours": lambda: noted("ours", at_once(lambda: append(ledger), threads=THREADS, seconds=seconds)),
            "library": lambda: noted(
                "library", at_once(lambda: application.save(contract()), threads=THREADS, seconds=seconds)
            ),
            "pgbench": lambda: pgbench(running, peer, script, clients=THREADS, seconds=seconds),
            "ours 4x4": lambda: (
                in_processes(
                    "benchmarks.appending", [ours, str(folder)], processes=PROCESSES, threads=4, seconds=seconds
                ).per_second
            ),
        }


def on_sqlite(*, rounds: int, seconds: float) -> list[Result]:
    """Our ledger in an SQLite file, 16 threads, against the library's SQLite module; synchronous=FULL in both."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = store_settings(f"sqlite:///{folder / 'ours.db'}", folder)
        library = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "library.db")}
        with open_store(settings, writing=True) as store, Application[UUID](library) as application:
            ledger = StoredLedger(store, SystemClock())
            ways: dict[str, Way] = {
                "ours": lambda: at_once(lambda: append(ledger), threads=THREADS, seconds=seconds).per_second,
                "library": lambda: (
                    at_once(lambda: application.save(contract()), threads=THREADS, seconds=seconds).per_second
                ),
            }
            found = in_turn(ways, rounds)
    return [compared(ON_SQLITE, found, {})]


def append(ledger: StoredLedger) -> None:
    """One record, on disk."""
    (outcome,) = ledger.append([renewal()])
    if not isinstance(outcome, Appended):
        raise TypeError(outcome)


def main() -> None:
    """One of several processes that append at once; prints its rate and its slowest hundredth."""
    url, folder, threads, seconds, begin = sys.argv[1:]
    with open_store(store_settings(url, Path(folder)), writing=True) as store:
        ledger = StoredLedger(store, SystemClock())
        append(ledger)
        wait_for(begin)
        rate = at_once(lambda: append(ledger), threads=int(threads), seconds=float(seconds))
    print(json.dumps([rate.per_second, rate.p99_ms]))


if __name__ == "__main__":
    main()
