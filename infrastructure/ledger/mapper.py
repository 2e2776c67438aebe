"""From a fact to the bytes of its record and back. Records are written once and never encoded again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

import msgspec
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from application.envelope import Actor, Cause, Event, Recorded
from infrastructure.ledger import canonical
from infrastructure.ledger.known_fields import known_fields, unknown_field
from infrastructure.ledger.rows import StoredRecord
from infrastructure.ledger.upcasting import UPCASTERS, Upcaster, upcast
from infrastructure.ledger.wire_names import WIRE_NAMES, UnknownField, UnknownWireName


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """What the eventsourcing library sees of a record: a bare event with its envelope, at its place in a stream."""

    originator_id: UUID
    originator_version: int
    effective_on: date
    actor: Actor
    cause: Cause
    event: Event


class RecordBody(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The form of a record. `version` counts from 1 within the stream; `facts` is the event."""

    actor: Actor
    cause: Cause
    effective_on: date
    facts: msgspec.Raw
    stream: UUID
    tenant: str
    type: str
    version: int


class _Named(msgspec.Struct):
    type: str


_names = msgspec.json.Decoder(_Named)


class RecordMapper(Mapper[UUID]):
    """Maps the facts of one tenant. Other names and upcasters than the service's own are for tests."""

    def __init__(
        self,
        tenant: str,
        *,
        wire_names: Mapping[type[Event], str] = WIRE_NAMES,
        upcasters: Mapping[str, Upcaster] = UPCASTERS,
    ) -> None:
        super().__init__(JSONTranscoder())  # the library's own; our records are encoded by `canonical`
        self._tenant = tenant
        self._wire_names = wire_names
        self._upcasters = upcasters
        self._bodies = canonical.decoder(RecordBody)
        self._facts = {name: canonical.decoder(cls) for cls, name in wire_names.items()}
        self._known_fields = {name: known_fields(cls) for cls, name in wire_names.items()}

    def to_stored_event(self, domain_event: Any) -> StoredEvent:  # noqa: ANN401 the library's protocol; a `Fact`
        """The record of a fact whose personal values are sealed."""
        fact: Fact = domain_event
        wire_name = self._wire_names[type(fact.event)]
        body = {
            "actor": fact.actor,
            "cause": fact.cause,
            "effective_on": fact.effective_on,
            "facts": fact.event,
            "stream": fact.originator_id,
            "tenant": self._tenant,
            "type": wire_name,
            "version": fact.originator_version,
        }
        return StoredEvent(
            originator_id=fact.originator_id,
            originator_version=fact.originator_version,
            topic=wire_name,
            state=canonical.encode(body),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:  # noqa: ANN401 the library's protocol; a `Fact`
        """The fact of a record.

        Raises `UnknownWireName`, `UnknownField`; `msgspec.MsgspecError` where the bytes are broken.
        """
        body = self.body(stored_event.state)
        return Fact(
            originator_id=cast("UUID", stored_event.originator_id),
            originator_version=stored_event.originator_version,
            effective_on=body.effective_on,
            actor=body.actor,
            cause=body.cause,
            event=self.event(stored_event.topic, body.facts),
        )

    def to_recorded(self, row: StoredRecord) -> Recorded[Event]:
        """The same, with its place in the line of records and its bytes."""
        body = self.body(row.record)
        return Recorded(
            position=row.position,
            recorded_at=row.recorded_at,
            stream_id=row.stream_id,
            stream_version=row.stream_version,
            effective_on=body.effective_on,
            actor=body.actor,
            cause=body.cause,
            event=self.event(row.type, body.facts),
            record=row.record,
        )

    def body(self, record: bytes) -> RecordBody:
        """The record in parts, its facts not yet read."""
        try:
            body: RecordBody = self._bodies.decode(record)
        except msgspec.ValidationError as error:
            raise _newer(_names.decode(record).type, "", error) from error
        return body

    def event(self, wire_name: str, facts: msgspec.Raw) -> Event:
        """The event that the facts of a wire name tell."""
        if wire_name in self._facts:
            return self._read(wire_name, facts)
        newest, upcasted = upcast(wire_name, msgspec.json.decode(facts), self._upcasters)
        if newest not in self._facts:
            raise UnknownWireName(wire_name)
        return self._read(newest, msgspec.json.encode(upcasted))

    def _read(self, wire_name: str, facts: msgspec.Raw | bytes) -> Event:
        try:
            self._known_fields[wire_name].decode(facts)
            return cast("Event", self._facts[wire_name].decode(facts))
        except msgspec.ValidationError as error:
            raise _newer(wire_name, "facts.", error) from error


def _newer(wire_name: str, prefix: str, error: msgspec.ValidationError) -> Exception:
    """What an error of decoding is: a field written by a newer version, or just what it says."""
    field = unknown_field(error)
    return error if field is None else UnknownField(wire_name, prefix + field)
