"""Rebuilding: reads go on, never see less, and the tables of another version are not read."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import Connection, MetaData, inspect

from application.queries.moment import Moment
from application.queries.roster_view import Within
from domain.contract.events import MemberDied
from infrastructure.database import Store
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections import control, rebuilding
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.generation import ReadModelOutdated, drop_others, make_generation
from infrastructure.projections.read_models import LiveReadModels
from infrastructure.projections.rebuilding import RebuildParked
from infrastructure.projections.source import Read
from projections.batch import Batch, Projection, Tables
from projections.residents import RESIDENTS
from projections.roster import ROSTER
from tests.infrastructure.projections.given_source import GivenSource
from tests.projections.facts import Fact, an_id, signed

SIGNED: list[Fact] = [(an_id(100 + number), signed(an_id(number))) for number in range(1, 13)]
EVER = Moment(as_of=date(2018, 4, 1), known_at="now", position=10**6)


def started(store: Store, source: GivenSource, *projections: Projection) -> ProjectionRunner:
    runner = ProjectionRunner(store, source, projections or (ROSTER, RESIDENTS), batch_size=2)
    runner.prepare()
    return runner


def on_the_roster(read_models: LiveReadModels) -> int:
    return read_models.ask(lambda view: len(view.contracts(EVER, Within(limit=100))))


def tables_in(store: Store) -> set[str]:
    with store.reading() as connection:
        return {name for name in inspect(connection).get_table_names() if name.startswith("roster_")}


def test_a_reader_in_a_loop_never_sees_fewer_rows(store: Store) -> None:
    runner = started(store, GivenSource(SIGNED))
    runner.catch_up()
    read_models, seen, stopped = LiveReadModels(store), [12], Event()

    def keep_reading() -> None:
        while not stopped.is_set():
            seen.append(on_the_roster(read_models))

    reader = Thread(target=keep_reading)
    reader.start()
    for _ in range(4):
        runner.rebuild("roster")
    stopped.set()
    reader.join()
    assert set(seen) == {12}
    assert len(seen) > 4


class Overtaken(GivenSource):
    """Whenever a rebuild has read a batch, the live tables move on before it can write."""

    def __init__(self, source: GivenSource, live: ProjectionRunner, more: list[Fact]) -> None:
        super().__init__()
        self.facts = source.facts
        self.live = live
        self.more = more

    def after(self, position: int, *, limit: int) -> Sequence[Read]:
        read = super().after(position, limit=limit)
        if self.more:
            self.say(self.more.pop())
            self.live.catch_up()
        return read


def test_a_rebuild_takes_over_only_when_it_is_as_far_as_the_live_tables(store: Store) -> None:
    source = GivenSource(SIGNED[:3])
    live, read_models = started(store, source), LiveReadModels(store)
    live.catch_up()
    rebuilding = started(store, Overtaken(source, live, SIGNED[3:9]))
    counted: list[int] = []
    rebuilding.rebuild("roster", on_progress=lambda _name, _position: counted.append(on_the_roster(read_models)))
    assert counted == sorted(counted)
    assert counted[-1] == 9


def test_a_rebuild_drops_the_old_tables_and_what_a_broken_one_left(store: Store) -> None:
    source = GivenSource(SIGNED)
    runner = started(store, source)
    runner.catch_up()
    before = tables_in(store)

    def die(_name: str, _position: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.rebuild("roster", on_progress=die)
    runner.rebuild("roster")
    after = tables_in(store)
    assert len(after) == len(before)
    assert after.isdisjoint(before)
    assert on_the_roster(LiveReadModels(store)) == 12


NEWER = replace(ROSTER, version=ROSTER.version + 1)


def refusing(version: int) -> Projection:
    """The roster as new code has it that cannot apply one contract."""

    def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
        if any(record.stream_id == an_id(105) for record in batch.records):
            raise ArithmeticError
        ROSTER.apply(connection, tables, batch)

    return replace(ROSTER, version=version, apply=apply)


def test_tables_that_would_lack_a_contract_do_not_take_over(store: Store) -> None:
    source = GivenSource(SIGNED)
    started(store, source).catch_up()
    with pytest.raises(RebuildParked):
        started(store, source, refusing(ROSTER.version)).rebuild("roster")
    assert on_the_roster(LiveReadModels(store)) == 12


def generations_of(store: Store) -> Sequence[control.GenerationState]:
    with store.reading() as connection:
        return list(control.live(connection).values())


def test_tables_of_another_version_are_rebuilt_before_they_are_read(store: Store) -> None:
    source = GivenSource(SIGNED)
    old = started(store, source, ROSTER)
    old.catch_up()
    newer = started(store, source, NEWER)
    assert [(each.version, each.mark.position) for each in generations_of(store)] == [(NEWER.version, 12)]
    assert newer.catch_up() == {"roster": 12}
    with pytest.raises(ReadModelOutdated):
        old.catch_up()
    started(store, source, RESIDENTS)
    with pytest.raises(ReadModelOutdated):
        on_the_roster(LiveReadModels(store))


class Interrupted(GivenSource):
    """When the first batch is read, something else happens before it can be written."""

    def __init__(self, facts: list[Fact], meanwhile: Callable[[], object]) -> None:
        super().__init__(facts)
        self.meanwhile = [meanwhile]

    def after(self, position: int, *, limit: int) -> Sequence[Read]:
        read = super().after(position, limit=limit)
        if self.meanwhile:
            self.meanwhile.pop()()
        return read


HEAD_START_SECONDS = 0.5
"""Enough for another thread to come to where it waits."""


def test_who_is_overtaken_by_another_rebuild_goes_on_with_the_tables_of_that_one(store: Store) -> None:
    started(store, GivenSource(SIGNED), ROSTER).catch_up()
    other = ProjectionRunner(store, GivenSource(SIGNED), [NEWER], batch_size=2)
    overtaken = started(store, Interrupted(SIGNED, lambda: other.rebuild("roster")), NEWER)
    assert [(each.version, each.mark.position) for each in generations_of(store)] == [(NEWER.version, 12)]
    assert len(tables_in(store)) == len(NEWER.tables(MetaData(), ""))
    assert overtaken.catch_up() == {"roster": 12}


def test_a_rebuild_that_is_overtaken_leaves_the_other_one_alone(store: Store) -> None:
    started(store, GivenSource(SIGNED)).catch_up()
    under_way, overtaken = Event(), Event()

    def wait_to_be_overtaken() -> None:
        under_way.set()
        overtaken.wait(timeout=20)

    older = ProjectionRunner(store, Interrupted(SIGNED, wait_to_be_overtaken), [ROSTER], batch_size=2)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(older.rebuild, "roster")
        under_way.wait(timeout=20)

        def first_gives_way() -> None:
            overtaken.set()
            assert isinstance(first.exception(timeout=20), AnotherRunnerMoved)

        newer = ProjectionRunner(store, Interrupted(SIGNED, first_gives_way), [ROSTER], batch_size=2)
        assert newer.rebuild("roster") == 12
    assert on_the_roster(LiveReadModels(store)) == 12


def test_two_processes_that_begin_with_new_code_at_once_both_go_on(store: Store) -> None:
    started(store, GivenSource(SIGNED)).catch_up()
    for version in range(NEWER.version, NEWER.version + 4):
        newer = replace(ROSTER, version=version)
        begin = Barrier(2)

        def prepared(newer: Projection = newer, begin: Barrier = begin) -> ProjectionRunner:
            runner = ProjectionRunner(store, GivenSource(SIGNED), [newer], batch_size=2)
            begin.wait(timeout=20)
            runner.prepare()
            return runner

        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(prepared) for _ in range(2)]
            assert [each.result().catch_up() for each in both] == [{"roster": 12}] * 2
        assert {each.version for each in generations_of(store) if each.projection == "roster"} == {version}
        assert len(tables_in(store)) == len(newer.tables(MetaData(), ""))


def test_who_begins_while_another_rebuilds_waits_for_that_one(store: Store) -> None:
    started(store, GivenSource(SIGNED), ROSTER).catch_up()
    built_twice: list[bool] = []
    later = ProjectionRunner(store, Interrupted(SIGNED, lambda: built_twice.append(True)), [NEWER], batch_size=2)
    with ThreadPoolExecutor(1) as pool:
        waiting: list[Future[None]] = []

        def another_begins() -> None:
            waiting.append(pool.submit(later.prepare))
            time.sleep(HEAD_START_SECONDS)

        started(store, Interrupted(SIGNED, another_begins), NEWER)
        waiting[0].result()
    assert built_twice == []
    assert later.catch_up() == {"roster": 12}


def test_tables_that_become_live_while_somebody_is_about_to_drop_them_stay(store: Store) -> None:
    started(store, GivenSource(SIGNED), ROSTER).catch_up()
    with store.owner_transaction() as connection:
        made = make_generation(connection, ROSTER)
    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as connection:
            control.move(connection, "roster", made.number, made.mark, made.mark)
            control.make_live(connection, "roster", made.number)
            dropping = pool.submit(drop_others, store, "roster", up_to=made.number)
            time.sleep(HEAD_START_SECONDS)
        dropping.result()
    assert {table.name for table in made.tables.values()} <= tables_in(store)
    assert [each.generation for each in generations_of(store)] == [made.number]


def test_a_rebuild_that_a_dead_process_left_is_waited_for_no_longer_than_it_may_stand_still(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "STANDSTILL_SECONDS", 0.2)
    started(store, GivenSource(SIGNED), ROSTER).catch_up()
    with store.owner_transaction() as connection:
        make_generation(connection, NEWER)
    assert started(store, GivenSource(SIGNED), NEWER).catch_up() == {"roster": 12}
    assert len(tables_in(store)) == len(NEWER.tables(MetaData(), ""))


def test_a_stream_that_waited_gets_its_chance_in_a_rebuild(store: Store) -> None:
    broken = MemberDied(resident_id=an_id(50), last_day_on=date(2018, 5, 1))
    source = GivenSource([*SIGNED[:2], (an_id(101), broken)])
    runner = started(store, source)
    runner.catch_up()
    assert len(runner.progress()["roster"].parked) == 1
    source.facts[2] = (an_id(101), MemberDied(resident_id=an_id(1), last_day_on=date(2018, 5, 1)))
    runner.rebuild("roster")
    assert runner.progress()["roster"].parked == ()
