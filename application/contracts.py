"""Commands on contracts: load the contract and what surrounds it, let the rules decide, append what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import assert_never
from uuid import UUID

from application.care_teams import load_team
from application.executing import Decision, Receipt, Request, claims_after, execute
from application.ports import Basis, Clock, Ledger, StreamAppend
from application.refusals import NotFound
from application.residents import Claimed, KnownResident, load_claims, load_residents, read_together
from domain.care_team.state import CareTeam
from domain.contract import members, populations, services, signing
from domain.contract.claims import ResidentClaims
from domain.contract.commands import (
    AddMember,
    ContractCommand,
    CorrectSigning,
    DeliverService,
    EnterInError,
    FlagPopulation,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    ReplaceRepresentative,
    SignContract,
    UnflagPopulation,
    WithdrawMark,
)
from domain.contract.events import ContractEvent
from domain.contract.signing import Signatory, SigningSurroundings
from domain.contract.state import Contract, evolve
from domain.policy.resolve import PolicyBook
from domain.resident.decide import require_not_merged

ContractChange = (
    CorrectSigning
    | AddMember
    | RemoveMember
    | RecordDeath
    | RecordRelocation
    | RecordReturn
    | WithdrawMark
    | ReplaceRepresentative
    | FlagPopulation
    | UnflagPopulation
    | DeliverService
    | EnterInError
)
"""Every command on a contract that was signed before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownContract:
    """A contract as loaded, with the version of its stream. Texts are closed."""

    contract_id: UUID
    contract: Contract
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSurroundings:
    """What a change is judged against: the day, the people's claims, the team that the contract names or will name."""

    today: date
    claims: dict[UUID, ResidentClaims]
    team: CareTeam | None


def fold(events: Sequence[object], contract: Contract | None = None) -> Contract | None:
    """The contract after more records of its stream."""
    return reduce(evolve, (event for event in events if isinstance(event, ContractEvent)), contract)


def load_contract(ledger: Ledger, contract_id: UUID) -> KnownContract:
    """One contract. Refused: not_found."""
    records = ledger.stream(contract_id)
    contract = fold([record.event for record in records])
    if contract is None:
        raise NotFound(what="contract", id=contract_id)
    return KnownContract(contract_id=contract_id, contract=contract, version=len(records))


def change(  # noqa: C901, PLR0911, PLR0912 - one flat match, a line for each command there is
    contract_id: UUID, contract: Contract, command: ContractChange, around: ChangeSurroundings
) -> tuple[ContractEvent, ...]:
    """What a command on a signed contract comes to; pure, and the one place that knows which rule decides it."""
    today, claims = around.today, around.claims
    match command:
        case CorrectSigning():
            if around.team is None:
                raise NotFound(what="care_team", id=command.team_id or contract.team_id.on(contract.start_on))
            return signing.correct_signing(command, contract, around.team)
        case AddMember():
            return members.add(command, contract_id, contract, claims[command.resident_id], today)
        case RemoveMember():
            return members.remove(command, contract, today)
        case RecordDeath():
            return members.die(command, contract_id, contract, claims[command.resident_id], today)
        case RecordRelocation():
            return members.relocate(command, contract, today)
        case RecordReturn():
            return members.return_home(command, contract_id, contract, claims[command.resident_id], today)
        case WithdrawMark():
            return members.withdraw_mark(command, contract_id, contract, claims[command.resident_id])
        case ReplaceRepresentative():
            return members.replace_representative(command, contract, today)
        case FlagPopulation():
            return populations.flag(command, contract, today)
        case UnflagPopulation():
            return populations.unflag(command, contract, today)
        case DeliverService():
            return services.deliver(command, contract, around.team, today)
        case EnterInError():
            return signing.enter_in_error(command, contract)
        case _:
            assert_never(command)


