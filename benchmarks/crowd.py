"""Many who do the same thing at once, for some seconds: threads of this process, or several processes of threads."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Barrier, Thread

STARTING_SECONDS = 6.0
"""What processes get for opening their stores before they begin together."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a second, and how long the slowest hundredth took at least (milliseconds)."""

    per_second: float
    p99_ms: float


def at_once(act: Callable[[], object], *, threads: int, seconds: float) -> Rate:
    """How often `act` was done by so many threads."""
    begin = Barrier(threads + 1)
    took: list[list[float]] = [[] for _ in range(threads)]

    def work(mine: list[float]) -> None:
        begin.wait()
        end = time.perf_counter() + seconds
        while (before := time.perf_counter()) < end:
            act()
            mine.append(time.perf_counter() - before)

    workers = [Thread(target=work, args=(mine,)) for mine in took]
    for worker in workers:
        worker.start()
    begin.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - started
    return _rate([each for mine in took for each in mine], elapsed)


def in_processes(work: str, arguments: Sequence[str], *, processes: int, threads: int, seconds: float) -> Rate:
    """The same by several processes, each `python -m work ARGUMENTS`; they begin together."""
    begin = str(time.monotonic() + STARTING_SECONDS)
    command = [sys.executable, "-m", work, *arguments, str(threads), str(seconds), begin]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]  # noqa: S603 our own words
    rates = [json.loads(process.communicate(timeout=120)[0]) for process in running]
    return Rate(per_second=sum(rate[0] for rate in rates), p99_ms=max(rate[1] for rate in rates))


def wait_for(begin: str) -> None:
    """Until the others have opened their stores too."""
    time.sleep(max(0.0, float(begin) - time.monotonic()))


def _rate(took: list[float], elapsed: float) -> Rate:
    took.sort()
    return Rate(per_second=len(took) / elapsed, p99_ms=1000 * took[int(len(took) * 0.99)])
