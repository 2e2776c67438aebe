"""A care team: founded once, staffed, given villages and a leader; every answer is for a day."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from domain.care_team import decide
from domain.care_team.commands import (
    AppointLeader,
    AssignVillages,
    CareTeamCommand,
    CloseCareTeam,
    CompleteCareTeam,
    FoundCareTeam,
    LetStaffGo,
    StaffCareTeam,
)
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
    Workplace,
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
    contracts: int = 0

    def when(self, command: CareTeamCommand) -> Outcome["TeamScenario", CareTeamEvent]:
        return outcome(lambda: self._decided(command), self, lambda new: replace(self, facts=(*self.facts, *new)))

    @property
    def team(self) -> CareTeam:
        team = reduce(evolve, self.facts, None)
        assert team is not None
        return team

    def _decided(self, command: CareTeamCommand) -> tuple[CareTeamEvent, ...]:  # noqa: PLR0911 - one line a command
        match command:
            case FoundCareTeam():
                return decide.found(command, self.team if self.facts else None, self.today)
            case StaffCareTeam():
                return decide.staff(command, self.team, self.today)
            case AssignVillages():
                return decide.assign_villages(command, self.team, self.today)
            case AppointLeader():
                return decide.appoint_leader(command, self.team, self.today)
            case LetStaffGo():
                return decide.let_staff_go(command, self.team)
            case CompleteCareTeam():
                return decide.complete(command, self.team, self.today)
            case CloseCareTeam():
                return decide.close(command, self.team, self.contracts)


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


LEAVING = LetStaffGo(names=("王医生",), last_day_on=date(2018, 6, 30))
LEFT = CareTeamStaffLeft(names=("王医生",), last_day_on=date(2018, 6, 30))
CLOSING = CloseCareTeam(last_day_on=date(2018, 12, 31))
CLOSED = CareTeamClosed(last_day_on=date(2018, 12, 31))


def test_who_leaves_serves_through_the_last_day() -> None:
    left = given_team(FOUNDED, STAFFED).when(LEAVING).then(LEFT)
    assert [left.team.staff_on(day).keys() for day in (date(2018, 6, 30), date(2018, 7, 1))] == [{"王医生"}, set()]
    left.when(LEAVING).then_nothing()


def test_who_left_may_come_back_and_leave_again() -> None:
    back = StaffCareTeam(staffed_on=date(2018, 9, 1), staff=(WANG,))
    again = (
        given_team(FOUNDED, STAFFED, LEFT).when(back).then(CareTeamStaffed(staffed_on=date(2018, 9, 1), staff=(WANG,)))
    )
    assert again.team.staff_on(date(2018, 8, 31)) == {}
    assert again.team.staff_on(date(2018, 9, 1)) == {"王医生": StaffRole.FAMILY_DOCTOR}
    again.when(LEAVING).then_nothing()
    again.when(replace(LEAVING, last_day_on=date(2018, 10, 1))).then(replace(LEFT, last_day_on=date(2018, 10, 1)))


def test_nobody_leaves_who_does_not_serve_on_that_day() -> None:
    given_team(FOUNDED, STAFFED).when(replace(LEAVING, last_day_on=date(2018, 1, 31))).then_refused(
        "not_in_staff", name="王医生", day=date(2018, 1, 31)
    )
    stranger = replace(LEAVING, names=("王医生", "李医生"))
    given_team(FOUNDED, STAFFED).when(stranger).then_refused("not_in_staff", name="李医生")


def test_of_several_who_leave_only_those_are_recorded_who_have_not_left_already() -> None:
    two = CareTeamStaffed(staffed_on=date(2018, 2, 1), staff=(WANG, ZHAO))
    given_team(FOUNDED, two, LEFT).when(replace(LEAVING, names=("王医生", "赵护士", "赵护士"))).then(
        replace(LEFT, names=("赵护士",))
    )


def test_a_leader_who_left_leads_no_longer() -> None:
    led = CareTeamLeaderAppointed(appointed_on=date(2018, 2, 1), name="王医生")
    left = given_team(FOUNDED, STAFFED, led, LEFT)
    assert [left.team.leader_on(day) for day in (date(2018, 6, 30), date(2018, 7, 1))] == ["王医生", None]
    assert left.team.leader_on(date(2018, 1, 31)) is None


def test_a_place_of_work_and_further_roles_are_news_and_what_is_not_told_stays() -> None:
    placed = replace(WANG, workplace=Workplace.HEALTH_CENTRE)
    told = (
        given_team(FOUNDED, STAFFED)
        .when(StaffCareTeam(staffed_on=date(2018, 3, 1), staff=(placed,)))
        .then(CareTeamStaffed(staffed_on=date(2018, 3, 1), staff=(placed,)))
    )
    told.when(StaffCareTeam(staffed_on=date(2018, 4, 1), staff=(WANG,))).then_nothing()
    both = replace(WANG, also=(StaffRole.PUBLIC_HEALTH_PHYSICIAN,))
    told.when(StaffCareTeam(staffed_on=date(2018, 4, 1), staff=(both,))).then(
        CareTeamStaffed(staffed_on=date(2018, 4, 1), staff=(replace(both, workplace=Workplace.HEALTH_CENTRE),))
    )


def test_a_team_without_contracts_is_closed_and_nobody_serves_in_it_any_more() -> None:
    closed = given_team(FOUNDED, STAFFED).when(CLOSING).then(CLOSED)
    assert [closed.team.closed_on(day) for day in (date(2018, 12, 31), date(2019, 1, 1))] == [False, True]
    assert [len(closed.team.staff_on(day)) for day in (date(2018, 12, 31), date(2019, 1, 1))] == [1, 0]
    closed.when(CLOSING).then_nothing()
    closed.when(replace(CLOSING, last_day_on=date(2019, 1, 31))).then_refused(
        "team_closed", last_day_on=date(2018, 12, 31), day=date(2019, 2, 1)
    )


def test_a_team_with_contracts_in_force_is_not_closed() -> None:
    busy = replace(given_team(FOUNDED, STAFFED), contracts=3)
    busy.when(CLOSING).then_refused("team_has_contracts", team="第一团队", contracts=3, day=date(2019, 1, 1))


def test_nothing_is_changed_of_a_team_after_its_last_day() -> None:
    closed = given_team(FOUNDED, STAFFED, CLOSED)
    after = date(2019, 1, 1)
    for command in (
        StaffCareTeam(staffed_on=after, staff=(ZHAO,)),
        AssignVillages(assigned_on=after, villages=("红旗村",)),
        AppointLeader(appointed_on=after, name="王医生"),
        CompleteCareTeam(completed_on=after),
    ):
        closed.when(command).then_refused("team_closed", day=after)
    assert closed.when(StaffCareTeam(staffed_on=date(2018, 12, 31), staff=(ZHAO,))).facts


def test_a_team_of_a_register_is_known_whole_once_somebody_says_so() -> None:
    from_register = given_team(replace(FOUNDED, to_be_completed=True), STAFFED)
    complete = CompleteCareTeam(completed_on=date(2018, 4, 1))
    whole = from_register.when(complete).then(CareTeamCompleted(completed_on=date(2018, 4, 1)))
    assert [whole.team.known_whole_on(day) for day in (date(2018, 3, 31), date(2018, 4, 1))] == [False, True]
    whole.when(complete).then_nothing()
    whole.when(replace(complete, completed_on=date(2018, 3, 1))).then(CareTeamCompleted(completed_on=date(2018, 3, 1)))
    given_team(FOUNDED).when(complete).then_nothing()
    replace(from_register, today=date(2018, 3, 31)).when(complete).then_refused("dated_in_future")


def test_nothing_happens_to_a_team_before_it_was_founded() -> None:
    founded = TeamScenario(facts=(FOUNDED,))
    day = date(2017, 12, 31)
    for command in (
        StaffCareTeam(staffed_on=day, staff=(WANG,)),
        AssignVillages(assigned_on=day, villages=("石梯村",)),
        AppointLeader(appointed_on=day, name="王医生"),
        CompleteCareTeam(completed_on=day),
        CloseCareTeam(last_day_on=day),
    ):
        founded.when(command).then_refused("before_founding", team="第一团队", founded_on=date(2018, 1, 1), day=day)
    founded.when(CloseCareTeam(last_day_on=date(2018, 1, 1))).then(CareTeamClosed(last_day_on=date(2018, 1, 1)))


def test_an_older_agreement_may_name_a_team_of_a_register_but_it_is_not_closed_before_it() -> None:
    of_register = TeamScenario(facts=(replace(FOUNDED, to_be_completed=True),))
    staffed = StaffCareTeam(staffed_on=date(2017, 6, 1), staff=(WANG,))
    of_register.when(staffed).then(CareTeamStaffed(staffed_on=date(2017, 6, 1), staff=(WANG,)))
    of_register.when(CloseCareTeam(last_day_on=date(2017, 12, 31))).then_refused("before_founding")


def test_nobody_leaves_a_team_before_joining_it() -> None:
    staffed = TeamScenario(facts=(FOUNDED, STAFFED))
    staffed.when(LetStaffGo(names=("王医生",), last_day_on=date(2018, 1, 31))).then_refused(
        "not_in_staff", name="王医生", day=date(2018, 1, 31)
    )