class Contracts:
    """Signs contracts and changes them."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, clock: Clock) -> None:
        self._ledger = ledger
        self._policies = policies
        self._clock = clock

    def sign(self, contract_id: UUID, command: SignContract, policy_name: str, request: Request) -> Receipt:
        """Sign a contract under the version of the policy that is in force on the day of signing.

        Refused: unknown_policy, not_found (a resident or the team), merged_away, and what
        `domain.contract.signing.sign` says.
        """
        policy = self._policies.version_on(policy_name, command.signed_on)

        def decision() -> Decision:
            people = self._known([member.resident_id for member in command.members])
            for known in people.values():
                require_not_merged(known.resident)
            claimed = load_claims(self._ledger, list(people.values()))
            claims = {resident_id: each.claims for resident_id, each in claimed.items()}
            team, team_version = load_team(self._ledger, command.team_id)
            if team is None:
                raise NotFound(what="care_team", id=command.team_id)
            around = SigningSurroundings(
                contract_id=contract_id,
                today=self._clock.today(policy.timezone),
                team=team,
                people={
                    resident_id: Signatory(birth_on=known.birth_on, claims=claims[resident_id])
                    for resident_id, known in people.items()
                },
                previous_contract_id=previous_contract(self._ledger, command, claims),
            )
            events = signing.sign(command, around, policy)
            return Decision(
                streams=(StreamAppend(stream_id=contract_id, expected_version=0, events=events),),
                claims=claims_after(contract_id, None, 0, events, claims),
                read=_read(claimed, command.team_id, team_version),
            )

        return execute(self._ledger, request, [str(contract_id), policy_name, command], decision)

    def handle(self, contract_id: UUID, command: ContractChange, request: Request) -> Receipt:
        """Run a command on a signed contract. Refused: not_found, merged_away, and what the rule says that decides."""

        def decision() -> Decision:
            known = load_contract(self._ledger, contract_id)
            people = self._known(_people(known.contract, command))
            if isinstance(command, AddMember):
                require_not_merged(people[command.resident_id].resident)
            claimed = load_claims(self._ledger, list(people.values()))
            claims = {resident_id: each.claims for resident_id, each in claimed.items()}
            team_id = _team_id(known.contract, command)
            team, team_version = (None, 0) if team_id is None else load_team(self._ledger, team_id)
            around = ChangeSurroundings(
                today=self._clock.today(self._policies.by_ref(known.contract.policy).timezone),
                claims=claims,
                team=team,
            )
            events = change(contract_id, known.contract, command, around)
            return Decision(
                streams=(StreamAppend(stream_id=contract_id, expected_version=known.version, events=events),),
                claims=claims_after(contract_id, known.contract, known.version, events, claims),
                read=_read(claimed, team_id, team_version),
            )

        return execute(self._ledger, request, [str(contract_id), type(command).__name__, command], decision)

    def _known(self, resident_ids: Sequence[UUID]) -> dict[UUID, KnownResident]:
        people = load_residents(self._ledger, resident_ids)
        for resident_id in resident_ids:
            if resident_id not in people:
                raise NotFound(what="resident", id=resident_id)
        return people


def previous_contract(ledger: Ledger, command: SignContract, claims: Mapping[UUID, ResidentClaims]) -> UUID | None:
    """The newest contract of the same household that was over when this one begins.

    A household is its number; without one it is who speaks for it, whatever contracts the others have had elsewhere.
    """
    number, first_day = command.household_number, command.start_on or command.signed_on
    known = [claims[each] for each in claims if number or each == command.representative_id]
    found: list[tuple[date, UUID]] = []
    for contract_id, records in ledger.streams(list({each for claim in known for each in claim.held})).items():
        contract = fold([record.event for record in records])
        if contract is None or contract.entered_in_error or (number and contract.household_number != number):
            continue
        if contract.last_day_on < first_day:
            found.append((contract.start_on, contract_id))
    return max(found)[1] if found else None


def _people(contract: Contract, command: ContractCommand) -> list[UUID]:
    match command:
        case AddMember() | RecordDeath() | RecordReturn() | WithdrawMark():
            return list({*contract.members, command.resident_id})
        case _:
            return list(contract.members)


def _team_id(contract: Contract, command: ContractChange) -> UUID | None:
    match command:
        case CorrectSigning():
            return command.team_id or contract.team_id.on(contract.start_on)
        case DeliverService():
            return contract.team_id.on(command.delivered_on)
        case _:
            return None


def _read(claimed: Mapping[UUID, Claimed], team_id: UUID | None, team_version: int) -> Basis:
    """What a decision on a contract was made on: who its people are, what is claimed of them, the team."""
    people = read_together(each.read for each in claimed.values())
    return people if team_id is None else people.with_streams((team_id, team_version))
