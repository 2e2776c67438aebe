"""The dated scenarios about who somebody is: ages and citizen ids."""

from datetime import date

import pytest

from domain.citizen_id import CitizenIdRefused, parse_citizen_id
from domain.populations import Category
from tests.support.policies import variant
from tests.support.scenario import HANBIN

FROM_60 = variant("hanbin", 'from_age = 65\nclause = "65岁及以上老年人"', 'from_age = 60\nclause = "65岁及以上老年人"')
NOTHING_WRITTEN: frozenset[Category] = frozenset()


def test_row_33_born_in_may_1953_one_is_elderly_from_the_65th_birthday_and_where_60_counts_before() -> None:
    born_on, days = date(1953, 5, 10), (date(2018, 5, 9), date(2018, 5, 10))
    here = [Category.ELDERLY in HANBIN.categories_on(NOTHING_WRITTEN, born_on, day) for day in days]
    from_60 = [Category.ELDERLY in FROM_60.categories_on(NOTHING_WRITTEN, born_on, day) for day in days]
    assert (here, from_60) == ([False, True], [True, True])


def test_row_33_a_child_is_one_until_the_day_before_the_seventh_birthday() -> None:
    born_on, days = date(2011, 5, 10), (date(2018, 5, 9), date(2018, 5, 10))
    assert [Category.CHILD_0_6 in HANBIN.categories_on(NOTHING_WRITTEN, born_on, day) for day in days] == [True, False]


def test_row_33_an_age_written_on_paper_does_not_outlive_the_birthday() -> None:
    written = frozenset({Category.CHILD_0_6, Category.DISABLED})
    assert HANBIN.categories_on(written, date(2011, 5, 10), date(2018, 5, 10)) == {Category.DISABLED}


@pytest.mark.parametrize("written", ["11010519491231002X", "11010519491231002x"])
def test_row_34_the_check_character_may_be_written_small(written: str) -> None:
    assert parse_citizen_id(written).number == "11010519491231002X"


def test_row_34_a_wrong_check_character_is_refused() -> None:
    with pytest.raises(CitizenIdRefused) as refused:
        parse_citizen_id("110105194912310021")
    assert refused.value.code == "check_digit"
