"""`kill -9` at every moment of an import, of other commands and of projecting: nothing is lost, nothing doubled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.settings import Settings
from tests.support.campaign import share
from tests.support.killing import IN_A_TRANSACTION, Kill, Mother, Said, schedule
from tests.support.killing_work import do_round, households_of
from tests.support.postgres import PostgresServer
from tests.support.privacy import found, places
from tests.support.stores import settings_for
from tests.support.world import World, as_people_read, require_sound

KILLS = share(200)
SEED = 20261122
BEFORE, AFTER = date(2018, 12, 1), date(2018, 12, 31)
"""Days before and after what is recorded of births, deaths and moves."""

PEOPLE = [person for number in range(5) for each in households_of(number) for person in each.persons][:20]
NUMBERS = [number for person in PEOPLE for number in (person.number, person.phone)]
"""Ids and phones of people of whom killed processes knew; their names are like those of their doctors."""


@contextmanager
def opened(settings: Settings) -> Iterator[World]:
    with open_store(settings, writing=True) as store:
        yield World(store, SystemClock())


def kill_all(settings: Settings, kills: Sequence[Kill], errors: Path) -> list[Said]:
    environment = {
        "JIAYI_DATABASE_URL": settings.database_url,
        "JIAYI_KEK_FILE": str(settings.kek_file),
        "TMPDIR": str(errors.parent),
    }
    with Mother(environment, errors) as mother:
        return [mother.run(kill) for kill in kills]


def require_nothing_acknowledged_lost(world: World, said: Sequence[Said]) -> None:
    recorded = {record.position: str(record.cause.command_id) for record in world.ledger.after(0, limit=10**6)}
    for answer in (answer for each in said for answer in each.answers):
        positions = range(answer["first"], answer["last"] + 1)
        assert {recorded.get(position) for position in positions} == {answer["command"]}


def test_a_process_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    store_settings: Settings, tmp_path: Path, postgres: PostgresServer
) -> None:
    kills = schedule(SEED, KILLS)
    (words := tmp_path / "words").mkdir()
    errors = words / "errors.txt"
    with opened(store_settings):
        pass  # the store is there; what is killed is work, not the making of a store
    said = kill_all(store_settings, kills, errors)
    assert all(each.reached and each.killed for each in said), errors.read_text()
    assert sum(kill.moment in IN_A_TRANSACTION for kill in kills) >= KILLS / 5
    assert any(each.answers for each in said)
    assert found(NUMBERS, places(store_settings, words, postgres)) == set()

    undisturbed = settings_for(f"sqlite:///{tmp_path / 'undisturbed.db'}", tmp_path / "undisturbed")
    (tmp_path / "undisturbed").mkdir()
    with opened(store_settings) as world, opened(undisturbed) as other:
        require_nothing_acknowledged_lost(world, said)
        require_sound(world)
        for number in range(KILLS):
            do_round(world, number)
            do_round(other, number)
        require_nothing_acknowledged_lost(world, said)
        require_sound(world)
        assert world.wire_names() == other.wire_names()
        for day in (BEFORE, AFTER):
            assert as_people_read(world.roster_on(day)) == as_people_read(other.roster_on(day))
