"""A care team: founded once, staffed, given villages and a leader; every answer is for a day."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from domain.care_team import decide
from domain.care_team.commands import AppointLeader, AssignVillages, CareTeamCommand, FoundCareTeam, StaffCareTeam
from domain.care_team.events import (
    CareTeamEvent,
    CareTeamFounded,
    CareTeamLeaderAppointed,
    CareTeamStaffed,
    CareTeamVillagesAssigned,
    StaffMember,
    StaffRole,
)
from domain.care_team.state import CareTeam, evolve
from tests.support.scenario import LONG_AFTER, Outcome, outcome

WANG = StaffMember(name="王医生", role=StaffRole.FAMILY_DOCTOR)
ZHAO = StaffMember(name="赵护士", role=StaffRole.RESPONSIBLE_NURSE)
FOUNDED = CareTeamFounded(institution="建民卫生院", name="第一团队", founded_on=date(2018, 1, 1), to_be_completed=False)
STAFFED = CareTeamStaffed(staffed_on=date(2018, 2, 1), staff=(WANG,))


@dataclass(frozen=True, kw_only=True)
class TeamScenario:
    """A team's facts, and today."""

    facts: tuple[CareTeamEvent, ...] = ()
    today: date = LONG_AFTER

    def when(self, command: CareTeamCommand) -> Outcome["TeamScenario", CareTeamEvent]:
        return outcome(lambda: self._decided(command), self, lambda new: replace(self, facts=(*self.facts, *new)))

    @property
    def team(self) -> CareTeam:
        team = reduce(evolve, self.facts, None)
        assert team is not None
        return team

    def _decided(self, command: CareTeamCommand) -> tuple[CareTeamEvent, ...]:
        match command:
            case FoundCareTeam():
                return decide.found(command, self.team if self.facts else None, self.today)
            case StaffCareTeam():
                return decide.staff(command, self.team, self.today)
            case AssignVillages():
                return decide.assign_villages(command, self.team, self.today)
            case AppointLeader():
                return decide.appoint_leader(command, self.team, self.today)


def given_team(*facts: CareTeamEvent, today: date = LONG_AFTER) -> TeamScenario:
    return TeamScenario(facts=facts, today=today)


FOUND = FoundCareTeam(institution="建民卫生院", name="第一团队", founded_on=date(2018, 1, 1))


def test_a_team_is_founded_with_institution_and_name() -> None:
    given_team().when(FOUND).then(FOUNDED)
    for nameless in (replace(FOUND, name=""), replace(FOUND, institution="")):
        given_team().when(nameless).then_refused("team_name_missing")


def test_a_team_that_a_register_names_is_to_be_completed() -> None:
    given_team().when(replace(FOUND, to_be_completed=True)).then(replace(FOUNDED, to_be_completed=True))


def test_the_same_team_is_not_founded_twice_nor_tomorrow() -> None:
    given_team(FOUNDED).when(FOUND).then_refused("team_exists", institution="建民卫生院", name="第一团队")
    given_team(today=date(2017, 12, 31)).when(FOUND).then_refused("dated_in_future")


def test_who_joins_the_staff_serves_from_that_day() -> None:
    staffed = given_team(FOUNDED).when(StaffCareTeam(staffed_on=date(2018, 2, 1), staff=(WANG,))).then(STAFFED)
    assert staffed.team.staff_on(date(2018, 1, 31)) == {}
    assert staffed.team.staff_on(date(2018, 2, 1)) == {"王医生": StaffRole.FAMILY_DOCTOR}


def test_who_serves_in_that_role_already_is_left_out() -> None:
    serving = given_team(FOUNDED, STAFFED)
    serving.when(StaffCareTeam(staffed_on=date(2018, 3, 1), staff=(WANG, ZHAO))).then(
        CareTeamStaffed(staffed_on=date(2018, 3, 1), staff=(ZHAO,))
    )
    serving.when(StaffCareTeam(staffed_on=date(2018, 3, 1), staff=(WANG,))).then_nothing()


def test_another_role_is_another_fact_and_an_earlier_one_told_late_does_not_undo_it() -> None:
    nurse = StaffMember(name="王医生", role=StaffRole.RESPONSIBLE_NURSE)
    told_late = (
        given_team(FOUNDED, STAFFED)
        .when(StaffCareTeam(staffed_on=date(2018, 1, 15), staff=(nurse,)))
        .then(CareTeamStaffed(staffed_on=date(2018, 1, 15), staff=(nurse,)))
    )
    roles = [told_late.team.staff_on(day).get("王医生") for day in (date(2018, 1, 31), date(2018, 2, 1))]
    assert roles == [StaffRole.RESPONSIBLE_NURSE, StaffRole.FAMILY_DOCTOR]


def test_nobody_serves_from_tomorrow() -> None:
    given_team(FOUNDED, today=date(2018, 1, 31)).when(
        StaffCareTeam(staffed_on=date(2018, 2, 1), staff=(WANG,))
    ).then_refused("dated_in_future", day=date(2018, 2, 1), today=date(2018, 1, 31))


def test_the_villages_are_a_set_in_whatever_order_they_are_named() -> None:
    assigned = (
        given_team(FOUNDED)
        .when(AssignVillages(assigned_on=date(2018, 2, 1), villages=("红旗村", "东风村", "红旗村")))
        .then(CareTeamVillagesAssigned(assigned_on=date(2018, 2, 1), villages=("东风村", "红旗村")))
    )
    assigned.when(AssignVillages(assigned_on=date(2018, 3, 1), villages=("东风村", "红旗村"))).then_nothing()
    assigned.when(AssignVillages(assigned_on=date(2018, 1, 15), villages=("东风村", "红旗村"))).then(
        CareTeamVillagesAssigned(assigned_on=date(2018, 1, 15), villages=("东风村", "红旗村"))
    )
    given_team(FOUNDED, today=date(2018, 1, 31)).when(
        AssignVillages(assigned_on=date(2018, 2, 1), villages=("东风村",))
    ).then_refused("dated_in_future")


def test_somebody_of_the_staff_leads_the_team() -> None:
    leading = AppointLeader(appointed_on=date(2018, 2, 1), name="王医生")
    led = (
        given_team(FOUNDED, STAFFED)
        .when(leading)
        .then(CareTeamLeaderAppointed(appointed_on=date(2018, 2, 1), name="王医生"))
    )
    led.when(leading).then_nothing()
    led.when(replace(leading, name="赵护士")).then_refused("leader_not_in_team", name="赵护士", day=date(2018, 2, 1))


def test_who_serves_from_february_does_not_lead_in_january() -> None:
    given_team(FOUNDED, STAFFED).when(AppointLeader(appointed_on=date(2018, 1, 31), name="王医生")).then_refused(
        "leader_not_in_team", day=date(2018, 1, 31)
    )
    given_team(FOUNDED, STAFFED, today=date(2018, 2, 1)).when(
        AppointLeader(appointed_on=date(2018, 2, 2), name="王医生")
    ).then_refused("dated_in_future")
