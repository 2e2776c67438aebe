"""Whether a team, or a doctor, has room for who is to come: capacity is judged wherever somebody gets a new place.

"每个服务团队签约的家庭以 1000 户左右为宜，不超过 1500 户" (004).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.care.commands import ChangeDoctor, ChangeTeam
from domain.contract.commands import AddMember, ContractChange, RecordReturn
from domain.contract.refusals import CapacityExceeded
from domain.contract.state import Contract, known
from domain.policy.capacity import Load, OverAdvised, OverLimit, WithinCapacity
from domain.policy.model import Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """With whom somebody is to get a place, and from which day."""

    team_id: UUID
    doctor: str
    from_on: date


def place_asked(command: ContractChange, contract: Contract) -> Place | None:
    """Where a command would give somebody a new place; another doctor of the team does where doctors are counted."""
    match command:
        case ChangeTeam(team_id=team_id, doctor=doctor, changed_on=day):
            return Place(team_id=team_id, doctor=doctor, from_on=day)
        case ChangeDoctor(changed_on=day) | AddMember(joined_on=day) | RecordReturn(returned_on=day):
            if day < contract.start_on:
                return None
            doctor = command.doctor if isinstance(command, ChangeDoctor) else known(contract.doctor, day)
            return Place(team_id=known(contract.team_id, day), doctor=doctor, from_on=day)
        case _:
            return None


def require_room(coming: Load, load: Load | None, team: str, day: date, policy: Policy) -> OverAdvised | None:
    """What there is to warn of where the team has more than is advised with those who come.

    `load` is what it has without them; None: nobody counts. Refused: capacity_exceeded.
    """
    judged = _judged(coming, load, policy)
    if isinstance(judged, OverLimit):
        raise CapacityExceeded(
            team=team, counted=judged.counted, cap=judged.cap, load=judged.load, as_of=day, rule=policy.cite("capacity")
        )
    return judged


def crowded(coming: Load, load: Load | None, policy: Policy) -> OverAdvised | None:
    """What there is to warn of where people came without asking: born, or back home. Nobody refuses them."""
    judged = _judged(coming, load, policy)
    if isinstance(judged, OverLimit):
        return OverAdvised(cap=judged.cap, counted=judged.counted, load=judged.load)
    return judged


def _judged(coming: Load, load: Load | None, policy: Policy) -> OverAdvised | OverLimit | None:
    """Who takes none of what is counted is not judged: a household's new member takes a person's place alone."""
    if load is None or not coming.of(policy.capacity.counted):
        return None
    judged = policy.capacity.judge(load + coming)
    return None if isinstance(judged, WithinCapacity) else judged
