"""Two runners at once, without a lease between them, and contracts that nobody can read: nothing is doubled or lost."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from application.ports import Append, Ledger, Outcome
from application.renewal_ports import Clocks
from application.renewal_runs import RenewalRuns
from application.renewals import RenewalAnswer, Renewals, Skipped
from domain.contract.events import ContractSigned
from domain.contract.terms.events import ContractExpired, ContractRenewed
from domain.renewal_run.events import SkipReason
from infrastructure.clock import SystemClock
from infrastructure.database import Store
from infrastructure.failures import LeaseHeld
from infrastructure.lease import Lease
from infrastructure.projections import control
from infrastructure.renewing import RENEWALS
from tests.support.policies import BOOK
from tests.support.renewing import Office
from tests.support.world import CLERK, require_sound
from tests.support.world_ledger import PassingLedger


class MeetingLedger(PassingLedger):
    """Lets its first append go only when the other runner has decided, too."""

    def __init__(self, ledger: Ledger, barrier: Barrier) -> None:
        super().__init__(ledger)
        self._barrier: Barrier | None = barrier

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        barrier, self._barrier = self._barrier, None
        if barrier is not None:
            barrier.wait(timeout=30)
        return super().append(appends)


def test_row_15_two_runners_that_both_decided_record_one_renewal_each_contract(store: Store) -> None:
    office = Office(store)
    silent, asked = [office.sign() for _ in range(3)], office.sign("jiangxian")
    office.at(date(2020, 2, 28)).world.runner.catch_up()
    barrier = Barrier(2)

    def run(_: int) -> RenewalAnswer:
        ledger = MeetingLedger(office.world.ledger, barrier)
        clocks = Clocks(business=office.clock, machine=SystemClock())
        renewals = Renewals(ledger, BOOK, office.world.due_contracts, clocks, store.tenant)
        return renewals.run(date(2020, 2, 28), office.request())

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(run, range(2))
    assert first == second
    assert (first.renewed, first.expired) == (3, 1)
    assert [office.facts(each) for each in silent] == [[ContractSigned, ContractRenewed]] * 3
    assert office.facts(asked) == [ContractSigned, ContractExpired]
    assert len(RenewalRuns(office.world.ledger, store.tenant).pages()) == 1
    require_sound(office.world)


def test_a_run_while_another_one_holds_the_lease_is_told_who(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.at(date(2020, 2, 28))
    other = Lease(store, RENEWALS)
    with other.held(), pytest.raises(LeaseHeld) as held:
        office.world.renewing.run(date(2020, 2, 28), CLERK, patience_seconds=0)
    assert held.value.facts["holder"] == other.holder
    assert office.facts(contract_id) == [ContractSigned]
    assert office.run(date(2020, 2, 28)).renewed == 1


def test_a_contract_that_could_not_be_read_is_skipped_and_the_others_go_on(store: Store) -> None:
    office = Office(store)
    parked_id, other_id = office.sign(), office.sign()
    office.at(date(2020, 2, 28)).world.runner.catch_up()
    with store.transaction() as connection:
        live = control.live(connection)["roster"]
        stream = control.Parked(stream_id=parked_id, position=10, error="KeyError")
        control.park(connection, "roster", live.generation, stream)
    answer = office.run(date(2020, 2, 28))
    assert (answer.renewed, answer.skipped) == (1, (Skipped(contract=parked_id, reason=SkipReason.PARKED),))
    assert office.facts(parked_id) == [ContractSigned]
    assert office.facts(other_id) == [ContractSigned, ContractRenewed]


class Broken(Exception):
    """The process would be dead."""


class BreakingLedger(PassingLedger):
    """Dies after some appends."""

    def __init__(self, ledger: Ledger, appends: int) -> None:
        super().__init__(ledger)
        self._left = appends

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        if self._left == 0:
            raise Broken
        self._left -= 1
        return super().append(appends)


@pytest.mark.parametrize("appends", [0, 1, 2, 3])
def test_a_run_that_was_broken_off_is_made_up_for_and_tells_the_whole(store: Store, appends: int) -> None:
    office = Office(store)
    for signed_on in (date(2017, 2, 28), date(2017, 3, 1), date(2017, 3, 2)):
        office.sign(signed_on=signed_on)
    office.at(date(2020, 3, 3))
    clocks = Clocks(business=office.clock, machine=SystemClock())
    broken = BreakingLedger(office.world.ledger, appends)
    with pytest.raises(Broken):
        Renewals(broken, BOOK, office.world.due_contracts, clocks, store.tenant).run(date(2020, 3, 3), office.request())
    answer = office.run(date(2020, 3, 3))
    assert (answer.from_on, answer.renewed) == (date(2020, 2, 28), 3)
    require_sound(office.world)
