"""The dated scenarios about signing: terms, one contract at a time, whole households, signing again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.contract.commands import EnterInError, RecordRelocation
from domain.contract.events import ContractSigned, LapseReason
from domain.contract.state import InForce, Over
from domain.personal import Personal
from domain.policy.model import Policy, Term
from domain.populations import Category
from tests.support.policies import BOOK, variant
from tests.support.scenario import (
    BABY,
    CONTRACT,
    ERQI,
    HANBIN,
    LI,
    OTHER_CONTRACT,
    OTHER_TEAM,
    PUTUO,
    WANG,
    ZHANG,
    given,
    household,
    person_with,
)

CIVIL_CODE = variant("erqi", 'rule = "day_before_anniversary"', 'rule = "civil_code_corresponding_day"')

JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))


def first_term(policy: Policy, signed_on: date) -> Term:
    """The term that a signing of that day records."""
    (signed,) = given(policy=policy).after(household(ZHANG, signed_on=signed_on)).facts
    assert isinstance(signed, ContractSigned)
    return signed.term


def test_row_1_putuo_signed_in_march_runs_292_days_to_the_end_of_the_year() -> None:
    term = first_term(PUTUO, date(2017, 3, 15))
    assert term == Term(number=1, start_on=date(2017, 3, 15), end_on=date(2017, 12, 31), anchor_on=date(2017, 3, 15))
    assert term.days == 292


@pytest.mark.parametrize(
    ("signed_on", "end_on", "days"),
    [(date(2017, 6, 30), date(2017, 12, 31), 185), (date(2017, 7, 1), date(2018, 12, 31), 549)],
)
def test_row_2_putuo_the_first_of_july_belongs_to_the_second_half(signed_on: date, end_on: date, days: int) -> None:
    term = first_term(PUTUO, signed_on)
    assert (term.end_on, term.days) == (end_on, days)


def test_row_3_signed_after_midnight_in_shanghai_while_it_is_still_june_in_utc() -> None:
    signed_on = PUTUO.civil_date(datetime(2017, 6, 30, 16, 30, tzinfo=UTC))
    assert signed_on == date(2017, 7, 1)
    assert first_term(PUTUO, signed_on).end_on == date(2018, 12, 31)


@pytest.mark.parametrize("signed_on", [date(2017, 12, 31), date(2018, 1, 1)])
def test_row_4_putuo_signed_around_new_year_ends_with_2018(signed_on: date) -> None:
    assert first_term(PUTUO, signed_on).end_on == date(2018, 12, 31)


@pytest.mark.parametrize(
    ("policy", "end_on", "next_on"),
    [(ERQI, date(2020, 2, 27), date(2020, 2, 28)), (CIVIL_CODE, date(2020, 2, 28), date(2020, 2, 29))],
)
def test_row_6_erqi_signed_on_28_february_by_either_end_rule(policy: Policy, end_on: date, next_on: date) -> None:
    term = first_term(policy, date(2017, 2, 28))
    assert term.end_on == end_on
    assert policy.next_term(term, term.start_on).start_on == next_on


@pytest.mark.parametrize(("policy", "end_on"), [(ERQI, date(2020, 2, 29)), (CIVIL_CODE, date(2020, 3, 1))])
def test_row_7_erqi_signed_on_the_first_of_march_ends_on_the_leap_day_or_on_a_sunday(
    policy: Policy, end_on: date
) -> None:
    assert first_term(policy, date(2017, 3, 1)).end_on == end_on


def test_row_31_in_force_with_one_team_is_refused_by_another_until_the_term_ends() -> None:
    with_first_team = given(household(ZHANG, signed_on=date(2018, 3, 15)))
    with_first_team.another().when(household(ZHANG, signed_on=date(2018, 9, 1), team_id=OTHER_TEAM)).then_refused(
        "already_contracted", resident=ZHANG, contract=CONTRACT, until_on=date(2019, 3, 14)
    )


def test_row_31_a_start_after_the_first_teams_end_is_accepted_while_its_contract_runs() -> None:
    with_first_team = given(household(ZHANG, signed_on=date(2018, 3, 15)))
    second = with_first_team.another().after(
        household(ZHANG, signed_on=date(2019, 3, 1), start_on=date(2019, 3, 15), team_id=OTHER_TEAM)
    )
    assert [agreed.term for agreed in second.contract.terms.agreed] == [
        Term(number=1, start_on=date(2019, 3, 15), end_on=date(2020, 3, 14), anchor_on=date(2019, 3, 15)),
    ]


def test_row_31_the_last_day_of_the_first_term_is_still_the_first_teams() -> None:
    with_first_team = given(household(ZHANG, signed_on=date(2018, 3, 15)))
    overlapping = household(ZHANG, signed_on=date(2019, 3, 1), start_on=date(2019, 3, 14), team_id=OTHER_TEAM)
    with_first_team.another().when(overlapping).then_refused("already_contracted", until_on=date(2019, 3, 14))


def test_row_31_a_contract_that_renews_by_silence_holds_until_it_is_ended() -> None:
    silent = given(household(ZHANG, signed_on=date(2017, 3, 1)), policy=ERQI)
    after_its_end = household(ZHANG, signed_on=date(2020, 2, 1), start_on=date(2020, 3, 1), team_id=OTHER_TEAM)
    silent.another().when(after_its_end).then_refused("already_contracted", contract=CONTRACT, until_on=None)


def test_row_32_a_member_of_a_household_contract_gets_no_personal_one() -> None:
    at_home = given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    personal = household(LI, signed_on=date(2018, 6, 1), number=None)
    at_home.another(policy=JIANGXIAN).when(personal).then_refused("already_contracted", resident=LI, contract=CONTRACT)


def test_row_32_nor_does_who_has_a_personal_one_get_into_a_household_contract() -> None:
    personal = given(household(LI, signed_on=date(2018, 3, 15), number=None), policy=JIANGXIAN)
    personal.another(policy=HANBIN).when(household(ZHANG, LI, signed_on=date(2018, 6, 1))).then_refused(
        "already_contracted", resident=LI, contract=CONTRACT, until_on=date(2019, 3, 14)
    )


def test_row_32_one_entered_in_error_frees_its_people() -> None:
    wrong = given(household(ZHANG, signed_on=date(2018, 3, 15)), EnterInError(reason=Personal(CONTRACT, "录错人")))
    assert isinstance(
        wrong.another().after(household(ZHANG, signed_on=date(2018, 3, 15))).contract.on(date(2018, 3, 15)), InForce
    )


def test_row_36_hanbin_refuses_three_of_a_household_of_five_with_a_key_member() -> None:
    given(policy=HANBIN).when(household(ZHANG, LI, WANG, size=5, signed_on=date(2018, 3, 15))).then_refused(
        "whole_household", household_size=5, signed=3
    )


def test_row_36_hanbin_counts_a_child_under_seven_as_the_key_member() -> None:
    nobody_noted = household(
        person_with(ZHANG), person_with(BABY, relationship="孙"), size=5, signed_on=date(2018, 3, 15)
    )
    with_a_child = given(policy=HANBIN, born={ZHANG: date(1980, 1, 1), BABY: date(2011, 3, 16)})
    with_a_child.when(nobody_noted).then_refused("whole_household", rule=HANBIN.cite("whole_household"))
    turned_seven = given(policy=HANBIN, born={ZHANG: date(1980, 1, 1), BABY: date(2011, 3, 15)})
    turned_seven.when(nobody_noted).then_refused("not_eligible", rule=HANBIN.cite("eligibility"))


def test_row_36_jiangxian_signs_three_of_a_household_of_five_each_alone() -> None:
    first = given(household(ZHANG, size=5, signed_on=date(2017, 12, 21)), policy=JIANGXIAN)
    second = first.another(OTHER_CONTRACT).after(household(LI, size=5, signed_on=date(2017, 12, 21)))
    assert second.contract.household_number == first.contract.household_number
    assert second.contract.last_day_on == date(2018, 12, 20)
    given(policy=JIANGXIAN).when(household(ZHANG, LI, WANG, size=5, signed_on=date(2017, 12, 21))).then_refused(
        "one_person_only", rule=JIANGXIAN.cite("unit"), policy="jiangxian", signed=3
    )


def test_row_36_a_register_is_told_by_a_warning_and_not_refused() -> None:
    on_paper = given(policy=HANBIN, from_register=True)
    signed = on_paper.after(household(person_with(ZHANG, Category.GENERAL), size=5, signed_on=date(2018, 3, 15)))
    assert signed.members_on(date(2018, 3, 15)) == {ZHANG}


def test_row_47_signed_again_after_a_gap_of_20_days_it_is_a_new_contract() -> None:
    moved = given(
        household(ZHANG, signed_on=date(2018, 3, 15)), RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 8, 21))
    )
    again = moved.another().after(household(ZHANG, signed_on=date(2018, 9, 10)))
    assert moved.contract.on(date(2018, 9, 10)) == Over(last_day_on=date(2018, 8, 20), lapse=LapseReason.RELOCATED)
    assert again.contract.previous_contract_id == CONTRACT
    assert again.contract.agreement_number != moved.contract.agreement_number
    assert [agreed.term for agreed in again.contract.terms.agreed] == [
        Term(number=1, start_on=date(2018, 9, 10), end_on=date(2019, 9, 9), anchor_on=date(2018, 9, 10)),
    ]
    assert [again.members_on(day) for day in (date(2018, 9, 9), date(2018, 9, 10))] == [set(), {ZHANG}]


def test_row_47_the_days_before_the_move_stay_taken() -> None:
    moved = given(
        household(ZHANG, signed_on=date(2018, 3, 15)), RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 8, 21))
    )
    on_the_last_day = replace(household(ZHANG, signed_on=date(2018, 8, 20)), agreement_number="补签")
    moved.another().when(on_the_last_day).then_refused("already_contracted", until_on=date(2018, 8, 20))
