"""What is allowed to happen to a care team."""

from datetime import date

from domain.care_team.commands import AppointLeader, AssignVillages, FoundCareTeam, StaffCareTeam
from domain.care_team.events import (
    CareTeamFounded,
    CareTeamLeaderAppointed,
    CareTeamStaffed,
    CareTeamVillagesAssigned,
)
from domain.care_team.state import CareTeam
from domain.refusal import Refused, require_not_future


class TeamNameMissing(Refused):
    """A team has an institution and a name."""

    code = "team_name_missing"


class TeamExists(Refused):
    """The institution has a team of this name. Facts: institution, name."""

    code = "team_exists"


class LeaderNotInTeam(Refused):
    """Only somebody of the staff may lead the team. Facts: name, day."""

    code = "leader_not_in_team"


def found(command: FoundCareTeam, team: CareTeam | None, today: date) -> tuple[CareTeamFounded]:
    """Found a team; (institution, name) is who it is."""
    require_not_future(command.founded_on, today)
    if not command.institution or not command.name:
        raise TeamNameMissing
    if team is not None:
        raise TeamExists(institution=command.institution, name=command.name)
    return (
        CareTeamFounded(
            institution=command.institution,
            name=command.name,
            founded_on=command.founded_on,
            to_be_completed=command.to_be_completed,
        ),
    )


def staff(command: StaffCareTeam, team: CareTeam, today: date) -> tuple[CareTeamStaffed, ...]:
    """Let people serve. Who serves in that role on that day already is left out; quiet where nobody is left."""
    require_not_future(command.staffed_on, today)
    serving = team.staff_on(command.staffed_on)
    joining = tuple(member for member in command.staff if serving.get(member.name) is not member.role)
    return (CareTeamStaffed(staffed_on=command.staffed_on, staff=joining),) if joining else ()


def assign_villages(command: AssignVillages, team: CareTeam, today: date) -> tuple[CareTeamVillagesAssigned, ...]:
    """Give the team its villages. Quiet where it has just these on that day."""
    require_not_future(command.assigned_on, today)
    villages = tuple(sorted(set(command.villages)))
    if team.villages.on(command.assigned_on) == villages:
        return ()
    return (CareTeamVillagesAssigned(assigned_on=command.assigned_on, villages=villages),)


def appoint_leader(command: AppointLeader, team: CareTeam, today: date) -> tuple[CareTeamLeaderAppointed, ...]:
    """Let somebody of the staff lead. Quiet where they do on that day."""
    require_not_future(command.appointed_on, today)
    if command.name not in team.staff_on(command.appointed_on):
        raise LeaderNotInTeam(name=command.name, day=command.appointed_on)
    if team.leader.on(command.appointed_on) == command.name:
        return ()
    return (CareTeamLeaderAppointed(appointed_on=command.appointed_on, name=command.name),)
