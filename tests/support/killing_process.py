"""The process that is killed: imports a register, sends commands, projects, and says what it was answered.

Run as `python -m tests.support.killing_process`: reads an order a line, and makes a child for each. The store comes
from the environment, as for any process of ours.
"""

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from psycopg2.extensions import cursor
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from application.envelope import Event, Recorded
from application.ports import Append, Appended, Identifier, Ledger, Outcome
from domain.contract.claims import ResidentClaims
from infrastructure.clock import SystemClock
from infrastructure.database import open_store
from infrastructure.settings import Settings
from projections.registry import PROJECTIONS
from tests.support.killing import GOES_ON, Moment
from tests.support.killing_work import do_round
from tests.support.world import World
from tests.support.world_ledger import PassingLedger

WROTE = "wrote"
"""What a connection has written in its open transaction."""

NEXT = 'INSERT INTO commands ("'
"""How the fast path's statement after that of the records begins."""


def say(*words: object) -> None:
    """One line, there for whoever reads it, whatever becomes of us."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Trap:
    """Counts how often the process comes to its moment, announces the nth time, and waits there to be killed."""

    def __init__(self, moment: Moment, nth: int) -> None:
        self._moment = moment
        self._left = nth

    def passes(self, moment: Moment) -> None:
        """The process is at a moment of its work."""
        if self.springs(moment) and moment not in GOES_ON:
            signal.pause()

    def springs(self, moment: Moment) -> bool:
        """Whether this is the moment at which it is killed; then it is announced."""
        self._left -= moment is self._moment
        springs = moment is self._moment and self._left == 0
        if springs:
            say("at", moment)
        return springs


class AnnouncingLedger(PassingLedger):
    """Says where the work is, and what was acknowledged."""

    def __init__(self, ledger: Ledger, trap: Trap) -> None:
        super().__init__(ledger)
        self._trap = trap

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        self._trap.passes(Moment.DECIDED)
        outcomes = super().append(appends)
        for append, outcome in zip(appends, outcomes, strict=True):
            if isinstance(outcome, Appended):
                self._trap.passes(Moment.ANSWERED)
                last = outcome.last_position
                answer = {"command": str(append.cause.command_id), "first": outcome.first_position, "last": last}
                say("answer", json.dumps(answer))
        return outcomes

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        self._trap.passes(Moment.READING)
        return super().stream(stream_id)

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        self._trap.passes(Moment.READING)
        return super().streams(stream_ids, up_to=up_to)

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        self._trap.passes(Moment.READING)
        return super().claims(resident_ids)

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        self._trap.passes(Moment.READING)
        return super().residents(identifiers)


READ_MODELS = tuple(each.name for each in PROJECTIONS)


def listen(trap: Trap) -> None:
    """Follows every connection: what is written in an open transaction, and that it is about to be committed."""

    def wrote(info: dict[Any, Any], statement: str) -> None:
        if statement.startswith("INSERT INTO events "):
            info[WROTE] = Moment.COMMITTING
            trap.passes(Moment.APPENDING)
        elif statement.startswith(tuple(f"INSERT INTO {name}_" for name in READ_MODELS)):
            info[WROTE] = Moment.COMMITTING_PROJECTION
            trap.passes(Moment.PROJECTING)

    def executed(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        wrote(connection.info, statement)

    def committing(connection: Connection) -> None:
        moment = connection.info.pop(WROTE, None)
        if moment is not None:
            trap.passes(moment)

    def connected(driver: Any, entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 either driver's connection
        if isinstance(driver, sqlite3.Connection):
            driver.set_trace_callback(traced(entry.info))
        else:
            driver.cursor_factory = announcing(trap)

    def traced(info: dict[Any, Any]) -> Callable[[str], None]:
        """SQLite names a statement when it begins: the records are written when the commands' turn has come."""
        return lambda statement: wrote(info, "INSERT INTO events ") if statement.startswith(NEXT) else None

    event.listen(Engine, "after_cursor_execute", executed)
    event.listen(Engine, "commit", committing)
    event.listen(Engine, "connect", connected)


def announcing(trap: Trap) -> type[cursor]:
    """A cursor of PostgreSQL's that says when a batch is sent that commits by itself.

    Where the process is to die in the open transaction, the server takes its time between the rows and the COMMIT.
    """

    class Announcing(cursor):
        def execute(self, query: Any, values: Any = None) -> None:  # noqa: ANN401 the driver's signature
            if isinstance(query, str) and ";EXECUTE append_" in query:
                trap.passes(Moment.COMMITTING)
                query += ";SELECT pg_sleep(0.3)" if trap.springs(Moment.APPENDING) else ""
            super().execute(query, values)

    return Announcing


def child(order: Mapping[str, object]) -> None:
    """The work of one round."""
    trap = Trap(Moment(str(order["moment"])), int(str(order["nth"])))
    listen(trap)
    settings = Settings.from_environment(os.environ)
    with open_store(settings, writing=True) as store:
        wrap: Callable[[Ledger], Ledger] = lambda ledger: AnnouncingLedger(ledger, trap)  # noqa: E731 one line, typed
        do_round(World(store, SystemClock(), wrap=wrap, batch=10), int(str(order["round"])))


def main() -> None:
    """A child for every order, until there is none."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say("begun", os.getpid())
            child(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        say("ended", status)


if __name__ == "__main__":
    main()
