"""Tries again while the database is away: a server that restarts needs seconds, and no command should notice."""

import time
from collections.abc import Callable
from itertools import chain, repeat
from typing import TypeVar

from infrastructure.failures import DatabaseUnreachable, OutcomeUnknown

T = TypeVar("T")
PATIENCE_SECONDS = 15.0
PAUSES_SECONDS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_PAUSE_SECONDS = 1.0


def patiently(attempt: Callable[[], T], seconds: float) -> T:
    """What `attempt` answers, tried again for `seconds`; then its `DatabaseUnreachable` or `OutcomeUnknown` passes."""
    deadline = time.monotonic() + seconds
    for pause in chain(PAUSES_SECONDS, repeat(LONGEST_PAUSE_SECONDS)):
        try:
            return attempt()
        except (DatabaseUnreachable, OutcomeUnknown):
            if time.monotonic() >= deadline:
                raise
        time.sleep(pause)
    raise AssertionError("the pauses never end")
