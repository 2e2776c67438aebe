"""Changes of doctor, team and package within the term: which reasons a policy asks for, and from when they count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.care_team import state as teams
from domain.care_team.events import CareTeamClosed, CareTeamStaffLeft
from domain.contract.care.commands import CareCommand, ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.care.events import DoctorChanged, PackageChanged, TeamChanged
from domain.contract.commands import CorrectSigning, EnterInError, RecordDeath
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.state import InForce
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.model import Policy
from domain.policy.packages import Package
from tests.support.policies import variant
from tests.support.scenario import (
    CONTRACT,
    DOCTOR,
    ERQI,
    HANBIN,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    TEAM,
    ZHANG,
    Scenario,
    given,
    household,
    team_of,
)

THIRD_DOCTOR = "陈医生"
BASIC_ONLY = variant(
    "hanbin", 'offered = ["basic", "primary", "intermediate", "paid", "personalised"]', 'offered = ["basic"]'
)


def signed(policy: Policy = HANBIN) -> Scenario:
    """A household in force for 2018's summer, with one doctor of a team that has two; the other team has three."""
    scenario = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=policy)
    return replace(scenario, team=team_of(DOCTOR, OTHER_DOCTOR), other_team=team_of(OTHER_DOCTOR, THIRD_DOCTOR))


def to_other_doctor(day: date = date(2018, 5, 1), reason: ChangeReason | None = None) -> ChangeDoctor:
    return ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=day, reason=reason)


def to_other_team(day: date = date(2018, 5, 1), doctor: str = THIRD_DOCTOR) -> ChangeTeam:
    return ChangeTeam(team_id=OTHER_TEAM, doctor=doctor, changed_on=day, reason=ChangeReason.TEAM_REORGANISED)


def cared_by(scenario: Scenario, day: date) -> tuple[UUID, str]:
    standing = scenario.contract.on(day)
    assert isinstance(standing, InForce)
    return standing.team_id, standing.doctor


def test_row_30_under_putuo_a_change_without_a_reason_is_refused() -> None:
    refused = signed(PUTUO).when(to_other_doctor())
    refused.then_refused("reason_missing", policy="putuo")
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert refused.refusal.rule.clause == "签约期间，特殊情况下可以变更签约家庭医生"


def test_row_30_under_putuo_a_change_with_its_reason_is_recorded() -> None:
    told = to_other_doctor(reason=ChangeReason.DOCTOR_LEFT)
    signed(PUTUO).when(told).then(
        DoctorChanged(doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1), reason=ChangeReason.DOCTOR_LEFT)
    )


@pytest.mark.parametrize("reason", [None, *(each for each in ChangeReason if each is not ChangeReason.OTHER)])
def test_row_30_under_erqi_any_reason_is_accepted_and_none(reason: ChangeReason | None) -> None:
    signed(ERQI).when(to_other_doctor(reason=reason)).then(
        DoctorChanged(doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1), reason=reason)
    )


def test_a_reason_that_is_none_of_the_listed_ones_is_explained() -> None:
    other = to_other_doctor(reason=ChangeReason.OTHER)
    signed(ERQI).when(other).then_refused("reason_unexplained", reason=ChangeReason.OTHER)
    assert signed(ERQI).after(replace(other, note=Personal(CONTRACT, "方言"))).facts[1:]


def test_the_new_doctor_serves_in_the_team_on_that_day() -> None:
    stranger = ChangeDoctor(doctor=THIRD_DOCTOR, changed_on=date(2018, 5, 1))
    signed().when(stranger).then_refused("doctor_not_in_team", doctor=THIRD_DOCTOR, team=TEAM, day=date(2018, 5, 1))
    left = CareTeamStaffLeft(names=(OTHER_DOCTOR,), last_day_on=date(2018, 5, 1))
    without = replace(signed(), team=teams.evolve(team_of(DOCTOR, OTHER_DOCTOR), left))
    assert without.after(to_other_doctor(date(2018, 5, 1))).facts[1:]
    without.when(to_other_doctor(date(2018, 5, 2))).then_refused("doctor_not_in_team", day=date(2018, 5, 2))


