"""What is remembered of a contract that ended because another one goes on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.contract.moves.events import ContractMerged, ContractTransferred, MoveVoided
from domain.policy.changes import ChangeReason


class Succession(StrEnum):
    """How another contract came to go on."""

    TRANSFER = "transfer"
    MERGE = "merge"


@dataclass(frozen=True, kw_only=True, slots=True)
class Successor:
    """The contract that goes on, the last day of the one that ended, and why, where the transfer says so."""

    contract_id: UUID
    last_day_on: date
    how: Succession
    reason: ChangeReason | None = None


def successor_of(event: ContractTransferred | ContractMerged | MoveVoided) -> Successor | None:
    """What goes on after such an ending; None once it was taken back."""
    match event:
        case ContractTransferred():
            return Successor(
                contract_id=event.to_contract_id,
                last_day_on=event.last_day_on,
                how=Succession.TRANSFER,
                reason=event.reason,
            )
        case ContractMerged():
            return Successor(contract_id=event.into_contract_id, last_day_on=event.last_day_on, how=Succession.MERGE)
        case MoveVoided():
            return None
        case _:
            assert_never(event)
