"""What is remembered of a care team."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.calendar import day_after
from domain.care_team.events import (
    CareTeamClosed,
    CareTeamCompleted,
    CareTeamEvent,
    CareTeamFounded,
    CareTeamLeaderAppointed,
    CareTeamStaffed,
    CareTeamStaffLeft,
    CareTeamVillagesAssigned,
    StaffMember,
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
    staff: Mapping[str, Timeline[StaffMember | None]] = field(default_factory=dict)
    villages: Timeline[tuple[str, ...]] = field(default_factory=Timeline)
    leader: Timeline[str] = field(default_factory=Timeline)
    completed_on: date | None = None
    last_day_on: date | None = None

    def serving_on(self, day: date) -> tuple[StaffMember, ...]:
        """Who serves in the team on `day`; nobody once it is closed."""
        if self.closed_on(day):
            return ()
        return tuple(member for timeline in self.staff.values() if (member := timeline.on(day)) is not None)

    def staff_on(self, day: date) -> Mapping[str, StaffRole]:
        """Who serves in the team on `day`, and as what in the first place."""
        return {member.name: member.role for member in self.serving_on(day)}

    def leader_on(self, day: date) -> str | None:
        """Who leads the team on `day`; nobody once the leader has left."""
        leader = self.leader.on(day)
        return leader if leader in self.staff_on(day) else None

    def closed_on(self, day: date) -> bool:
        """Whether the team exists no longer on `day`."""
        return self.last_day_on is not None and day > self.last_day_on

    def known_whole_on(self, day: date) -> bool:
        """Whether the staff of `day` is on record, and not only the doctors whom a register names."""
        return not self.to_be_completed or (self.completed_on is not None and self.completed_on <= day)


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
            joined: dict[str, StaffMember | None] = {member.name: member for member in event.staff}
            return _staff_changed(team, event.staffed_on, joined)
        case CareTeamStaffLeft():
            return _staff_changed(team, day_after(event.last_day_on), dict.fromkeys(event.names))
        case CareTeamVillagesAssigned():
            return replace(team, villages=team.villages.write(event.assigned_on, event.villages))
        case CareTeamLeaderAppointed():
            return replace(team, leader=team.leader.write(event.appointed_on, event.name))
        case CareTeamCompleted():
            return replace(team, completed_on=event.completed_on)
        case CareTeamClosed():
            return replace(team, last_day_on=event.last_day_on)
        case _:
            assert_never(event)


def _staff_changed(team: CareTeam, from_on: date, changes: Mapping[str, StaffMember | None]) -> CareTeam:
    staff = dict(team.staff)
    for name, member in changes.items():
        timeline: Timeline[StaffMember | None] = staff.get(name, Timeline())
        staff[name] = timeline.write(from_on, member)
    return replace(team, staff=staff)
