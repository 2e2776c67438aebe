"""The years that a term is charged for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import day_after
from domain.contract.fees.years import fee_year_of, fee_years
from domain.policy.terms import HalfYearTerms, Term, TermEndRule, TermRule, YearTerms

THREE_YEARS = YearTerms(years=3, end_rule=TermEndRule.DAY_BEFORE_ANNIVERSARY)
BY_THE_CODE = YearTerms(years=3, end_rule=TermEndRule.CIVIL_CODE_CORRESPONDING_DAY)
RULES = [THREE_YEARS, BY_THE_CODE, YearTerms(years=1, end_rule=TermEndRule.DAY_BEFORE_ANNIVERSARY), HalfYearTerms()]


@pytest.mark.parametrize("start_on", [date(2017, 6, 30), date(2017, 7, 1)])
def test_a_term_of_half_a_year_and_one_of_a_year_and_a_half_are_charged_once(start_on: date) -> None:
    term = HalfYearTerms().first(start_on)
    (year,) = fee_years(term)
    assert (year.start_on, year.end_on) == (term.start_on, term.end_on)


def test_a_term_of_three_years_is_charged_on_each_anniversary() -> None:
    years = fee_years(THREE_YEARS.first(date(2017, 2, 28)))
    assert [(year.start_on, year.end_on) for year in years] == [
        (date(2017, 2, 28), date(2018, 2, 27)),
        (date(2018, 2, 28), date(2019, 2, 27)),
        (date(2019, 2, 28), date(2020, 2, 27)),
    ]


def test_a_term_that_begins_on_the_leap_day_is_charged_on_1_march() -> None:
    years = fee_years(THREE_YEARS.first(date(2020, 2, 29)))
    assert [year.start_on for year in years] == [date(2020, 2, 29), date(2021, 3, 1), date(2022, 3, 1)]


def test_the_day_that_the_civil_code_adds_belongs_to_the_last_year() -> None:
    first = BY_THE_CODE.first(date(2017, 2, 28))
    assert [year.end_on for year in fee_years(first)] == [date(2018, 2, 27), date(2019, 2, 27), date(2020, 2, 28)]
    following = BY_THE_CODE.following(first, first.anchor_on)
    assert [year.start_on for year in fee_years(following)] == [
        date(2020, 2, 29),
        date(2021, 3, 1),
        date(2022, 3, 1),
    ]


def test_a_term_that_the_civil_code_makes_a_day_short_is_charged_for_all_its_years() -> None:
    first = BY_THE_CODE.first(date(2022, 2, 28))
    following = BY_THE_CODE.following(first, first.anchor_on)
    assert [(year.start_on, year.end_on) for year in fee_years(following)] == [
        (date(2025, 3, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 28)),
    ]


@given(start_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), rule=st.sampled_from(RULES), later=st.booleans())
def test_fee_years_cover_the_term_without_a_hole(start_on: date, rule: TermRule, *, later: bool) -> None:
    first = rule.first(start_on)
    term: Term = rule.following(first, first.anchor_on) if later else first
    years = fee_years(term)
    assert (years[0].start_on, years[-1].end_on) == (term.start_on, term.end_on)
    assert [day_after(year.end_on) for year in years[:-1]] == [year.start_on for year in years[1:]]
    assert all(fee_year_of(term, day) == year for year in years for day in (year.start_on, year.end_on))
    assert len(years) == (rule.years if isinstance(rule, YearTerms) else 1)
