"""What a command on a signed contract comes to: the one place that knows which rule decides it. Pure."""

from typing import assert_never

from domain.contract import correcting, members, populations, signing
from domain.contract.absences import decide as absences
from domain.contract.absences.commands import AbsenceCommand
from domain.contract.care import decide as care
from domain.contract.care.commands import CareCommand
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
from domain.contract.consents import decide as consents
from domain.contract.consents.commands import ConsentCommand
from domain.contract.events import ContractEvent
from domain.contract.fees import decide as fees
from domain.contract.fees.commands import FeeCommand
from domain.contract.keeping import decide as keeping
from domain.contract.keeping.classes import require_not_disposed
from domain.contract.keeping.commands import KeepingCommand
from domain.contract.papers import decide as papers
from domain.contract.papers.commands import PaperCommand
from domain.contract.services import decide as services
from domain.contract.services.commands import ServiceCommand
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.contract.terms import decide as terms
from domain.contract.terms.commands import TermCommand


def decide(  # noqa: C901, PLR0911, PLR0912 - one flat match, a line for each command there is
    command: ContractChange, contract: Contract, around: Surroundings
) -> tuple[ContractEvent, ...]:
    """The facts that a command leads to; none where they are on record already. Refuses what a rule forbids."""
    if isinstance(command, KeepingCommand):
        return keeping.decide(command, contract, around)
    require_not_disposed(contract)
    if isinstance(command, AbsenceCommand):
        return absences.decide(command, contract, around)
    if isinstance(command, ServiceCommand):
        return services.decide(command, contract, _around_services(command, contract, around))
    if isinstance(command, CareCommand):
        return care.decide(command, contract, around)
    if isinstance(command, PaperCommand):
        policy = around.policies.by_ref(contract.policy_on(papers.day_of(command)))
        return papers.decide(command, contract, policy, around.today)
    if isinstance(command, ConsentCommand):
        return consents.decide(command, contract, around)
    if isinstance(command, TermCommand):
        return terms.decide(command, contract, around)
    if isinstance(command, FeeCommand):
        return fees.decide(command, contract, around)
    match command:
        case CorrectSigning():
            return correcting.correct_signing(command, contract, around)
        case AddMember():
            return members.add(command, contract, around)
        case RemoveMember():
            return members.remove(command, contract, around)
        case RecordDeath():
            return members.die(command, contract, around)
        case RecordRelocation():
            return members.relocate(command, contract, around)
        case RecordReturn():
            return members.return_home(command, contract, around)
        case WithdrawMark():
            return members.withdraw_mark(command, contract, around)
        case ReplaceRepresentative():
            return members.replace_representative(command, contract, around)
        case FlagPopulation():
            return populations.flag(command, contract, around)
        case UnflagPopulation():
            return populations.unflag(command, contract, around)
        case EnterInError():
            return signing.enter_in_error(command, contract, around)
        case _:
            assert_never(command)


def _around_services(command: ServiceCommand, contract: Contract, around: Surroundings) -> ServiceSurroundings:
    return ServiceSurroundings(
        policy=around.policies.by_ref(contract.policy_on(services.day_of(command, contract))),
        teams=around.teams,
        today=around.today,
        asked_by=around.asked_by,
        entered_by=around.entered_by,
    )
