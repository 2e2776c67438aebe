"""Who is away for work stays under contract; that somebody moved away for long is another fact, which people decide."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.absences.commands import EndAbsence, NoteAbsence
from domain.contract.absences.events import AbsenceEnded, AbsenceNoted
from domain.contract.claims import held_of
from domain.contract.commands import (
    AddMember,
    EnterInError,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    WithdrawMark,
)
from domain.contract.events import JoinReason, LeaveReason, Mark, MemberRelocated, MemberReturned
from domain.contract.moves.commands import MoveMember, MoveReason, TransferContract
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.support.scenario import (
    ALL_POLICIES,
    BABY,
    CONTRACT,
    HANBIN,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    WANG,
    ZHANG,
    Scenario,
    given,
    household,
)

AWAY = NoteAbsence(resident_id=LI, since_on=date(2018, 4, 1), note=Personal(LI, "在东莞打工"))
BACK = EndAbsence(resident_id=LI, back_on=date(2018, 8, 1))
MOVED = RecordRelocation(resident_id=LI, moved_on=date(2018, 10, 1))


def signed() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def away_since(scenario: Scenario, day: date) -> date | None:
    return scenario.contract.members[LI].away_since(day)


def asked_on(scenario: Scenario, day: date) -> bool:
    """Whether people are asked on that day to decide about Li."""
    since_on = away_since(scenario, day)
    return since_on is not None and HANBIN.absence.away_too_long(since_on, day)


def test_row_23_four_months_away_and_the_member_stays_and_nobody_is_asked() -> None:
    away = (
        signed()
        .when(AWAY)
        .then(AbsenceNoted(resident_id=LI, since_on=date(2018, 4, 1), note=Personal(LI, "在东莞打工")))
    )
    assert [away_since(away, date(2018, 3, day)) for day in (15, 31)] == [None, None]
    assert away_since(away, date(2018, 8, 1)) == date(2018, 4, 1)
    assert away.members_on(date(2018, 8, 1)) == {ZHANG, LI}
    assert held_of(away.contract, LI) == held_of(signed().contract, LI)
    assert not asked_on(away, date(2018, 8, 1))


def test_row_23_eight_months_away_and_people_are_asked_from_the_day_six_months_are_full() -> None:
    away = signed().after(AWAY)
    assert not asked_on(away, date(2018, 9, 30))
    assert asked_on(away, date(2018, 10, 1))
    assert asked_on(away, date(2018, 12, 1))
    assert away.members_on(date(2018, 12, 1)) == {ZHANG, LI}


def test_row_23_a_person_decides_that_they_moved_away_and_nobody_is_asked_any_more() -> None:
    moved = signed().after(AWAY).when(MOVED).then(MemberRelocated(resident_id=LI, last_day_on=date(2018, 9, 30)))
    assert moved.members_on(date(2018, 10, 1)) == {ZHANG}
    assert not asked_on(moved, date(2018, 10, 1))
    back = moved.when(RecordReturn(resident_id=LI, returned_on=date(2018, 12, 1))).then(
        MemberReturned(resident_id=LI, returned_on=date(2018, 12, 1))
    )
    assert [away_since(back, date(2018, month, 1)) for month in (9, 11, 12)] == [date(2018, 4, 1), None, None]


def test_row_23_they_are_back_and_nobody_is_asked_any_more() -> None:
    back = signed().after(AWAY).when(BACK).then(AbsenceEnded(resident_id=LI, back_on=date(2018, 8, 1)))
    assert away_since(back, date(2018, 7, 31)) == date(2018, 4, 1)
    assert away_since(back, date(2018, 8, 1)) is None
    again = back.after(replace(AWAY, since_on=date(2018, 9, 1)))
    assert away_since(again, date(2018, 12, 1)) == date(2018, 9, 1)


@pytest.mark.parametrize("policy", ALL_POLICIES, ids=lambda policy: policy.ref.name)
def test_six_months_are_ours_where_no_document_says_a_number(policy: object) -> None:
    rule = next(each for each in ALL_POLICIES if each is policy).cite("long_absence")
    assert (rule.stated, "半年" in rule.clause) == (False, True)


def test_the_same_said_twice_is_quiet() -> None:
    away = signed().after(AWAY)
    away.when(AWAY).then_nothing()
    away.when(replace(AWAY, note=None)).then_nothing()
    back = away.after(BACK)
    back.when(BACK).then_nothing()
    back.when(AWAY).then_nothing()


def test_another_day_within_an_absence_is_refused_and_an_earlier_one_is_when_it_began() -> None:
    away = signed().after(AWAY)
    away.when(replace(AWAY, since_on=date(2018, 4, 2))).then_refused(
        "away_already", resident=LI, since_on=date(2018, 4, 1), day=date(2018, 4, 2)
    )
    earlier = away.after(replace(AWAY, since_on=date(2018, 3, 20)))
    assert away_since(earlier, date(2018, 8, 1)) == date(2018, 3, 20)


def test_an_absence_by_mistake_ends_on_the_day_it_began() -> None:
    never = signed().after(AWAY, replace(BACK, back_on=date(2018, 4, 1)))
    assert list(never.contract.members[LI].absences()) == []
    later = never.after(replace(AWAY, since_on=date(2018, 5, 1)))
    assert away_since(later, date(2018, 8, 1)) == date(2018, 5, 1)


def test_who_is_here_is_not_back() -> None:
    signed().when(BACK).then_refused("not_absent", resident=LI, day=date(2018, 8, 1))
    signed().after(AWAY).when(replace(BACK, back_on=date(2018, 3, 31))).then_refused("not_absent")
    signed().after(AWAY, BACK).when(replace(BACK, back_on=date(2018, 9, 1))).then_refused("not_absent")
    signed().after(AWAY, BACK).when(replace(BACK, back_on=date(2018, 7, 1))).then(
        AbsenceEnded(resident_id=LI, back_on=date(2018, 7, 1))
    )


def test_only_a_member_of_that_day_is_away_or_back() -> None:
    away = signed().after(AWAY)
    for command in (replace(AWAY, resident_id=WANG), replace(BACK, resident_id=WANG)):
        away.when(command).then_refused("not_a_member", resident=WANG)
    away.when(replace(AWAY, since_on=date(2018, 3, 14))).then_refused("not_in_force")
    added = signed().after(
        AddMember(resident_id=BABY, relationship="女", reason=JoinReason.MOVED_IN, joined_on=date(2018, 5, 1))
    )
    added.when(NoteAbsence(resident_id=BABY, since_on=date(2018, 4, 30))).then_refused("not_a_member")
    void = away.after(EnterInError(reason=Personal(CONTRACT, "录错户")))
    void.when(BACK).then_refused("not_in_force", from_on=None)


def test_nobody_is_away_or_back_from_tomorrow() -> None:
    signed().on(date(2018, 3, 31)).when(AWAY).then_refused("dated_in_future")
    signed().after(AWAY).on(date(2018, 7, 31)).when(BACK).then_refused("dated_in_future")


@pytest.mark.parametrize(
    "ending",
    [
        RecordDeath(resident_id=LI, died_on=date(2018, 8, 1)),
        RecordRelocation(resident_id=LI, moved_on=date(2018, 8, 2)),
        RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 8, 1)),
    ],
)
def test_who_dies_moves_or_leaves_is_away_no_more(ending: RecordDeath | RecordRelocation | RemoveMember) -> None:
    ended = signed().after(AWAY, ending)
    assert [away_since(ended, date(2018, 8, day)) for day in (1, 2)] == [date(2018, 4, 1), None]
    ended.when(replace(BACK, back_on=date(2018, 9, 1))).then_refused("not_a_member")


def test_a_move_taken_back_leaves_the_absence_as_it_was() -> None:
    mistaken = WithdrawMark(resident_id=LI, mark=Mark.RELOCATION, reason=Personal(LI, "只是外出"))
    assert away_since(signed().after(AWAY, MOVED, mistaken), date(2018, 12, 1)) == date(2018, 4, 1)


def test_an_absence_goes_along_to_another_contract_and_its_note_stays() -> None:
    two = (
        Contracts()
        .given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)), AWAY)
        .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1), number="61090200002"))
    )
    marrying = MoveMember(
        resident_id=LI,
        to_contract_id=OTHER_CONTRACT,
        relationship="配偶",
        reason=MoveReason.MARRIAGE,
        moved_on=date(2018, 6, 1),
    )
    transferring = TransferContract(
        new_contract_id=NEW,
        team_id=OTHER_TEAM,
        doctor=OTHER_DOCTOR,
        transferred_on=date(2018, 6, 1),
        reason=ChangeReason.RESIDENT_MOVED,
    )
    for command, joined_id in ((marrying, OTHER_CONTRACT), (transferring, NEW)):
        after = two.when(command).after
        carried = AbsenceNoted(resident_id=LI, since_on=date(2018, 4, 1), from_contract_id=CONTRACT)
        assert after.facts[joined_id][-1] == carried
        joined = after.contract(joined_id).members[LI]
        assert [joined.away_since(day) for day in (date(2018, 5, 31), date(2018, 6, 1))] == [None, date(2018, 4, 1)]
        home = after.when(BACK, about=joined_id).after.contract(joined_id)
        assert home.members[LI].away_since(date(2018, 8, 1)) is None


def test_who_is_back_by_then_takes_no_absence_along() -> None:
    one = Contracts().given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)), AWAY, BACK)
    transferring = TransferContract(
        new_contract_id=NEW,
        team_id=OTHER_TEAM,
        doctor=OTHER_DOCTOR,
        transferred_on=date(2018, 9, 1),
        reason=ChangeReason.RESIDENT_MOVED,
    )
    facts = one.when(transferring).after.facts[NEW]
    assert not [each for each in facts if isinstance(each, AbsenceNoted)]
