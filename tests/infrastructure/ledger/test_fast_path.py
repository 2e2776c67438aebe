"""The fast path writes what the careful way would have written, or nothing where anything is in the way."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, select

from application.ports import Append, Appended, Basis, CommandKey, Conflict, ConflictOn, Outcome, Repeated
from domain.resident.events import ResidentDetails, ResidentRegistered
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.ledger.appender import fast_path
from infrastructure.ledger.fast_path import FastPath
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.preparing import prepare
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import WRITTEN_ONCE
from infrastructure.vault.key_ring import KeyRing, recorded_keys
from tests.infrastructure.ledger.appends import append, facts, identification, registered, registration, signed, signing
from tests.support.stores import MORNING

LI, WANG, CONTRACT, OTHER = (UUID(int=number) for number in (1, 2, 3, 4))
ODD = "a'b\"c\\d{e},NULL;--%s"
"""What has a meaning in some literal, none of it in ours."""


def ready(store: Store, append: Append) -> Prepared:
    with store.reading() as connection:
        ring = KeyRing(store.keys, recorded_keys(connection, store.keys, {LI, WANG}))
    return prepare(append, RecordMapper(store.tenant), store.keys, ring)


def rows_of(store: Store) -> dict[str, Sequence[Any]]:
    """Everything on record, table by table."""

    def rows(connection: Connection, table: Any) -> Sequence[Any]:  # noqa: ANN401 a table of the ledger
        return [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]  # noqa: SLF001 SQLAlchemy's public name

    with store.reading() as connection:
        return {table.name: rows(connection, table) for table in WRITTEN_ONCE}


@pytest.fixture
def path(store: Store, clock: DemoClock) -> FastPath[Any]:
    return fast_path(store, clock)


NAMELESS = ResidentRegistered(registered_on=date(2026, 3, 1), details=ResidentDetails())


def batch() -> list[Append]:
    """What has rows in every table of the fast path; nothing in common."""
    key = CommandKey(principal=ODD, key=ODD, request=b"{}")
    return [
        registration(WANG, ODD, command=key),
        append(facts(uuid4(), NAMELESS, NAMELESS), facts(uuid4(), NAMELESS)),
        replace(signing(OTHER, LI), streams=(facts(OTHER, signed(LI, ODD)),)),
    ]


def test_what_is_written_at_once_is_on_record_as_it_was_made(store: Store, path: FastPath[Any]) -> None:
    made = [ready(store, each) for each in batch()]
    assert path.write([path.ready(made[:1]), path.ready(made[1:])]) == (0, MORNING)
    rows = rows_of(store)
    events = [event for each in made for event in each.events]
    assert rows["events"] == [
        {
            "position": position,
            "recorded_at": MORNING,
            "stream_id": event.originator_id,
            "stream_version": event.originator_version,
            "type": event.topic,
            "record": event.state,
        }
        for position, event in enumerate(events, 1)
    ]
    for table, given in (
        ("commands", [each.command for each in made]),
        ("claims", [row for each in made for row in each.claims]),
        ("sealed", [row for each in made for row in each.sealed]),
        ("subject_keys", [row for each in made for row in each.subject_keys]),
    ):
        assert given
        assert all(dict(row) in rows[table] for row in given if row is not None)
        assert len(rows[table]) == len(given)
    assert check_ledger(store) == []


def test_what_is_written_next_follows_what_is_there(store: Store, path: FastPath[Any], ledger: StoredLedger) -> None:
    ledger.append([registration(LI)])
    assert path.write([path.ready([ready(store, each)]) for each in batch()]) == (1, MORNING)
    assert isinstance(ledger.append([identification(LI)])[0], Appended)
    assert check_ledger(store) == []


IN_THE_WAY: dict[str, Callable[[], Append]] = {
    "a stream that is further": lambda: append(facts(LI, registered(LI))),
    "a stream that is not so far": lambda: append(facts(LI, registered(LI), after=2)),
    "a stream that was read and is further": lambda: replace(
        append(facts(uuid4(), NAMELESS)), read=Basis(streams=((LI, 0),))
    ),
    "claims that were read and are further": lambda: replace(
        append(facts(uuid4(), NAMELESS)), read=Basis(claims=((LI, 0),))
    ),
    "a claim that is taken": lambda: signing(uuid4(), LI, seq=1),
    "a claim that leaves one out": lambda: signing(uuid4(), LI, seq=3),
    "a command that was recorded": lambda: append(
        facts(uuid4(), NAMELESS), command=CommandKey(principal="clerk", key="1", request=b"another")
    ),
}


@pytest.mark.parametrize("what", IN_THE_WAY)
def test_where_anything_is_in_the_way_nothing_of_the_batch_is_written(
    store: Store, path: FastPath[Any], ledger: StoredLedger, what: str
) -> None:
    first = CommandKey(principal="clerk", key="1", request=b"{}")
    ledger.append([registration(LI, command=first), signing(CONTRACT, LI)])
    before = rows_of(store)
    made = [ready(store, each) for each in (registration(WANG), IN_THE_WAY[what]())]
    assert path.write([path.ready([each]) for each in made]) is None
    assert rows_of(store) == before
    assert path.write([path.ready(made[:1])]) == (2, MORNING)


def test_a_subject_key_that_somebody_else_made_first_is_no_silent_success(
    store: Store, path: FastPath[Any], ledger: StoredLedger
) -> None:
    made = ready(store, append(facts(uuid4(), registered(LI))))  # under a key of its own
    ledger.append([registration(LI)])
    assert path.write([path.ready([made])]) is None


def test_appends_that_touch_the_same_are_judged_in_their_order(ledger: StoredLedger) -> None:
    outcomes = ledger.append([registration(LI), identification(LI), registration(LI), registration(WANG)])
    assert [type(outcome) for outcome in outcomes] == [Appended, Appended, Conflict, Appended]
    assert [record.position for record in ledger.after(0, limit=9)] == [1, 2, 3]


def test_of_many_at_once_everybody_gets_the_answer_to_their_own(store: Store, clock: DemoClock) -> None:
    ledger = StoredLedger(store, clock)
    same = CommandKey(principal="clerk", key="same", request=b"{}")

    def clerk(number: int) -> Sequence[Outcome]:
        mine, shared = UUID(int=1000 + number), UUID(int=2000 + number // 4)
        return [
            *ledger.append([registration(mine)]),
            *ledger.append([signing(uuid4(), shared)]),
            *ledger.append([append(facts(uuid4(), NAMELESS), command=same)]),
        ]

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(clerk, range(64)))
    registered_, signed_, repeated = zip(*answers, strict=True)
    assert all(isinstance(each, Appended) for each in registered_)
    assert [sum(isinstance(each, Appended) for each in signed_[at : at + 4]) for at in range(0, 64, 4)] == [1] * 16
    assert {each for each in signed_ if not isinstance(each, Appended)} == {Conflict(on=ConflictOn.CLAIM)}
    assert sum(isinstance(each, Appended) for each in repeated) == 1
    assert all(isinstance(each, Appended | Repeated) for each in repeated)
    places = sorted(
        (each.first_position, each.last_position) for answer in answers for each in answer if isinstance(each, Appended)
    )
    assert places[0][0] == 1
    assert all(after[0] == before[1] + 1 for before, after in pairwise(places))
    assert check_ledger(store) == []
