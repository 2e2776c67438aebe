"""Deaths, moves and returns, above all those that become known late or were marked wrongly."""

from datetime import date

import pytest

from domain.contract.commands import (
    AddMember,
    EnterInError,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    ReplaceRepresentative,
    WithdrawMark,
)
from domain.contract.events import (
    ContractLapsed,
    JoinReason,
    LapseReason,
    LeaveReason,
    Mark,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberReturned,
)
from domain.contract.state import InForce
from domain.personal import Personal
from tests.support.scenario import BABY, CONTRACT, HANBIN, LI, OTHER_CONTRACT, WANG, ZHANG, Scenario, given, household

WRONG = Personal(LI, "同名，标错")
LI_DIED = RecordDeath(resident_id=LI, died_on=date(2018, 5, 10))
LI_MOVED = RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 1))
ZHANG_MOVED = RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 6, 1))
NO_DEATH = WithdrawMark(resident_id=LI, mark=Mark.DEATH, reason=WRONG)
NO_MOVE = WithdrawMark(resident_id=LI, mark=Mark.RELOCATION, reason=WRONG)


def of_two() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def alone() -> Scenario:
    return given(household(LI, signed_on=date(2018, 3, 15)))


def test_a_death_on_the_first_and_on_the_last_day_of_the_term_is_recorded() -> None:
    for day in (date(2018, 3, 15), date(2019, 3, 14)):
        of_two().when(RecordDeath(resident_id=LI, died_on=day)).then(MemberDied(resident_id=LI, last_day_on=day))


@pytest.mark.parametrize("day", [date(2018, 3, 14), date(2019, 3, 15)])
def test_a_death_outside_the_term_is_no_matter_of_this_contract(day: date) -> None:
    of_two().when(RecordDeath(resident_id=LI, died_on=day)).then_refused("not_in_force", day=day)


def test_a_death_tomorrow_is_refused_and_one_today_is_recorded() -> None:
    today = of_two().on(date(2018, 5, 10))
    today.when(RecordDeath(resident_id=LI, died_on=date(2018, 5, 11))).then_refused("dated_in_future")
    today.when(LI_DIED).then(MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10)))


def test_a_death_told_twice_is_quiet_and_another_date_is_refused_with_the_one_on_record() -> None:
    told = of_two().after(LI_DIED)
    told.when(LI_DIED).then_nothing()
    told.when(RecordDeath(resident_id=LI, died_on=date(2018, 5, 11))).then_refused(
        "marked_otherwise", resident=LI, died_on=date(2018, 5, 10)
    )


def test_nobody_moves_or_returns_tomorrow() -> None:
    of_two().on(date(2018, 4, 30)).when(LI_MOVED).then_refused("dated_in_future", day=date(2018, 5, 1))
    away = of_two().after(LI_MOVED).on(date(2018, 5, 31))
    away.when(RecordReturn(resident_id=LI, returned_on=date(2018, 6, 1))).then_refused("dated_in_future")


def test_who_came_home_to_die_may_be_told_to_have_returned_on_that_day() -> None:
    died_away = of_two().after(LI_MOVED, LI_DIED)
    home = died_away.after(RecordReturn(resident_id=LI, returned_on=date(2018, 5, 10)))
    assert home.contract.members[LI].present_spans()[-1] == (date(2018, 5, 10), date(2018, 5, 10))


def test_who_is_no_member_cannot_die_here() -> None:
    of_two().when(RecordDeath(resident_id=WANG, died_on=date(2018, 5, 10))).then_refused("not_a_member", resident=WANG)


def test_who_had_moved_away_may_be_told_dead_whichever_report_came_first() -> None:
    move_first = of_two().after(LI_MOVED, LI_DIED)
    death_first = of_two().after(LI_DIED, LI_MOVED)
    assert move_first.contract.members[LI].present_spans() == death_first.contract.members[LI].present_spans()
    assert move_first.contract.members[LI].died_on == date(2018, 5, 10)
    move_first.when(RecordReturn(resident_id=LI, returned_on=date(2018, 8, 1))).then_refused("resident_deceased")


def test_who_had_moved_into_another_contract_dies_there() -> None:
    elsewhere = of_two().after(LI_MOVED).another().after(household(LI, signed_on=date(2018, 5, 5)))
    here = given().after(*of_two().after(LI_MOVED).facts)
    beside = Scenario(facts=here.facts, beside={OTHER_CONTRACT: elsewhere.contract})
    beside.when(LI_DIED).then_refused("covered_elsewhere", resident=LI, contract=OTHER_CONTRACT, day=date(2018, 5, 10))
    elsewhere.when(LI_DIED).then(
        MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10)),
        ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 5, 10)),
    )


