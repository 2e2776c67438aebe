"""What one caller appends together, with what it touches: those who touch nothing in common need no order."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from infrastructure.ledger.fast_path import FastPath
from infrastructure.ledger.rows import Prepared


@dataclass(frozen=True, slots=True)
class Submission:
    """Appends of one caller.

    `ready` is what the fast path makes of them before their turn. `writes` and `reads` name what nobody else may write,
    and what nobody else may change, beside it. `alone`: they can be judged in their order only, and are not ready.
    """

    appends: Sequence[Prepared]
    ready: Any
    writes: frozenset[Hashable]
    reads: frozenset[Hashable]
    alone: bool


def submission(appends: Sequence[Prepared], path: FastPath[Any]) -> Submission:
    """The appends of one caller."""
    writes: set[Hashable] = set()
    reads: set[Hashable] = set()
    clash = False
    for append in appends:
        written, read = _written(append), _read(append)
        clash = clash or bool(append.identifiers) or not (writes | reads).isdisjoint(written)
        clash = clash or not writes.isdisjoint(read)
        writes |= written
        reads |= read
    return Submission(
        appends=appends,
        ready=None if clash else path.ready(appends),
        writes=frozenset(writes),
        reads=frozenset(reads - writes),
        alone=clash,
    )


def apart(submissions: Sequence[Submission]) -> tuple[list[int], list[int]]:
    """The places of those that touch nothing in common, and of the rest, which come after them in their order."""
    free: list[int] = []
    rest: list[int] = []
    written: set[Hashable] = set()
    read: set[Hashable] = set()
    for place, one in enumerate(submissions):
        clash = one.alone or not (written.isdisjoint(one.writes) and read.isdisjoint(one.writes))
        clash = clash or not written.isdisjoint(one.reads)
        (rest if clash else free).append(place)
        written |= one.writes
        read |= one.reads
    return free, rest


def _written(append: Prepared) -> set[Hashable]:
    touched: set[Hashable] = {event.originator_id for event in append.events}
    touched.update(("claims", row["resident_id"]) for row in append.claims)
    touched.update(("key", row["subject_id"]) for row in append.subject_keys)
    touched.update(("number", row["kind"], row["blind_index"]) for row in append.identifiers)
    if append.command is not None:
        touched.add(("command", append.command["principal"], append.command["key"]))
    return touched


def _read(append: Prepared) -> set[Hashable]:
    read: set[Hashable] = {stream_id for stream_id, _ in append.expected}
    read.update(("claims", resident_id) for resident_id, _ in append.claims_read)
    return read - _written(append)
