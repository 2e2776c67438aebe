"""What a projection is and what it is given: facts in ledger order, and what its streams said before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, MetaData, Table

from application.envelope import Event, Recorded

Tables = Mapping[str, Table]
"""The tables of one generation, by the names that the projection calls them."""


class Batch(Protocol):
    """Facts to apply, in ledger order; between two records of a stream, no record of that stream is left out."""

    @property
    def records(self) -> Sequence[Recorded[Event]]:
        """The facts; personal values are open if the projection reads them."""

    def history(self, stream_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """What the streams said before this batch, in order, personal values closed; absent: the stream begins here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Projection:
    """A question's own tables, and how facts change them.

    `apply` must leave the same rows however the ledger is cut into batches, and in whatever order *different* streams
    come: a stream whose record could not be applied waits while the others go on. Every table has a primary key and
    says from which position a row holds: by `known_from` (and `known_to`), or by `position`.
    """

    name: str
    version: int
    tables: Callable[[MetaData, str], Tables]
    apply: Callable[[Connection, Tables, Batch], None]
    reads_personal_values: bool = False
