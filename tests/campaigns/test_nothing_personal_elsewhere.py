"""Names, ids and phones are in the vault and in the read model `residents`: nowhere else, whatever goes wrong."""

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import psycopg2
import pytest
from sqlalchemy import insert, make_url
from sqlalchemy.exc import DBAPIError

from application.contracts import load_contract
from application.executing import Request
from application.ports import LedgerUnavailable
from domain.contract.commands import RecordDeath
from domain.refusal import Refused
from infrastructure.clock import SystemClock
from infrastructure.database import Store, open_store
from infrastructure.engines.postgresql import schema_of
from infrastructure.ledger.tables import tracking
from infrastructure.settings import Settings
from tests.support.postgres import PostgresServer
from tests.support.privacy import (
    READ_MODEL,
    found,
    places,
    register_of_known_people,
    values_of,
)
from tests.support.registers import TrueHousehold
from tests.support.stores import settings_for
from tests.support.world import CLERK, World
from tests.support.world_registers import workbook_of

ROOT = Path(__file__).parents[2]
HOUSEHOLDS = register_of_known_people()
VALUES = values_of(HOUSEHOLDS)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder for everything that our processes say or leave behind; their temporary files too."""
    made = tmp_path / "words"
    (made / "tmp").mkdir(parents=True)
    return made


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(store_settings: Settings, words: Path) -> Iterator[Start]:
    """Starts the command line; what it says on standard error is kept in the folder of words."""
    log = (words / "stderr.txt").open("ab")
    surroundings = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(words / "tmp"),
        "JIAYI_DATABASE_URL": store_settings.database_url,
        "JIAYI_KEK_FILE": str(store_settings.kek_file),
    }

    def started(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "api.cli", *arguments],
            env={**surroundings, **environment},
            cwd=words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
        )

    yield started
    log.close()


def told(error: BaseException) -> bytes:
    """An error as a log would have it, with everything that led to it."""
    return "".join(traceback.format_exception(error)).encode()


def test_nothing_personal_is_left_by_imports_and_what_they_refuse(
    store_settings: Settings, start: Start, words: Path, postgres: PostgresServer, tmp_path: Path
) -> None:
    register = tmp_path / "register.xlsx"
    register.write_bytes(workbook_of(HOUSEHOLDS))
    again = ("import", str(register), "--policy", "hanbin", "--json")
    report, _ = (finished := start(*again)).communicate(timeout=120)
    assert finished.returncode == 0, report
    assert found(VALUES, {"report": report}) == set()
    corrected = tmp_path / "corrected.xlsx"
    corrected.write_bytes(workbook_of([_spoiled(HOUSEHOLDS[0]), *_moved_together(HOUSEHOLDS)]))
    for arguments in (
        ("import", str(corrected), "--policy", "hanbin", "--json"),
        ("import", str(corrected), "--policy", "nowhere", "--json"),
        ("import", str(words / "stderr.txt"), "--policy", "hanbin"),
        ("verify", "--json"),
    ):
        start(*arguments).communicate(timeout=120)
    other_key = words.parent / "other.kek"
    start(*again, JIAYI_KEK_FILE=str(other_key)).communicate(timeout=120)

    everywhere = places(store_settings, words, postgres)
    assert found(VALUES, everywhere) == set()
    assert any(b"contract.signed.v1" in content for content in everywhere.values())


def _spoiled(household: TrueHousehold) -> TrueHousehold:
    """Another signing day, which is refused."""
    return replace(household, signed_on=date(2018, 1, 2))


def _moved_together(households: list[TrueHousehold]) -> list[TrueHousehold]:
    """Households that claim a member of the one before: conflicts; and a phone that changed."""
    return [
        replace(each, persons=(*each.persons, replace(before.persons[0], relationship="子", phone="13900000000")))
        for before, each in pairwise(households)
    ]


def test_nothing_personal_is_said_by_refusals_and_failures(
    store_settings: Settings, words: Path, postgres: PostgresServer
) -> None:
    said: list[BaseException] = []
    with open_store(store_settings, writing=True) as store:
        world = World(store, SystemClock())
        world.take(workbook_of(HOUSEHOLDS[:6]))
        contract_id = world.directory.by_household(HOUSEHOLDS[0].number, at_least=world.ledger.head().position)[-1]
        head = next(iter(load_contract(world.ledger, contract_id).contract.members))
        for died_on in (date(2017, 1, 1), date(2026, 12, 1)):
            with pytest.raises(Refused) as refused:
                world.contracts.handle(contract_id, RecordDeath(resident_id=head, died_on=died_on), Request.new(CLERK))
            said.append(refused.value)
        with trouble(store, store_settings):
            said += failures_of(lambda: world.take(workbook_of(HOUSEHOLDS[6:])), world.runner.catch_up)
    assert (
        found(VALUES, {**{str(error): told(error) for error in said}, **places(store_settings, words, postgres)})
        == set()
    )


def failures_of(*attempts: Callable[[], object]) -> list[BaseException]:
    """What the surroundings made of each attempt, where it did not come through."""
    failed: list[BaseException] = []
    for attempt in attempts:
        try:
            attempt()
        except (LedgerUnavailable, DBAPIError) as error:
            failed.append(error)
    return failed


@contextmanager
def trouble(store: Store, settings: Settings) -> Iterator[None]:
    """A full disk, where the store is a file; connections that are cut again and again, where it is a server."""
    if store.dialect == "sqlite":
        with store.transaction() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # it is never made less than what is used
        yield
        return
    over = Event()
    with ThreadPoolExecutor(1) as pool:
        cutting = pool.submit(cut_connections, settings.database_url, over)
        yield
        over.set()
        assert cutting.result() > 0


def cut_connections(url: str, over: Event) -> int:
    """Ends every other connection to the database, again and again; how many there were."""
    address, cut = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False), 0
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        while not over.wait(0.02):
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
            )
            cut += cursor.rowcount
    return cut


@pytest.mark.parametrize("ended_by", ["pg_cancel_backend", "pg_terminate_backend"])
def test_nothing_personal_is_in_the_log_when_the_write_of_names_is_ended(
    postgresql_url: str, tmp_path: Path, postgres: PostgresServer, ended_by: str
) -> None:
    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store, ThreadPoolExecutor(1) as pool:
        world = World(store, SystemClock())
        world.take(workbook_of(HOUSEHOLDS))
        logged = postgres.log_path.stat().st_size
        with names_locked(postgresql_url, world) as cursor:
            writing = pool.submit(world.runner.catch_up)
            end_who_waits_for_names(cursor, ended_by)
        assert set(writing.result().values()) == {world.ledger.head().position}
    log = postgres.log_path.read_bytes()[logged:]
    assert found(VALUES, {"server.log": log}) == set()
    assert b"STATEMENT:  COPY residents_g1" in log


@contextmanager
def names_locked(url: str, world: World) -> Iterator[Any]:
    """Nobody writes the read model that holds names; a cursor of who sees to that."""
    (table,) = (each.tables[READ_MODEL] for each in world.runner.live() if READ_MODEL in each.tables)
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{schema_of("default")}"."{table.name}" IN EXCLUSIVE MODE')
        yield cursor
        connection.rollback()


def end_who_waits_for_names(cursor: Any, ended_by: str) -> None:  # noqa: ANN401 psycopg2's cursor, which has no public type
    """Ends the statement, or the connection, that waits for the lock; waits until there is one, at most ten seconds."""
    for _ in range(200):
        cursor.execute(
            f"SELECT {ended_by}(pid) FROM pg_stat_activity "  # noqa: S608 one of two names written above
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        if cursor.rowcount:
            return
        time.sleep(0.05)
    raise AssertionError("nobody came to write names")


def test_a_planted_name_is_found_wherever_it_is_planted(
    store_settings: Settings, words: Path, postgres: PostgresServer
) -> None:
    name, _, phone = VALUES[:3]
    (words / "tmp" / "left.json").write_text(json.dumps({"name": name}), encoding="ascii")
    (words / "stderr.txt").write_text(f"KeyError: {name.encode()!r}")
    with open_store(store_settings, writing=True) as store:
        World(store, SystemClock())
        with store.transaction() as connection:
            connection.execute(insert(tracking).values(name=f"{name} {phone}", position=1))
    everywhere = places(store_settings, words, postgres)
    in_database = {
        (where, value) for where in everywhere for value in (name, phone) if "tracking" in where or ".db" in where
    }
    in_files = {(str(words / "tmp" / "left.json"), name), (str(words / "stderr.txt"), name)}
    assert found(VALUES, everywhere) == in_database | in_files
    assert found([phone], {"server.log": f"STATEMENT:  INSERT … ('{phone}')".encode()}) == {("server.log", phone)}
