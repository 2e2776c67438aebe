"""The ledger as projections read it: batches that never break off at a record that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from application.envelope import Event, Recorded
from infrastructure.projections.control import BEGINNING, Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Undecodable:
    """A record whose bytes say nothing that this program understands; `error` is the class of what went wrong."""

    position: int
    stream_id: UUID
    record: bytes
    error: str


Read = Recorded[Event] | Undecodable


class RecordSource(Protocol):
    """What a runner reads. Raises what reading raises where the ledger cannot be reached."""

    def after(self, position: int, *, limit: int) -> Sequence[Read]:
        """At most `limit` records that follow `position`, in ledger order, readable or not."""

    def streams(self, stream_ids: Sequence[UUID], *, up_to: int) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The records of streams up to a position, inclusive. Raises for a record that cannot be read."""

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """The same records with every personal value open that was not forgotten."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerBatch:
    """Facts that follow `start`, and the records among them that cannot be read."""

    source: RecordSource
    start: int
    records: Sequence[Recorded[Event]]
    undecodable: Sequence[Undecodable] = ()

    def history(self, stream_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """What the streams said up to `start`; nothing is asked where all of them begin in this batch."""
        begun_here = {record.stream_id for record in self.records if record.stream_version == 1}
        earlier = [stream_id for stream_id in stream_ids if stream_id not in begun_here]
        return self.source.streams(earlier, up_to=self.start) if earlier else {}

    def of_stream(self, stream_id: UUID) -> "LedgerBatch":
        """What this batch says of one stream, up to the first record of it that cannot be read."""
        undecodable = [each for each in self.undecodable if each.stream_id == stream_id][:1]
        records = [
            record
            for record in self.records
            if record.stream_id == stream_id and all(record.position < each.position for each in undecodable)
        ]
        return replace(self, records=records, undecodable=undecodable)

    def without(self, stream_ids: Mapping[UUID, object]) -> "LedgerBatch":
        """The same batch as if these streams had said nothing."""
        return replace(
            self,
            records=[record for record in self.records if record.stream_id not in stream_ids],
            undecodable=[each for each in self.undecodable if each.stream_id not in stream_ids],
        )

    def opened(self) -> "LedgerBatch":
        """The same batch with every personal value open that was not forgotten."""
        return replace(self, records=self.source.opened(self.records))

    @property
    def stream_ids(self) -> list[UUID]:
        """The streams of the batch, each once."""
        read: list[Read] = [*self.records, *self.undecodable]
        return list(dict.fromkeys(each.stream_id for each in read))


def batch_of(source: RecordSource, read: Sequence[Read], start: int) -> LedgerBatch:
    """A batch of what was read after `start`."""
    return LedgerBatch(
        source=source,
        start=start,
        records=[each for each in read if isinstance(each, Recorded)],
        undecodable=[each for each in read if isinstance(each, Undecodable)],
    )


def mark_after(read: Sequence[Read]) -> Mark:
    """How far somebody has come who has applied all that was read."""
    if not read:
        return BEGINNING
    return Mark(position=read[-1].position, record_digest=sha256(read[-1].record).hexdigest())
