"""What a team lacks on a day, as a policy has it."""

from datetime import date

from domain.care_team.events import StaffMember, StaffRole, Workplace
from domain.care_team.state import CareTeam
from domain.policy.composition import CompositionRules, Serving, Shortage


def shortages_of(team: CareTeam, day: date, rules: CompositionRules) -> tuple[Shortage, ...]:
    """What the team lacks on that day; nothing where it is complete.

    A team of which a register named the doctors is not judged until somebody says that its staff is on record.
    """
    if not team.known_whole_on(day):
        return ()
    return rules.shortages(_serving(member) for member in team.serving_on(day))


def _serving(member: StaffMember) -> Serving:
    at_home = Workplace.VILLAGE_CLINIC if member.role is StaffRole.VILLAGE_DOCTOR else Workplace.HEALTH_CENTRE
    return Serving(roles=frozenset({member.role, *member.also}), workplace=member.workplace or at_home)
