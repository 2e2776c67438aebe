"""Commands on people who go from one contract to another: every contract of one is written in one append, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from application.care_teams import load_teams
from application.contracts import Contracts, KnownContract, basis_of, fold
from application.executing import ContractFacts, Decision, Receipt, Request, claims_after, execute
from application.ports import Ledger, StreamAppend
from domain.contract.events import ContractBackSigned, ContractSigned
from domain.contract.moves.commands import (
    MergeHousehold,
    MoveCommand,
    MoveMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.moves.decide import decide
from domain.contract.moves.refusals import ContractIdTaken
from domain.contract.moves.surroundings import Moves, MoveSurroundings
from domain.contract.signing import Signatory
from domain.contract.state import Contract, InForce
from domain.policy.capacity import Load
from domain.policy.resolve import PolicyBook


class Moving:
    """Moves people between contracts."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, contracts: Contracts) -> None:
        self._ledger = ledger
        self._policies = policies
        self._contracts = contracts

    def handle(self, contract_id: UUID, command: MoveCommand, request: Request) -> Receipt:
        """Run a command about the contract that is left. What had fallen due of each contract is recorded first.

        The answer is about that contract. Refused: not_found, and what `domain.contract.moves` says.
        """

        def decision() -> Decision:
            known = {each: self._opened(each) for each in _contracts_named(contract_id, command)}
            if isinstance(command, VoidMove):
                founded = known[command.to_contract_id].contract.origin
                sources = () if founded is None else founded.contract_ids
                known |= {each: self._opened(each) for each in sources if each not in known}
            begun = self._begun(command)
            if begun is not None:
                known[begun[0].contract_id] = begun[0]
            people = self._contracts.people({who for each in known.values() for who in each.contract.members})
            claimed = self._contracts.claimed(known.keys(), people)
            claims = {resident_id: each.claims for resident_id, each in claimed.items()}
            teams = load_teams(self._ledger, _team_ids(known.values(), command))
            about = known[contract_id].contract
            around = MoveSurroundings(
                contract_id=contract_id,
                today=self._contracts.today(about),
                policies=self._policies,
                contracts={each: found.contract for each, found in known.items()},
                begun=None if begun is None else begun[1],
                people={
                    each: Signatory(birth_on=found.birth_on, claims=claims[each]) for each, found in people.items()
                },
                teams={team_id: team for team_id, (team, _) in teams.items()},
                load=self._load(about, command, known),
            )
            facts = _facts(decide(command, around), known)
            return Decision(
                about=contract_id,
                streams=tuple(
                    StreamAppend(stream_id=each.contract_id, expected_version=each.version, events=each.events)
                    for each in facts
                ),
                claims=claims_after(facts, claims),
                read=basis_of(claimed, {team_id: version for team_id, (_, version) in teams.items()}),
            )

        return execute(self._ledger, request, [str(contract_id), type(command).__name__, command], decision)

    def _opened(self, contract_id: UUID) -> KnownContract:
        """A settled contract with its texts open, as what goes along is sealed anew."""
        known = self._contracts.settle(contract_id)
        contract = fold([record.event for record in self._ledger.opened(self._ledger.stream(contract_id))])
        return known if contract is None else replace(known, contract=contract)

    def _begun(self, command: MoveCommand) -> tuple[KnownContract, ContractSigned | ContractBackSigned] | None:
        """The contract that the command would begin, if there is one of that id, and its signing."""
        if not isinstance(command, TransferContract | SplitHousehold):
            return None
        new_id = command.new_contract_id
        records = self._ledger.stream(new_id)
        if not records:
            return None
        signing, contract = records[0].event, fold([record.event for record in records])
        if contract is None or not isinstance(signing, ContractSigned | ContractBackSigned):
            raise ContractIdTaken(contract=new_id)
        return KnownContract(contract_id=new_id, contract=contract, version=len(records)), signing

    def _load(self, about: Contract, command: MoveCommand, known: Mapping[UUID, KnownContract]) -> Load | None:
        """What the team to which people go has, by the roster, without them; None where nobody goes, but comes back."""
        if isinstance(command, VoidMove):
            return None
        if isinstance(command, TransferContract):
            day = command.transferred_on
            policy = self._policies.version_on(command.policy or about.policy_on(day).name, day)
            return self._contracts.load_of(command.team_id, command.doctor, day, policy)
        taking, day, going = _joined(about, command, known)
        policy = self._policies.by_ref(taking.policy_on(day))
        if isinstance(command, SplitHousehold):
            policy = self._policies.version_on(policy.ref.name, day)
        standing = taking.on(day)
        if not isinstance(standing, InForce):
            return None
        load = self._contracts.load_of(standing.team_id, standing.doctor, day, policy)
        if load is None:
            return None
        alone = policy.capacity.alone(standing.doctor)
        there = sum(len(going & _with(standing.team_id, alone, each.contract, day)) for each in known.values())
        return Load(persons=load.persons - there, households=load.households)


def _joined(
    about: Contract, command: SplitHousehold | MoveMember | MergeHousehold, known: Mapping[UUID, KnownContract]
) -> tuple[Contract, date, set[UUID]]:
    """The contract whose team and doctor care for those who go; from when, and who."""
    match command:
        case SplitHousehold():
            return about, command.split_on, {each.resident_id for each in command.members}
        case MoveMember():
            return known[command.to_contract_id].contract, command.moved_on, {command.resident_id}
        case MergeHousehold():
            going = {each.resident_id for each in command.members}
            return known[command.into_contract_id].contract, command.merged_on, going


def _with(team_id: UUID, doctor: str | None, contract: Contract, day: date) -> set[UUID]:
    standing = contract.on(day)
    if not isinstance(standing, InForce) or standing.team_id != team_id or doctor not in (None, standing.doctor):
        return set()
    return set(standing.members)


def _contracts_named(contract_id: UUID, command: MoveCommand) -> Sequence[UUID]:
    """The contract that the command is about, and the others that it names and that are signed."""
    match command:
        case TransferContract():
            return (contract_id,)
        case SplitHousehold():
            elsewhere = (each.from_contract_id for each in command.members if each.from_contract_id is not None)
            return tuple(dict.fromkeys((contract_id, *elsewhere)))
        case MoveMember() | VoidMove():
            return tuple(dict.fromkeys((contract_id, command.to_contract_id)))
        case MergeHousehold():
            return tuple(dict.fromkeys((contract_id, command.into_contract_id)))


def _team_ids(known: Iterable[KnownContract], command: MoveCommand) -> set[UUID]:
    ever = {team_id for each in known for _, team_id in each.contract.team_id.entries}
    return {*ever, command.team_id} if isinstance(command, TransferContract) else ever


def _facts(moves: Moves, known: Mapping[UUID, KnownContract]) -> list[ContractFacts]:
    """The facts of every contract, in the order of recording; then the contracts of which nothing is recorded."""
    begun = {each: ContractFacts(contract_id=each, before=None, version=0, events=()) for each in moves.of}
    before = {each: found.followed_by(()) for each, found in known.items()}
    order = [*moves.of, *(each for each in known if each not in moves.of)]
    return [replace({**begun, **before}[each], events=moves.of.get(each, ())) for each in order]
