"""Population categories noted of a member: from when, until when, and which are never written."""

from datetime import date, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from domain.contract.commands import FlagPopulation, NotedCategory, RecordDeath, UnflagPopulation
from domain.contract.events import Flag, PopulationFlagged, PopulationUnflagged
from domain.populations import Category
from tests.support.scenario import ERQI, LI, WANG, ZHANG, Scenario, given, household

DAY = timedelta(days=1)


def of_two() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)), policy=ERQI)


def noting(
    category: Category, noted_on: date, *, expected_on: date | None = None, delivered_on: date | None = None
) -> FlagPopulation:
    noted = NotedCategory(category=category, expected_on=expected_on, delivered_on=delivered_on)
    return FlagPopulation(resident_id=LI, noted=noted, noted_on=noted_on)


def ending(category: Category, ended_on: date) -> UnflagPopulation:
    return UnflagPopulation(resident_id=LI, category=category, ended_on=ended_on)


def has(scenario: Scenario, category: Category, day: date) -> bool:
    return category in scenario.contract.members[LI].flags_on(day)


def spans_of(scenario: Scenario) -> list[tuple[Category, date, date | None]]:
    return list(scenario.contract.members[LI].flag_spans())


def test_a_category_holds_from_the_day_it_was_noted_until_the_day_before_it_ended() -> None:
    ill = (
        of_two()
        .when(noting(Category.TUBERCULOSIS, date(2018, 5, 1)))
        .then(PopulationFlagged(resident_id=LI, flag=Flag(category=Category.TUBERCULOSIS), noted_on=date(2018, 5, 1)))
    )
    cured = ill.when(ending(Category.TUBERCULOSIS, date(2018, 11, 1))).then(
        PopulationUnflagged(resident_id=LI, category=Category.TUBERCULOSIS, ended_on=date(2018, 11, 1))
    )
    days = [date(2018, 4, 30), date(2018, 5, 1), date(2018, 10, 31), date(2018, 11, 1)]
    assert [has(cured, Category.TUBERCULOSIS, day) for day in days] == [False, True, True, False]
    assert spans_of(cured) == [(Category.TUBERCULOSIS, date(2018, 5, 1), date(2018, 10, 31))]


def test_what_is_noted_already_or_ended_already_is_quiet() -> None:
    ill = of_two().after(noting(Category.TUBERCULOSIS, date(2018, 5, 1)))
    ill.when(noting(Category.TUBERCULOSIS, date(2018, 6, 1))).then_nothing()
    ill.when(ending(Category.TUBERCULOSIS, date(2018, 4, 30))).then_nothing()
    of_two().when(ending(Category.TUBERCULOSIS, date(2018, 6, 1))).then_nothing()


@pytest.mark.parametrize("category", [Category.ELDERLY, Category.CHILD_0_6])
def test_an_age_is_never_written(category: Category) -> None:
    of_two().when(noting(category, date(2018, 5, 1))).then_refused("computed_category", category=category)
    of_two().when(ending(category, date(2018, 5, 1))).then_refused("computed_category", category=category)


def test_nothing_is_noted_of_strangers_the_dead_or_of_days_to_come() -> None:
    of_stranger = FlagPopulation(
        resident_id=WANG, noted=NotedCategory(category=Category.DISABLED), noted_on=date(2018, 5, 1)
    )
    of_two().when(of_stranger).then_refused("not_a_member", resident=WANG)
    of_two().on(date(2018, 4, 30)).when(noting(Category.DISABLED, date(2018, 5, 1))).then_refused("dated_in_future")
    dead = of_two().after(
        noting(Category.DISABLED, date(2018, 4, 1)), RecordDeath(resident_id=LI, died_on=date(2018, 4, 30))
    )
    dead.when(noting(Category.COPD, date(2018, 5, 1))).then_refused("not_a_member", resident=LI)
    dead.when(ending(Category.DISABLED, date(2018, 5, 1))).then_refused("not_a_member", resident=LI)
    of_two().when(noting(Category.DISABLED, date(2018, 3, 14))).then_refused("not_in_force")


