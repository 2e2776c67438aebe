"""Commands on contracts: load the contract and what surrounds it, let the rules decide, append what they say."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from uuid import UUID

from application.care_teams import load_teams
from application.disposals import Hands, hands_of
from application.executing import (
    ATTEMPTS,
    ContractFacts,
    Decision,
    Receipt,
    Request,
    claims_after,
    execute,
    require_new,
)
from application.fees_elsewhere import ChargedElsewhere, charged_elsewhere
from application.ports import ZONE, Basis, Clock, ContractDirectory, Ledger, LedgerUnavailable, StreamAppend
from application.refusals import NotFound
from application.residents import Claimed, KnownResident, load_claims, load_residents, read_together
from application.service_entries import entered_by
from application.settling import settlement, teams_ever
from domain.contract import signing
from domain.contract.care.commands import ChangeTeam
from domain.contract.claims import ResidentClaims
from domain.contract.commands import (
    AddMember,
    ContractChange,
    ContractCommand,
    CorrectSigning,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    SignContract,
    WithdrawMark,
)
from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.decide import decide
from domain.contract.events import ContractEvent
from domain.contract.fees.commands import ChargeFees, VoidFeeRefund
from domain.contract.onward import carried_onward, onward_of
from domain.contract.room import place_asked
from domain.contract.signing import Signatory, SigningSurroundings
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Onward, Surroundings
from domain.contract.terms.due import due, is_due, settled
from domain.policy.capacity import CapacityOf, Load
from domain.policy.model import Policy
from domain.policy.resolve import PolicyBook
from domain.resident.decide import require_not_merged

LoadOf = Callable[[UUID, str, date, Policy], Load | None]
"""What a team, or a doctor of it, has under contract on a day, where the policy has a cap."""


SaidOfAPerson = RecordDeath | RecordRelocation | WithdrawMark | WithdrawConsent
"""What counts wherever the person went."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownContract:
    """A contract as loaded, with the version of its stream, who wrote down each service, and who let papers go.

    Texts are closed.
    """

    contract_id: UUID
    contract: Contract
    version: int
    entered_by: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    hands: Hands = field(default_factory=Hands)

    def followed_by(self, events: tuple[ContractEvent, ...]) -> ContractFacts:
        """Facts that follow what is known."""
        return ContractFacts(contract_id=self.contract_id, before=self.contract, version=self.version, events=events)


def fold(events: Sequence[object], contract: Contract | None = None) -> Contract | None:
    """The contract after more records of its stream."""
    return reduce(evolve, (event for event in events if isinstance(event, ContractEvent)), contract)


def load_contract(ledger: Ledger, contract_id: UUID) -> KnownContract:
    """One contract. Refused: not_found."""
    records = ledger.stream(contract_id)
    contract = fold([record.event for record in records])
    if contract is None:
        raise NotFound(what="contract", id=contract_id)
    return KnownContract(
        contract_id=contract_id,
        contract=contract,
        version=len(records),
        entered_by=entered_by(records),
        hands=hands_of(records),
    )


