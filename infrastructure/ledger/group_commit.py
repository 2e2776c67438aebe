"""Those who write at the same time write together: the first of them writes for all who came meanwhile."""

import time
from collections.abc import Callable, Sequence
from threading import Condition, Lock
from typing import Generic, TypeVar

from application.ports import LedgerUnavailable

T = TypeVar("T")
R = TypeVar("R")

TOGETHER = 256
"""How many write together at most."""

WAITING = 2048
"""How many may wait; whoever comes then is held up before it joins the line."""

SLOW_SECONDS = 0.0008
"""A write that takes longer is worth waiting for others."""

SHARE = 0.25
"""Of the time that a write takes, how much is spent waiting for others."""


class _Gathering(Generic[T, R]):
    """Who writes together. `done` is held until there are `answers`, or `failure`; `complete` till nobody is missed."""

    def __init__(self) -> None:
        self.items: list[T] = []
        self.answers: Sequence[R] = ()
        self.failure: Exception | None = None
        self.missed: int | None = None
        self.done, self.complete = Lock(), Lock()
        self.done.acquire()
        self.complete.acquire()

    def join(self, item: T) -> int:
        """The place of one more. Whoever leads is woken when as many are here as it waits for."""
        self.items.append(item)
        if len(self.items) == self.missed:
            self.complete.release()
        return len(self.items) - 1


class GroupCommit(Generic[T, R]):
    """A line of writers of one process. Nobody waits for a thread of its own: who comes first writes.

    While one writes, others gather, and the first of them waits for the turn. Where a write is slow it also waits a
    moment for those who were there at the last one. Alone, nobody waits. `waiting`: how many are in the line.
    """

    def __init__(self, write: Callable[[Sequence[T]], Sequence[R]], *, patience_seconds: float) -> None:
        self._write = write
        self._patience_seconds = patience_seconds
        self._joining, self._turn = Lock(), Lock()
        self._room = Condition(self._joining)
        self._open: _Gathering[T, R] | None = None
        self.waiting = 0
        self._crowd = 1
        self._write_seconds = 0.0

    def submit(self, item: T) -> R:
        """What writing it came to. Raises what the writing raises, and `LedgerUnavailable` where too many wait."""
        with self._joining:
            if not self._room.wait_for(self._has_room, self._patience_seconds):
                raise LedgerUnavailable
            self.waiting += 1
            gathering = self._open
            leads = gathering is None or len(gathering.items) == TOGETHER
            if gathering is None or leads:
                gathering = self._open = _Gathering()
            place = gathering.join(item)
        if leads:
            self._lead(gathering)
        else:
            gathering.done.acquire()
            gathering.done.release()
        if gathering.failure is not None:
            raise gathering.failure
        return gathering.answers[place]

    def _lead(self, gathering: _Gathering[T, R]) -> None:
        gathering.failure = LedgerUnavailable()  # what the others are told if this thread is interrupted
        try:
            with self._turn:
                self._wait_for_others(gathering)
                self._close(gathering)
                gathering.answers = self._written(gathering.items)
                gathering.failure = None
        except Exception as error:  # noqa: BLE001 everybody in the gathering raises it
            gathering.failure = error
        finally:
            self._close(gathering)
            self._leave(gathering)
            gathering.done.release()

    def _has_room(self) -> bool:
        return self.waiting < WAITING

    def _leave(self, gathering: _Gathering[T, R]) -> None:
        with self._joining:
            self.waiting -= len(gathering.items)
            self._room.notify(len(gathering.items))

    def _written(self, items: Sequence[T]) -> Sequence[R]:
        begun = time.monotonic()
        answers = self._write(items)
        self._write_seconds += (time.monotonic() - begun - self._write_seconds) / 8
        following = self._open
        self._crowd = len(items) + (len(following.items) if following else 0)
        return answers

    def _wait_for_others(self, gathering: _Gathering[T, R]) -> None:
        if self._write_seconds < SLOW_SECONDS:
            return
        with self._joining:
            if len(gathering.items) >= self._crowd:
                return
            gathering.missed = self._crowd
        gathering.complete.acquire(timeout=SHARE * self._write_seconds)

    def _close(self, gathering: _Gathering[T, R]) -> None:
        with self._joining:
            if self._open is gathering:
                self._open = None
