"""A real PostgreSQL server for the tests: fsync on, its own folder, port and log."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Self

import psycopg2
from sqlalchemy import URL, make_url

from tests.support.postgres_binaries import find_binaries, runnable, unprivileged
from tests.support.postgres_home import held

APP_ROLE = "jiayi_app"
SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 200
"""
STARTS = 20


class PostgresServer:
    """A server below the session's folder.

    `url` is the superuser's, in SQLAlchemy's form. Tests of storage work as the owner of a database of their own, who
    is no superuser and a member of the role `jiayi_app`.
    """

    def __init__(self, folder: Path, binaries: Path, port: int, password: str) -> None:
        self.folder = folder
        self.port = port
        self.log_path = folder / "server.log"
        self.binaries = binaries
        self.password = password

    @classmethod
    def create(cls, home: Path, name: str) -> Self:
        """A new server in `home/name`, started. Raises PostgresMissing where there is no PostgreSQL."""
        folder = home / name
        folder.mkdir()
        server = cls(folder, runnable(find_binaries(), home), _free_port(), secrets.token_hex(16))
        server._initialise()
        server.start()
        server._execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")
        return server

    @classmethod
    def shared(cls, home: Path) -> Self:
        """The session's server: started by the first process that asks, the same one for every other."""
        address = home / "shared.json"
        with held(home / "shared.lock"):
            if address.exists():
                known = json.loads(address.read_text())
                return cls(home / "shared", Path(known["binaries"]), known["port"], known["password"])
            server = cls.create(home, "shared")
            known = {"binaries": str(server.binaries), "port": server.port, "password": server.password}
            address.write_text(json.dumps(known))
            return server

    @property
    def url(self) -> str:
        """The superuser's URL."""
        return self._url_of("postgres", self.password, "postgres")

    @property
    def version(self) -> str:
        """What the server says it is, such as `15.18`."""
        return str(self._execute("SHOW server_version")[0][0])

    def create_database(self) -> str:
        """A fresh database owned by a fresh login role; its URL in that role's name."""
        name, password = f"jiayi_{secrets.token_hex(6)}", secrets.token_hex(16)
        self._execute(f"CREATE ROLE {name} LOGIN NOSUPERUSER PASSWORD '{password}' IN ROLE {APP_ROLE}")
        self._execute(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0")
        return self._url_of(name, password, name)

    def drop_database(self, url: str) -> None:
        """Drops a database made by `create_database`, with its connections and its owner."""
        name = make_url(url).database
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")
        self._execute(f"DROP ROLE {name}")

    def start(self) -> None:
        """Starts the server and waits until it answers; after `kill` that includes its recovery."""
        for _ in range(STARTS):
            known = len(self._log())
            if self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self.log_path, "-o", self._options) == 0:
                return
            if "could not bind" in self._log()[known:]:
                self.port = _free_port()
            time.sleep(0.25)  # the children of a killed server need a moment to notice
        raise RuntimeError(f"PostgreSQL does not start:\n{self._log()}")

    def stop(self, mode: str = "fast") -> None:
        """Stops the server: `smart`, `fast` or `immediate`."""
        if self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self._data) != 0:
            raise RuntimeError(f"PostgreSQL does not stop:\n{self._log()}")

    def restart(self) -> None:
        """Stops (fast) and starts. Only on a server of one's own: the session's is used by other tests."""
        self.stop()
        self.start()

    def kill(self) -> None:
        """Kills the server as `kill -9` does. Only on a server of one's own."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def discard(self) -> None:
        """Stops the server at once, where it runs, and removes its folder."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self._data)
        shutil.rmtree(self.folder)

    def _log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _options(self) -> str:
        return f"-p {self.port} -k {self.folder}"

    def _initialise(self) -> None:
        owner = unprivileged()
        secret = self.folder / "password"
        secret.write_text(self.password)
        self.log_path.touch()
        if owner:
            for place in (self.folder, secret, self.log_path):
                os.chown(place, *owner)
        options = ("--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256")
        failed = self._run("initdb", "-D", self._data, *options, "--encoding=UTF8", "--no-locale", "--no-sync")
        if failed:
            raise RuntimeError(f"initdb failed:\n{self._log()}")
        secret.unlink()
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)

    def _run(self, command: str, *arguments: object) -> int:
        """Runs one of PostgreSQL's own programs, never as root, without our variables; what it says joins the log."""
        user, group = unprivileged() or (None, None)
        with self.log_path.open("a") as log:
            return subprocess.run(
                [str(self.binaries / command), *map(str, arguments)],
                check=False,
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                user=user,
                group=group,
                extra_groups=None if user is None else [],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                timeout=120,
            ).returncode

    def _url_of(self, user: str, password: str, database: str) -> str:
        url = URL.create("postgresql+psycopg2", user, password, "127.0.0.1", self.port, database)
        return url.render_as_string(hide_password=False)

    def _execute(self, statement: str) -> list[tuple[Any, ...]]:
        url = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg2.connect(url, connect_timeout=10)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
