"""The records of one household, as they are decided one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from application.contracts import fold
from application.executing import ContractFacts, Decision, claims_after
from application.identifying import exchanged
from application.imports.details import person_records
from application.imports.people import Listed
from application.imports.teams import NamedTeam
from application.ports import StreamAppend
from application.registers.households import RegisterHousehold
from application.residents import read_together
from domain.contract.claims import ResidentClaims
from domain.contract.commands import ContractChange
from domain.contract.decide import decide
from domain.contract.events import ContractEvent
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.policy.resolve import PolicyBook


@dataclass(kw_only=True, slots=True)
class Draft:
    """A household's contract, new (`before` None, `version` 0) or known, with what follows."""

    household: RegisterHousehold
    people: tuple[Listed, ...]
    team: NamedTeam
    today: date
    policies: PolicyBook
    contract_id: UUID
    before: Contract | None = None
    version: int = 0
    events: list[ContractEvent] = field(default_factory=list)

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
            self.events.extend(decide(command, self.contract, around))

    def decision(self) -> Decision:
        """All records: the people's and the team's before the contract's, which names them."""
        events = tuple(self.events)
        facts = ContractFacts(contract_id=self.contract_id, before=self.before, version=self.version, events=events)
        contract = StreamAppend(stream_id=self.contract_id, expected_version=self.version, events=events)
        persons = [person_records(listed, self.household, self.today) for listed in self.people]
        return Decision(
            about=self.contract_id,
            streams=(*(records for records, _ in persons), self.team.append, contract),
            claims=claims_after([facts], self.claims),
            identifiers=exchanged([number for _, numbers in persons for number in numbers]),
            read=read_together(listed.before.read for listed in self.people if listed.before is not None),
        )
