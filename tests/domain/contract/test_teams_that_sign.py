"""What a team needs, and how many it may have, before it signs anybody new."""

from dataclasses import replace
from datetime import date

import pytest

from domain.care_team import state as teams
from domain.care_team.events import (
    CareTeamCompleted,
    CareTeamFounded,
    CareTeamStaffed,
    CareTeamStaffLeft,
    StaffMember,
    StaffRole,
    Workplace,
)
from domain.care_team.state import CareTeam
from domain.contract.commands import CorrectSigning
from domain.contract.events import ContractSigned
from domain.policy.capacity import Counted, Load, OverAdvised
from domain.policy.model import Policy
from tests.support.scenario import DOCTOR, ERQI, HANBIN, LI, PUTUO, ZHANG, Scenario, given, household

OF_ONE = household(ZHANG, signed_on=date(2018, 3, 15))
OF_TWO = household(ZHANG, LI, signed_on=date(2018, 3, 15))
SINCE = date(2018, 1, 1)
LEADING = StaffMember(name=DOCTOR, role=StaffRole.FAMILY_DOCTOR)
NURSE = StaffMember(name="孙护士", role=StaffRole.RESPONSIBLE_NURSE)
THIRD = StaffMember(name="周公卫", role=StaffRole.PUBLIC_HEALTH_PHYSICIAN)
IN_THE_VILLAGE = StaffMember(name="钱村医", role=StaffRole.VILLAGE_DOCTOR)


def team(*staff: StaffMember, to_be_completed: bool = False) -> CareTeam:
    founded = CareTeamFounded(
        institution="建民卫生院", name="第一团队", founded_on=SINCE, to_be_completed=to_be_completed
    )
    return teams.evolve(teams.evolve(None, founded), CareTeamStaffed(staffed_on=SINCE, staff=staff))


def signing_with(found: CareTeam, policy: Policy = HANBIN) -> Scenario:
    return replace(given(policy=policy), team=found)


def with_load(persons: int, households: int, policy: Policy) -> Scenario:
    return replace(given(policy=policy), load=Load(persons=persons, households=households))


def warned_of(scenario: Scenario) -> OverAdvised | None:
    (signed,) = scenario.facts
    assert isinstance(signed, ContractSigned)
    return signed.over_advised


def test_row_37_a_hanbin_team_with_two_of_the_centre_signs_nobody_new() -> None:
    refused = signing_with(team(LEADING, NURSE, IN_THE_VILLAGE)).when(OF_ONE)
    refused.then_refused("team_incomplete", team="第一团队", workplace=Workplace.HEALTH_CENTRE, at_least=3, found=2)
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert "卫生院人员不少于3人" in refused.refusal.rule.clause


def test_row_37_a_hanbin_team_with_three_of_the_centre_signs() -> None:
    assert signing_with(team(LEADING, NURSE, THIRD, IN_THE_VILLAGE)).after(OF_ONE).facts


def test_row_37_who_left_before_the_signing_is_not_counted() -> None:
    left = CareTeamStaffLeft(names=("周公卫",), last_day_on=date(2018, 3, 14))
    gone = teams.evolve(team(LEADING, NURSE, THIRD), left)
    signing_with(gone).when(OF_ONE).then_refused("team_incomplete", found=2)
    assert signing_with(gone).after(replace(OF_ONE, signed_on=date(2018, 3, 14))).facts


def test_row_37_contracts_in_force_go_on_with_a_team_that_became_too_small() -> None:
    signed = signing_with(team(LEADING, NURSE, THIRD)).after(OF_ONE)
    small = replace(signed, team=team(LEADING))
    assert small.after(CorrectSigning(village="新民村")).facts[1:]


def test_row_37_an_import_tells_of_paper_that_was_signed_and_is_not_refused() -> None:
    assert replace(signing_with(team(LEADING)), from_register=True).after(OF_ONE).facts


def test_row_37_a_team_of_a_register_is_judged_once_its_staff_is_on_record() -> None:
    of_register = team(LEADING, to_be_completed=True)
    assert signing_with(of_register).after(OF_ONE).facts
    whole = teams.evolve(of_register, CareTeamCompleted(completed_on=date(2018, 3, 15)))
    signing_with(whole).when(OF_ONE).then_refused("team_incomplete", found=1)


def test_somebody_works_where_it_is_said_and_not_where_the_role_would_have_it() -> None:
    elsewhere = replace(THIRD, workplace=Workplace.DISTRICT_HOSPITAL)
    signing_with(team(LEADING, NURSE, elsewhere)).when(OF_ONE).then_refused("team_incomplete", found=2)
    at_the_centre = replace(IN_THE_VILLAGE, workplace=Workplace.HEALTH_CENTRE)
    assert signing_with(team(LEADING, NURSE, at_the_centre)).after(OF_ONE).facts


def test_roles_that_a_team_lacks_are_told_and_refuse_nothing() -> None:
    (signed,) = signing_with(team(LEADING, NURSE), ERQI).after(OF_ONE).facts
    assert isinstance(signed, ContractSigned)
    assert signed.team_lacks == (StaffRole.MATERNAL_CHILD_HEALTH_WORKER, StaffRole.PUBLIC_HEALTH_PHYSICIAN)
    both = replace(NURSE, also=(StaffRole.MATERNAL_CHILD_HEALTH_WORKER, StaffRole.PUBLIC_HEALTH_PHYSICIAN))
    (complete,) = signing_with(team(LEADING, both), ERQI).after(OF_ONE).facts
    assert isinstance(complete, ContractSigned)
    assert complete.team_lacks == ()


def test_row_35_under_putuo_the_person_beyond_1500_is_signed_with_a_warning() -> None:
    assert warned_of(with_load(1499, 600, PUTUO).after(OF_ONE)) is None
    assert warned_of(with_load(1499, 600, PUTUO).after(OF_TWO)) == OverAdvised(
        cap=1500, counted=Counted.PERSONS, load=1501
    )


@pytest.mark.parametrize(("households", "warned"), [(999, False), (1000, True), (1499, True)])
def test_row_35_under_erqi_more_than_1000_households_are_warned_of(households: int, *, warned: bool) -> None:
    found = warned_of(with_load(5000, households, ERQI).after(OF_TWO))
    expected = OverAdvised(cap=1000, counted=Counted.HOUSEHOLDS, load=households + 1)
    assert found == (expected if warned else None)


def test_row_35_under_erqi_the_household_beyond_1500_is_refused_with_the_cap_the_rule_and_the_list() -> None:
    refused = with_load(1500, 1500, ERQI).when(OF_TWO)
    refused.then_refused(
        "capacity_exceeded",
        team="第一团队",
        counted=Counted.HOUSEHOLDS,
        cap=1500,
        load=1501,
        as_of=date(2018, 3, 15),
    )
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert "不超过 1500 户" in refused.refusal.rule.clause


def test_row_35_where_the_documents_name_no_cap_nobody_is_counted() -> None:
    assert warned_of(with_load(9999, 9999, HANBIN).after(OF_TWO)) is None


def test_row_35_a_correction_is_no_new_place() -> None:
    full = replace(given(OF_ONE, policy=ERQI), load=Load(persons=5000, households=1500))
    assert full.after(CorrectSigning(village="新民村")).facts[1:]
