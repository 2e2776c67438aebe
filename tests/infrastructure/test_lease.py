"""One at a time: a lease is taken by whoever is first, kept while its holder works, and free when its time is over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from infrastructure.database import Store
from infrastructure.failures import LeaseHeld, LeaseLost
from infrastructure.lease import Lease
from tests.support.memory_ledger import FixedClock

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def lease(store: Store, machine: FixedClock) -> Lease:
    return Lease(store, "renewals", machine=machine, lease_seconds=60)


def test_the_second_one_is_told_who_holds_it_and_until_when(store: Store) -> None:
    machine = FixedClock(NOON)
    first, second = lease(store, machine), lease(store, machine)
    with first.held(), pytest.raises(LeaseHeld) as held, second.held(patience_seconds=0):
        pass
    assert held.value.facts == {
        "lease": "renewals",
        "holder": first.holder,
        "until": "2026-03-02T04:01:00+00:00",
    }
    with second.held(patience_seconds=0):
        assert not first.took()


def test_of_many_who_want_it_at_once_one_has_it(store: Store) -> None:
    machine = FixedClock(NOON)
    wanting = [lease(store, machine) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(Lease.took, wanting)) == 1


def test_a_holder_that_was_killed_loses_it_by_time_and_one_that_works_keeps_it(store: Store) -> None:
    machine = FixedClock(NOON)
    first, second = lease(store, machine), lease(store, machine)
    assert first.took()
    machine.instant += timedelta(seconds=40)
    first.keep()
    machine.instant += timedelta(seconds=40)
    assert not second.took()
    machine.instant += timedelta(seconds=20)
    assert second.took()


def test_who_stood_still_for_too_long_finds_it_lost_and_leaves_it_alone(store: Store) -> None:
    machine = FixedClock(NOON)
    first, second = lease(store, machine), lease(store, machine)
    assert first.took()
    machine.instant += timedelta(seconds=60)
    assert second.took()
    with pytest.raises(LeaseLost):
        first.keep()
    first.release()
    assert not lease(store, machine).took()
