"""Building a read model again from the first record, in tables of its own, while reads go on."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from infrastructure.projections import control
from infrastructure.projections.control import Mark
from infrastructure.projections.driving import Driver
from infrastructure.projections.generation import Generation, drop_others, make_generation
from infrastructure.projections.source import Read
from projections.batch import Projection


class RebuildParked(Exception):
    """Streams that the live tables hold could not be applied to the new ones; the live ones stay."""

    def __init__(self, name: str, streams: int) -> None:
        super().__init__(f"{name}: {streams} streams could not be applied; the old tables stay")
        self.name = name
        self.streams = streams


class _LiveIsAhead(Exception):
    """The live tables are further than the new ones, which first go on."""


def rebuild(driver: Driver, projection: Projection, on_progress: Callable[[str, int], None] | None) -> int:
    """Replay into new tables, move reads over with the last batch, drop the old tables; answers the position.

    A rebuild that was broken off, or runs elsewhere at the same time, gives way: its tables are dropped and it raises
    `AnotherRunnerMoved`. Raises `RebuildParked`.
    """
    drop_others(driver.database, projection.name)
    with driver.database.owner_transaction() as connection:
        generation = make_generation(connection, projection)
    try:
        position = _replay(driver, generation, on_progress)
    finally:
        drop_others(driver.database, projection.name)
    return position


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
