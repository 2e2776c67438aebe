"""What the keeping of read models asks of the store."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Database(Protocol):
    """Transactions that commit when their block ends and roll back when it raises."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """A transaction that writes rows."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one state of the database."""

    def owner_transaction(self) -> AbstractContextManager[Connection]:
        """A transaction that makes and drops tables; whoever writes rows may write those it made."""
