"""What a database can write at once, where nothing is in the way; each engine has its own way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from infrastructure.ledger.rows import Prepared

Ready = TypeVar("Ready")


class FastPath(Protocol[Ready]):
    """Writes appends that touch nothing in common. Not to be used by two threads at once, but for `ready`."""

    def ready(self, appends: Sequence[Prepared]) -> Ready:
        """Everything about one caller's appends that can be made before its turn."""

    def write(self, batch: Sequence[Ready]) -> tuple[int, datetime] | None:
        """The position before the first record, and the instant of all of them, when they are on disk.

        None where something on record is in the way: nothing was written. Raises `OutcomeUnknown` where the database
        did not say, and `StoreFailure`.
        """
