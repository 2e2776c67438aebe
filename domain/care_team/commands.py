"""Everything that can be asked of a care team, in the imperative."""

from dataclasses import dataclass
from datetime import date

from domain.care_team.events import StaffMember


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundCareTeam:
    """Found a team. `to_be_completed`: a register names it, and only its doctors."""

    institution: str
    name: str
    founded_on: date
    to_be_completed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffCareTeam:
    """Let people serve in the team."""

    staffed_on: date
    staff: tuple[StaffMember, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignVillages:
    """Give the team its villages."""

    assigned_on: date
    villages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointLeader:
    """Let somebody of the staff lead the team."""

    appointed_on: date
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LetStaffGo:
    """Let people serve in the team no longer; `last_day_on`, which may lie ahead, is the last day on which they do."""

    names: tuple[str, ...]
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CompleteCareTeam:
    """Say that the team of a register has its whole staff on record."""

    completed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseCareTeam:
    """Close the team; `last_day_on`, which may lie ahead, is its last day."""

    last_day_on: date


CareTeamCommand = (
    FoundCareTeam | StaffCareTeam | AssignVillages | AppointLeader | LetStaffGo | CompleteCareTeam | CloseCareTeam
)
