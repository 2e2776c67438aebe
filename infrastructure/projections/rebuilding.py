"""Building a read model again from the first record, in tables of its own, while reads go on."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from infrastructure.projections import control
from infrastructure.projections.control import AnotherRunnerMoved, Mark
from infrastructure.projections.driving import Driver
from infrastructure.projections.generation import Generation, drop_others, make_generation
from infrastructure.projections.source import Read
from projections.batch import Projection

STANDSTILL_SECONDS = 10.0
"""How long a rebuild may stand still before it is taken for one that was broken off: a batch takes about one."""

POLL_SECONDS = 0.05
"""How often a rebuild that runs elsewhere is looked at."""


class RebuildParked(Exception):
    """Streams that the live tables hold could not be applied to the new ones; the live ones stay."""

    def __init__(self, name: str, streams: int) -> None:
        super().__init__(f"{name}: {streams} streams could not be applied; the old tables stay")
        self.name = name
        self.streams = streams


class _LiveIsAhead(Exception):
    """The live tables are further than the new ones, which first go on."""


def renew(driver: Driver, projection: Projection, on_progress: Callable[[str, int], None] | None) -> None:
    """Rebuild tables that other code built. Where somebody else is at it, wait for as long as that goes on.

    Raises `RebuildParked`, and what the surroundings raise.
    """
    while _is_outdated(driver, projection):
        if not _another_goes_on(driver, projection.name):
            with suppress(AnotherRunnerMoved):  # a later rebuild took over: that one is waited for
                rebuild(driver, projection, on_progress)


def rebuild(driver: Driver, projection: Projection, on_progress: Callable[[str, int], None] | None) -> int:
    """Replay into new tables, move reads over with the last batch, drop the old tables; answers the position.

    The rebuild that began last goes on: one that began before it and runs still, elsewhere, or was broken off, loses
    its tables and raises `AnotherRunnerMoved`. Raises `RebuildParked`.
    """
    with driver.database.owner_transaction() as connection:
        generation = make_generation(connection, projection)
    try:
        drop_others(driver.database, projection.name, up_to=generation.number - 1)
        return _replay(driver, generation, on_progress)
    finally:
        drop_others(driver.database, projection.name, up_to=generation.number)


def _is_outdated(driver: Driver, projection: Projection) -> bool:
    with driver.database.reading() as connection:
        return control.live(connection)[projection.name].version != projection.version


def _another_goes_on(driver: Driver, name: str) -> bool:
    """Whether somebody else's rebuild moved or ended; False where there is none, or one of a process that died."""
    before = _under_way(driver, name)
    deadline = time.monotonic() + STANDSTILL_SECONDS
    while before and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        if _under_way(driver, name) != before:
            return True
    return False


def _under_way(driver: Driver, name: str) -> Mapping[int, Mark]:
    with driver.database.reading() as connection:
        return control.others(connection, name)


def _replay(driver: Driver, generation: Generation, on_progress: Callable[[str, int], None] | None) -> int:
    live = False
    while not live:
        read = driver.read(generation.mark.position)
        if len(read) < driver.batch_size:
            generation, live = _take_over(driver, generation, read)
        else:
            generation = driver.advance(generation, read)
        if on_progress is not None:
            on_progress(generation.name, generation.mark.position)
    return generation.mark.position


def _take_over(driver: Driver, generation: Generation, read: Sequence[Read]) -> tuple[Generation, bool]:
    """The last batch and the pointer in one transaction, unless the live tables have come further meanwhile."""

    def make_live(connection: Connection, after: Mark) -> None:
        live = control.held(connection, generation.name)
        if live is not None:
            if live.mark.position > after.position:
                raise _LiveIsAhead
            _require_nothing_missing(connection, generation, live)
        control.make_live(connection, generation.name, generation.number)

    try:
        return driver.advance(generation, read, also=make_live), True
    except _LiveIsAhead:
        return generation, False


def _require_nothing_missing(connection: Connection, generation: Generation, live: control.GenerationState) -> None:
    """Tables of another version cannot be read anyway; tables of this one are not given up for less."""
    if live.version != generation.projection.version:
        return
    waiting = control.parked(connection, live.projection, live.generation)
    parked = control.parked(connection, generation.name, generation.number).values()
    missing = [each for each in parked if each.stream_id not in waiting and each.position <= live.mark.position]
    if missing:
        raise RebuildParked(generation.name, len(missing))
