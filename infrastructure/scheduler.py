"""The scheduler only ticks: at the start, and after every midnight. What is to be done then, the ledger says.

So nothing is lost where it stood still: ticks that were missed come as one, and the run makes up for all days.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]  # it ships no types
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]  # it ships no types
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]  # it ships no types

from application.ports import ZONE

MINUTE_PAST_MIDNIGHT = 1


@contextmanager
def ticking(tick: Callable[[], object]) -> Iterator[None]:
    """Calls `tick` at once, and at 00:01 of every day in Asia/Shanghai, in a thread of its own."""
    scheduler = every_midnight(tick)
    tick()
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown()


def every_midnight(tick: Callable[[], object]) -> BackgroundScheduler:
    """A scheduler, not yet started, whose one job `renewals` ticks at 00:01; however late, and then once."""
    zone = ZoneInfo(ZONE)
    scheduler = BackgroundScheduler(jobstores={"default": MemoryJobStore()}, timezone=zone)
    scheduler.add_job(
        tick,
        CronTrigger(hour=0, minute=MINUTE_PAST_MIDNIGHT, timezone=zone),
        id="renewals",
        coalesce=True,
        misfire_grace_time=None,
    )
    return scheduler
