"""Terms: the dated cases, and what holds of every start date."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.calendar import day_after
from domain.policy.model import Policy, Term
from tests.support.policies import BOOK, variant

ANY_DAY = date(2017, 1, 1)
PUTUO = BOOK.version_on("putuo", ANY_DAY)
HANBIN = BOOK.version_on("hanbin", ANY_DAY)
ERQI = BOOK.version_on("erqi", ANY_DAY)
CIVIL_CODE = ('rule = "day_before_anniversary"', 'rule = "civil_code_corresponding_day"')
ERQI_CIVIL = variant("erqi", *CIVIL_CODE)
HANBIN_CIVIL = variant("hanbin", *CIVIL_CODE)

POLICIES = st.sampled_from([PUTUO, HANBIN, ERQI, ERQI_CIVIL, HANBIN_CIVIL])
YEARLY = st.sampled_from([(HANBIN, 1), (ERQI, 3)])
YEARLY_CIVIL = st.sampled_from([(HANBIN_CIVIL, 1), (ERQI_CIVIL, 3)])
START_DAYS = st.dates(date(1949, 10, 1), date(2100, 12, 31))


def test_row_1_putuo_signed_in_march_runs_to_the_end_of_the_year() -> None:
    term = PUTUO.term_for(date(2017, 3, 15))
    assert term == Term(number=1, start_on=date(2017, 3, 15), end_on=date(2017, 12, 31), anchor_on=date(2017, 3, 15))
    assert term.days == 292


@pytest.mark.parametrize(
    ("start_on", "end_on", "days"),
    [(date(2017, 6, 30), date(2017, 12, 31), 185), (date(2017, 7, 1), date(2018, 12, 31), 549)],
)
def test_row_2_putuo_the_half_year_turns_on_1_july(start_on: date, end_on: date, days: int) -> None:
    term = PUTUO.term_for(start_on)
    assert (term.end_on, term.days) == (end_on, days)


def test_row_3_putuo_signed_late_on_30_june_utc_is_signed_on_1_july_in_shanghai() -> None:
    signed_on = PUTUO.civil_date(datetime(2017, 6, 30, 16, 30, tzinfo=UTC))
    assert signed_on == date(2017, 7, 1)
    assert PUTUO.term_for(signed_on).end_on == date(2018, 12, 31)


@pytest.mark.parametrize("start_on", [date(2017, 12, 31), date(2018, 1, 1)])
def test_row_4_putuo_both_days_around_new_year_end_in_the_same_year(start_on: date) -> None:
    assert PUTUO.term_for(start_on).end_on == date(2018, 12, 31)


def test_row_5_putuo_a_renewal_is_a_calendar_year_whenever_it_was_agreed() -> None:
    first = PUTUO.term_for(date(2017, 3, 15))
    assert PUTUO.next_term(first, first.start_on) == Term(
        number=2, start_on=date(2018, 1, 1), end_on=date(2018, 12, 31), anchor_on=date(2017, 3, 15)
    )
    assert not PUTUO.renews_silently


@pytest.mark.parametrize(
    ("policy", "ends_on", "next_end_on"),
    [(ERQI, date(2020, 2, 27), date(2023, 2, 27)), (ERQI_CIVIL, date(2020, 2, 28), date(2023, 2, 28))],
)
def test_row_6_erqi_signed_on_28_february_renews_on_the_next_day_under_either_rule(
    policy: Policy, ends_on: date, next_end_on: date
) -> None:
    first, second = policy.terms(date(2017, 2, 28), 2)
    assert first.end_on == ends_on
    assert (second.start_on, second.end_on) == (day_after(ends_on), next_end_on)


def test_row_7_erqi_signed_on_1_march_ends_on_a_leap_day_or_on_a_sunday() -> None:
    assert ERQI.term_for(date(2017, 3, 1)).end_on == date(2020, 2, 29)
    assert ERQI_CIVIL.term_for(date(2017, 3, 1)).end_on == date(2020, 3, 1)


def test_row_11_erqi_renews_by_silence_for_three_more_years() -> None:
    first = ERQI.term_for(date(2017, 2, 28))
    assert ERQI.renews_silently
    assert ERQI.next_term(first, date(2017, 2, 28)) == Term(
        number=2, start_on=date(2020, 2, 28), end_on=date(2023, 2, 27), anchor_on=date(2017, 2, 28)
    )


def test_a_leap_day_start_loses_no_day_and_returns_to_the_leap_day() -> None:
    assert [term.end_on for term in HANBIN.terms(date(2016, 2, 29), 5)] == [
        date(2017, 2, 28),
        date(2018, 2, 28),
        date(2019, 2, 28),
        date(2020, 2, 28),
        date(2021, 2, 28),
    ]
    assert [term.end_on for term in HANBIN_CIVIL.terms(date(2016, 2, 29), 4)] == [
        date(2017, 2, 28),
        date(2018, 2, 28),
        date(2019, 2, 28),
        date(2020, 2, 29),
    ]


def test_where_the_rule_changes_the_anchor_is_the_new_terms_first_day() -> None:
    previous = PUTUO.term_for(date(2017, 8, 1))
    anchor_on = ERQI.anchor_after(previous, PUTUO)
    assert anchor_on == date(2019, 1, 1)
    assert ERQI.next_term(previous, anchor_on) == Term(
        number=2, start_on=date(2019, 1, 1), end_on=date(2021, 12, 31), anchor_on=date(2019, 1, 1)
    )


def test_where_the_rule_stays_the_anchor_stays_though_the_version_is_another() -> None:
    reworded = variant("hanbin", "沉默不作同意", "沉默不算同意")
    previous = HANBIN.terms(date(2016, 2, 29), 3)[-1]
    assert reworded.anchor_after(previous, HANBIN) == date(2016, 2, 29)


def test_an_anchor_whose_terms_do_not_meet_the_previous_end_is_a_defect_of_the_caller() -> None:
    previous = Term(number=1, start_on=date(2017, 8, 1), end_on=date(2018, 12, 31), anchor_on=date(2017, 8, 1))
    with pytest.raises(ValueError, match="2018-12-31"):
        HANBIN.next_term(previous, date(2017, 8, 1))


@given(policy=POLICIES, start_on=START_DAYS)
@example(policy=ERQI, start_on=date(2016, 2, 29))
@example(policy=HANBIN, start_on=date(2096, 2, 29))
@example(policy=HANBIN_CIVIL, start_on=date(2016, 2, 29))
@example(policy=PUTUO, start_on=date(2017, 7, 1))
def test_terms_never_overlap_and_never_leave_a_hole(policy: Policy, start_on: date) -> None:
    terms = policy.terms(start_on, 9)
    assert terms[0].start_on == start_on
    assert [term.number for term in terms] == list(range(1, 10))
    assert all(term.start_on <= term.end_on for term in terms)
    assert all(later.start_on == day_after(earlier.end_on) for earlier, later in pairwise(terms))


@given(yearly=YEARLY, start_on=START_DAYS)
@example(yearly=(ERQI, 3), start_on=date(2016, 2, 29))
def test_year_terms_do_not_drift_from_the_day_before_the_anniversary(
    yearly: tuple[Policy, int], start_on: date
) -> None:
    policy, years = yearly
    for term in policy.terms(start_on, 9):
        following = day_after(term.end_on)
        leap_day_missing = (start_on.month, start_on.day) == (2, 29) and following.month == 3
        assert following.year == start_on.year + term.number * years
        assert (following.month, following.day) == ((3, 1) if leap_day_missing else (start_on.month, start_on.day))


@given(yearly=YEARLY_CIVIL, start_on=START_DAYS)
@example(yearly=(HANBIN_CIVIL, 1), start_on=date(2016, 2, 29))
def test_year_terms_do_not_drift_from_the_corresponding_day(yearly: tuple[Policy, int], start_on: date) -> None:
    policy, years = yearly
    for term in policy.terms(start_on, 9):
        assert term.end_on.year == start_on.year + term.number * years
        assert term.end_on.month == start_on.month
        assert term.end_on.day == start_on.day or (start_on.day == 29 and day_after(term.end_on).day == 1)


@given(start_on=START_DAYS)
def test_putuo_first_terms_last_185_to_550_days_and_renewals_are_calendar_years(start_on: date) -> None:
    first, *renewals = PUTUO.terms(start_on, 4)
    assert 185 <= first.days <= 550
    for term in renewals:
        assert (term.start_on.month, term.start_on.day) == (1, 1)
        assert term.end_on == date(term.start_on.year, 12, 31)
