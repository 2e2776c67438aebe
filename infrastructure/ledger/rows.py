"""Rows on their way into the ledger, and records on their way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent

Row = Mapping[str, Any]
"""The columns of one row, by name."""


@dataclass(frozen=True)
class StoredRecord(Notification):
    """A record as it stands in the table: what the library calls a notification, with the instant of recording."""

    recorded_at: datetime

    @property
    def position(self) -> int:
        """The place in the tenant's one line of records, from 1."""
        return self.id

    @property
    def stream_id(self) -> UUID:
        """The stream that the record belongs to."""
        return UUID(str(self.originator_id)) if isinstance(self.originator_id, str) else self.originator_id

    @property
    def stream_version(self) -> int:
        """The place in its stream, from 1."""
        return self.originator_version

    @property
    def type(self) -> str:
        """The wire name."""
        return self.topic

    @property
    def record(self) -> bytes:
        """The stored bytes."""
        return self.state


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """One append whose rows lack nothing but position and instant.

    `expected` names the streams with the last version that the append was decided on, `claims_read` the residents with
    the last `seq` of their claims. `identifiers` lack their `seq`, which follows from what others did to the number.
    `subject_keys` are all the keys made for it, of which another append of the same batch may be the first to write
    one.
    """

    events: tuple[StoredEvent, ...]
    expected: tuple[tuple[UUID, int], ...] = ()
    claims: tuple[Row, ...] = ()
    claims_read: tuple[tuple[UUID, int], ...] = ()
    command: Row | None = None
    identifiers: tuple[Row, ...] = ()
    sealed: tuple[Row, ...] = ()
    subject_keys: tuple[Row, ...] = ()
