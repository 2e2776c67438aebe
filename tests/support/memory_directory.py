"""Contracts found in a ledger in memory: what directories and due lists say, without a read model."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from application.ports import DirectoryEntry
from application.queries.going_on import Silence, is_bound, load_among
from application.renewal_ports import DueContract
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, InForce, evolve
from domain.contract.terms.due import is_due, next_due_on
from domain.policy.capacity import Load
from domain.policy.resolve import PolicyBook
from tests.support.memory_ledger import MemoryLedger
from tests.support.policies import BOOK


class MemoryContracts:
    """Follows a ledger in memory: every contract as its records tell, each record folded once."""

    def __init__(self, ledger: MemoryLedger) -> None:
        self._ledger = ledger
        self._position = 0
        self._contracts: dict[UUID, Contract] = {}
        self._of_teams: dict[UUID, dict[UUID, Contract]] = {}
        self._falling: list[tuple[date, UUID]] = []
        self._fell: list[tuple[date, UUID]] = []

    def all(self) -> Mapping[UUID, Contract]:
        """Every contract, in the order of signing."""
        for record in self._ledger.records[self._position :]:
            if isinstance(record.event, ContractEvent):
                self._fold(record.stream_id, record.event)
        self._position = len(self._ledger.records)
        return self._contracts

    def of_team(self, team_id: UUID) -> Mapping[UUID, Contract]:
        """The contracts that a team ever had."""
        self.all()
        return self._of_teams.get(team_id, {})

    def falling(self) -> Sequence[tuple[date, UUID]]:
        """When each contract falls due next, or did and was not settled; sorted."""
        self.all()
        return self._falling

    def fell(self) -> Sequence[tuple[date, UUID]]:
        """Every day on which a contract ever was to fall due; sorted."""
        self.all()
        return self._fell

    def _fold(self, contract_id: UUID, event: ContractEvent) -> None:
        before = self._contracts.get(contract_id)
        after = self._contracts[contract_id] = evolve(before, event)
        for _, team_id in after.team_id.entries:
            self._of_teams.setdefault(team_id, {})[contract_id] = after
        was_on, falls_on = None if before is None else next_due_on(before), next_due_on(after)
        if was_on == falls_on:
            return
        if was_on is not None:
            del self._falling[bisect_left(self._falling, (was_on, contract_id))]
        if falls_on is not None:
            insort(self._falling, (falls_on, contract_id))
            insort(self._fell, (falls_on, contract_id))


class MemoryDirectory:
    """Implements `application.ports.ContractDirectory`. What silence renews counts, as the real one says it."""

    def __init__(self, ledger: MemoryLedger, policies: PolicyBook = BOOK) -> None:
        self.contracts = MemoryContracts(ledger)
        self._silence = Silence(ledger=ledger, policies=policies)

    def by_household(self, household_number: str, *, at_least: int) -> Sequence[UUID]:
        del at_least  # always current
        return [key for key, contract in self.contracts.all().items() if contract.household_number == household_number]

    def in_force_with(self, team_id: UUID, day: date, *, at_least: int) -> Sequence[DirectoryEntry]:
        del at_least  # always current
        return [
            DirectoryEntry(
                contract_id=contract_id, household_number=contract.household_number, village=standing.village
            )
            for contract_id, contract in self.contracts.of_team(team_id).items()
            if isinstance(standing := contract.on(day), InForce) and standing.team_id == team_id
        ]

    def load_of(self, team_id: UUID, doctor: str | None, day: date, *, at_least: int) -> Load:
        del at_least  # always current
        contracts = [each for each in self._settled(team_id, day).values() if each.start_on <= day <= each.last_day_on]
        return load_among(contracts, team_id, doctor, day)

    def bound_to(self, team_id: UUID, day: date, *, renewed_to: date, at_least: int) -> Sequence[UUID]:
        del at_least  # always current
        contracts = self._settled(team_id, renewed_to)
        return [contract_id for contract_id, contract in contracts.items() if is_bound(contract, team_id, day)]

    def _settled(self, team_id: UUID, day: date) -> dict[UUID, Contract]:
        recorded = self.contracts.of_team(team_id)
        going_on = [key for key, each in recorded.items() if each.goes_on_silently and is_due(each, day)]
        return {**recorded, **self._silence.settled(going_on, day)}


class MemoryDueContracts:
    """Implements `application.renewal_ports.DueContracts`."""

    def __init__(self, contracts: MemoryContracts) -> None:
        self._contracts = contracts

    def first_due_on(self) -> date | None:
        return next((day for day, _ in self._contracts.fell()), None)

    def falling_due(self, from_on: date, to_on: date) -> Sequence[DueContract]:
        fell, falling = self._contracts.fell(), self._contracts.falling()
        overdue = falling[: bisect_left(falling, (from_on,))]
        of_the_days = fell[bisect_left(fell, (from_on,)) : bisect_left(fell, (to_on, _AFTER_ALL))]
        found: dict[UUID, date] = {}
        for day, contract_id in (*overdue, *of_the_days):
            found.setdefault(contract_id, day)
        return [DueContract(contract_id=each, due_on=day, parked=False) for each, day in found.items()]

    def not_by_silence(self, to_on: date) -> Sequence[UUID]:
        falling, contracts = self._contracts.falling(), self._contracts.all()
        listed = [contract_id for _, contract_id in falling[: bisect_left(falling, (to_on, _AFTER_ALL))]]
        return [each for each in listed if not contracts[each].terms.last.renews_silently]


_AFTER_ALL = UUID(int=2**128 - 1)
