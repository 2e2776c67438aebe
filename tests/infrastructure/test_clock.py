"""The business clock: civil dates of a zone; a demo moves its own, forwards."""

from datetime import UTC, date, datetime, timedelta

import pytest

from application.ports import Clock
from infrastructure.clock import DemoClock, SystemClock
from infrastructure.failures import NotADemo

EVENING = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)


def test_the_civil_date_is_that_of_the_zone() -> None:
    clock = DemoClock(EVENING, demo=True)
    assert clock.today("Asia/Shanghai") == date(2027, 1, 1)
    assert clock.today("UTC") == date(2026, 12, 31)


def test_a_demo_moves_forwards_only() -> None:
    clock = DemoClock(EVENING, demo=True)
    clock.move_to(EVENING + timedelta(days=3))
    clock.move_to(EVENING)
    assert clock.now() == EVENING + timedelta(days=3)


def test_only_a_demo_has_a_clock_that_moves() -> None:
    with pytest.raises(NotADemo):
        DemoClock(EVENING, demo=False)


def test_the_machine_tells_an_aware_instant_that_goes_on() -> None:
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first <= second
    assert first.utcoffset() == timedelta(0)
    assert isinstance(clock, Clock)
    assert isinstance(DemoClock(EVENING, demo=True), Clock)
