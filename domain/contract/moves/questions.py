"""What several moves ask before they decide; each refuses with its own reason."""

from datetime import date
from uuid import UUID

from domain.calendar import day_before
from domain.contract.moves.refusals import ContractIdTaken, RecordedLater
from domain.contract.moves.surroundings import MoveSurroundings
from domain.contract.state import Contract


def came_of(new_contract_id: UUID, around: MoveSurroundings) -> bool:
    """Whether this very contract came out of that which is left. Refuses the id of any other contract."""
    known = around.contracts.get(new_contract_id)
    if known is None:
        return False
    if known.origin is None or around.contract_id not in known.origin.contract_ids:
        raise ContractIdTaken(contract=new_contract_id)
    return True


def require_nothing_after(contract: Contract, last_day_on: date) -> None:
    """Refuse an end before something that is on record: somebody came or went, or was served, after it."""
    moved = (day_before(day) for member in contract.members.values() for day, _ in member.movements.entries)
    died = (member.died_on for member in contract.members.values() if member.died_on is not None)
    served = (service.delivered_on for service in contract.services.values())
    later = max((*moved, *died, *served), default=last_day_on)
    if later > last_day_on:
        raise RecordedLater(last_day_on=last_day_on, day=later)
