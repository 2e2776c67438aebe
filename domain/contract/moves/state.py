"""What is remembered of a contract that ended because another one goes on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.contract.moves.events import ContractMerged, ContractTransferred, MoveEvent


class Succession(StrEnum):
    """How another contract came to go on."""

    TRANSFER = "transfer"
    MERGE = "merge"


@dataclass(frozen=True, kw_only=True, slots=True)
class Successor:
    """The contract that goes on, and the last day of the one that ended."""

    contract_id: UUID
    last_day_on: date
    how: Succession


def successor_of(event: MoveEvent) -> Successor:
    """What goes on after such an ending."""
    match event:
        case ContractTransferred():
            return Successor(contract_id=event.to_contract_id, last_day_on=event.last_day_on, how=Succession.TRANSFER)
        case ContractMerged():
            return Successor(contract_id=event.into_contract_id, last_day_on=event.last_day_on, how=Succession.MERGE)
        case _:
            assert_never(event)
