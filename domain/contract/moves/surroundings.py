"""What a move between contracts is judged against, loaded by the application; and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract.claims import ResidentClaims, held_of
from domain.contract.events import ContractBackSigned, ContractEvent, ContractSigned, MemberAdded
from domain.contract.signing import Signatory
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Surroundings
from domain.policy.capacity import Load
from domain.policy.resolve import PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveSurroundings:
    """What a move is judged against.

    `contract_id` is the contract that the command is about; `contracts` are it and every one that the command names,
    as far as there are any; `people` are everybody of them and whom the command names; `teams` those that these
    contracts ever had and the one that the command names. `begun`: the signing on record under the id that the command
    names for a new contract, which then is one of `contracts`. `load`: what the team, or doctor, to whom people go has
    on that day, without them.
    """

    contract_id: UUID
    today: date
    policies: PolicyBook
    contracts: Mapping[UUID, Contract]
    people: Mapping[UUID, Signatory]
    teams: Mapping[UUID, CareTeam]
    begun: ContractSigned | ContractBackSigned | None = None
    load: Load | None = None

    @property
    def contract(self) -> Contract:
        """The contract that the command is about."""
        return self.contracts[self.contract_id]


@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """The facts of a move, by contract, in the order in which they are to be recorded; none: it was quiet."""

    of: Mapping[UUID, tuple[ContractEvent, ...]] = field(default_factory=dict)

    def followed_by(self, contract_id: UUID, facts: tuple[ContractEvent, ...]) -> "Moves":
        """The same, and these facts of a contract after them."""
        return Moves(of={**self.of, contract_id: (*self.of.get(contract_id, ()), *facts)})

    def contract(self, contract_id: UUID, around: MoveSurroundings) -> Contract:
        """A signed contract as it stands with these facts."""
        return reduce(evolve, self.of.get(contract_id, ()), around.contracts[contract_id])

    def claims_of(self, resident_id: UUID, around: MoveSurroundings) -> ResidentClaims:
        """What is claimed of a person once these facts are recorded."""
        claims = around.people[resident_id].claims
        after = {each: self.contract(each, around) for each in self.of if each in around.contracts}
        held = {each: held_of(known, resident_id) for each, known in after.items() if resident_id in known.members}
        return replace(claims, held={**claims.held, **held})

    def surroundings_of(self, contract_id: UUID, around: MoveSurroundings) -> Surroundings:
        """What a change of one of the contracts is judged against once these facts are recorded."""
        joined = sum(isinstance(fact, MemberAdded) for fact in self.of.get(contract_id, ()))
        return Surroundings(
            contract_id=contract_id,
            today=around.today,
            policies=around.policies,
            claims={each: self.claims_of(each, around) for each in around.people},
            teams=around.teams,
            load=None if around.load is None else around.load + Load(persons=joined, households=0),
        )


QUIET = Moves()
