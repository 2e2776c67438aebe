"""A contract as registers told it, beside what it has become: the fold of those records alone that came through one.

An import is compared with this, never with the contract's present state: what people recorded since stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.contracts import KnownContract, fold
from application.envelope import Channel, Event, Recorded
from application.ports import Ledger
from domain.contract.events import ContractEvent, ContractSigned, MemberAdded
from domain.contract.state import Contract, evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A contract that a register signed: as it stands, and as registers told it; `signed_at` is its place in the line.

    Texts are open.
    """

    known: KnownContract
    told: Contract
    signed_at: int

    @property
    def is_void(self) -> bool:
        """Whether somebody declared that the contract never was one."""
        return self.known.contract.entered_in_error

    @property
    def told_representative_id(self) -> UUID:
        """The head of the household, as far as registers told."""
        _, representative_id = self.told.representative_id.entries[-1]
        return representative_id


def load_picture(ledger: Ledger, contract_id: UUID) -> Picture | None:
    """The picture of a contract that an import signed; None for one that was signed otherwise."""
    records = ledger.opened(ledger.stream(contract_id))
    contract = fold([record.event for record in records])
    told = _told(records)
    if contract is None or told is None:
        return None
    return Picture(
        known=KnownContract(contract_id=contract_id, contract=contract, version=len(records)),
        told=told,
        signed_at=records[0].position,
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
