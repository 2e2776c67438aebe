"""What a command on a signed contract comes to: the one place that knows which rule decides it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract import correcting, members, populations, signing
from domain.contract.care import decide as care
from domain.contract.care.commands import CareCommand
from domain.contract.claims import ResidentClaims
from domain.contract.commands import (
    AddMember,
    ContractChange,
    CorrectSigning,
    EnterInError,
    FlagPopulation,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    ReplaceRepresentative,
    UnflagPopulation,
    WithdrawMark,
)
from domain.contract.events import ContractEvent
from domain.contract.services import decide as services
from domain.contract.services.commands import ServiceCommand
from domain.contract.state import Contract
from domain.policy.resolve import PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a change is judged against.

    `today` is the business day, `claims` those of the contract's people and of whom the command names, `teams` those
    that the contract ever had and the one that the command names.
    """

    contract_id: UUID
    today: date
    policies: PolicyBook
    claims: Mapping[UUID, ResidentClaims]
    teams: Mapping[UUID, CareTeam]


def decide(  # noqa: C901, PLR0911, PLR0912 - one flat match, a line for each command there is
    command: ContractChange, contract: Contract, around: Surroundings
) -> tuple[ContractEvent, ...]:
    """The facts that a command leads to; none where they are on record already. Refuses what a rule forbids."""
    if isinstance(command, ServiceCommand):
        return services.decide(command, contract, around.teams, around.today)
    if isinstance(command, CareCommand):
        return care.decide(command, contract, around.teams, around.policies.by_ref(contract.policy))
    today, claims = around.today, around.claims
    match command:
        case CorrectSigning():
            return correcting.correct_signing(command, contract, around.teams)
        case AddMember():
            return members.add(command, around.contract_id, contract, claims[command.resident_id], today)
        case RemoveMember():
            return members.remove(command, contract, today)
        case RecordDeath():
            return members.die(command, around.contract_id, contract, claims[command.resident_id], today)
        case RecordRelocation():
            return members.relocate(command, contract, today)
        case RecordReturn():
            return members.return_home(command, around.contract_id, contract, claims[command.resident_id], today)
        case WithdrawMark():
            return members.withdraw_mark(command, around.contract_id, contract, claims[command.resident_id])
        case ReplaceRepresentative():
            return members.replace_representative(command, contract, today)
        case FlagPopulation():
            return populations.flag(command, contract, today)
        case UnflagPopulation():
            return populations.unflag(command, contract, today)
        case EnterInError():
            return signing.enter_in_error(command, contract)
        case _:
            assert_never(command)
