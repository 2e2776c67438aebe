"""Row 35 beyond the signing: capacity is judged wherever somebody gets a new place with a team or a doctor."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.care.commands import ChangeDoctor, ChangeTeam
from domain.contract.care.events import DoctorChanged, TeamChanged
from domain.contract.commands import AddMember, RecordRelocation, RecordReturn, RemoveMember
from domain.contract.events import ContractEvent, JoinReason, LeaveReason, MemberAdded, MemberReturned
from domain.contract.room import Place, place_asked
from domain.policy.capacity import Counted, Load, OverAdvised
from domain.policy.changes import ChangeReason
from domain.policy.model import Policy
from tests.support.policies import variant
from tests.support.scenario import (
    DOCTOR,
    ERQI,
    HANBIN,
    LI,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    TEAM,
    WANG,
    ZHANG,
    Outcome,
    Scenario,
    given,
    household,
)

SIGNED = household(ZHANG, LI, signed_on=date(2018, 3, 15))
AT_MOST_1500_PERSONS = variant("putuo", "advised = 1500", "at_most = 1500")
BY_DOCTOR = variant("erqi", 'per = "team"', 'per = "doctor"')
TO_OTHER_TEAM = ChangeTeam(team_id=OTHER_TEAM, doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1))
TO_OTHER_DOCTOR = ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1))
MARRIED_IN = AddMember(resident_id=WANG, relationship="儿媳", reason=JoinReason.MARRIAGE, joined_on=date(2018, 5, 1))
BORN = replace(MARRIED_IN, reason=JoinReason.BIRTH)
BACK = RecordReturn(resident_id=LI, returned_on=date(2018, 9, 1))
HOUSEHOLD_1001 = OverAdvised(cap=1000, counted=Counted.HOUSEHOLDS, load=1001)
PERSON_1501 = OverAdvised(cap=1500, counted=Counted.PERSONS, load=1501)


def signed(policy: Policy, persons: int, households: int) -> Scenario:
    """A household of two; so many others are with the team or the doctor who is to take somebody on."""
    return replace(given(SIGNED, policy=policy), load=Load(persons=persons, households=households))


def told(outcome: Outcome[Scenario, ContractEvent]) -> OverAdvised | None:
    """What the record of a change was warned of."""
    (fact,) = outcome.facts
    assert isinstance(fact, MemberAdded | MemberReturned | TeamChanged | DoctorChanged)
    return fact.over_advised


def test_row_35_a_household_is_not_moved_to_a_team_that_is_full() -> None:
    signed(ERQI, 5000, 1500).when(TO_OTHER_TEAM).then_refused(
        "capacity_exceeded",
        rule=ERQI.cite("capacity"),
        team="第一团队",
        counted=Counted.HOUSEHOLDS,
        cap=1500,
        load=1501,
        as_of=date(2018, 5, 1),
    )


@pytest.mark.parametrize(
    ("policy", "persons", "households", "warned"),
    [
        (ERQI, 5000, 999, None),
        (ERQI, 5000, 1000, HOUSEHOLD_1001),
        (PUTUO, 1498, 600, None),
        (PUTUO, 1499, 600, PERSON_1501),
        (HANBIN, 9999, 9999, None),
    ],
)
def test_row_35_a_team_that_takes_a_household_on_is_warned(
    policy: Policy, persons: int, households: int, warned: OverAdvised | None
) -> None:
    reason = replace(TO_OTHER_TEAM, reason=ChangeReason.TEAM_REORGANISED)
    assert told(signed(policy, persons, households).when(reason)) == warned


def test_row_35_another_doctor_of_the_team_is_a_new_place_where_doctors_are_counted_alone() -> None:
    assert told(signed(ERQI, 5000, 1500).when(TO_OTHER_DOCTOR)) is None
    assert told(signed(BY_DOCTOR, 5000, 1000).when(TO_OTHER_DOCTOR)) == HOUSEHOLD_1001
    signed(BY_DOCTOR, 5000, 1500).when(TO_OTHER_DOCTOR).then_refused("capacity_exceeded", cap=1500, load=1501)


def test_row_35_who_joins_takes_a_person_s_place_and_none_of_a_household() -> None:
    assert told(signed(PUTUO, 1499, 600).when(MARRIED_IN)) is None
    assert told(signed(PUTUO, 1500, 600).when(MARRIED_IN)) == PERSON_1501
    assert told(signed(ERQI, 5000, 1500).when(MARRIED_IN)) is None
    signed(AT_MOST_1500_PERSONS, 1500, 600).when(MARRIED_IN).then_refused(
        "capacity_exceeded", team="第一团队", cap=1500, load=1501, as_of=date(2018, 5, 1)
    )


def test_row_35_nobody_is_refused_for_being_born_or_back() -> None:
    full = signed(AT_MOST_1500_PERSONS, 1500, 600)
    assert told(full.when(BORN)) == PERSON_1501
    away = full.after(RecordRelocation(resident_id=LI, moved_on=date(2018, 6, 1)))
    assert told(away.when(BACK)) == PERSON_1501
    assert told(replace(away, load=Load(persons=1499, households=600)).when(BACK)) is None


def test_who_comes_asks_for_a_place_and_who_goes_does_not() -> None:
    contract = given(SIGNED).contract
    assert place_asked(TO_OTHER_TEAM, contract) == Place(
        team_id=OTHER_TEAM, doctor=OTHER_DOCTOR, from_on=date(2018, 5, 1)
    )
    assert place_asked(TO_OTHER_DOCTOR, contract) == Place(team_id=TEAM, doctor=OTHER_DOCTOR, from_on=date(2018, 5, 1))
    here = [Place(team_id=TEAM, doctor=DOCTOR, from_on=date(2018, month, 1)) for month in (5, 9)]
    assert [place_asked(MARRIED_IN, contract), place_asked(BACK, contract)] == here
    left = RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 4, 30))
    assert place_asked(left, contract) is None
    assert place_asked(replace(MARRIED_IN, joined_on=date(2018, 3, 14)), contract) is None
