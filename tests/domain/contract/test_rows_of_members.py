"""The dated scenarios about the people of a contract: counting heads, deaths, moves, returns."""

from collections import Counter
from datetime import date
from uuid import UUID

from domain.contract.commands import RecordDeath, RecordRelocation, RecordReturn, ReplaceRepresentative
from domain.contract.events import (
    ContractLapsed,
    LapseReason,
    MemberDied,
    MemberRelocated,
    MemberReturned,
    RepresentativeReplaced,
)
from domain.contract.state import InForce, Over
from domain.populations import Category
from tests.support.scenario import BABY, ERQI, HANBIN, LI, WANG, ZHANG, Scenario, given, household, person_with

BORN = {ZHANG: date(1948, 2, 1), LI: date(1950, 2, 1), WANG: date(1990, 2, 1), BABY: date(2016, 2, 1)}
OF_FOUR = household(
    person_with(ZHANG, Category.HYPERTENSION, Category.TYPE2_DIABETES),
    person_with(LI, relationship="配偶"),
    person_with(WANG, Category.MATERNAL, relationship="儿媳"),
    person_with(BABY, relationship="孙"),
    signed_on=date(2018, 3, 15),
)


def counted(scenario: Scenario, day: date) -> tuple[Counter[Category], int]:
    """How many people of each key category are under contract on a day, and how many distinct people those are."""
    of_each = [key_categories_of(scenario, resident_id, day) for resident_id in scenario.members_on(day)]
    return Counter(category for categories in of_each for category in categories), sum(map(bool, of_each))


def key_categories_of(scenario: Scenario, resident_id: UUID, day: date) -> frozenset[Category]:
    written = scenario.contract.members[resident_id].flags_on(day)
    return HANBIN.categories_on(written, BORN[resident_id], day) & HANBIN.key_categories


def test_row_18_four_people_are_six_heads_of_which_two_are_double() -> None:
    heads, distinct = counted(given(OF_FOUR, born=BORN), date(2018, 3, 15))
    assert heads == {
        Category.ELDERLY: 2,
        Category.HYPERTENSION: 1,
        Category.TYPE2_DIABETES: 1,
        Category.MATERNAL: 1,
        Category.CHILD_0_6: 1,
    }
    assert (distinct, heads.total() - distinct) == (4, 2)


def test_row_19_a_death_of_may_reported_in_june_as_known_on_two_days() -> None:
    reported = (
        given(OF_FOUR, born=BORN).on(date(2018, 6, 3)).after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 10)))
    )
    known_in_may, known_in_june = reported.known_at(1), reported
    assert isinstance(reported.contract.on(date(2018, 6, 3)), InForce)
    assert len(known_in_may.members_on(date(2018, 5, 15))) == 4
    assert known_in_june.members_on(date(2018, 5, 15)) == {LI, WANG, BABY}
    assert known_in_june.members_on(date(2018, 5, 10)) == {ZHANG, LI, WANG, BABY}
    heads, distinct = counted(known_in_june, date(2018, 5, 15))
    assert heads == {Category.ELDERLY: 1, Category.MATERNAL: 1, Category.CHILD_0_6: 1}
    assert (distinct, heads.total() - distinct) == (3, 0)


def test_row_20_the_head_who_signed_dies_and_the_contract_goes_on_until_another_speaks_for_it() -> None:
    headless = (
        given(OF_FOUR)
        .when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 10)))
        .then(MemberDied(resident_id=ZHANG, last_day_on=date(2018, 5, 10)))
    )
    standing = headless.contract.on(date(2018, 5, 11))
    assert isinstance(standing, InForce)
    assert standing.representative_id not in standing.members
    replaced = headless.when(ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 6, 3))).then(
        RepresentativeReplaced(representative_id=LI, replaced_on=date(2018, 6, 3))
    )
    assert replaced.contract.representative_id.on(date(2018, 3, 15)) == ZHANG
    assert replaced.contract.representative_id.on(date(2018, 6, 3)) == LI
    headless.when(ReplaceRepresentative(representative_id=ZHANG, replaced_on=date(2018, 6, 3))).then_refused(
        "representative_not_member", resident=ZHANG, day=date(2018, 6, 3)
    )


def test_row_21_the_only_member_dies_and_the_contract_lapses_on_that_day() -> None:
    lapsed = (
        given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=ERQI)
        .when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20)))
        .then(
            MemberDied(resident_id=ZHANG, last_day_on=date(2018, 8, 20)),
            ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 8, 20)),
        )
    )
    assert isinstance(lapsed.contract.on(date(2018, 8, 20)), InForce)
    assert lapsed.contract.on(date(2018, 8, 21)) == Over(last_day_on=date(2018, 8, 20), lapse=LapseReason.DECEASED)
    assert lapsed.claims_of(ZHANG).overlap(UUID(int=77), ((date(2018, 8, 21), None),)) is None


def test_row_21_so_it_does_with_the_last_who_lives() -> None:
    widowed = given(
        household(ZHANG, LI, signed_on=date(2018, 3, 15)), RecordDeath(resident_id=LI, died_on=date(2018, 5, 10))
    )
    widowed.when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))).then(
        MemberDied(resident_id=ZHANG, last_day_on=date(2018, 8, 20)),
        ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 8, 20)),
    )


def test_row_23_eight_months_away_and_back_leaves_a_gap() -> None:
    away = (
        given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))
        .when(RecordRelocation(resident_id=LI, moved_on=date(2018, 4, 1)))
        .then(MemberRelocated(resident_id=LI, last_day_on=date(2018, 3, 31)))
    )
    back = away.when(RecordReturn(resident_id=LI, returned_on=date(2018, 12, 1))).then(
        MemberReturned(resident_id=LI, returned_on=date(2018, 12, 1))
    )
    assert back.contract.members[LI].present_spans() == (
        (date(2018, 3, 15), date(2018, 3, 31)),
        (date(2018, 12, 1), None),
    )


def test_row_23_four_months_away_nobody_decided_anything_and_there_is_nothing_to_return_from() -> None:
    given(household(ZHANG, LI, signed_on=date(2018, 3, 15))).when(
        RecordReturn(resident_id=LI, returned_on=date(2018, 7, 1))
    ).then_refused("not_away", resident=LI, day=date(2018, 7, 1))
