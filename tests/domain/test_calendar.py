"""Civil dates, also where February ends."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.calendar import (
    anniversary,
    birthday,
    civil_date,
    corresponding_day,
    day_after,
    day_before,
    last_instant_of,
    months_after,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_days_around_the_turn_of_a_year() -> None:
    assert day_after(date(2017, 12, 31)) == date(2018, 1, 1)
    assert day_before(date(2018, 1, 1)) == date(2017, 12, 31)


@pytest.mark.parametrize(
    ("day", "years", "rolled", "clamped"),
    [
        (date(2017, 3, 1), 3, date(2020, 3, 1), date(2020, 3, 1)),
        (date(2017, 2, 28), 3, date(2020, 2, 28), date(2020, 2, 28)),
        (date(2016, 2, 29), 1, date(2017, 3, 1), date(2017, 2, 28)),
        (date(2016, 2, 29), 4, date(2020, 2, 29), date(2020, 2, 29)),
        (date(1896, 2, 29), 4, date(1900, 3, 1), date(1900, 2, 28)),
    ],
)
def test_an_anniversary_rolls_a_missing_29_february_on_and_the_civil_code_holds_it_back(
    day: date, years: int, rolled: date, clamped: date
) -> None:
    assert anniversary(day, years) == rolled
    assert corresponding_day(day, years) == clamped


@pytest.mark.parametrize(
    ("day", "months", "corresponding"),
    [
        (date(2018, 4, 1), 6, date(2018, 10, 1)),
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2018, 1, 31), 11, date(2018, 12, 31)),
        (date(2018, 6, 30), 18, date(2019, 12, 30)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_their_month(
    day: date, months: int, corresponding: date
) -> None:
    assert months_after(day, months) == corresponding


def test_a_birthday_on_29_february_is_1_march_in_other_years() -> None:
    assert birthday(date(1952, 2, 29), 65) == date(2017, 3, 1)
    assert birthday(date(1952, 2, 29), 68) == date(2020, 2, 29)


def test_the_date_in_shanghai_turns_at_16_hours_utc() -> None:
    assert civil_date(datetime(2017, 6, 30, 15, 59, 59, tzinfo=UTC), SHANGHAI) == date(2017, 6, 30)
    assert civil_date(datetime(2017, 6, 30, 16, 0, 0, tzinfo=UTC), SHANGHAI) == date(2017, 7, 1)


def test_an_instant_without_an_offset_has_no_civil_date() -> None:
    with pytest.raises(ValueError, match="offset"):
        civil_date(datetime(2017, 6, 30, 16, 30), SHANGHAI)  # noqa: DTZ001 -- what is refused


def test_a_day_in_shanghai_ends_at_16_hours_utc() -> None:
    ends_at = last_instant_of(date(2018, 5, 31), SHANGHAI)
    assert ends_at == datetime(2018, 5, 31, 15, 59, 59, 999999, tzinfo=UTC)
    assert ends_at.tzinfo is UTC
