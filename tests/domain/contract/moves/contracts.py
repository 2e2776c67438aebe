"""Several contracts at once: given(…).when(command, about=…).then(…) for commands that write to more than one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract.claims import ResidentClaims, held_of
from domain.contract.commands import ContractChange, ContractCommand
from domain.contract.decide import decide as decide_change
from domain.contract.events import ContractBackSigned, ContractEvent, ContractSigned
from domain.contract.moves.commands import MoveCommand
from domain.contract.moves.decide import decide
from domain.contract.moves.surroundings import MoveSurroundings
from domain.contract.onward import carried_onward, onward_of
from domain.contract.signing import Signatory
from domain.contract.state import Contract, InForce, evolve
from domain.contract.surroundings import Surroundings
from domain.policy.capacity import Load
from domain.policy.model import Policy
from domain.policy.resolve import PolicyBook
from tests.support.scenario import (
    BABY,
    CONTRACT,
    DOCTOR,
    HANBIN,
    LI,
    OTHER_DOCTOR,
    OTHER_TEAM,
    TEAM,
    WANG,
    ZHANG,
    Outcome,
    Scenario,
    outcome,
    team_of,
)

PEOPLE = (ZHANG, LI, WANG, BABY)
NEW = UUID(int=300)


@dataclass(frozen=True, kw_only=True)
class Contracts:
    """The facts of every contract, and what surrounds them."""

    facts: Mapping[UUID, tuple[ContractEvent, ...]] = field(default_factory=dict)
    policy: Policy = HANBIN
    policies: tuple[Policy, ...] = ()
    today: date = date(2018, 12, 1)
    load: Load | None = None
    teams: Mapping[UUID, CareTeam] = field(
        default_factory=lambda: dict.fromkeys((TEAM, OTHER_TEAM), team_of(DOCTOR, OTHER_DOCTOR))
    )

    def given(self, contract_id: UUID, *given: ContractCommand | ContractEvent) -> "Contracts":
        """The same, after commands on one contract that the rules have to accept."""
        scenario = Scenario(
            facts=self.facts.get(contract_id, ()),
            beside={each: self.contract(each) for each in self.facts if each != contract_id},
            contract_id=contract_id,
            policy=self.policy,
            today=self.today,
        )
        return replace(self, facts={**self.facts, contract_id: scenario.after(*given).facts})

    def when(
        self, command: MoveCommand | ContractChange, about: UUID = CONTRACT
    ) -> Outcome["Contracts", tuple[UUID, ContractEvent]]:
        """Ask for a move, or say something that counts wherever a person went; each fact comes with its contract."""
        if isinstance(command, MoveCommand):
            return outcome(lambda: self._decided(command, about), self, self._followed)
        return outcome(lambda: self._said(command, about), self, self._followed)

    def contract(self, contract_id: UUID) -> Contract:
        """A contract as its facts tell."""
        contract = reduce(evolve, self.facts[contract_id], None)
        assert contract is not None
        return contract

    def members_on(self, contract_id: UUID, day: date) -> set[UUID]:
        """Who is under a contract on a day."""
        standing = self.contract(contract_id).on(day)
        return set(standing.members) if isinstance(standing, InForce) else set()

    def contracts_of(self, resident_id: UUID, day: date) -> set[UUID]:
        """The contracts that a person is under on a day."""
        return {each for each in self.facts if resident_id in self.members_on(each, day)}

    def _followed(self, facts: tuple[tuple[UUID, ContractEvent], ...]) -> "Contracts":
        after = dict(self.facts)
        for contract_id, fact in facts:
            after[contract_id] = (*after.get(contract_id, ()), fact)
        return replace(self, facts=after)

    def _decided(self, command: MoveCommand, about: UUID) -> tuple[tuple[UUID, ContractEvent], ...]:
        contracts = {each: self.contract(each) for each in self.facts}
        begun = self.facts.get(getattr(command, "new_contract_id", about), (None,))[0]
        around = MoveSurroundings(
            contract_id=about,
            today=self.today,
            policies=PolicyBook(self.policies or (self.policy,)),
            contracts=contracts,
            people={each: Signatory(birth_on=None, claims=_claims(each, contracts)) for each in PEOPLE},
            teams=self.teams,
            begun=begun if isinstance(begun, ContractSigned | ContractBackSigned) else None,
            load=self.load,
        )
        return tuple((each, fact) for each, facts in decide(command, around).of.items() for fact in facts)

    def _said(self, command: ContractChange, about: UUID) -> tuple[tuple[UUID, ContractEvent], ...]:
        contracts = {each: self.contract(each) for each in self.facts}
        who = getattr(command, "resident_id", ZHANG)
        around = Surroundings(
            contract_id=about,
            today=self.today,
            policies=PolicyBook(self.policies or (self.policy,)),
            claims={each: _claims(each, contracts) for each in PEOPLE},
            teams=self.teams,
            onward=onward_of(about, contracts[about], who, contracts.__getitem__),
        )
        facts = decide_change(command, contracts[about], around)
        there = carried_onward(facts, reduce(evolve, facts, contracts[about]), around)
        return tuple((each, fact) for each, told in {about: facts, **there}.items() for fact in told)


def _claims(resident_id: UUID, contracts: Mapping[UUID, Contract]) -> ResidentClaims:
    held = {each: held_of(contract, resident_id) for each, contract in contracts.items()}
    return ResidentClaims(resident_id=resident_id, held=held)
