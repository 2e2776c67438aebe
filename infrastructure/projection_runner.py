"""Keeps read models up to date: batches in ledger order, rows and position in one transaction."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition

from sqlalchemy import Connection

from infrastructure.ledger.look_up import take_head
from infrastructure.projections import control
from infrastructure.projections.control import AnotherRunnerMoved, Parked
from infrastructure.projections.driving import BATCH, Driver
from infrastructure.projections.generation import Generation, generation_of, make_generation
from infrastructure.projections.ports import Database
from infrastructure.projections.rebuilding import rebuild, renew
from infrastructure.projections.source import RecordSource
from projections.batch import Projection

POLL_SECONDS = 0.05
"""How often a waiting reader looks whether another process has come further."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a read model has come, and the streams of it that wait because they could not be applied."""

    position: int
    parked: Sequence[Parked]


class ProjectionRunner:
    """Drives the live generations of some projections. Any number of runners may drive the same ones at a time."""

    def __init__(
        self,
        database: Database,
        source: RecordSource,
        projections: Sequence[Projection],
        *,
        batch_size: int = BATCH,
    ) -> None:
        self._database = database
        self._driver = Driver(database, source, batch_size=batch_size)
        self._projections = {each.name: each for each in projections}
        self._moved = Condition()

    def prepare(self, *, on_progress: Callable[[str, int], None] | None = None) -> None:
        """Before the first read and write: make the tables that never were, rebuild those that other code built.

        Of several processes that begin at once, one makes and rebuilds, and the others wait for it.
        """
        with self._database.owner_transaction() as connection:
            take_head(connection)  # one at a time: two processes that begin at once would make the same tables
            control.metadata.create_all(connection)
            live = control.live(connection)
            for projection in self._projections.values():
                if projection.name not in live:
                    made = make_generation(connection, projection)
                    control.make_live(connection, projection.name, made.number)
        for name, state in live.items():
            if name in self._projections and state.version != self._projections[name].version:
                renew(self._driver, self._projections[name], on_progress)

    def catch_up(
        self, until_position: int | None = None, *, on_progress: Callable[[int], None] | None = None
    ) -> Mapping[str, int]:
        """Apply what the ledger says beyond each read model's position, up to a position, inclusive, or to its end.

        Answers how far each has come. Raises `ReadModelOutdated`, and what the surroundings raise if it does not pass.
        """
        while True:
            generations = self.live()
            read = self._driver.read(min(each.mark.position for each in generations), until_position)
            if not read:
                return {each.name: each.mark.position for each in generations}
            for generation in generations:
                if generation.mark.position < read[-1].position:
                    with suppress(AnotherRunnerMoved):  # then it did this very work
                        self._driver.advance(generation, read)
            self._tell_those_who_wait()
            if on_progress is not None:
                on_progress(read[-1].position)

    def wait_for(self, position: int, timeout_seconds: float) -> Mapping[str, Progress]:
        """Wait until every read model is at `position`, at most so long; answers how far they are then."""
        deadline = time.monotonic() + timeout_seconds
        while True:
            progress = self.progress()
            left_seconds = deadline - time.monotonic()
            if left_seconds <= 0 or all(each.position >= position for each in progress.values()):
                return progress
            with self._moved:
                self._moved.wait(min(left_seconds, POLL_SECONDS))

    def progress(self) -> Mapping[str, Progress]:
        """How far each read model is, and what waits; for health, and for readers."""
        with self._database.reading() as connection:
            return {
                each.name: Progress(
                    position=each.mark.position,
                    parked=tuple(control.parked(connection, each.name, each.number).values()),
                )
                for each in self._live(connection)
            }

    def retry_parked(self) -> Mapping[str, Sequence[Parked]]:
        """Apply what waits, in order, as far as each read model has come; answers what waits still."""
        for name in self._projections:
            for stream in self.progress()[name].parked:
                generation = next(each for each in self.live() if each.name == name)
                with suppress(AnotherRunnerMoved):  # it waits on, until it is driven again
                    self._driver.retry(generation, stream)
        return {name: each.parked for name, each in self.progress().items()}

    def rebuild(self, name: str, *, on_progress: Callable[[str, int], None] | None = None) -> int:
        """Build a read model's tables again from the first record, while reads go on; answers the position it is at.

        Raises KeyError for an unknown name, and `RebuildParked` where the new tables would lack what the old ones have.
        """
        return rebuild(self._driver, self._projections[name], on_progress)

    def live(self) -> Sequence[Generation]:
        """The live generations as they stand. Raises `ReadModelOutdated`."""
        with self._database.reading() as connection:
            return self._live(connection)

    def _live(self, connection: Connection) -> Sequence[Generation]:
        live = control.live(connection)
        return [generation_of(each, live[each.name]) for each in self._projections.values()]

    def _tell_those_who_wait(self) -> None:
        with self._moved:
            self._moved.notify_all()
