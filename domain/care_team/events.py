"""Everything that can happen to a care team, in the past tense. Names of staff are on the public board and not sealed.

These classes are the storage format. Add fields with a default or an upcaster; never rename, retype or delete one that
was ever recorded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never


class StaffRole(StrEnum):
    """What somebody does in a care team."""

    FAMILY_DOCTOR = "family_doctor"
    VILLAGE_DOCTOR = "village_doctor"
    PUBLIC_HEALTH_PHYSICIAN = "public_health_physician"
    RESPONSIBLE_NURSE = "responsible_nurse"
    MATERNAL_CHILD_HEALTH_WORKER = "maternal_child_health_worker"
    ASSISTANT = "assistant"


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember:
    """Somebody who serves in the team."""

    name: str
    role: StaffRole


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamFounded:
    """A team began. `to_be_completed`: it became known from a register, which names only doctors."""

    institution: str
    name: str
    founded_on: date
    to_be_completed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamStaffed:
    """People serve in the team from `staffed_on`."""

    staffed_on: date
    staff: tuple[StaffMember, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamVillagesAssigned:
    """The team serves these villages, and no others, from `assigned_on`."""

    assigned_on: date
    villages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamLeaderAppointed:
    """Somebody of the staff leads the team from `appointed_on`."""

    appointed_on: date
    name: str


CareTeamEvent = CareTeamFounded | CareTeamStaffed | CareTeamVillagesAssigned | CareTeamLeaderAppointed


def effective_on(event: CareTeamEvent) -> date:
    """The first day for which the fact counts."""
    match event:
        case CareTeamFounded():
            return event.founded_on
        case CareTeamStaffed():
            return event.staffed_on
        case CareTeamVillagesAssigned():
            return event.assigned_on
        case CareTeamLeaderAppointed():
            return event.appointed_on
        case _:
            assert_never(event)
