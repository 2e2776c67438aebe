"""Categories by age follow from the birth date and the day, whatever was written."""

from datetime import date

import pytest

from domain.populations import Category, categories_by_age
from tests.support.policies import BOOK, variant

HANBIN = BOOK.version_on("hanbin", date(2018, 1, 1))
NOTHING: frozenset[Category] = frozenset()


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2018, 5, 9), NOTHING), (date(2018, 5, 10), frozenset({Category.ELDERLY}))],
)
def test_row_33_born_on_1953_05_10_is_elderly_from_the_65th_birthday(day: date, found: frozenset[Category]) -> None:
    assert HANBIN.categories_on(NOTHING, date(1953, 5, 10), day) == found


@pytest.mark.parametrize("day", [date(2018, 5, 9), date(2018, 5, 10)])
def test_row_33_where_sixty_is_elderly_the_same_person_is_on_both_days(day: date) -> None:
    sixty = variant("erqi", "[version.elderly_age]\nfrom_age = 65", "[version.elderly_age]\nfrom_age = 60")
    assert sixty.categories_on(NOTHING, date(1953, 5, 10), day) == {Category.ELDERLY}


def test_row_33_born_on_2011_05_10_is_a_child_until_the_day_before_the_seventh_birthday() -> None:
    child = frozenset({Category.CHILD_0_6})
    assert HANBIN.categories_on(NOTHING, date(2011, 5, 10), date(2011, 5, 10)) == child
    assert HANBIN.categories_on(NOTHING, date(2011, 5, 10), date(2018, 5, 9)) == child
    assert HANBIN.categories_on(NOTHING, date(2011, 5, 10), date(2018, 5, 10)) == NOTHING


def test_nobody_is_a_child_before_birth() -> None:
    assert categories_by_age(date(2018, 5, 10), date(2018, 5, 9), elderly_from_age=65) == NOTHING


def test_born_on_29_february_is_elderly_from_1_march_and_a_child_through_28_february() -> None:
    assert categories_by_age(date(1952, 2, 29), date(2017, 2, 28), elderly_from_age=65) == NOTHING
    assert categories_by_age(date(1952, 2, 29), date(2017, 3, 1), elderly_from_age=65) == {Category.ELDERLY}
    assert categories_by_age(date(2012, 2, 29), date(2019, 2, 28), elderly_from_age=65) == {Category.CHILD_0_6}
    assert categories_by_age(date(2012, 2, 29), date(2019, 3, 1), elderly_from_age=65) == NOTHING


def test_a_category_by_age_that_was_written_counts_only_where_the_age_says_so() -> None:
    written = frozenset({Category.ELDERLY, Category.CHILD_0_6, Category.HYPERTENSION})
    assert HANBIN.categories_on(written, date(1980, 1, 1), date(2018, 12, 31)) == {Category.HYPERTENSION}
    assert HANBIN.categories_on(written, date(1950, 1, 1), date(2018, 12, 31)) == {
        Category.HYPERTENSION,
        Category.ELDERLY,
    }
