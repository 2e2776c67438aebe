"""Two processes import the same register at once: every household is taken once, by one of them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.settings import Settings
from tests.support.command_line import CommandLine, Ran
from tests.support.registers import true_households
from tests.support.world import World, require_sound
from tests.support.world_registers import workbook_of

HOUSEHOLDS = true_households(Random(2), 40)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "登记册.xlsx"
    file.write_bytes(workbook_of(HOUSEHOLDS))
    return file


def both(settings: Settings, folder: Path, register: Path) -> tuple[Ran, Ran]:
    """How the two ended."""
    office = CommandLine(
        folder=folder,
        env={"JIAYI_DATABASE_URL": settings.database_url, "JIAYI_KEK_FILE": str(settings.kek_file)},
    )
    under_way = [office.start("import", register, "--policy", "hanbin", "--json") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in under_way]
    one, other = (
        Ran(process.returncode, stdout, stderr) for process, (stdout, stderr) in zip(under_way, said, strict=True)
    )
    return one, other


def test_two_imports_of_one_register_at_once_take_every_household_once(
    store_settings: Settings, register: Path, tmp_path: Path
) -> None:
    ended = both(store_settings, tmp_path, register)
    assert [ran.status for ran in ended] == [0, 0], [ran.stderr for ran in ended]
    counts: Counter[str] = Counter()
    for ran in ended:
        assert ran.answer["read"]["households"] == len(HOUSEHOLDS)
        counts.update({name: ran.answer[name]["households"] for name in ("taken", "unchanged", "refused")})
    assert counts == {"taken": len(HOUSEHOLDS), "unchanged": len(HOUSEHOLDS), "refused": 0}
    with open_store(store_settings, writing=True) as store:
        world = World(store, SystemClock())
        people = sum(len(household.persons) for household in HOUSEHOLDS)
        recorded = world.wire_names()
        assert recorded["contract.signed.v1"] == len(HOUSEHOLDS)
        assert recorded["resident.registered.v1"] == recorded["resident.identified.v1"] == people
        assert recorded["care_team.founded.v1"] == len({household.team for household in HOUSEHOLDS})
        require_sound(world)


def test_two_that_open_an_empty_store_at_once_make_its_read_models_once(store_settings: Settings) -> None:
    with open_store(store_settings, writing=True) as store:
        stores = [store, store] if store.dialect == "sqlite" else [store, open_store(store_settings, writing=True)]
        with ThreadPoolExecutor(2) as pool:
            worlds = list(pool.map(lambda each: World(each, SystemClock()), stores))
        assert worlds[0].runner.live() == worlds[1].runner.live()
        stores[1].close()
