"""Runs several ways of doing the same thing in turn, round after round: noise hits all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping

Round = Callable[[], int]
"""One slice of work; answers how many things it did."""


def rates(ways: Mapping[str, Round], *, rounds: int) -> dict[str, list[float]]:
    """Things a second of each way, one figure a round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            done = way()
            found[name].append(done / (time.perf_counter() - started))
    return found


def print_ratios(found: Mapping[str, list[float]], *, to: str, unit: str) -> None:
    """Each way's median rate, and the median of its ratios to the peer `to` round by round."""
    for name, figures in found.items():
        ratio = statistics.median(own / peer for own, peer in zip(figures, found[to], strict=True))
        print(f"{name:<44} {statistics.median(figures):>10,.0f} {unit}   {ratio:>6.2f} x {to}")