def test_the_doctor_who_cares_already_is_no_change() -> None:
    signed().when(ChangeDoctor(doctor=DOCTOR, changed_on=date(2018, 5, 1))).then_nothing()
    changed = signed().after(to_other_doctor())
    changed.when(to_other_doctor()).then_nothing()
    changed.when(to_other_doctor(date(2018, 6, 1))).then_nothing()


def test_another_team_cares_from_the_day_of_the_change() -> None:
    moved = (
        signed()
        .when(to_other_team())
        .then(
            TeamChanged(
                team_id=OTHER_TEAM,
                doctor=THIRD_DOCTOR,
                changed_on=date(2018, 5, 1),
                reason=ChangeReason.TEAM_REORGANISED,
            )
        )
    )
    assert cared_by(moved, date(2018, 4, 30)) == (TEAM, DOCTOR)
    assert cared_by(moved, date(2018, 5, 1)) == (OTHER_TEAM, THIRD_DOCTOR)
    moved.when(to_other_team()).then_nothing()


def test_the_new_doctor_serves_in_the_new_team() -> None:
    signed().when(to_other_team(doctor=DOCTOR)).then_refused("doctor_not_in_team", doctor=DOCTOR, team=OTHER_TEAM)


def test_the_same_team_with_another_doctor_is_a_change_of_doctor() -> None:
    same_team = replace(to_other_team(doctor=OTHER_DOCTOR), team_id=TEAM)
    signed().when(same_team).then(
        DoctorChanged(doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1), reason=ChangeReason.TEAM_REORGANISED)
    )


def test_nobody_is_moved_to_a_team_that_is_closed() -> None:
    closed = teams.evolve(team_of(THIRD_DOCTOR), CareTeamClosed(last_day_on=date(2018, 4, 30)))
    scenario = replace(signed(), other_team=closed)
    scenario.when(to_other_team(date(2018, 5, 1))).then_refused(
        "team_closed", team="第一团队", last_day_on=date(2018, 4, 30), day=date(2018, 5, 1)
    )
    assert scenario.after(to_other_team(date(2018, 4, 30))).facts[1:]


def test_nobody_signs_with_a_team_that_is_closed() -> None:
    closed = teams.evolve(team_of(DOCTOR), CareTeamClosed(last_day_on=date(2018, 3, 14)))
    replace(given(), team=closed).when(household(ZHANG, signed_on=date(2018, 3, 15))).then_refused("team_closed")


def test_a_change_told_late_does_not_undo_what_is_on_record_of_later_days() -> None:
    late = signed().after(to_other_doctor(date(2018, 6, 1)), to_other_team(date(2018, 5, 1)))
    assert cared_by(late, date(2018, 5, 31)) == (OTHER_TEAM, THIRD_DOCTOR)
    assert cared_by(late, date(2018, 6, 1)) == (OTHER_TEAM, OTHER_DOCTOR)


def test_a_change_of_team_told_late_is_refused_where_the_doctor_of_a_later_day_is_not_of_that_team() -> None:
    later = signed().after(to_other_doctor(date(2018, 6, 1)))
    third = replace(later, other_team=team_of(THIRD_DOCTOR))
    third.when(to_other_team(date(2018, 5, 1))).then_refused(
        "doctor_not_in_team", doctor=OTHER_DOCTOR, team=OTHER_TEAM, day=date(2018, 6, 1)
    )
    both = third.after(to_other_team(date(2018, 6, 1)), to_other_team(date(2018, 5, 1)))
    assert cared_by(both, date(2018, 6, 1)) == (OTHER_TEAM, THIRD_DOCTOR)


def test_of_two_changes_on_one_day_the_one_told_last_counts() -> None:
    twice = signed().after(to_other_doctor(), to_other_team())
    assert cared_by(twice, date(2018, 5, 1)) == (OTHER_TEAM, THIRD_DOCTOR)


def test_a_correction_of_the_signing_leaves_the_changes_since() -> None:
    changed = signed().after(to_other_team(), CorrectSigning(doctor=OTHER_DOCTOR))
    assert cared_by(changed, date(2018, 4, 30)) == (TEAM, OTHER_DOCTOR)
    assert cared_by(changed, date(2018, 5, 1)) == (OTHER_TEAM, THIRD_DOCTOR)