def test_maternal_care_runs_42_days_after_delivery_else_after_the_expected_day_else_322_days() -> None:
    noted_on = date(2018, 4, 1)
    delivered = of_two().after(noting(Category.MATERNAL, noted_on, delivered_on=date(2018, 3, 25)))
    expecting = of_two().after(noting(Category.MATERNAL, noted_on, expected_on=date(2018, 9, 1)))
    unknown = of_two().after(noting(Category.MATERNAL, noted_on))
    for scenario, last in (
        (delivered, date(2018, 5, 6)),
        (expecting, date(2018, 10, 13)),
        (unknown, date(2019, 2, 17)),
    ):
        assert [has(scenario, Category.MATERNAL, day) for day in (last, last + DAY)] == [True, False]


def test_a_delivery_noted_later_replaces_the_expected_end() -> None:
    expecting = of_two().after(noting(Category.MATERNAL, date(2018, 4, 1), expected_on=date(2018, 6, 1)))
    born_late = noting(Category.MATERNAL, date(2018, 6, 20), delivered_on=date(2018, 6, 12))
    delivered = expecting.after(born_late)
    days = [date(2018, 7, 13), date(2018, 7, 24), date(2018, 7, 25)]
    assert [has(delivered, Category.MATERNAL, day) for day in days] == [True, True, False]
    assert spans_of(delivered) == [
        (Category.MATERNAL, date(2018, 4, 1), date(2018, 6, 19)),
        (Category.MATERNAL, date(2018, 6, 20), date(2018, 7, 24)),
    ]
    delivered.when(born_late).then_nothing()


def test_a_delivery_so_long_ago_that_care_is_over_has_no_day() -> None:
    for delivered_on, spans in (
        (date(2018, 3, 21), [(Category.MATERNAL, date(2018, 5, 2), date(2018, 5, 2))]),
        (date(2018, 3, 20), []),
    ):
        assert spans_of(of_two().after(noting(Category.MATERNAL, date(2018, 5, 2), delivered_on=delivered_on))) == spans


def test_a_pregnancy_told_again_without_a_day_is_quiet() -> None:
    expecting = of_two().after(noting(Category.MATERNAL, date(2018, 4, 1), expected_on=date(2018, 9, 1)))
    expecting.when(noting(Category.MATERNAL, date(2018, 5, 1))).then_nothing()


def test_a_category_does_not_end_tomorrow_nor_after_the_contract() -> None:
    ill = of_two().after(noting(Category.TUBERCULOSIS, date(2018, 5, 1)))
    ill.on(date(2018, 5, 31)).when(ending(Category.TUBERCULOSIS, date(2018, 6, 1))).then_refused("dated_in_future")
    ill.when(ending(Category.TUBERCULOSIS, date(2021, 3, 15))).then_refused("not_in_force", day=date(2021, 3, 15))


def test_a_pregnancy_that_ended_early_is_over_from_that_day() -> None:
    expecting = of_two().after(noting(Category.MATERNAL, date(2018, 4, 1), expected_on=date(2018, 9, 1)))
    over = expecting.after(ending(Category.MATERNAL, date(2018, 5, 20)))
    assert [has(over, Category.MATERNAL, day) for day in (date(2018, 5, 19), date(2018, 5, 20))] == [True, False]


@examples(
    noted_on=st.dates(date(2018, 3, 15), date(2019, 12, 31)), asked_for=st.dates(date(2018, 1, 1), date(2021, 3, 14))
)
def test_what_does_not_end_by_itself_holds_on_every_later_day(noted_on: date, asked_for: date) -> None:
    noted = of_two().after(noting(Category.DISABLED, noted_on))
    assert has(noted, Category.DISABLED, asked_for) is (asked_for >= noted_on)
    assert spans_of(noted) == [(Category.DISABLED, noted_on, None)]
