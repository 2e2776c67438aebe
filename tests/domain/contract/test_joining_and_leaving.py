"""Who joins a contract in force, who leaves it, and who speaks for the household."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import (
    AddMember,
    EnterInError,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    RemoveMember,
    ReplaceRepresentative,
)
from domain.contract.events import (
    Flag,
    JoinReason,
    LapseReason,
    LeaveReason,
    MemberAdded,
    MemberRemoved,
    RepresentativeReplaced,
)
from domain.contract.questions import nobody_speaks
from domain.contract.state import Lapse
from domain.personal import Personal
from domain.populations import Category
from tests.support.scenario import (
    BABY,
    CONTRACT,
    ERQI,
    HANBIN,
    JIANGXIAN,
    LI,
    OTHER_CONTRACT,
    WANG,
    ZHANG,
    Scenario,
    given,
    household,
)


def of_two() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def joining(joined_on: date, *categories: NotedCategory) -> AddMember:
    return AddMember(
        resident_id=WANG,
        relationship="儿媳",
        reason=JoinReason.MARRIAGE,
        joined_on=joined_on,
        categories=categories,
    )


def leaving(last_day_on: date, reason: LeaveReason = LeaveReason.MARRIED_OUT) -> RemoveMember:
    return RemoveMember(resident_id=LI, reason=reason, last_day_on=last_day_on)


def test_somebody_joins_with_what_is_noted_of_them() -> None:
    expecting = NotedCategory(category=Category.MATERNAL, expected_on=date(2018, 10, 1))
    joined = (
        of_two()
        .when(joining(date(2018, 5, 1), expecting))
        .then(
            MemberAdded(
                resident_id=WANG,
                relationship="儿媳",
                reason=JoinReason.MARRIAGE,
                joined_on=date(2018, 5, 1),
                flags=(Flag(category=Category.MATERNAL, until_on=date(2018, 11, 12), expected_on=date(2018, 10, 1)),),
            )
        )
    )
    assert [joined.members_on(date(2018, day, 1)) for day in (4, 5)] == [{ZHANG, LI}, {ZHANG, LI, WANG}]


def test_who_was_forgotten_at_the_signing_joins_from_the_first_day() -> None:
    omitted = AddMember(
        resident_id=WANG, relationship="子", reason=JoinReason.OMITTED_AT_SIGNING, joined_on=date(2018, 3, 15)
    )
    assert WANG in of_two().after(omitted).members_on(date(2018, 3, 15))


@pytest.mark.parametrize("day", [date(2018, 3, 14), date(2019, 3, 15)])
def test_nobody_joins_outside_the_term(day: date) -> None:
    of_two().when(joining(day)).then_refused("not_in_force", day=day)


def test_nobody_joins_tomorrow_nor_twice() -> None:
    of_two().on(date(2018, 5, 1)).when(joining(date(2018, 5, 2))).then_refused("dated_in_future")
    joined = of_two().after(joining(date(2018, 5, 1)))
    joined.when(joining(date(2018, 5, 1))).then_refused("already_member", resident=WANG, day=date(2018, 5, 1))


def test_a_contract_of_one_person_takes_no_second_one() -> None:
    alone = given(household(ZHANG, signed_on=date(2017, 12, 21)), policy=JIANGXIAN)
    alone.when(joining(date(2018, 5, 1))).then_refused(
        "one_person_only", rule=JIANGXIAN.cite("unit"), policy="jiangxian", signed=2
    )
    dead = alone.after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 10)))
    dead.when(joining(date(2018, 5, 1))).then_refused("one_person_only", signed=2)


def test_a_newborn_who_lived_a_fortnight_is_told_in_may_with_birth_and_death() -> None:
    born = AddMember(resident_id=BABY, relationship="孙", reason=JoinReason.BIRTH, joined_on=date(2018, 3, 20))
    told = of_two().after(born, RecordDeath(resident_id=BABY, died_on=date(2018, 4, 2)))
    assert told.contract.members[BABY].present_spans() == ((date(2018, 3, 20), date(2018, 4, 2)),)


def test_a_newborn_who_died_on_the_day_of_birth_was_covered_on_that_day() -> None:
    born = AddMember(resident_id=BABY, relationship="孙", reason=JoinReason.BIRTH, joined_on=date(2018, 3, 20))
    told = of_two().after(born, RecordDeath(resident_id=BABY, died_on=date(2018, 3, 20)))
    assert told.contract.members[BABY].present_spans() == ((date(2018, 3, 20), date(2018, 3, 20)),)


def test_the_dead_do_not_join_again_but_may_have_joined_before() -> None:
    left = RemoveMember(resident_id=WANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 4, 30))
    dead = of_two().after(joining(date(2018, 4, 1)), left)
    again = dead.after(joining(date(2018, 6, 1)), RecordDeath(resident_id=WANG, died_on=date(2018, 6, 20)))
    again.when(joining(date(2018, 6, 21))).then_refused("resident_deceased", died_on=date(2018, 6, 20))
    assert WANG in again.after(joining(date(2018, 5, 15))).members_on(date(2018, 5, 15))


def test_who_died_under_another_contract_may_join_only_for_days_before() -> None:
    elsewhere = given(
        household(WANG, signed_on=date(2018, 9, 1)), RecordDeath(resident_id=WANG, died_on=date(2018, 9, 20))
    )
    home = Scenario(facts=of_two().facts, beside={OTHER_CONTRACT: elsewhere.contract})
    home.when(joining(date(2018, 5, 1))).then_refused("resident_deceased", resident=WANG, died_on=date(2018, 9, 20))


def test_an_older_agreement_of_somebody_who_died_later_may_still_become_known() -> None:
    newer = given(
        household(ZHANG, signed_on=date(2018, 3, 15)), RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 10))
    )
    older = newer.another().after(household(ZHANG, signed_on=date(2017, 3, 15)))
    assert older.contract.last_day_on == date(2018, 3, 14)
    newer.another().when(household(ZHANG, signed_on=date(2018, 5, 1))).then_refused("resident_deceased", resident=ZHANG)


def test_who_is_under_another_contract_does_not_join() -> None:
    elsewhere = given(household(WANG, signed_on=date(2018, 9, 1)))
    home = Scenario(facts=of_two().facts, beside={OTHER_CONTRACT: elsewhere.contract})
    home.when(joining(date(2018, 5, 1))).then_refused(
        "already_contracted", rule=HANBIN.cite("unit"), resident=WANG, contract=OTHER_CONTRACT
    )


def test_somebody_leaves_and_the_others_stay() -> None:
    left = (
        of_two()
        .when(leaving(date(2018, 5, 31)))
        .then(MemberRemoved(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 5, 31)))
    )
    assert [left.members_on(day) for day in (date(2018, 5, 31), date(2018, 6, 1))] == [{ZHANG, LI}, {ZHANG}]
    left.when(leaving(date(2018, 5, 31))).then_nothing()


def test_who_left_may_be_told_to_have_left_earlier_but_not_later() -> None:
    left = of_two().after(leaving(date(2018, 5, 31)))
    assert left.after(leaving(date(2018, 4, 30))).members_on(date(2018, 5, 15)) == {ZHANG}
    left.when(leaving(date(2018, 6, 30))).then_refused("not_a_member", resident=LI, day=date(2018, 6, 30))


def test_who_joins_again_without_a_note_keeps_the_one_before() -> None:
    note = Personal(WANG, "行动不便")
    left = RemoveMember(resident_id=WANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 4, 30))
    again = of_two().after(replace(joining(date(2018, 4, 1)), note=note), left, joining(date(2018, 6, 1)))
    assert again.contract.members[WANG].note == note


def test_nobody_leaves_tomorrow() -> None:
    of_two().on(date(2018, 5, 30)).when(leaving(date(2018, 5, 31))).then_refused("dated_in_future")


def test_the_last_member_does_not_leave() -> None:
    of_two().after(leaving(date(2018, 5, 31))).when(
        RemoveMember(resident_id=ZHANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 6, 30))
    ).then_refused("last_member", resident=ZHANG)
    moved = of_two().after(RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 5, 1)))
    moved.when(leaving(date(2018, 6, 30))).then_refused("last_member", resident=LI)


SPEAKING = ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 6, 1))
HEAD_LEAVES = RemoveMember(resident_id=ZHANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 5, 31))


def test_who_speaks_for_the_household_leaves_once_somebody_else_speaks_for_it() -> None:
    of_two().when(HEAD_LEAVES).then_refused("representative_leaves", resident=ZHANG, day=date(2018, 6, 1))
    spoken_for = of_two().after(SPEAKING)
    assert spoken_for.after(HEAD_LEAVES).members_on(date(2018, 6, 1)) == {LI}
    earlier = replace(HEAD_LEAVES, last_day_on=date(2018, 5, 30))
    spoken_for.when(earlier).then_refused("representative_leaves", day=date(2018, 5, 31))


def test_who_is_to_speak_for_the_household_later_does_not_leave_before() -> None:
    spoken_for = of_two().after(SPEAKING)
    spoken_for.when(leaving(date(2018, 4, 30))).then_refused("representative_leaves", resident=LI, day=date(2018, 6, 1))
    mistaken = replace(HEAD_LEAVES, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 3, 14))
    of_two().when(mistaken).then_refused("representative_leaves", day=date(2018, 3, 15))


def test_nobody_speaks_for_a_household_after_the_last_day() -> None:
    on_the_last_day = replace(HEAD_LEAVES, last_day_on=date(2019, 3, 14))
    assert of_two().when(on_the_last_day).refusal is None
    silent = given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI)
    silent.when(replace(HEAD_LEAVES, last_day_on=date(2020, 2, 27))).then_refused(
        "representative_leaves", day=date(2020, 2, 28)
    )


def test_row_20_who_speaks_for_the_household_may_die_and_then_somebody_has_to_be_named() -> None:
    dead = of_two().after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 31)))
    days = [date(2018, 5, 31), date(2018, 6, 1), date(2019, 3, 15)]
    assert [nobody_speaks(dead.contract, day) for day in days] == [False, True, False]
    assert not nobody_speaks(dead.after(SPEAKING).contract, date(2018, 6, 1))


def test_the_dead_do_not_leave_but_may_have_left_before_they_died() -> None:
    dead = of_two().after(RecordDeath(resident_id=LI, died_on=date(2018, 5, 10)))
    dead.when(leaving(date(2018, 5, 10))).then_refused("resident_deceased", resident=LI, died_on=date(2018, 5, 10))
    dead.when(leaving(date(2018, 4, 30))).then(
        MemberRemoved(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 4, 30))
    )


def test_who_left_before_a_contract_lapsed_may_be_told_so_afterwards() -> None:
    lapsed = of_two().after(
        RecordDeath(resident_id=LI, died_on=date(2018, 5, 10)), RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 1))
    )
    lapsed.when(leaving(date(2018, 4, 30))).then(
        MemberRemoved(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 4, 30))
    )


def test_who_was_listed_by_mistake_never_belonged() -> None:
    mistaken = (
        of_two()
        .when(leaving(date(2018, 3, 14), LeaveReason.LISTED_BY_MISTAKE))
        .then(MemberRemoved(resident_id=LI, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 3, 14)))
    )
    assert mistaken.contract.members[LI].present_spans() == ()
    assert mistaken.claims_of(LI).overlap(OTHER_CONTRACT, ((date(2018, 3, 15), None),)) is None
    mistaken.when(leaving(date(2018, 3, 14), LeaveReason.LISTED_BY_MISTAKE)).then_nothing()


def test_who_never_belonged_is_no_reason_for_a_lapse() -> None:
    alone = of_two().after(leaving(date(2018, 3, 14), LeaveReason.LISTED_BY_MISTAKE))
    moved = alone.after(RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 5, 1)))
    assert moved.contract.lapse == Lapse(reason=LapseReason.RELOCATED, last_day_on=date(2018, 4, 30))


def test_nobody_else_leaves_before_the_first_day_nor_the_only_one_by_mistake() -> None:
    of_two().when(leaving(date(2018, 3, 14))).then_refused("not_in_force", day=date(2018, 3, 14))
    given(household(LI, signed_on=date(2018, 3, 15))).when(
        leaving(date(2018, 3, 14), LeaveReason.LISTED_BY_MISTAKE)
    ).then_refused("last_member", resident=LI)


def test_nobody_leaves_what_was_entered_in_error() -> None:
    void = of_two().after(EnterInError(reason=Personal(CONTRACT, "录错人")))
    for reason, last_day_on in (
        (LeaveReason.MARRIED_OUT, date(2018, 5, 1)),
        (LeaveReason.LISTED_BY_MISTAKE, date(2018, 3, 14)),
    ):
        void.when(leaving(last_day_on, reason)).then_refused("not_in_force", from_on=None)


def test_another_member_speaks_for_the_household() -> None:
    speaking = ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 6, 1))
    replaced = of_two().when(speaking).then(RepresentativeReplaced(representative_id=LI, replaced_on=date(2018, 6, 1)))
    replaced.when(speaking).then_nothing()


def test_only_who_is_covered_on_that_day_speaks_for_the_household() -> None:
    speaking = ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 6, 1))
    left = of_two().after(leaving(date(2018, 5, 31)))
    left.when(speaking).then_refused("representative_not_member", resident=LI, day=date(2018, 6, 1))
    of_two().on(date(2018, 5, 31)).when(speaking).then_refused("dated_in_future")
    left.when(ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 5, 31))).then(
        RepresentativeReplaced(representative_id=LI, replaced_on=date(2018, 5, 31))
    )
