"""What is allowed to happen to a care team."""

from dataclasses import replace
from datetime import date

from domain.calendar import day_after
from domain.care_team.commands import (
    AppointLeader,
    AssignVillages,
    CloseCareTeam,
    CompleteCareTeam,
    FoundCareTeam,
    LetStaffGo,
    StaffCareTeam,
)
from domain.care_team.events import (
    CareTeamClosed,
    CareTeamCompleted,
    CareTeamFounded,
    CareTeamLeaderAppointed,
    CareTeamStaffed,
    CareTeamStaffLeft,
    CareTeamVillagesAssigned,
    StaffMember,
)
from domain.care_team.refusals import (
    BeforeFounding,
    LeaderNotInTeam,
    NotInStaff,
    TeamClosed,
    TeamExists,
    TeamHasContracts,
    TeamNameMissing,
)
from domain.care_team.state import CareTeam
from domain.refusal import require_not_future


def require_open(team: CareTeam, day: date) -> None:
    """Refuse what is about a team on a day after its last one."""
    if team.last_day_on is not None and team.closed_on(day):
        raise TeamClosed(team=team.name, last_day_on=team.last_day_on, day=day)


def _require_there(team: CareTeam, day: date) -> None:
    """Refuse what is about a team that does not exist on that day.

    A team of a register is as old as the agreements that name it, and the next register may have an older one.
    """
    if day < team.founded_on and not team.to_be_completed:
        raise BeforeFounding(team=team.name, founded_on=team.founded_on, day=day)
    require_open(team, day)


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
    _require_there(team, command.staffed_on)
    serving = {member.name: member for member in team.serving_on(command.staffed_on)}
    told = (_placed(member, serving.get(member.name)) for member in command.staff)
    joining = tuple(member for member in told if serving.get(member.name) != member)
    return (CareTeamStaffed(staffed_on=command.staffed_on, staff=joining),) if joining else ()


def assign_villages(command: AssignVillages, team: CareTeam, today: date) -> tuple[CareTeamVillagesAssigned, ...]:
    """Give the team its villages. Quiet where it has just these on that day."""
    require_not_future(command.assigned_on, today)
    _require_there(team, command.assigned_on)
    villages = tuple(sorted(set(command.villages)))
    if team.villages.on(command.assigned_on) == villages:
        return ()
    return (CareTeamVillagesAssigned(assigned_on=command.assigned_on, villages=villages),)


def appoint_leader(command: AppointLeader, team: CareTeam, today: date) -> tuple[CareTeamLeaderAppointed, ...]:
    """Let somebody of the staff lead. Quiet where they do on that day."""
    require_not_future(command.appointed_on, today)
    _require_there(team, command.appointed_on)
    if command.name not in team.staff_on(command.appointed_on):
        raise LeaderNotInTeam(name=command.name, day=command.appointed_on)
    if team.leader_on(command.appointed_on) == command.name:
        return ()
    return (CareTeamLeaderAppointed(appointed_on=command.appointed_on, name=command.name),)


def let_staff_go(command: LetStaffGo, team: CareTeam) -> tuple[CareTeamStaffLeft, ...]:
    """Let people leave, whose contracts another doctor has to take. Who left on that day already is left out.

    Refused: not_in_staff.
    """
    gone_on = day_after(command.last_day_on)
    leaving = tuple(name for name in dict.fromkeys(command.names) if not _leaves(team, name, gone_on))
    for name in leaving:
        if name not in team.staff_on(command.last_day_on):
            raise NotInStaff(name=name, day=command.last_day_on)
    return (CareTeamStaffLeft(names=leaving, last_day_on=command.last_day_on),) if leaving else ()


def complete(command: CompleteCareTeam, team: CareTeam, today: date) -> tuple[CareTeamCompleted, ...]:
    """Say that the whole staff is on record. Quiet where it was from that day."""
    require_not_future(command.completed_on, today)
    _require_there(team, command.completed_on)
    if team.known_whole_on(command.completed_on):
        return ()
    return (CareTeamCompleted(completed_on=command.completed_on),)


def close(command: CloseCareTeam, team: CareTeam, contracts: int) -> tuple[CareTeamClosed, ...]:
    """Close the team. `contracts`: how many it has in force after its last day. Quiet where that is its last day.

    Refused: team_closed (with another last day), before_founding, team_has_contracts.
    """
    if team.last_day_on == command.last_day_on:
        return ()
    gone_on = day_after(command.last_day_on)
    if team.last_day_on is not None:
        raise TeamClosed(team=team.name, last_day_on=team.last_day_on, day=gone_on)
    if command.last_day_on < team.founded_on:
        raise BeforeFounding(team=team.name, founded_on=team.founded_on, day=command.last_day_on)
    if contracts:
        raise TeamHasContracts(team=team.name, contracts=contracts, day=gone_on)
    return (CareTeamClosed(last_day_on=command.last_day_on),)


def _placed(member: StaffMember, known: StaffMember | None) -> StaffMember:
    """The member; where nobody says the place of work, with the one that is known."""
    if known is None or member.workplace is not None:
        return member
    return replace(member, workplace=known.workplace)


def _leaves(team: CareTeam, name: str, gone_on: date) -> bool:
    timeline = team.staff.get(name)
    return timeline is not None and (gone_on, None) in timeline.entries
