"""What a driver's error means, in the service's own words: no message of a driver goes further than its traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_IOERR,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_READONLY,
)

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from infrastructure.failures import (
    DatabaseUnreachable,
    DiskFailing,
    DiskFull,
    NotAStore,
    StoreBusy,
    StoreFailure,
    StoreReadOnly,
)

OF_SQLITE: dict[int, type[StoreFailure]] = {
    SQLITE_FULL: DiskFull,
    SQLITE_IOERR: DiskFailing,
    SQLITE_READONLY: StoreReadOnly,
    SQLITE_BUSY: StoreBusy,
    SQLITE_LOCKED: StoreBusy,
    SQLITE_NOTADB: NotAStore,
    SQLITE_CORRUPT: NotAStore,
    SQLITE_CANTOPEN: DatabaseUnreachable,
}
OF_POSTGRESQL: dict[str, type[StoreFailure]] = {
    "53100": DiskFull,
    "58030": DiskFailing,
    "25006": StoreReadOnly,  # a standby, or a server that somebody set to read only
    "40P01": StoreBusy,
    "53300": StoreBusy,  # more connections than the server takes
    "55P03": StoreBusy,  # the head was not free within the time
    "57014": StoreBusy,  # a time limit of the server's
    "25P03": DatabaseUnreachable,  # we were silent for too long inside a transaction
    "57P01": DatabaseUnreachable,  # the server shuts down, or somebody ended the connection
    "57P02": DatabaseUnreachable,
    "57P03": DatabaseUnreachable,
}
PRIMARY_CODE = 0xFF


@contextmanager
def translated(database: str) -> Iterator[None]:
    """Errors of the driver become `StoreFailure`s where they tell of the store; others are defects and pass."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(database=database) from error
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own where it is used without SQLAlchemy
        failure = _failure(error)
        if failure is None:
            raise
        raise failure(database=database) from error


def _failure(error: DBAPIError | sqlite3.Error) -> type[StoreFailure] | None:
    if isinstance(error, sqlite3.Error):
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE)
    if isinstance(error.orig, sqlite3.Error):
        return _failure(error.orig)
    code = getattr(error.orig, "pgcode", None)
    if code in OF_POSTGRESQL:
        return OF_POSTGRESQL[code]
    lost = error.connection_invalidated or (isinstance(error, OperationalError) and code is None)
    return DatabaseUnreachable if lost else None
