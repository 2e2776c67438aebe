"""The records of one household, as they are decided one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from application.contracts import SaidOfAPerson, fold, load_contract
from application.executing import ContractFacts, Decision, claims_after
from application.identifying import exchanged
from application.imports.details import person_records
from application.imports.people import Listed
from application.imports.teams import NamedTeam
from application.ports import Ledger, StreamAppend
from application.registers.households import RegisterHousehold
from application.residents import read_together
from domain.contract.claims import ResidentClaims
from domain.contract.commands import ContractChange
from domain.contract.decide import decide
from domain.contract.events import ContractEvent
from domain.contract.onward import carried_onward, onward_of
from domain.contract.state import Contract
from domain.contract.surroundings import Onward, Surroundings
from domain.policy.resolve import PolicyBook


@dataclass(kw_only=True, slots=True)
class Draft:
    """A household's contract, new (`before` None, `version` 0) or known, with what follows.

    `beside`: the contracts to which people of it went, and what is said there of them in the same breath.
    """

    household: RegisterHousehold
    people: tuple[Listed, ...]
    team: NamedTeam
    today: date
    policies: PolicyBook
    ledger: Ledger
    contract_id: UUID
    before: Contract | None = None
    version: int = 0
    events: list[ContractEvent] = field(default_factory=list)
    beside: dict[UUID, ContractFacts] = field(default_factory=dict)

    @property
    def claims(self) -> dict[UUID, ResidentClaims]:
        """What is claimed of those listed: nothing that a register says changes what a contract holds of others."""
        return {listed.resident_id: listed.claims for listed in self.people}

    @property
    def contract(self) -> Contract:
        """The contract after the records decided so far."""
        contract = fold(self.events, self.before)
        if contract is None:
            raise AssertionError("a draft begins with a contract or its signing")
        return contract

    def run(self, commands: Iterable[ContractChange]) -> None:
        """Decide commands one after the other."""
        around = Surroundings(
            contract_id=self.contract_id,
            today=self.today,
            policies=self.policies,
            claims=self.claims,
            teams={self.team.team_id: self.team.team},
        )
        for command in commands:
            asked = replace(around, onward=self._onward(command))
            facts = decide(command, self.contract, asked)
            self.events.extend(facts)
            for contract_id, told in carried_onward(facts, self.contract, asked).items():
                known = self.beside[contract_id]
                self.beside[contract_id] = replace(known, events=(*known.events, *told))

    def _onward(self, command: ContractChange) -> tuple[Onward, ...]:
        if not isinstance(command, SaidOfAPerson):
            return ()
        return onward_of(self.contract_id, self.contract, command.resident_id, self._beside)

    def _beside(self, contract_id: UUID) -> Contract:
        known = self.beside.get(contract_id) or load_contract(self.ledger, contract_id).followed_by(())
        self.beside[contract_id] = known
        contract = fold(known.events, known.before)
        if contract is None:
            raise AssertionError("nobody goes to a contract that was not signed")
        return contract

    def decision(self) -> Decision:
        """All records: the people's and the team's before the contract's, which names them."""
        events = tuple(self.events)
        facts = ContractFacts(contract_id=self.contract_id, before=self.before, version=self.version, events=events)
        contracts = (facts, *self.beside.values())
        persons = [person_records(listed, self.household, self.today) for listed in self.people]
        return Decision(
            about=self.contract_id,
            streams=(
                *(records for records, _ in persons),
                self.team.append,
                *(
                    StreamAppend(stream_id=each.contract_id, expected_version=each.version, events=each.events)
                    for each in contracts
                ),
            ),
            claims=claims_after(contracts, self.claims),
            identifiers=exchanged([number for _, numbers in persons for number in numbers]),
            read=read_together(listed.before.read for listed in self.people if listed.before is not None),
        )
