"""What several moves ask before they decide; each refuses with its own reason."""

from datetime import date
from uuid import UUID

from domain.calendar import day_before
from domain.contract.events import ContractSigned
from domain.contract.moves.events import Origin
from domain.contract.moves.refusals import ContractIdTaken, MoveRecordedOtherwise, NewContractVoid, RecordedLater
from domain.contract.moves.surroundings import MoveSurroundings
from domain.contract.state import Contract


def begun_by(new_contract_id: UUID, origin: Origin, around: MoveSurroundings) -> ContractSigned | None:
    """The signing that began the new contract, where it came out of that which is left; None where there is none yet.

    Refused: contract_id_taken (it came out of others, or of none), move_recorded_otherwise (it came of another kind of
    move), new_contract_void.
    """
    begun = around.begun
    if begun is None:
        return None
    came_of = begun.origin if isinstance(begun, ContractSigned) else None
    if not isinstance(begun, ContractSigned) or came_of is None or around.contract_id not in came_of.contract_ids:
        raise ContractIdTaken(contract=new_contract_id)
    if came_of != origin:
        raise MoveRecordedOtherwise(contract=new_contract_id)
    if around.contracts[new_contract_id].entered_in_error:
        raise NewContractVoid(contract=new_contract_id)
    return begun


def require_as_recorded(new_contract_id: UUID, *pairs: tuple[object, object]) -> None:
    """Refuse a move that says something else than what is on record; what it does not say (None) is as it is there."""
    if any(said is not None and said != recorded for said, recorded in pairs):
        raise MoveRecordedOtherwise(contract=new_contract_id)


def require_nothing_after(contract: Contract, last_day_on: date) -> None:
    """Refuse an end before something that is on record: somebody came or went, or was served, after it."""
    moved = (day_before(day) for member in contract.members.values() for day, _ in member.movements.entries)
    died = (member.died_on for member in contract.members.values() if member.died_on is not None)
    served = (service.delivered_on for service in contract.services.values())
    later = max((*moved, *died, *served), default=last_day_on)
    if later > last_day_on:
        raise RecordedLater(last_day_on=last_day_on, day=later)