def test_a_death_before_another_contract_of_the_same_person_names_that_contract() -> None:
    moved = alone().after(LI_MOVED)
    second = moved.another().after(household(LI, signed_on=date(2018, 6, 1)))
    first = Scenario(facts=moved.facts, beside={OTHER_CONTRACT: second.contract})
    first.when(RecordDeath(resident_id=LI, died_on=date(2018, 4, 20))).then_refused(
        "contract_after_death", resident=LI, contract=OTHER_CONTRACT, died_on=date(2018, 4, 20)
    )


def test_a_move_dated_before_a_recorded_return_takes_the_days_in_between_only() -> None:
    back = of_two().after(LI_MOVED, RecordReturn(resident_id=LI, returned_on=date(2018, 9, 1)))
    earlier = back.when(RecordRelocation(resident_id=LI, moved_on=date(2018, 4, 1))).then(
        MemberRelocated(resident_id=LI, last_day_on=date(2018, 3, 31))
    )
    assert earlier.contract.members[LI].present_spans() == (
        (date(2018, 3, 15), date(2018, 3, 31)),
        (date(2018, 9, 1), None),
    )


def test_a_death_dated_before_a_recorded_move_is_the_last_day() -> None:
    moved = of_two().after(LI_MOVED)
    dead = moved.after(RecordDeath(resident_id=LI, died_on=date(2018, 4, 20)))
    assert dead.contract.members[LI].present_spans() == ((date(2018, 3, 15), date(2018, 4, 20)),)


def test_the_dead_do_not_move_but_may_have_moved_before() -> None:
    dead = of_two().after(LI_DIED)
    dead.when(RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 11))).then_refused(
        "resident_deceased", resident=LI, died_on=date(2018, 5, 10)
    )
    dead.when(LI_MOVED).then(MemberRelocated(resident_id=LI, last_day_on=date(2018, 4, 30)))


def test_a_move_told_twice_is_quiet() -> None:
    of_two().after(LI_MOVED).when(LI_MOVED).then_nothing()


def test_a_move_on_the_first_day_would_leave_no_day_and_is_refused() -> None:
    of_two().when(RecordRelocation(resident_id=LI, moved_on=date(2018, 3, 15))).then_refused(
        "not_in_force", day=date(2018, 3, 14)
    )


def test_who_moved_away_cannot_move_away_again_before_returning() -> None:
    of_two().after(LI_MOVED).when(RecordRelocation(resident_id=LI, moved_on=date(2018, 7, 1))).then_refused(
        "not_a_member", resident=LI, day=date(2018, 6, 30)
    )


def test_the_last_two_die_and_move_and_the_contract_lapses_for_both_reasons() -> None:
    of_two().after(LI_DIED).when(ZHANG_MOVED).then(
        MemberRelocated(resident_id=ZHANG, last_day_on=date(2018, 5, 31)),
        ContractLapsed(reason=LapseReason.MIXED, last_day_on=date(2018, 5, 31)),
    )


def test_a_late_report_moves_the_lapse_and_one_that_changes_nothing_records_none() -> None:
    lapsed = of_two().after(LI_MOVED, ZHANG_MOVED)
    lapsed.when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 20))).then(
        MemberDied(resident_id=ZHANG, last_day_on=date(2018, 5, 20)),
        ContractLapsed(reason=LapseReason.MIXED, last_day_on=date(2018, 5, 20)),
    )
    lapsed.when(LI_DIED).then(MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10)))


def test_a_return_told_late_lets_a_lapsed_contract_resume() -> None:
    lapsed = of_two().after(LI_MOVED, ZHANG_MOVED)
    resumed = lapsed.when(RecordReturn(resident_id=LI, returned_on=date(2018, 5, 20))).then(
        MemberReturned(resident_id=LI, returned_on=date(2018, 5, 20), contract_resumes=True)
    )
    assert isinstance(resumed.contract.on(date(2018, 8, 1)), InForce)
    assert resumed.members_on(date(2018, 8, 1)) == {LI}


def test_a_newborn_told_late_lets_a_lapsed_contract_resume() -> None:
    lapsed = alone().after(LI_DIED)
    born = AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 5, 9))
    resumed = lapsed.when(born).then(
        MemberAdded(
            resident_id=BABY,
            relationship="女",
            reason=JoinReason.BIRTH,
            joined_on=date(2018, 5, 9),
            contract_resumes=True,
        )
    )
    assert resumed.members_on(date(2018, 12, 1)) == {BABY}


def test_who_never_moved_or_left_otherwise_has_nothing_to_return_from() -> None:
    left = of_two().after(RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 4, 30)))
    for scenario in (of_two(), left):
        scenario.when(RecordReturn(resident_id=LI, returned_on=date(2018, 6, 1))).then_refused("not_away", resident=LI)
    of_two().when(RecordReturn(resident_id=WANG, returned_on=date(2018, 6, 1))).then_refused("not_a_member")


