"""Three years of life: whether the scheduler ran on time, late, twice at once or was killed, it is the same contracts.

Each seed has forty households: what becomes of one does not depend on others, and a run has several due at a time.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pytest

from tests.support.campaign import LONG
from tests.support.years import BEGIN, YEARS_DAYS, Deed, Years, life

SEEDS = 2_000 if LONG else 50
GROUPS = 10
HOUSEHOLDS = 40
END = BEGIN + timedelta(days=YEARS_DAYS + 400)

Tick = Callable[[Years, date], None]


def every_day(_: Random) -> Iterator[Tick]:
    while True:
        yield Years.run


def disturbed(random: Random) -> Iterator[Tick]:
    """Some days on time; then it stands still for 1 to 400 days, or runs twice at once, or is killed."""
    while True:
        for _ in range(random.randrange(1, 30)):
            yield Years.run
        nth, written = random.randrange(1, 4), random.random() < 0.5
        trouble: list[Tick] = [
            lambda _years, _day: None,
            lambda years, day: years.run_twice_at_once(day, nth),  # noqa: B023 used up before it is drawn again
            lambda years, day: years.run_killed(day, nth, written=written),  # noqa: B023 the same
        ]
        chosen = random.choice(trouble)
        for _ in range(random.randint(1, 400) if chosen is trouble[0] else 5):
            yield chosen


def lived(seed: int, households: int, ticks: Iterator[Tick]) -> Years:
    years = Years(households)
    day = BEGIN
    for each in life(Random(seed), households):
        happens_on = each.day if isinstance(each, Deed) else each[0]
        while day <= happens_on:
            next(ticks)(years, day)
            day += timedelta(days=1)
        if isinstance(each, Deed):
            years.do(each)
        else:
            years.sign(each[1], each[0], each[2])
    years.run(END)
    return years


def require_same_history(seed: int, households: int) -> Years:
    on_time = lived(seed, households, every_day(Random(seed)))
    otherwise = lived(seed, households, disturbed(Random(seed)))
    assert otherwise.answers == on_time.answers
    assert otherwise.states() == on_time.states()
    return on_time


@pytest.mark.parametrize("group", range(GROUPS))
def test_the_same_contracts_however_the_scheduler_ran(group: int) -> None:
    for seed in range(group, SEEDS, GROUPS):
        require_same_history(seed, HOUSEHOLDS)


def test_three_hundred_households_live_through_every_kind_of_end() -> None:
    facts = require_same_history(2026, 300).facts()
    wanted = {
        "ContractRenewed",
        "ContractExpired",
        "ContractTerminated",
        "ContractLapsed",
        "TerminationRequested",
        "RenewalVoided",
        "TerminationRequestWithdrawn",
        "RenewalReconfirmed",
    }
    assert wanted <= facts.keys()
