"""A source of records that a test writes down: some of them may be unreadable, and reading may fail."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from application.envelope import Event, Recorded
from infrastructure.projections.source import Read, Undecodable
from tests.projections.facts import Fact, recorded


class GivenSource:
    """Implements `RecordSource` over a list; `failures` are raised, one a reading, before anything is read."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.facts = list(facts)
        self.unreadable: dict[int, str] = {}
        self.failures: list[Exception] = []

    def say(self, *facts: Fact) -> None:
        self.facts.extend(facts)

    def after(self, position: int, *, limit: int) -> Sequence[Read]:
        if self.failures:
            raise self.failures.pop()
        return [self._read(record) for record in recorded(self.facts)[position : position + limit]]

    def streams(self, stream_ids: Sequence[UUID], *, up_to: int) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        found: dict[UUID, list[Recorded[Event]]] = {}
        for record in recorded(self.facts)[:up_to]:
            if record.stream_id in stream_ids:
                if record.position in self.unreadable:
                    raise ValueError(self.unreadable[record.position])
                found.setdefault(record.stream_id, []).append(record)
        return found

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        return records

    def _read(self, record: Recorded[Event]) -> Read:
        if record.position not in self.unreadable:
            return record
        return Undecodable(
            position=record.position,
            stream_id=record.stream_id,
            record=record.record,
            error=self.unreadable[record.position],
        )
