"""The server goes away while a register is imported: what is asked just then is asked again, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import cast

from application.ports import Ledger
from infrastructure.clock import DemoClock
from infrastructure.database import open_store
from tests.support.postgres import PostgresServer
from tests.support.registers import true_households
from tests.support.stores import settings_for
from tests.support.world import World, require_sound
from tests.support.world_registers import workbook_of

HOUSEHOLDS = true_households(Random(3), 6)


class Outages:
    """Stops a server, and starts it again while others are already asking for it."""

    def __init__(self, server: PostgresServer, threads: ThreadPoolExecutor) -> None:
        self._server = server
        self._threads = threads
        self._start: Future[None] | None = None

    def begin(self) -> None:
        if self._start is not None:
            self._start.result()
        self._server.stop("immediate")
        self._start = self._threads.submit(self._server.start)


class InterruptedLedger:
    """A ledger whose server goes away just before each kind of question is put for the first time."""

    def __init__(self, ledger: Ledger, begin_outage: Callable[[], None]) -> None:
        self._ledger = ledger
        self._begin_outage = begin_outage
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> object:
        if name not in self.asked:
            self.asked.add(name)
            self._begin_outage()
        return getattr(self._ledger, name)


def test_an_import_outlives_an_outage_at_every_question_that_it_asks_of_the_ledger(
    own_postgres: PostgresServer, tmp_path: Path, clock: DemoClock
) -> None:
    settings = settings_for(own_postgres.create_database(), tmp_path)
    with ThreadPoolExecutor() as threads, open_store(settings, writing=True) as store:
        outages = Outages(own_postgres, threads)
        first, again = (
            World(store, clock, wrap=lambda ledger: cast("Ledger", InterruptedLedger(ledger, outages.begin)))
            for _ in range(2)
        )
        assert first.take(workbook_of(HOUSEHOLDS)).taken.households == len(HOUSEHOLDS)
        assert again.take(workbook_of(HOUSEHOLDS)).unchanged.households == len(HOUSEHOLDS)
        asked = cast("InterruptedLedger", first.ledger).asked | cast("InterruptedLedger", again.ledger).asked
        assert {"append", "head", "residents", "streams", "claims", "stream"} <= asked
    with open_store(settings, writing=True) as store:
        require_sound(World(store, clock))


def test_the_directory_is_asked_again_when_the_server_is_back(
    own_postgres: PostgresServer, tmp_path: Path, clock: DemoClock
) -> None:
    settings = settings_for(own_postgres.create_database(), tmp_path)
    with ThreadPoolExecutor() as threads, open_store(settings, writing=True) as store:
        world = World(store, clock)
        world.take(workbook_of(HOUSEHOLDS))
        world.runner.catch_up()
        Outages(own_postgres, threads).begin()
        assert len(world.directory.by_household(HOUSEHOLDS[0].number, at_least=1)) == 1
