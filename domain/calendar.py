"""Civil dates: anniversaries, birthdays, the ends of terms. Every interval is inclusive at both ends."""

from calendar import isleap, monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ONE_DAY = timedelta(days=1)


def day_before(day: date) -> date:
    """The civil day before."""
    return day - ONE_DAY


def day_after(day: date) -> date:
    """The civil day after."""
    return day + ONE_DAY


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February is 1 March in a year that lacks it."""
    if (day.month, day.day) == (2, 29) and not isleap(day.year + years):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


def corresponding_day(day: date, years: int) -> date:
    """The corresponding day `years` later, or that month's last day where it is missing (民法典 202)."""
    return months_after(day, 12 * years)


def months_after(day: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day where it is missing (民法典 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday(birth_on: date, age: int) -> date:
    """The day on which a person turns `age`; born on 29 February: 1 March in other years."""
    return anniversary(birth_on, age)


def civil_date(at: datetime, zone: tzinfo) -> date:
    """The date that people in `zone` write at the instant `at`; ValueError for an instant without an offset."""
    if at.utcoffset() is None:
        message = "a civil date needs an instant with an offset"
        raise ValueError(message)
    return at.astimezone(zone).date()


def last_instant_of(day: date, zone: tzinfo) -> datetime:
    """The last microsecond of `day` in `zone`, in UTC: what a date means where an instant is asked for."""
    return datetime.combine(day, time.max, tzinfo=zone).astimezone(UTC)
