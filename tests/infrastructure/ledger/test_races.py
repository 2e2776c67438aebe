"""Two who want the same at once: exactly one gets it, and the other is told, on both engines."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from application.ports import Append, Appended, Conflict, ConflictOn, Outcome
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import identification, registration, signing

ROUNDS = 15


def signed_anew(resident_id: UUID) -> Append:
    return signing(uuid4(), resident_id)


def raced(ledgers: list[StoredLedger], make: Callable[[], Append]) -> list[Outcome]:
    """Both decide on what they read, then append at the same moment."""
    barrier = Barrier(len(ledgers))

    def append(ledger: StoredLedger) -> Outcome:
        decided = make()
        barrier.wait()
        return ledger.append([decided])[0]

    with ThreadPoolExecutor(len(ledgers)) as threads:
        return list(threads.map(append, ledgers))


@pytest.fixture
def two_ledgers(store: Store, store_settings: Settings, clock: DemoClock) -> Iterator[list[StoredLedger]]:
    """Two clerks: two services on PostgreSQL; on SQLite one service, since one process writes a file."""
    if store.dialect == "sqlite":
        yield [StoredLedger(store, clock), StoredLedger(store, clock)]
    else:
        with open_store(store_settings, writing=True) as other:
            yield [StoredLedger(store, clock), StoredLedger(other, clock)]


def test_one_of_two_signs_the_same_person(two_ledgers: list[StoredLedger]) -> None:
    for number in range(1, ROUNDS + 1):
        li = UUID(int=number)
        outcomes = raced(two_ledgers, partial(signed_anew, li))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appended", "Conflict"]
        assert Conflict(on=ConflictOn.CLAIM) in outcomes
        assert len(two_ledgers[0].claims([li])[li].held) == 1
    assert two_ledgers[0].head().position == ROUNDS


def test_one_of_two_registers_the_same_number(two_ledgers: list[StoredLedger]) -> None:
    outcomes = raced(two_ledgers, lambda: identification(uuid4(), after=0))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appended", "Conflict"]
    assert Conflict(on=ConflictOn.IDENTIFIER) in outcomes


def test_one_of_two_takes_a_released_number(two_ledgers: list[StoredLedger]) -> None:
    li, wrong = UUID(int=1), "110105194912310038"
    two_ledgers[0].append([registration(li), identification(li, wrong), identification(li, after=2, corrects=wrong)])
    outcomes = raced(two_ledgers, lambda: identification(uuid4(), wrong, after=0))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appended", "Conflict"]
    assert Conflict(on=ConflictOn.IDENTIFIER) in outcomes


def test_one_of_two_goes_on_from_the_same_version(two_ledgers: list[StoredLedger]) -> None:
    li = UUID(int=1)
    two_ledgers[0].append([registration(li)])
    outcomes = raced(two_ledgers, lambda: identification(li, number=str(uuid4())))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appended", "Conflict"]


def test_the_same_command_twice_at_once_is_recorded_once(two_ledgers: list[StoredLedger]) -> None:
    same = registration(UUID(int=1))
    outcomes = raced(two_ledgers, lambda: same)
    assert sorted(type(outcome).__name__ for outcome in outcomes) in (
        ["Appended", "Conflict"],
        ["Appended", "Repeated"],
    )
    assert two_ledgers[0].head().position == 1


def test_two_keys_made_at_once_for_one_subject_are_one(two_ledgers: list[StoredLedger]) -> None:
    li = UUID(int=1)
    outcomes = raced(two_ledgers, lambda: registration(li))
    assert sum(isinstance(outcome, Appended) for outcome in outcomes) == 1
    (record,) = two_ledgers[0].opened(two_ledgers[0].stream(li))
    assert record.event == registration(li).streams[0].events[0]
