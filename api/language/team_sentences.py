"""What happened to a care team, one plain sentence a fact."""

from typing import assert_never

from api.language.telling import Telling
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
)


def team_sentence(event: CareTeamEvent, tell: Telling) -> str:  # noqa: PLR0911 - one branch an event
    """The sentence about a fact of a care team."""
    match event:
        case CareTeamFounded():
            return _founded(event, tell)
        case CareTeamStaffed():
            staff, day = tell.listed([_staff(each, tell) for each in event.staff]), tell.day(event.staffed_on)
            return tell.choose(f"自{day}起加入团队：{staff}。", f"In the team from {day}: {staff}.")
        case CareTeamVillagesAssigned():
            villages, day = tell.listed(list(event.villages)), tell.day(event.assigned_on)
            return tell.choose(f"自{day}起负责：{villages}。", f"In charge from {day} of: {villages}.")
        case CareTeamLeaderAppointed():
            day = tell.day(event.appointed_on)
            return tell.choose(f"自{day}起由{event.name}任团队长。", f"{event.name} leads the team from {day}.")
        case CareTeamStaffLeft():
            names, last = tell.listed(list(event.names)), tell.day(event.last_day_on)
            return tell.choose(f"{names}离开团队，最后一天为{last}。", f"Left the team: {names}; last day {last}.")
        case CareTeamCompleted():
            day = tell.day(event.completed_on)
            return tell.choose(
                f"自{day}起团队成员已登记齐全。", f"The whole staff of the team is on record from {day}."
            )
        case CareTeamClosed():
            last = tell.day(event.last_day_on)
            return tell.choose(f"团队撤销，最后一天为{last}。", f"The team was closed; last day {last}.")
        case _:
            assert_never(event)


def _founded(event: CareTeamFounded, tell: Telling) -> str:
    day = tell.day(event.founded_on)
    rest = tell.choose("，由登记册得知，成员待补全", "; known from a register, to be completed")
    rest = rest if event.to_be_completed else ""
    return tell.choose(
        f"{event.institution}成立团队“{event.name}”（{day}{rest}）。",
        f"{event.institution} founded the team {event.name} ({day}{rest}).",
    )


def _staff(member: StaffMember, tell: Telling) -> str:
    roles = [tell.word(role) for role in (member.role, *member.also)]
    about = roles if member.workplace is None else [*roles, tell.word(member.workplace)]
    return tell.choose(f"{member.name}（{'，'.join(about)}）", f"{member.name} ({', '.join(about)})")
