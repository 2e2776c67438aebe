"""Those who write at the same time write together, everybody learns what became of it, and nobody waits alone."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from application.ports import LedgerUnavailable
from infrastructure.ledger import group_commit
from infrastructure.ledger.group_commit import GroupCommit

PATIENCE_SECONDS = 20.0
UNLUCKY = 1313


class Writer:
    """Writes numbers as their doubles; the first write lasts until it is let go."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun, self.let_go = Event(), Event()

    def write(self, items: Sequence[int]) -> Sequence[int]:
        self.batches.append(list(items))
        if len(self.batches) == 1:
            self.begun.set()
            assert self.let_go.wait(PATIENCE_SECONDS)
        if UNLUCKY in items:
            raise ValueError(UNLUCKY)
        return [2 * item for item in items]


@contextmanager
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(300) as pool:
        yield pool


def waits_for(condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        Event().wait(0.01)
    raise AssertionError("it never came to be")


def gathered_behind_the_first(
    writer: Writer, line: GroupCommit[int, int], pool: ThreadPoolExecutor, items: Sequence[int]
) -> list["Future[int]"]:
    """The first writes until all others wait behind it."""
    first = pool.submit(line.submit, 0)
    assert writer.begun.wait(PATIENCE_SECONDS)
    others = [pool.submit(line.submit, item) for item in items]
    waits_for(lambda: line.waiting == len(items) + 1)
    writer.let_go.set()
    return [first, *others]


def test_who_comes_alone_writes_at_once() -> None:
    writer = Writer()
    writer.let_go.set()
    line = GroupCommit(writer.write, patience_seconds=PATIENCE_SECONDS)
    assert [line.submit(number) for number in (1, 2, 3)] == [2, 4, 6]
    assert writer.batches == [[1], [2], [3]]


def test_those_who_come_during_a_write_are_written_together_and_each_gets_its_own_answer() -> None:
    writer = Writer()
    line = GroupCommit(writer.write, patience_seconds=PATIENCE_SECONDS)
    with threads() as pool:
        asked = gathered_behind_the_first(writer, line, pool, range(1, 11))
        assert [each.result(PATIENCE_SECONDS) for each in asked] == [2 * number for number in range(11)]
    assert [sorted(batch) for batch in writer.batches] == [[0], list(range(1, 11))]


def test_more_than_fit_are_written_in_several_batches() -> None:
    writer = Writer()
    line = GroupCommit(writer.write, patience_seconds=PATIENCE_SECONDS)
    with threads() as pool:
        many = range(1, group_commit.TOGETHER + 11)
        asked = gathered_behind_the_first(writer, line, pool, many)
        assert sorted(each.result(PATIENCE_SECONDS) for each in asked) == [2 * number for number in (0, *many)]
    assert sorted(len(batch) for batch in writer.batches) == [1, 10, group_commit.TOGETHER]


def test_what_a_write_raises_is_raised_by_everybody_in_it_and_by_nobody_after() -> None:
    writer = Writer()
    line = GroupCommit(writer.write, patience_seconds=PATIENCE_SECONDS)
    with threads() as pool:
        _, *others = gathered_behind_the_first(writer, line, pool, [11, 12, UNLUCKY])
        for each in others:
            with pytest.raises(ValueError, match=str(UNLUCKY)):
                each.result(PATIENCE_SECONDS)
    assert line.submit(7) == 14


def test_where_whoever_writes_is_interrupted_the_others_learn_that_the_outcome_is_open() -> None:
    interrupted, others_wait = Event(), Event()

    def write(items: Sequence[int]) -> Sequence[int]:
        if items == [0]:
            others_wait.wait(PATIENCE_SECONDS)
        elif not interrupted.is_set():
            interrupted.set()
            raise KeyboardInterrupt
        return items

    line = GroupCommit(write, patience_seconds=PATIENCE_SECONDS)
    with threads() as pool:
        first = pool.submit(line.submit, 0)
        others = [pool.submit(line.submit, item) for item in (1, 2, 3)]
        waits_for(lambda: line.waiting == 4)
        others_wait.set()
        assert first.result(PATIENCE_SECONDS) == 0
        raised = [each.exception(PATIENCE_SECONDS) for each in others]
    assert sorted(type(each).__name__ for each in raised) == ["KeyboardInterrupt", *["LedgerUnavailable"] * 2]
    assert line.submit(5) == 5


def test_who_finds_no_room_in_the_line_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "WAITING", 1)
    writer = Writer()
    line = GroupCommit(writer.write, patience_seconds=0.05)
    with threads() as pool:
        first = pool.submit(line.submit, 1)
        assert writer.begun.wait(PATIENCE_SECONDS)
        with pytest.raises(LedgerUnavailable):
            line.submit(2)
        writer.let_go.set()
        assert first.result(PATIENCE_SECONDS) == 2
    assert writer.batches == [[1]]


def test_where_writing_is_slow_the_next_write_waits_for_those_who_were_there_before() -> None:
    batches: list[int] = []

    def write(items: Sequence[int]) -> Sequence[int]:
        batches.append(len(items))
        Event().wait(0.02)
        return items

    line = GroupCommit(write, patience_seconds=PATIENCE_SECONDS)

    def ten(number: int) -> None:
        for _ in range(10):
            line.submit(number)

    with threads() as pool:
        list(pool.map(ten, range(8)))
    assert len(batches) < 25  # alternating halves would be 20; everybody together after a while is near 10
