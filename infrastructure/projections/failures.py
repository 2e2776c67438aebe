"""Who is to blame when applying fails: the surroundings, the program's age, or one stream's records."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError

from application.ports import LedgerUnavailable
from infrastructure.ledger.wire_names import WrittenByNewer

PRIMARY_CODE = 0xFF
OF_THE_STATEMENT = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_RANGE,
        sqlite3.SQLITE_TOOBIG,
    }
)
"""What SQLite says of a statement, not of the file or of who else uses it."""


def stops_the_runner(error: Exception) -> bool:
    """Whether to stop, rather than to let one stream wait: the surroundings failed, or a record has an unknown name."""
    return isinstance(error, WrittenByNewer) or is_of_the_surroundings(error)


def is_of_the_surroundings(error: Exception) -> bool:
    """Whether connection, lock or disk failed: the same attempt may succeed later, and no stream is to blame."""
    if isinstance(error, LedgerUnavailable):
        return True
    if not isinstance(error, DBAPIError):
        return False
    sqlite_code = getattr(error.orig, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return sqlite_code & PRIMARY_CODE not in OF_THE_STATEMENT
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError | InternalError)
