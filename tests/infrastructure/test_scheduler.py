"""The scheduler ticks after every midnight of Shanghai; ticks that were missed are not dropped, and come as one."""

from collections.abc import Iterator
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from infrastructure.scheduler import every_midnight, ticking

SHANGHAI = ZoneInfo("Asia/Shanghai")
PATIENCE_SECONDS, A_MOMENT_SECONDS = 30, 0.5


@pytest.fixture
def ticks() -> SimpleQueue[None]:
    return SimpleQueue()


@pytest.fixture
def waiting(ticks: SimpleQueue[None]) -> Iterator[Any]:
    """A scheduler that was started and does not look at its clock yet."""
    scheduler = every_midnight(lambda: ticks.put(None))
    scheduler.start(paused=True)
    yield scheduler
    scheduler.shutdown()


def test_row_16_midnights_that_were_missed_are_one_tick_as_soon_as_it_is_back(
    waiting: Any,  # noqa: ANN401 the library ships no types
    ticks: SimpleQueue[None],
) -> None:
    waiting.modify_job("renewals", next_run_time=datetime(2020, 2, 28, 0, 1, tzinfo=SHANGHAI))
    waiting.resume()
    ticks.get(timeout=PATIENCE_SECONDS)
    with pytest.raises(Empty):
        ticks.get(timeout=A_MOMENT_SECONDS)


def test_the_next_tick_is_a_minute_past_the_next_midnight_of_shanghai(
    waiting: Any,  # noqa: ANN401 the library ships no types
) -> None:
    next_run = waiting.get_job("renewals").next_run_time
    assert (next_run.tzinfo, next_run.hour, next_run.minute) == (SHANGHAI, 0, 1)


def test_whoever_starts_ticks_at_once(ticks: SimpleQueue[None]) -> None:
    with ticking(lambda: ticks.put(None)):
        assert ticks.qsize() == 1
