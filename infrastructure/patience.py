"""Tries again while the database is away: a server that restarts needs seconds, and nobody should notice."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import TypeVar

from infrastructure.failures import DatabaseUnreachable, OutcomeUnknown

T = TypeVar("T")
PATIENCE_SECONDS = 15.0
PAUSES_SECONDS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_PAUSE_SECONDS = 1.0


def patiently(attempt: Callable[[], T], pauses: Iterable[float], passes: Callable[[Exception], bool]) -> T:
    """What `attempt` answers; made again after each pause (seconds) while what it raises passes, and then once more."""
    for pause_seconds in pauses:
        try:
            return attempt()
        except Exception as error:
            if not passes(error):
                raise
        time.sleep(pause_seconds)
    return attempt()


def pauses_for(seconds: float) -> Iterator[float]:
    """Pauses that grow, until `seconds` have gone by since the first was asked for."""
    deadline = time.monotonic() + seconds
    for pause_seconds in chain(PAUSES_SECONDS, repeat(LONGEST_PAUSE_SECONDS)):
        if time.monotonic() >= deadline:
            return
        yield pause_seconds


def is_away(error: Exception) -> bool:
    """Whether the database did not answer; asking again is safe for who reads, or can tell what it has written."""
    return isinstance(error, DatabaseUnreachable | OutcomeUnknown)
