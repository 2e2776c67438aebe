"""A COMMIT that did not answer is neither failed nor done: the ledger is asked, and every command counts once."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg2
import pytest
from sqlalchemy import make_url, text

from application.ports import Appended, LedgerUnavailable, Repeated
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.failures import DatabaseUnreachable, OutcomeUnknown
from infrastructure.ledger.stored_ledger import StoredLedger
from tests.infrastructure.ledger.appends import registration, signing
from tests.support.postgres import PostgresServer
from tests.support.proxy import LosingProxy, Loss
from tests.support.stores import MORNING, settings_for

LI, WANG, CONTRACT = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def proxy(postgresql_url: str) -> Iterator[LosingProxy]:
    opened = LosingProxy(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
def remote(proxy: LosingProxy, tmp_path: Path) -> Iterator[Store]:
    with open_store(settings_for(proxy.url, tmp_path), writing=True) as store:
        yield store


@pytest.mark.parametrize("loss", ["reply", "command"])
def test_a_lost_commit_is_recorded_once_and_answered_as_appended(
    proxy: LosingProxy, remote: Store, clock: DemoClock, loss: Loss
) -> None:
    ledger = StoredLedger(remote, clock)
    proxy.lose_next_commit(loss)
    outcomes = ledger.append([registration(LI), signing(CONTRACT, LI)])
    assert proxy.lost == 1
    assert outcomes == [
        Appended(first_position=1, last_position=1, recorded_at=MORNING),
        Appended(first_position=2, last_position=2, recorded_at=MORNING),
    ]
    assert [record.stream_id for record in ledger.after(0, limit=9)] == [LI, CONTRACT]


@pytest.mark.parametrize("loss", ["reply", "command"])
def test_a_transaction_of_ours_says_that_its_outcome_is_unknown(proxy: LosingProxy, remote: Store, loss: Loss) -> None:
    proxy.lose_next_commit(loss)
    with pytest.raises(OutcomeUnknown), remote.transaction() as connection:
        connection.execute(text("INSERT INTO tracking VALUES ('reader', 1)"))
    with remote.reading() as connection:
        written = connection.execute(text("SELECT count(*) FROM tracking")).scalar()
    assert written == (1 if loss == "reply" else 0)


def test_a_repeated_command_stays_repeated_where_the_commit_of_others_was_lost(
    proxy: LosingProxy, remote: Store, clock: DemoClock
) -> None:
    ledger = StoredLedger(remote, clock)
    before = signing(CONTRACT, LI)
    ledger.append([before])
    proxy.lose_next_commit("reply")
    outcomes = ledger.append([before, registration(WANG)])
    assert isinstance(outcomes[1], Appended)
    assert outcomes[0] == Repeated(stream_id=CONTRACT, stream_version=1)


class KillingClock:
    """A clock that is read before a batch is sent, or under the head; the first reading kills the connection."""

    def __init__(self, kill: Callable[[], None]) -> None:
        self._kill = kill
        self.readings = 0

    def now(self) -> datetime:
        self.readings += 1
        if self.readings == 1:
            self._kill()
        return MORNING

    def today(self, timezone: str) -> date:
        return MORNING.astimezone(ZoneInfo(timezone)).date()


def test_a_connection_killed_before_it_wrote_is_replaced(
    postgres: PostgresServer, postgresql_url: str, tmp_path: Path
) -> None:
    def kill() -> None:
        executed(
            postgres,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            make_url(postgresql_url).database,
        )

    with open_store(settings_for(postgresql_url, tmp_path), writing=True) as store:
        clock = KillingClock(kill)
        ledger = StoredLedger(store, clock)
        (outcome,) = ledger.append([registration(LI)])
        assert outcome == Appended(first_position=1, last_position=1, recorded_at=MORNING)
        assert (clock.readings, len(ledger.stream(LI))) == (2, 1)


def test_a_server_that_is_away_is_waited_for_and_then_given_up(
    own_postgres: PostgresServer, tmp_path: Path, clock: DemoClock
) -> None:
    with open_store(settings_for(own_postgres.create_database(), tmp_path), writing=True) as store:
        own_postgres.stop("immediate")
        with pytest.raises(LedgerUnavailable):
            StoredLedger(store, clock, patience_seconds=0.3).append([registration(LI)])
        with pytest.raises(DatabaseUnreachable):
            StoredLedger(store, clock, patience_seconds=0.3).stream(LI)
        own_postgres.start()
        (outcome,) = StoredLedger(store, clock).append([registration(LI)])
        assert isinstance(outcome, Appended)


def test_a_commit_that_stopped_waiting_for_its_standby_is_unknown(
    own_postgres: PostgresServer, tmp_path: Path, clock: DemoClock
) -> None:
    with (
        open_store(settings_for(own_postgres.create_database(), tmp_path), writing=True) as store,
        ThreadPoolExecutor() as threads,
    ):
        ledger = StoredLedger(store, clock)
        executed(own_postgres, "ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        executed(own_postgres, "SELECT pg_reload_conf()")
        appending = threads.submit(ledger.append, [registration(LI)])
        first = waiting_for_standby(own_postgres, after="-infinity")
        executed(own_postgres, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        waiting_for_standby(own_postgres, after=first)  # asked again under the head, and still not replicated
        assert not appending.done()
        executed(own_postgres, "ALTER SYSTEM RESET synchronous_standby_names")
        executed(own_postgres, "SELECT pg_reload_conf()")
        assert appending.result(timeout=20) == [Appended(first_position=1, last_position=1, recorded_at=MORNING)]


def waiting_for_standby(server: PostgresServer, *, after: str) -> str:
    """When the transaction began that waits for a standby, later than `after`."""
    for _ in range(200):
        found = executed(
            server,
            "SELECT xact_start::text FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND xact_start > %s",
            after,
        )
        if found:
            return str(found[0][0])
        time.sleep(0.05)
    raise AssertionError("no transaction waits for a standby")


def executed(server: PostgresServer, statement: str, *values: object) -> list[tuple[object, ...]]:
    url = make_url(server.url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
