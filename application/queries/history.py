"""The history of a contract: every record of it, in order, with both its times and who was behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from application.disposals import disposed_of
from application.envelope import Actor, Cause, Event, Recorded
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.refusals import NotFound
from domain.contract.events import ContractEvent
from domain.contract.services.events import ServiceEvent
from domain.personal import Personal
from domain.policy.retention import RetentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One fact. `facts` are those of the event, by name; a personal value is text, or None where it stays closed.

    `withheld`: what it belongs to was disposed of by now, so that neither texts nor names are opened, whatever was
    known then.
    """

    position: int
    version: int
    recorded_at: datetime
    effective_on: date
    type: str
    actor: Actor
    cause: Cause
    facts: Mapping[str, Any]
    event: Event
    withheld: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """A contract's records up to `position`, the last one of the ledger that was known then."""

    contract: UUID
    known_at: str
    position: int
    entries: tuple[HistoryEntry, ...]


class _WireName(msgspec.Struct):
    type: str


WIRE_NAME = msgspec.json.Decoder(_WireName)


def history_of(contract_id: UUID, known_at: str | None, ledger: Ledger, clock: Clock, *, reveal: bool) -> History:
    """A contract's history as known then; `reveal` opens personal values, for who may see them.

    Raises `NotFound` where nothing of such a contract was known, `UnreadableMoment`, `PositionNotReached`.
    """
    moment = moment_of(Asked(known_at=known_at), ledger, clock)
    records = ledger.streams([contract_id], up_to=moment.position).get(contract_id, ())
    if not records or not isinstance(records[0].event, ContractEvent):
        raise NotFound(what="contract", id=str(contract_id))
    gone = disposed_of(ledger.stream(contract_id))
    withheld = [class_of(record.event) in gone for record in records]
    if reveal:
        opened = iter(ledger.opened([each for each, closed in zip(records, withheld, strict=True) if not closed]))
        records = [each if closed else next(opened) for each, closed in zip(records, withheld, strict=True)]
    return History(
        contract=contract_id,
        known_at=moment.known_at,
        position=moment.position,
        entries=tuple(_entry(record, withheld=closed) for record, closed in zip(records, withheld, strict=True)),
    )


def class_of(event: Event) -> RetentionClass:
    """What a record belongs to: services are the health record, everything else is papers of the contract."""
    return RetentionClass.HEALTH_RECORD if isinstance(event, ServiceEvent) else RetentionClass.CONTRACT_PAPERS


def _entry(record: Recorded[Event], *, withheld: bool) -> HistoryEntry:
    return HistoryEntry(
        position=record.position,
        version=record.stream_version,
        recorded_at=record.recorded_at,
        effective_on=record.effective_on,
        type=WIRE_NAME.decode(record.record).type,
        actor=record.actor,
        cause=record.cause,
        facts=msgspec.to_builtins(record.event, enc_hook=_plain),
        event=record.event,
        withheld=withheld,
    )


def _plain(value: object) -> object:
    if isinstance(value, Personal):
        return value.text
    raise NotImplementedError(type(value).__name__)
