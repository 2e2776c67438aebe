"""Runs renewals on a store: one at a time under a lease, or as a rehearsal that leaves no trace."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from uuid6 import uuid7

from application.envelope import Actor
from application.executing import Request
from application.ports import ZONE, Clock, Ledger
from application.rehearsal import Rehearsal
from application.renewal_ports import Clocks, DueContracts, Keep, Reached, nobody_watches, nothing_to_keep
from application.renewals import RenewalAnswer, Renewals
from domain.policy.resolve import PolicyBook
from infrastructure.clock import DemoClock, SystemClock
from infrastructure.database import Store
from infrastructure.lease import PATIENCE_SECONDS, Lease
from infrastructure.ledger.stored_ledger import StoredLedger

RENEWALS = "renewals"
"""The name of the lease."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewing:
    """What a run needs of an open store."""

    store: Store
    ledger: Ledger
    policies: PolicyBook
    due_contracts: DueContracts
    clock: Clock

    def rehearse(self, on: date, by: Actor) -> RenewalAnswer:
        """What a run would come to; `on` may lie ahead."""
        rehearsal = Rehearsal(self.ledger, self.clock)
        return self._renewals(rehearsal, self.clock).run(on, _request(by), rehearsing=True)

    def run(
        self,
        on: date,
        by: Actor,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        also: Keep = nothing_to_keep,
        reached: Reached = nobody_watches,
    ) -> RenewalAnswer:
        """Run every business day up to `on`. In a store marked demo the clock is moved to a day that lies ahead.

        `also` is called between batches. Refused: dated_in_future. Raises `LeaseHeld`, `LeaseLost`.
        """
        ledger, clock = self._on_the_day(on)
        with Lease(self.store, RENEWALS).held(patience_seconds=patience_seconds) as lease:

            def keep() -> None:
                also()
                lease.keep()

            return self._renewals(ledger, clock).run(on, _request(by), keep=keep, reached=reached)

    def _on_the_day(self, on: date) -> tuple[Ledger, Clock]:
        if not self.store.demo or on <= self.clock.today(ZONE):
            return self.ledger, self.clock
        clock = DemoClock(datetime.combine(on, time(0, 1), ZoneInfo(ZONE)), demo=True)
        return StoredLedger(self.store, clock), clock

    def _renewals(self, ledger: Ledger, clock: Clock) -> Renewals:
        clocks = Clocks(business=clock, machine=SystemClock())
        return Renewals(ledger, self.policies, self.due_contracts, clocks, self.store.tenant)


def _request(by: Actor) -> Request:
    return Request(by=by, command_id=uuid4(), run_id=uuid7())
