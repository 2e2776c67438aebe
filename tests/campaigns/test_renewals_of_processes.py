"""`jiayi renew` and `jiayi work` as processes: two at once, stopped, killed while they run: the same history."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from application.envelope import Event
from application.ports import ZONE
from application.settling import SCHEDULER
from infrastructure.clock import SystemClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import leases
from infrastructure.settings import Settings
from tests.support.command_line import CommandLine
from tests.support.renewing import Office
from tests.support.stores import settings_for
from tests.support.world import World, require_sound

CONTRACTS = 32
PATIENCE_SECONDS = 120
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Contracts:
    """A store with contracts of which nothing was settled since 2017, and the processes that work on it."""

    settings: Settings
    signed: Sequence[UUID]
    command_line: CommandLine

    @staticmethod
    def made(settings: Settings, folder: Path) -> "Contracts":
        """Each contract falls due on a day of its own, and every fourth needs a consent that nobody gives."""
        with open_store(settings, writing=True, demo=True) as store:
            office = Office(store)
            signed = [
                office.sign("erqi" if each % 4 else "jiangxian", date(2017, 3, 1) + timedelta(days=each))
                for each in range(CONTRACTS)
            ]
        env = {"JIAYI_DATABASE_URL": settings.database_url, "JIAYI_KEK_FILE": str(settings.kek_file)}
        return Contracts(settings=settings, signed=signed, command_line=CommandLine(folder=folder, env=env))

    @contextmanager
    def read(self) -> Iterator[Store]:
        """The store, beside whoever writes it."""
        with open_store(self.settings, writing=False) as store:
            yield store

    def history(self) -> list[list[Event]]:
        """What followed the signing of each contract. Fails where the store is not sound."""
        with open_store(self.settings, writing=True) as store:
            world = World(store, SystemClock())
            require_sound(world)
            return [[record.event for record in world.ledger.stream(each)][1:] for each in self.signed]

    def under_way(self, *arguments: str) -> "subprocess.Popen[str]":
        """A process that has begun to record."""
        with self.read() as store:
            ledger = StoredLedger(store, SystemClock())
            before, deadline = ledger.head().position, time.monotonic() + PATIENCE_SECONDS
            process = self.command_line.start(*arguments, stdout=subprocess.DEVNULL)
            while ledger.head().position < before + 2:
                assert process.poll() is None, process.communicate()[1]
                assert time.monotonic() < deadline
                time.sleep(0.001)
        return process

    def lease_held(self) -> bool:
        """Whether somebody has the lease of the renewals."""
        with self.read() as store, store.reading() as connection:
            until: datetime = connection.execute(select(leases.c.until)).scalar_one()
        return until > SystemClock().now()

    def let_the_lease_run_out(self) -> None:
        """As it does by itself within a minute."""
        with open_store(self.settings, writing=True) as store, store.transaction() as connection:
            connection.execute(update(leases).values(until=LONG_AGO))


@pytest.fixture
def contracts(store_settings: Settings, tmp_path: Path) -> Contracts:
    return Contracts.made(store_settings, tmp_path)


@pytest.fixture
def undisturbed(tmp_path: Path) -> list[list[Event]]:
    """The history that one run leads to."""
    (folder := tmp_path / "undisturbed").mkdir()
    alone = Contracts.made(settings_for(f"sqlite:///{folder / 'jiayi.db'}", folder), folder)
    with open_store(alone.settings, writing=True) as store:
        world = World(store, SystemClock())
        answer = world.renewing.run(SystemClock().today(ZONE), SCHEDULER)
        assert (answer.renewed, answer.expired) == (3 * 24, 8)
    return alone.history()


def test_two_processes_that_renew_at_once_record_what_one_does(
    contracts: Contracts, undisturbed: list[list[Event]]
) -> None:
    """Where one takes longer than the other waits, on a slow machine, the other says who is at it."""
    both = [contracts.command_line.start("renew", "--json") for _ in range(2)]
    said = [json.loads(process.communicate(timeout=PATIENCE_SECONDS)[0]) for process in both]
    waited_in_vain = [each["error"]["code"] for each in said if "error" in each]
    assert waited_in_vain in ([], ["lease_held"], ["store_busy"])
    assert sorted(process.returncode for process in both) == [0, 3 if waited_in_vain else 0]
    assert contracts.history() == undisturbed


@pytest.mark.parametrize(("how", "status"), [(signal.SIGTERM, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_process_ended_while_it_renews_is_gone_on_with_by_the_next(
    contracts: Contracts, undisturbed: list[list[Event]], how: signal.Signals, status: int
) -> None:
    process = contracts.under_way("renew")
    process.send_signal(how)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == status
    assert contracts.lease_held() == (how is signal.SIGKILL)
    assert contracts.history() != undisturbed
    contracts.let_the_lease_run_out()
    again = contracts.command_line.run("renew", "--json")
    assert again.answer["renewed"] + again.answer["expired"] > 0
    assert contracts.history() == undisturbed


def test_work_that_is_stopped_while_it_renews_leaves_nothing_half_done_and_gives_the_lease_back(
    contracts: Contracts, undisturbed: list[list[Event]]
) -> None:
    process = contracts.under_way("work")
    process.terminate()
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert not contracts.lease_held()
    assert contracts.history() != undisturbed
    assert contracts.command_line.run("renew", "--json").status == 0
    assert contracts.history() == undisturbed
