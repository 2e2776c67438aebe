"""Whoever goes to another contract within a year that was charged is charged for it once, on both engines."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.executing import Request
from application.queries.fees import ContractFees, fees_of
from domain.contract.commands import AddMember, RemoveMember
from domain.contract.events import JoinReason, LeaveReason
from domain.contract.fees.commands import ChargeFees, RefundFee
from domain.contract.moves.commands import TransferContract
from domain.policy.changes import ChangeReason
from domain.resident.commands import MergeResident
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.campaigns.test_merged_people import interrupted
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

SIGNED_ON, MOVED_ON, LATER = date(2018, 1, 8), date(2018, 7, 2), date(2019, 1, 7)


class Township:
    """A mother and her son of 普陀, charged in January for the year 2018."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2018, 1, 8, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.teams = [found_team(self.world, name) for name in ("第一团队", "第二团队")]
        self.mother, self.son = register(self.world, "李秀英", "M1"), register(self.world, "王强", "M2")
        self.first = self.sign(self.mother, self.son)
        self.charge(self.first, SIGNED_ON)

    def sign(self, *people: UUID, number: str = "61090200001") -> UUID:
        day = self.clock.now().date()
        agreed = agreement(people, self.teams[0], day, number)
        return self.world.contracts.sign(uuid7(), agreed, "putuo", Request.new(CLERK)).stream_id

    def charge(self, contract_id: UUID, day: date, world: World | None = None) -> int:
        """Answers how many were charged."""
        self.on(day)
        contracts = (world or self.world).contracts
        return len(contracts.handle(contract_id, ChargeFees(charged_on=day), Request.new(CLERK)).events)

    def transfer(self) -> UUID:
        self.on(MOVED_ON)
        command = TransferContract(
            new_contract_id=uuid7(),
            team_id=self.teams[1],
            doctor=DOCTOR,
            transferred_on=MOVED_ON,
            reason=ChangeReason.RESIDENT_MOVED,
        )
        self.world.moving.handle(self.first, command, Request.new(CLERK))
        return command.new_contract_id

    def on(self, day: date) -> None:
        self.clock.move_to(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))

    def fees(self, contract_id: UUID, known_at: str | None = None) -> ContractFees:
        return fees_of(contract_id, known_at, self.world.ledger, self.clock)


@pytest.fixture
def township(store: Store) -> Iterator[Township]:
    township = Township(store)
    yield township
    require_sound(township.world)


def test_a_household_that_is_transferred_is_charged_anew_when_the_year_is_over(township: Township) -> None:
    second = township.transfer()
    assert township.charge(second, MOVED_ON) == 0
    told = township.fees(second)
    assert told.statement.fees == ()
    assert {(each.contract_id, each.fee.charged.resident_id) for each in told.elsewhere} == {
        (township.first, township.mother),
        (township.first, township.son),
    }
    assert {each.fee.charged.year.end_on for each in told.elsewhere} == {date(2018, 12, 31)}
    assert township.fees(township.first).elsewhere == ()
    assert township.charge(second, LATER) == 2
    assert [fee.charged.year.end_on for fee in township.fees(second).statement.fees] == [date(2019, 12, 31)] * 2


def test_what_is_charged_elsewhere_is_told_as_it_was_known(township: Township) -> None:
    second = township.transfer()
    transferred = township.world.ledger.head().position
    back = RefundFee(resident_id=township.son, in_year_of=SIGNED_ON, refunded_on=MOVED_ON)
    township.world.contracts.handle(township.first, back, Request.new(CLERK))
    assert [each.fee.charged.resident_id for each in township.fees(second).elsewhere] == [township.mother]
    assert len(township.fees(second, f"@{transferred}").elsewhere) == 2
    assert township.charge(second, MOVED_ON) == 1
    assert [fee.charged.resident_id for fee in township.fees(second).statement.fees] == [township.son]


def test_who_turns_out_to_be_known_twice_is_charged_once(township: Township) -> None:
    """The son left, and signed elsewhere under another certificate; then he turns out to be the same person."""
    township.on(MOVED_ON)
    left = RemoveMember(resident_id=township.son, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 7, 1))
    township.world.contracts.handle(township.first, left, Request.new(CLERK))
    stranger = register(township.world, "王强", "M3")
    second = township.sign(stranger, number="61090200002")
    merged = MergeResident(merged_on=MOVED_ON, same_as_id=stranger)
    township.world.residents.handle(township.son, merged, Request.new(CLERK))
    assert township.charge(second, MOVED_ON) == 0


def test_two_contracts_charged_at_once_charge_a_person_once(township: Township) -> None:
    """While the second contract is being charged, the first is charged, for a day of the same year."""
    township.on(MOVED_ON)
    baby = register(township.world, "王宝", "M4")
    born = AddMember(resident_id=baby, relationship="孙", reason=JoinReason.BIRTH, joined_on=date(2018, 7, 1))
    township.world.contracts.handle(township.first, born, Request.new(CLERK))
    second = township.transfer()
    first_charged = date(2018, 7, 1)
    between = interrupted(township.world, lambda: township.charge(township.first, first_charged))
    assert township.charge(second, MOVED_ON, between) == 0
    assert [each.fee.charged.resident_id for each in township.fees(second).elsewhere].count(baby) == 1


def test_what_was_charged_for_another_time_is_not_told(township: Township) -> None:
    """The contract ended with 2018; the household signs anew in 2019, and is charged for that year."""
    township.on(date(2019, 2, 11))
    third = township.sign(township.mother, township.son)
    assert township.charge(third, date(2019, 2, 11)) == 2
    assert township.fees(township.first).elsewhere == township.fees(third).elsewhere == ()
