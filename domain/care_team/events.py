"""Everything that can happen to a care team, in the past tense. Names of staff are on the public board and not sealed.

These classes are the storage format. Add fields with a default or an upcaster; never rename, retype or delete one that
was ever recorded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from domain.calendar import day_after


class StaffRole(StrEnum):
    """What somebody does in a care team."""

    FAMILY_DOCTOR = "family_doctor"
    VILLAGE_DOCTOR = "village_doctor"
    PUBLIC_HEALTH_PHYSICIAN = "public_health_physician"
    RESPONSIBLE_NURSE = "responsible_nurse"
    MATERNAL_CHILD_HEALTH_WORKER = "maternal_child_health_worker"
    ASSISTANT = "assistant"


class Workplace(StrEnum):
    """Where somebody of a team works otherwise; a health centre is that of a township or a community."""

    DISTRICT_HOSPITAL = "district_hospital"
    HEALTH_CENTRE = "health_centre"
    VILLAGE_CLINIC = "village_clinic"


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember:
    """Somebody who serves in the team; `also` are further roles (可兼职).

    `workplace` is None where nobody said: a village doctor's is the clinic, everybody else's the health centre.
    """

    name: str
    role: StaffRole
    also: tuple[StaffRole, ...] = ()
    workplace: Workplace | None = None


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


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamStaffLeft:
    """People serve in the team no longer; `last_day_on` is the last day on which they do."""

    names: tuple[str, ...]
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamCompleted:
    """The team of a register has its staff on record from `completed_on`: its composition can be judged."""

    completed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeamClosed:
    """The team exists no longer; `last_day_on` is its last day."""

    last_day_on: date


CareTeamEvent = (
    CareTeamFounded
    | CareTeamStaffed
    | CareTeamVillagesAssigned
    | CareTeamLeaderAppointed
    | CareTeamStaffLeft
    | CareTeamCompleted
    | CareTeamClosed
)


def effective_on(event: CareTeamEvent) -> date:
    """The first day for which the fact counts; an ending counts from the day after its last day."""
    match event:
        case CareTeamFounded():
            return event.founded_on
        case CareTeamStaffed():
            return event.staffed_on
        case CareTeamVillagesAssigned():
            return event.assigned_on
        case CareTeamLeaderAppointed():
            return event.appointed_on
        case CareTeamCompleted():
            return event.completed_on
        case CareTeamStaffLeft() | CareTeamClosed():
            return day_after(event.last_day_on)
        case _:
            assert_never(event)
