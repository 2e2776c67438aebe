"""Three years of life: whether the scheduler ran on time, late, twice at once or was killed, it is the same history.

Each seed has 300 households, four teams and a scheduler that is disturbed in every way; the answers to people, and
every record, are those of the same life with a scheduler that ran every day. These live in memory; some smaller ones on
a store, whose read models have to say the same.
"""

import gc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pytest

from infrastructure.database import Store
from tests.support.campaign import LONG, share
from tests.support.years import BEGIN, Ground, History, Years
from tests.support.years_life import YEARS_DAYS, life
from tests.support.years_stored import stored

SEEDS = 2_000 if LONG else 50
GROUPS = SEEDS // (20 if LONG else 5)
"""Tests among which the seeds are shared out, so that every worker has its part."""

HOUSEHOLDS = 300
FEW = 24
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


def rarely(random: Random) -> Iterator[Tick]:
    """Once in a while, up to some months late."""
    while True:
        for _ in range(random.randint(1, 150)):
            yield lambda _years, _day: None
        yield Years.run


def lived(seed: int, ground: Ground, households: int, ticks: Iterator[Tick]) -> History:
    years = Years(ground, households)
    day = BEGIN
    for deed in life(Random(seed), households):
        while day <= deed.day:
            next(ticks)(years, day)
            day += timedelta(days=1)
        years.do(deed)
    years.run(END)
    return years.history()


def require_same(one: History, other: History, seed: int) -> None:
    assert one.answers == other.answers, f"seed {seed}"
    assert one.facts == other.facts, f"seed {seed}"
    assert one.claims == other.claims, f"seed {seed}"


LIVED_THROUGH = {
    "ContractSigned",
    "ContractRenewed",
    "ContractExpired",
    "ContractLapsed",
    "ContractTerminated",
    "ContractTransferred",
    "CareTeamClosed",
    "MarkWithdrawn",
    "MemberAdded",
    "MemberDied",
    "MemberRelocated",
    "MemberRemoved",
    "MemberReturned",
    "RenewalReconfirmed",
    "RenewalVoided",
    "ServiceDelivered",
    "TeamChanged",
    "TerminationRequestWithdrawn",
    "TerminationRequested",
    "TerminationVoided",
}
"""Kinds of facts of which every few seeds have some."""

REFUSED = {"capacity_exceeded", "team_closed", "team_has_contracts", "consent_after_end", "already_contracted"}
"""What is refused in every few seeds: by rules that ask who is under contract with whom, settled or not."""


@pytest.fixture
def _rubbish_left_lying() -> Iterator[None]:
    """Looking for rubbish costs a fifth of these years, and there is hardly any."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.mark.usefixtures("_rubbish_left_lying")
@pytest.mark.parametrize("group", range(GROUPS))
def test_the_same_history_however_the_scheduler_ran(group: int) -> None:
    facts, refused = set[str](), set[str]()
    for seed in range(group, SEEDS, GROUPS):
        on_time, otherwise = (
            lived(seed, Ground.in_memory(HOUSEHOLDS), HOUSEHOLDS, ticks(Random(seed)))
            for ticks in (every_day, disturbed)
        )
        require_same(otherwise, on_time, seed)
        facts |= on_time.kinds().keys()
        refused |= on_time.refused().keys()
    assert facts >= LIVED_THROUGH
    assert refused >= REFUSED


@pytest.mark.parametrize("seed", range(share(30)))
def test_a_store_whose_scheduler_ran_rarely_has_the_history_of_a_punctual_one(store: Store, seed: int) -> None:
    """What is in force, due and counted is asked of read models there, which know nothing of what is not settled."""
    punctual = lived(seed, Ground.in_memory(FEW), FEW, every_day(Random(seed)))
    require_same(lived(seed, stored(store, FEW), FEW, rarely(Random(seed))), punctual, seed)
