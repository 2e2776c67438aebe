"""The history of a contract: every record of it, in order, with both its times and who was behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from application.envelope import Actor, Cause, Event, Recorded
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.refusals import NotFound
from domain.contract.events import ContractEvent
from domain.contract.keeping.events import ContractDisposed
from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One fact. `facts` are those of the event, by name; a personal value is text, or None where it stays closed."""

    position: int
    version: int
    recorded_at: datetime
    effective_on: date
    type: str
    actor: Actor
    cause: Cause
    facts: Mapping[str, Any]
    event: Event


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """A contract's records up to `position`, the last one of the ledger that was known then.

    `disposed`: its papers are gone by now, so that neither texts nor names are opened, whatever was known then.
    """

    contract: UUID
    known_at: str
    position: int
    entries: tuple[HistoryEntry, ...]
    disposed: bool = False


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
    disposed = any(isinstance(record.event, ContractDisposed) for record in ledger.stream(contract_id))
    shown = ledger.opened(records) if reveal and not disposed else records
    return History(
        contract=contract_id,
        known_at=moment.known_at,
        position=moment.position,
        entries=tuple(_entry(record) for record in shown),
        disposed=disposed,
    )


def _entry(record: Recorded[Event]) -> HistoryEntry:
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
    )


def _plain(value: object) -> object:
    if isinstance(value, Personal):
        return value.text
    raise NotImplementedError(type(value).__name__)
