"""Where is measured: a PostgreSQL server of our own with fsync on, stores of ours, and the peers' databases."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from sqlalchemy import make_url

from infrastructure.settings import Settings
from tests.support.postgres import PostgresServer

SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}
"""The rest is as initdb makes it: fsync on, synchronous_commit on."""


@contextmanager
def server() -> Iterator[PostgresServer]:
    """A server that goes when the measuring is over."""
    with tempfile.TemporaryDirectory(prefix="jiayi-bench-") as folder:
        Path(folder).chmod(0o755)  # the server runs as another user
        running = PostgresServer.create(Path(folder), "server")
        try:
            for name, value in SETTINGS.items():
                execute(running.url, f"ALTER SYSTEM SET {name} = '{value}'")
            running.restart()
            yield running
        finally:
            running.stop("immediate")


def store_settings(url: str, folder: Path) -> Settings:
    """Of a store of ours; its key file is in `folder`."""
    return Settings.from_environment({"JIAYI_DATABASE_URL": url, "JIAYI_KEK_FILE": str(folder / "store.kek")})


def library_environment(url: str) -> dict[str, str]:
    """For the library's own PostgreSQL module."""
    parts = make_url(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts.database),
        "POSTGRES_HOST": str(parts.host),
        "POSTGRES_PORT": str(parts.port),
        "POSTGRES_USER": str(parts.username),
        "POSTGRES_PASSWORD": str(parts.password),
        "POSTGRES_POOL_SIZE": "4",
        "POSTGRES_MAX_OVERFLOW": "16",
    }


def execute(url: str, *statements: str) -> None:
    """Each by itself, as the user of the URL."""
    connection = psycopg2.connect(plain(url))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def plain(url: str) -> str:
    """The URL as PostgreSQL's own programs take it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def pgbench(running: PostgresServer, url: str, script: Path, *, clients: int, seconds: float) -> float:
    """Transactions a second."""
    command = [running.binaries / "pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "2"]
    command += ["-T", str(max(1, round(seconds))), "-f", script, plain(url)]
    ran = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)  # noqa: S603 our own words
    found = re.search(r"tps = ([0-9.]+)", ran.stdout)
    if found is None:
        raise AssertionError(ran.stdout)
    return float(found[1])


def flush_ms(folder: Path) -> float:
    """What the disk takes for one small write that is on it for sure, the median of some."""
    took = []
    with (folder / "flush").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 8192)
            before = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - before)
    return 1000 * sorted(took)[len(took) // 2]
