"""A run is killed as `kill -9` does, again and again, and begun anew: nothing is doubled, nothing lost."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import update

from application.renewal_runs import RenewalRuns
from domain.contract.events import ContractSigned
from domain.contract.terms.events import ContractRenewed
from infrastructure.clock import DemoClock
from infrastructure.database import open_store
from infrastructure.ledger.tables import leases
from infrastructure.settings import Settings
from tests.support.campaign import LONG
from tests.support.renewing import Office
from tests.support.renewing_process import RUN_ON
from tests.support.world import World, require_sound

ROOT = Path(__file__).parents[3]
CONTRACTS = 12
KILLS = 20 if LONG else 2
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_a_run_that_was_killed_again_and_again_comes_to_what_one_run_comes_to(store_settings: Settings) -> None:
    with open_store(store_settings, writing=True, demo=True) as store:
        office = Office(store)
        signed = [office.sign(signed_on=date(2017, 3, 1) + timedelta(days=each)) for each in range(CONTRACTS)]
    random = Random(KILLS)
    for kill in range(KILLS):
        _killed(store_settings, 1 + (kill * 5) % CONTRACTS, random.uniform(0, 0.01))
        _let_the_lease_run_out(store_settings)
    with open_store(store_settings, writing=True) as store:
        world = World(store, DemoClock(datetime(2020, 3, 20, 4, tzinfo=UTC), demo=True))
        answer = world.renewing.run(RUN_ON, office.request().by)
        assert answer.from_on is None or answer.renewed == CONTRACTS
        for contract_id in signed:
            facts = [type(record.event) for record in world.ledger.stream(contract_id)]
            assert facts == [ContractSigned, ContractRenewed]
        (page,) = RenewalRuns(world.ledger, store.tenant).pages()
        assert (page.from_on, page.to_on, page.renewed) == (date(2020, 3, 1), RUN_ON, CONTRACTS)
        require_sound(world)


def _killed(settings: Settings, batches: int, pause_seconds: float) -> None:
    """A run that is killed a moment after it said so many batches; where none is left, it ends by itself."""
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "JIAYI_DATABASE_URL": settings.database_url,
        "JIAYI_KEK_FILE": str(settings.kek_file),
    }
    command = [sys.executable, "-P", "-m", "tests.support.renewing_process"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(batches)]
        assert said[0] in {"batch\n", "done\n"}
        time.sleep(pause_seconds)
        process.kill()


def _let_the_lease_run_out(settings: Settings) -> None:
    with open_store(settings, writing=True) as store, store.transaction() as connection:
        connection.execute(update(leases).values(until=LONG_AGO))