class Contracts:
    """Signs contracts and changes them."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, clock: Clock, directory: ContractDirectory) -> None:
        self._ledger = ledger
        self._policies = policies
        self._clock = clock
        self._directory = directory

    def sign(self, contract_id: UUID, command: SignContract, policy_name: str, request: Request) -> Receipt:
        """Sign a contract under the version of the policy that is in force on the day of signing.

        Refused: unknown_policy, id_taken, not_found (a resident or the team), merged_away, and what
        `domain.contract.signing.sign` says.
        """
        policy = self._policies.version_on(policy_name, command.signed_on)

        def decision() -> Decision:
            require_new(self._ledger, "contract", contract_id)
            people = self.people([member.resident_id for member in command.members])
            for known in people.values():
                require_not_merged(known.resident)
            claimed = self.claimed({contract_id}, people)
            claims = {resident_id: each.claims for resident_id, each in claimed.items()}
            team, team_version = load_teams(self._ledger, [command.team_id])[command.team_id]
            around = SigningSurroundings(
                contract_id=contract_id,
                today=self._clock.today(policy.timezone),
                team=team,
                people={
                    resident_id: Signatory(birth_on=known.birth_on, claims=claims[resident_id])
                    for resident_id, known in people.items()
                },
                previous_contract_id=previous_contract(
                    self._ledger, self._policies, command, claims, self._clock.today(policy.timezone)
                ),
                load=self.load_of(command.team_id, command.doctor, command.start_on or command.signed_on, policy),
            )
            events = signing.sign(command, around, policy)
            facts = ContractFacts(contract_id=contract_id, before=None, version=0, events=events)
            return Decision(
                about=contract_id,
                streams=(StreamAppend(stream_id=contract_id, expected_version=0, events=events),),
                claims=claims_after([facts], claims),
                read=basis_of(claimed, {command.team_id: team_version}),
            )

        return execute(self._ledger, request, [str(contract_id), policy_name, command], decision)

    def handle(self, contract_id: UUID, command: ContractChange, request: Request) -> Receipt:
        """Run a command on a signed contract. Refused: not_found, merged_away, and what the rule says that decides.

        What had fallen due is recorded first, and stays recorded where the command is refused.
        """
        return self.handle_together(contract_id, [command], request)

    def handle_together(
        self,
        contract_id: UUID,
        commands: Sequence[ContractChange],
        request: Request,
        load_of: LoadOf | None = None,
    ) -> Receipt:
        """Run commands on a signed contract, one after the other: all of their facts are recorded, or none.

        `load_of` counts what a team has, where that is not what the roster says.
        """
        count = load_of or self.load_of

        def decision() -> Decision:
            known = self.settle(contract_id)
            beside, onward = self._onward(known, commands)
            named = {each for command in commands for each in _people(known.contract, command)}
            people = self.people(named.union(*(each.contract.members for each in beside.values())))
            for command in commands:
                if isinstance(command, AddMember):
                    require_not_merged(people[command.resident_id].resident)
            claimed = self.claimed({contract_id, *beside}, people)
            claims = {resident_id: each.claims for resident_id, each in claimed.items()}
            teams = load_teams(
                self._ledger, {each for command in commands for each in _team_ids(known.contract, command)}
            )
            elsewhere = self._charged_elsewhere(contract_id, commands, claimed)
            around = Surroundings(
                contract_id=contract_id,
                today=self.today(known.contract),
                policies=self._policies,
                claims=claims,
                teams={team_id: team for team_id, (team, _) in teams.items()},
                born={each: known.birth_on for each, known in people.items() if known.birth_on is not None},
                asked_by=request.by.id,
                entered_by=known.entered_by,
                disposal_approved_by=known.hands.approved_by,
                disposed_by=known.hands.disposed_by,
                charged_elsewhere=elsewhere.of,
                onward=onward,
            )
            events: tuple[ContractEvent, ...] = ()
            for command in commands:
                contract = reduce(evolve, events, known.contract)
                events += decide(command, contract, replace(around, load=self._load(command, contract, count)))
            there = carried_onward(events, reduce(evolve, events, known.contract), around)
            facts = [known.followed_by(events), *(each.followed_by(there.get(to, ())) for to, each in beside.items())]
            looked_at = {**{team_id: version for team_id, (_, version) in teams.items()}, **elsewhere.read}
            return Decision(
                about=contract_id,
                streams=tuple(
                    StreamAppend(stream_id=each.contract_id, expected_version=each.version, events=each.events)
                    for each in facts
                ),
                claims=claims_after(facts, claims),
                read=basis_of(claimed, looked_at),
            )

        asked = [part for command in commands for part in (type(command).__name__, command)]
        return execute(self._ledger, request, [str(contract_id), *asked], decision)

    def _onward(
        self, known: KnownContract, commands: Sequence[ContractChange]
    ) -> tuple[dict[UUID, KnownContract], tuple[Onward, ...]]:
        """The contracts to which a person went of whom something is said that counts there too, settled."""
        said_of = {each.resident_id for each in commands if isinstance(each, SaidOfAPerson)}
        beside: dict[UUID, KnownContract] = {}

        def load(contract_id: UUID) -> Contract:
            if contract_id not in beside:
                beside[contract_id] = self.settle(contract_id)
            return beside[contract_id].contract

        found = (each for who in said_of for each in onward_of(known.contract_id, known.contract, who, load))
        onward = tuple(found)
        return {each.contract_id: beside[each.contract_id] for each in onward}, onward

    def _charged_elsewhere(
        self, contract_id: UUID, commands: Sequence[ContractChange], claimed: Mapping[UUID, Claimed]
    ) -> ChargedElsewhere:
        if not any(isinstance(command, ChargeFees | VoidFeeRefund) for command in commands):
            return ChargedElsewhere()
        return charged_elsewhere(self._ledger, contract_id, claimed)

    def _load(self, command: ContractChange, contract: Contract, count: LoadOf) -> Load | None:
        place = place_asked(command, contract)
        if place is None:
            return None
        policy = self._policies.by_ref(contract.policy_on(place.from_on))
        return count(place.team_id, place.doctor, place.from_on, policy)

    def load_of(self, team_id: UUID, doctor: str, day: date, policy: Policy) -> Load | None:
        """What the roster counts under contract already, where the policy has a cap; what is in flight is not in it."""
        if policy.capacity.per is CapacityOf.NOBODY:
            return None
        return self._directory.load_of(
            team_id,
            policy.capacity.alone(doctor),
            day,
            at_least=self._ledger.head().position,
        )

    def settle(self, contract_id: UUID) -> KnownContract:
        """Record what fell due of a contract up to the business day, and answer it as it stands then.

        Refused: not_found. Raises `LedgerUnavailable` after some conflicts.
        """
        known = load_contract(self._ledger, contract_id)
        for _ in range(ATTEMPTS):
            business_day = self.today(known.contract)
            if not is_due(known.contract, business_day):
                return known
            loaded = load_teams(self._ledger, teams_ever(known.contract))
            teams = {team_id: team for team_id, (team, _) in loaded.items()}
            versions = {team_id: version for team_id, (_, version) in loaded.items()}
            fallen_due = due(known.contract, self._policies, teams, business_day)
            facts = known.followed_by(tuple(each.fact for each in fallen_due))
            self._ledger.append([settlement(facts, self._ledger.claims(list(known.contract.members)), versions)])
            known = load_contract(self._ledger, contract_id)  # whoever was first
        raise LedgerUnavailable

    def today(self, contract: Contract) -> date:
        """The business day where the contract is."""
        return self._clock.today(self._policies.by_ref(contract.policy).timezone)

    def claimed(self, settled: Collection[UUID], people: Mapping[UUID, KnownResident]) -> dict[UUID, Claimed]:
        """What is claimed of people; other contracts than those `settled` that still hold them are settled before.

        One may hold them without an end, or until a day of a term that was to follow, and have expired meanwhile.
        """
        claimed = load_claims(self._ledger, list(people.values()))
        today = self._clock.today(ZONE)
        holding = {
            holder_id
            for each in claimed.values()
            for holder_id, held in each.claims.held.items()
            if holder_id not in settled and any((end_on or today) >= today for _, end_on in held.stretches)
        }
        for holder_id in holding:
            self.settle(holder_id)
        return load_claims(self._ledger, list(people.values())) if holding else claimed

    def people(self, resident_ids: Collection[UUID]) -> dict[UUID, KnownResident]:
        """People by id. Refused: not_found."""
        people = load_residents(self._ledger, list(resident_ids))
        for resident_id in resident_ids:
            if resident_id not in people:
                raise NotFound(what="resident", id=resident_id)
        return people


def previous_contract(
    ledger: Ledger, policies: PolicyBook, command: SignContract, claims: Mapping[UUID, ResidentClaims], today: date
) -> UUID | None:
    """The newest contract of the same household that was over when this one begins, whether that is on record or due.

    A household is its number; without one it is who speaks for it, whatever contracts the others have had elsewhere.
    """
    number, first_day = command.household_number, command.start_on or command.signed_on
    known = [claims[each] for each in claims if number or each == command.representative_id]
    found: list[tuple[date, UUID]] = []
    for contract_id, records in ledger.streams(list({each for claim in known for each in claim.held})).items():
        contract = fold([record.event for record in records])
        if contract is None or contract.entered_in_error or (number and contract.household_number != number):
            continue
        if _foreseen(ledger, policies, contract, today).last_day_on < first_day:
            found.append((contract.start_on, contract_id))
    return max(found)[1] if found else None


def _foreseen(ledger: Ledger, policies: PolicyBook, contract: Contract, today: date) -> Contract:
    """The contract with what fell due of it, recorded or not."""
    if not is_due(contract, today):
        return contract
    teams = load_teams(ledger, {team_id for _, team_id in contract.team_id.entries})
    return settled(contract, policies, {team_id: team for team_id, (team, _) in teams.items()}, today)


def _people(contract: Contract, command: ContractCommand) -> list[UUID]:
    match command:
        case AddMember() | RecordDeath() | RecordReturn() | WithdrawMark():
            return list({*contract.members, command.resident_id})
        case GiveConsent(guardian_id=UUID() as guardian_id) | WithdrawConsent(guardian_id=UUID() as guardian_id):
            return list({*contract.members, guardian_id})
        case _:
            return list(contract.members)


def _team_ids(contract: Contract, command: ContractChange) -> set[UUID]:
    ever = {team_id for _, team_id in contract.team_id.entries}
    named = command.team_id if isinstance(command, CorrectSigning | ChangeTeam) else None
    return ever if named is None else {*ever, named}


def basis_of(claimed: Mapping[UUID, Claimed], looked_at: Mapping[UUID, int]) -> Basis:
    """What a decision on a contract was made on: who its people are, what is claimed of them, teams and contracts."""
    return read_together(each.read for each in claimed.values()).with_streams(*looked_at.items())