def test_a_correction_of_the_team_at_the_signing_holds_beyond_a_change_of_doctor() -> None:
    changed = signed().after(to_other_doctor(), CorrectSigning(team_id=OTHER_TEAM, doctor=THIRD_DOCTOR))
    assert cared_by(changed, date(2018, 4, 30)) == (OTHER_TEAM, THIRD_DOCTOR)
    assert cared_by(changed, date(2018, 5, 1)) == (OTHER_TEAM, OTHER_DOCTOR)


def test_a_correction_of_the_team_is_refused_where_a_later_doctor_is_not_of_that_team() -> None:
    changed = replace(signed().after(to_other_doctor()), other_team=team_of(THIRD_DOCTOR))
    right = CorrectSigning(team_id=OTHER_TEAM, doctor=THIRD_DOCTOR)
    changed.when(right).then_refused("doctor_not_in_team", doctor=OTHER_DOCTOR, team=OTHER_TEAM, day=date(2018, 5, 1))
    assert cared_by(changed.after(to_other_team(), right), date(2018, 4, 30)) == (OTHER_TEAM, THIRD_DOCTOR)


def test_a_change_may_be_agreed_ahead_within_the_term() -> None:
    ahead = signed().on(date(2018, 4, 1)).after(to_other_team(date(2019, 3, 14)))
    assert cared_by(ahead, date(2019, 3, 13)) == (TEAM, DOCTOR)
    signed().when(to_other_team(date(2019, 3, 15))).then_refused("not_in_force", day=date(2019, 3, 15))


@pytest.mark.parametrize(
    "change",
    [
        to_other_doctor,
        to_other_team,
        lambda day: ChangePackage(package=Package.PAID, changed_on=day),
    ],
)
def test_nothing_changes_on_a_day_that_the_contract_does_not_cover(change: Callable[[date], CareCommand]) -> None:
    lapsed = signed().after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20)))
    lapsed.when(change(date(2018, 3, 14))).then_refused("not_in_force", from_on=date(2018, 3, 15))
    lapsed.when(change(date(2018, 8, 21))).then_refused("not_in_force", last_day_on=date(2018, 8, 20))
    assert lapsed.when(change(date(2018, 8, 20))).facts
    void = signed().after(EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(change(date(2018, 5, 1))).then_refused("not_in_force", from_on=None)


def test_another_package_is_agreed_from_a_day_and_once() -> None:
    paid = ChangePackage(package=Package.PAID, changed_on=date(2018, 5, 1), reason=ChangeReason.HEALTH_CHANGED)
    changed = (
        signed()
        .when(paid)
        .then(PackageChanged(package=Package.PAID, changed_on=date(2018, 5, 1), reason=ChangeReason.HEALTH_CHANGED))
    )
    days = (date(2018, 4, 30), date(2018, 5, 1))
    assert [changed.contract.package.on(day) for day in days] == [Package.BASIC, Package.PAID]
    changed.when(paid).then_nothing()
    signed().when(replace(paid, package=Package.BASIC)).then_nothing()


def test_a_package_that_the_policy_does_not_offer_is_not_agreed_later_either() -> None:
    paid = ChangePackage(package=Package.PAID, changed_on=date(2018, 5, 1))
    signed(BASIC_ONLY).when(paid).then_refused("package_not_offered", package=Package.PAID)


def test_work_of_before_the_change_stays_with_who_did_it_and_may_still_be_entered() -> None:
    visit = DeliverService(
        service_id=UUID(int=501),
        delivered_on=date(2018, 4, 30),
        resident_ids=(ZHANG,),
        items=(ServiceItem.BP_MEASUREMENT,),
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
    )
    moved = signed().on(date(2018, 5, 3)).after(to_other_team())
    assert moved.when(visit).facts
    moved.when(replace(visit, delivered_on=date(2018, 5, 1))).then_refused(
        "performer_not_in_team", performer=DOCTOR, team=OTHER_TEAM
    )
