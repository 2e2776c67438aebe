"""Opens a tenant's store, makes it where there is none, and gives transactions to whoever reads or writes it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from infrastructure.engines import postgresql, sqlite
from infrastructure.engines.founding import found
from infrastructure.engines.identity import Identity, identify
from infrastructure.engines.translation import translated
from infrastructure.engines.writer_lock import WriterLock
from infrastructure.failures import (
    DatabaseUnreachable,
    FileNotWritable,
    NotADemo,
    NotAStore,
    OutcomeUnknown,
    StoreNotBegun,
)
from infrastructure.settings import SQLITE, Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.keys import StoreKeys
from infrastructure.vault.root_key import KeyRows


@dataclass(frozen=True, kw_only=True, slots=True)
class Engines:
    """How a store is reached. On SQLite the owner is the one writer; without the right to write there is none.

    `appending` there is where a connection can be kept for it: on PostgreSQL.
    """

    reading: Engine
    writing: Engine | None
    owning: Engine | None
    appending: Engine | None = None
    lock: WriterLock | None = None


class Store:
    """An open store. `tenant`, `demo` and `created_at` are as it was made; its key file opened `keys`."""

    def __init__(self, engines: Engines, identity: Identity, database: str) -> None:
        self.tenant: str = identity.tenant
        self.demo: bool = identity.demo
        self.ledger_version: int = identity.ledger_version
        self.created_at: datetime = identity.created_at
        self.kek_version: int = identity.kek_version
        self.keys: StoreKeys = identity.keys
        self.database = database
        self.dialect: str = engines.reading.dialect.name
        self._engines = engines
        self._kept: list[PoolProxiedConnection] = []

    def transaction(self) -> AbstractContextManager[Connection]:
        """A transaction that writes; committed at the end, rolled back by an exception. Not to be nested.

        Raises `StoreBusy`, `DiskFull`, `DatabaseUnreachable`, and `OutcomeUnknown` where the COMMIT did not answer.
        """
        return _transaction(_required(self._engines.writing), self.database)

    def owner_transaction(self) -> AbstractContextManager[Connection]:
        """A transaction that may make and drop tables; the app may read and write every table made here."""
        return _transaction(_required(self._engines.owning), self.database)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and cannot write."""
        with translated(self.database), self._engines.reading.connect() as connection:
            connection.begin()
            yield connection  # closing rolls back: there is nothing to commit

    def appending_connection(self) -> PoolProxiedConnection:
        """A connection of its own, for who appends: each message is a transaction. PostgreSQL only.

        Raises the driver's errors.
        """
        connection = _required(self._engines.appending).raw_connection()
        driver: Any = connection.driver_connection
        driver.autocommit = True
        self._kept.append(connection)
        return connection

    def let_go(self, connection: PoolProxiedConnection) -> None:
        """Closes a connection of its own, in whatever state it is; said twice it does no more."""
        if connection in self._kept:
            self._kept.remove(connection)
            connection.invalidate()
            connection.close()

    def close(self) -> None:
        """Closes every connection and lets the next process write."""
        for connection in tuple(self._kept):
            self.let_go(connection)
        _close(self._engines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(settings: Settings, *, writing: bool, demo: bool = False, key_rows: KeyRows | None = None) -> Store:
    """The tenant's store; one that is not there yet is made by who writes, with its key file, marked `demo` or not.

    It is made under the root key of `key_rows`, those of a backup, or under a new one. Raises `DatabaseUnreachable`,
    `StoreBusy`, `AppRoleMissing`, `FileNotWritable`, what `identify` raises, and `NotADemo` where a demo is asked of a
    store that is none.
    """
    database = _named(settings.url)
    with _files_named():
        engines = _engines(settings, database, writing=writing)
    try:
        with _files_named(), translated(database):
            if writing:
                found(_required(engines.owning), settings, demo=demo, key_rows=key_rows)
            identity = identify(engines.owning or engines.reading, settings, database)
        _require_demo(identity, demo=demo)
        return Store(engines, identity, database)
    except BaseException:
        _close(engines)
        raise


@contextmanager
def _files_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise
        raise FileNotWritable(file=str(error.filename), reason=error.strerror) from error


def _require_demo(identity: Identity, *, demo: bool) -> None:
    if demo and not identity.demo:
        raise NotADemo


def _named(url: URL) -> str:
    return URL.create(url.get_backend_name(), host=url.host, port=url.port, database=url.database).render_as_string()


def _engines(settings: Settings, database: str, *, writing: bool) -> Engines:
    url = settings.url
    if url.get_backend_name() != SQLITE:
        return Engines(
            reading=postgresql.reading_engine(url, settings.tenant),
            writing=postgresql.writing_engine(url, settings.tenant) if writing else None,
            owning=postgresql.owning_engine(url, settings.tenant),
            appending=postgresql.appending_engine(url, settings.tenant) if writing else None,
        )
    path = Path(str(url.database)).resolve()  # the file itself: by another name for it nobody gets another lock
    if path.is_dir():
        raise NotAStore(database=database)
    if not path.exists() and not path.parent.is_dir():
        raise DatabaseUnreachable(database=database)
    if not path.exists() and not writing:
        raise StoreNotBegun(database=database)
    if not path.exists():
        KeyFile.require_possible(settings.kek_file)
    lock = WriterLock.acquire(path) if writing else None
    if writing:
        path.touch(mode=0o600)
    writer = sqlite.writing_engine(path) if writing else None
    return Engines(reading=sqlite.reading_engine(path), writing=writer, owning=writer, lock=lock)


def _close(engines: Engines) -> None:
    for engine in (engines.reading, engines.writing, engines.owning):
        if engine is not None:
            engine.dispose()
    if engines.lock is not None:
        engines.lock.release()


def _required(engine: Engine | None) -> Engine:
    if engine is None:
        raise AssertionError("this store was opened for reading")
    return engine


@contextmanager
def _transaction(engine: Engine, database: str) -> Iterator[Connection]:
    with translated(database), engine.connect() as connection:
        connection.begin()
        yield connection
        _commit(connection, database)


def _commit(connection: Connection, database: str) -> None:
    notices = getattr(connection.connection.driver_connection, "notices", [])
    notices[:] = []
    try:
        connection.commit()
    except DBAPIError as error:
        if connection.dialect.name == SQLITE:
            raise  # SQLite says what happened: the transaction is rolled back
        raise OutcomeUnknown(database=database) from error
    if notices:  # the only word a COMMIT may say: it no longer waits for the synchronous standby
        raise OutcomeUnknown(database=database)
