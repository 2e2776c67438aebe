"""What is remembered of a care team."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.care_team.events import (
    CareTeamEvent,
    CareTeamFounded,
    CareTeamLeaderAppointed,
    CareTeamStaffed,
    CareTeamVillagesAssigned,
    StaffRole,
)
from domain.timeline import Timeline


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTeam:
    """A team, as far as its records tell."""

    institution: str
    name: str
    founded_on: date
    to_be_completed: bool
    staff: Mapping[str, Timeline[StaffRole]] = field(default_factory=dict)
    villages: Timeline[tuple[str, ...]] = field(default_factory=Timeline)
    leader: Timeline[str] = field(default_factory=Timeline)

    def staff_on(self, day: date) -> Mapping[str, StaffRole]:
        """Who serves in the team on `day`, and as what."""
        roles = ((name, timeline.on(day)) for name, timeline in self.staff.items())
        return {name: role for name, role in roles if role is not None}


def evolve(team: CareTeam | None, event: CareTeamEvent) -> CareTeam:
    """The team after one more fact."""
    if isinstance(event, CareTeamFounded):
        return CareTeam(
            institution=event.institution,
            name=event.name,
            founded_on=event.founded_on,
            to_be_completed=event.to_be_completed,
        )
    if team is None:
        raise AssertionError("the first record of a team's stream is its founding")
    match event:
        case CareTeamStaffed():
            staff = dict(team.staff)
            for joining in event.staff:
                timeline: Timeline[StaffRole] = staff.get(joining.name, Timeline())
                staff[joining.name] = timeline.write(event.staffed_on, joining.role)
            return replace(team, staff=staff)
        case CareTeamVillagesAssigned():
            return replace(team, villages=team.villages.write(event.assigned_on, event.villages))
        case CareTeamLeaderAppointed():
            return replace(team, leader=team.leader.write(event.appointed_on, event.name))
        case _:
            assert_never(event)
