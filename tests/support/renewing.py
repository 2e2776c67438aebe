"""Contracts that fall due, of every kind, and runs of renewals on them."""

from datetime import UTC, date, datetime
from uuid import UUID

from uuid6 import uuid7

from application.contracts import load_contract
from application.envelope import Event
from application.executing import Request
from application.renewals import RenewalAnswer
from application.settling import SCHEDULER
from domain.contract.commands import RecordDeath
from domain.contract.state import Contract
from domain.contract.terms.commands import RequestTermination, WithdrawTerminationRequest
from domain.policy.termination import TerminationReason
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.world import CLERK, World
from tests.support.world_people import agreement, found_team, register

SIGNED_ON = date(2017, 2, 28)
"""Three years under 二七's rules end on 2020-02-27, one year under 绛县's on 2018-02-27."""


class Office:
    """A team and its contracts, on a clock that begins in 2017."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2017, 2, 28, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.team_id = found_team(self.world)
        self.signed = 0

    def sign(self, policy: str = "erqi", signed_on: date = SIGNED_ON) -> UUID:
        """A contract of one person, who is nobody else's."""
        self.signed += 1
        self.at(signed_on)
        person = register(self.world, f"居民{self.signed}", f"R{self.signed:06}")
        contract_id = uuid7()
        command = agreement([person], self.team_id, signed_on, f"6109020{self.signed:04}")
        self.world.contracts.sign(contract_id, command, policy, Request.new(CLERK))
        return contract_id

    def ask_to_end(self, contract_id: UUID, day: date) -> None:
        """The household asks on that day to end the contract."""
        self.at(day)
        asked = RequestTermination(requested_on=day, reason=TerminationReason.RESIDENT_REQUEST)
        self.world.contracts.handle(contract_id, asked, Request.new(CLERK))

    def take_back(self, contract_id: UUID, day: date) -> None:
        """The household takes that back."""
        self.at(day)
        self.world.contracts.handle(contract_id, WithdrawTerminationRequest(withdrawn_on=day), Request.new(CLERK))

    def die(self, contract_id: UUID, died_on: date, told_on: date | None = None) -> None:
        """The only member dies, which is told that day or later."""
        self.at(told_on or died_on)
        (member,) = self.contract(contract_id).members
        death = RecordDeath(resident_id=member, died_on=died_on)
        self.world.contracts.handle(contract_id, death, Request.new(CLERK))

    def at(self, day: date) -> "Office":
        """Noon of that day, or later if the clock is."""
        self.clock.move_to(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))
        return self

    def request(self) -> Request:
        """A request of the clerk."""
        return Request.new(CLERK)

    def run(self, on: date) -> RenewalAnswer:
        """The scheduler's run of that day."""
        return self.at(on).world.renewing.run(on, SCHEDULER)

    def contract(self, contract_id: UUID) -> Contract:
        """The contract as recorded."""
        return load_contract(self.world.ledger, contract_id).contract

    def facts(self, contract_id: UUID) -> list[type[Event]]:
        """What is on record of it."""
        return [type(record.event) for record in self.world.ledger.stream(contract_id)]
