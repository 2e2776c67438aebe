"""Civil dates: anniversaries, birthdays, the ends of terms. Every interval is inclusive at both ends."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def day_before(day: date) -> date:
    """The civil day before."""
    return day - ONE_DAY


def day_after(day: date) -> date:
    """The civil day after."""
    return day + ONE_DAY


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February is 1 March in a year that lacks it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def birthday(birth_on: date, age: int) -> date:
    """The day on which a person turns `age`; born on 29 February: 1 March in other years."""
    return anniversary(birth_on, age)