def test_a_return_on_the_day_of_the_move_is_no_return_and_told_twice_is_quiet() -> None:
    away = of_two().after(LI_MOVED)
    away.when(RecordReturn(resident_id=LI, returned_on=date(2018, 5, 1))).then_refused("not_away")
    back = RecordReturn(resident_id=LI, returned_on=date(2018, 5, 2))
    away.after(back).when(back).then_nothing()


def test_nobody_returns_into_two_contracts() -> None:
    away = of_two().after(LI_MOVED)
    elsewhere = away.another().after(household(LI, signed_on=date(2018, 6, 1)))
    back = RecordReturn(resident_id=LI, returned_on=date(2018, 9, 1))
    Scenario(facts=away.facts, beside={OTHER_CONTRACT: elsewhere.contract}).when(back).then_refused(
        "already_contracted",
        rule=HANBIN.cite("unit"),
        resident=LI,
        contract=OTHER_CONTRACT,
        until_on=date(2019, 5, 31),
    )


def test_a_death_marked_wrongly_is_withdrawn_and_the_contract_resumes() -> None:
    resumed = (
        alone()
        .after(LI_DIED)
        .when(NO_DEATH)
        .then(
            MarkWithdrawn(
                resident_id=LI,
                mark=Mark.DEATH,
                last_day_on=date(2018, 5, 10),
                contract_resumes=True,
                reason=WRONG,
            )
        )
    )
    assert resumed.members_on(date(2018, 6, 1)) == {LI}
    resumed.when(NO_DEATH).then_refused("nothing_marked", resident=LI, mark=Mark.DEATH)


def test_a_death_withdrawn_in_a_household_that_goes_on_resumes_nothing() -> None:
    of_two().after(LI_DIED).when(NO_DEATH).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.DEATH, last_day_on=date(2018, 5, 10), reason=WRONG)
    )


def test_a_move_withdrawn_leaves_the_leaving_of_the_same_day_as_it_was() -> None:
    left = of_two().after(
        RemoveMember(resident_id=LI, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 4, 30))
    )
    withdrawn = left.after(LI_MOVED, NO_MOVE)
    assert withdrawn.contract.members[LI] == left.contract.members[LI]
    assert withdrawn.members_on(date(2018, 6, 1)) == {ZHANG}


def test_a_mark_is_not_withdrawn_once_another_contract_has_the_person() -> None:
    moved = alone().after(LI_MOVED)
    elsewhere = moved.another().after(household(LI, signed_on=date(2018, 6, 1)))
    Scenario(facts=moved.facts, beside={OTHER_CONTRACT: elsewhere.contract}).when(NO_MOVE).then_refused(
        "already_contracted", rule=HANBIN.cite("unit"), contract=OTHER_CONTRACT
    )


def test_a_withdrawal_that_moves_the_lapse_records_it_again() -> None:
    lapsed = of_two().after(LI_MOVED, RecordDeath(resident_id=LI, died_on=date(2018, 5, 31)), ZHANG_MOVED)
    lapsed.when(NO_MOVE).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.RELOCATION, last_day_on=date(2018, 4, 30), reason=WRONG),
        ContractLapsed(reason=LapseReason.MIXED, last_day_on=date(2018, 5, 31)),
    )


def test_a_removal_from_a_lapsed_contract_may_not_be_what_ends_it() -> None:
    gone = of_two().after(
        RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 6, 30)),
        RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 15)),
    )
    assert gone.contract.lapse is not None
    assert gone.contract.lapse.last_day_on == date(2018, 6, 30)
    resumed = gone.after(WithdrawMark(resident_id=ZHANG, mark=Mark.DEATH, reason=WRONG))
    assert resumed.contract.lapse is None
    gone.when(
        RemoveMember(resident_id=ZHANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 6, 10))
    ).then_refused("last_member", resident=ZHANG)


def test_a_withdrawal_after_which_everybody_had_only_left_is_refused() -> None:
    of_three = given(household(ZHANG, LI, WANG, signed_on=date(2018, 3, 15)))
    gone = of_three.after(
        RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 6, 30)),
        RemoveMember(resident_id=WANG, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 6, 30)),
        LI_DIED,
        RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 1)),
        ReplaceRepresentative(representative_id=WANG, replaced_on=date(2018, 5, 16)),
        RemoveMember(resident_id=ZHANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 5, 15)),
    )
    gone.when(NO_DEATH).then_refused("last_member", resident=LI)


def test_a_contract_entered_in_error_has_no_marks() -> None:
    void = of_two().after(LI_DIED, EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(NO_DEATH).then_refused("not_in_force", from_on=None)
    void.when(ZHANG_MOVED).then_refused("not_in_force", from_on=None)
