"""What `jiayi work` does until it is told to stop: keep read models up to date, run renewals when it is time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from application.envelope import Actor
from application.ports import ZONE, LedgerUnavailable
from application.renewals import RenewalAnswer
from application.settling import SCHEDULER
from infrastructure.failures import LeaseHeld, LeaseLost
from infrastructure.renewing import Renewing
from infrastructure.scheduler import ticking

LOOK_SECONDS = 0.5
"""How often the worker looks for new records, and tries again what did not go."""


class Stopping(Exception):
    """The worker was told to stop while a run was under way; what was recorded stays, the next run goes on."""


class Hands(Protocol):
    """A store open for writing, as the worker needs it."""

    renewing: Renewing

    def catch_up(self) -> None:
        """Bring the read models up to the ledger."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """`told` is called with what each run came to, `troubled` with what did not go and is tried again.

    `hands` opens the store when there is something to do: the read models are behind, or it is time to renew.
    """

    hands: Callable[[], AbstractContextManager[Hands]]
    is_behind: Callable[[], bool]
    told: Callable[[RenewalAnswer], object]
    troubled: Callable[[Exception], object]
    by: Actor = SCHEDULER

    def work(self, stop: Event) -> None:
        """Work until `stop` is set. Of several workers one runs the renewals; the others look again."""
        ticked = Event()
        with ticking(ticked.set):
            while not stop.is_set():
                try:
                    if ticked.is_set() or self.is_behind():
                        with self.hands() as hands:
                            self._take_turn(hands, ticked, stop)
                except LeaseHeld:
                    pass  # somebody runs them; should they die, the lease runs out
                except Stopping:
                    return
                except (LeaseLost, LedgerUnavailable) as trouble:
                    self.troubled(trouble)
                stop.wait(LOOK_SECONDS)

    def _take_turn(self, hands: Hands, ticked: Event, stop: Event) -> None:
        hands.catch_up()
        if ticked.is_set():
            self._renew(hands.renewing, ticked, stop)

    def _renew(self, renewing: Renewing, ticked: Event, stop: Event) -> None:
        def unless_stopped() -> None:
            if stop.is_set():
                raise Stopping

        ticked.clear()
        try:
            answer = renewing.run(renewing.clock.today(ZONE), self.by, patience_seconds=0, also=unless_stopped)
        except Exception:
            ticked.set()  # tried again
            raise
        self.told(answer)
