"""What the last import of a household wrote: the fold of those records alone that came through a register.

An import is compared with this, never with the contract's present state: what people recorded since stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from uuid import UUID

from application.contracts import KnownContract, fold
from application.envelope import Channel, Event, Recorded
from application.ports import Ledger
from domain.contract.events import ContractEvent, ContractSigned, MemberAdded
from domain.contract.state import Contract, evolve
from domain.resident.events import ResidentDetails, ResidentEvent, ResidentRegistered
from domain.resident.state import Resident
from domain.resident.state import evolve as evolve_resident


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A contract as the registers told it, beside what it has become, and each person's details as told."""

    known: KnownContract
    told: Contract
    details: Mapping[UUID, ResidentDetails]


def load_picture(ledger: Ledger, contract_id: UUID) -> Picture | None:
    """The picture of a contract that an import signed; None for one that was signed otherwise, or never."""
    records = ledger.opened(ledger.stream(contract_id))
    contract = fold([record.event for record in records])
    told = _told(records)
    if contract is None or told is None:
        return None
    details = {
        resident_id: _details_told(ledger.opened(stream))
        for resident_id, stream in ledger.streams(list(told.members)).items()
    }
    return Picture(
        known=KnownContract(contract_id=contract_id, contract=contract, version=len(records)),
        told=told,
        details=details,
    )


def _told(records: Sequence[Recorded[Event]]) -> Contract | None:
    told: Contract | None = None
    for record in records:
        event = record.event
        if record.actor.channel is not Channel.REGISTER or not isinstance(event, ContractEvent):
            continue
        if told is None and not isinstance(event, ContractSigned):
            return None
        if told is None or _is_about(told, event):
            told = evolve(told, event)
    return told


def _is_about(told: Contract, event: ContractEvent) -> bool:
    """Whether the event is about people of whom a register told; somebody else may have been added by hand."""
    resident_id = getattr(event, "resident_id", None)
    return resident_id is None or resident_id in told.members or isinstance(event, MemberAdded)


def _details_told(records: Sequence[Recorded[Event]]) -> ResidentDetails:
    resident: Resident | None = None
    for record in records:
        event = record.event
        if isinstance(event, ResidentEvent) and (
            isinstance(event, ResidentRegistered) or record.actor.channel is Channel.REGISTER
        ):
            resident = reduce(evolve_resident, (event,), resident)
    return ResidentDetails() if resident is None else resident.details
