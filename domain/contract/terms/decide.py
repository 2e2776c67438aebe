"""What a command about the terms of a contract comes to. Pure."""

from typing import assert_never

from domain.contract.questions import require_not_succeeded
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.contract.terms import renewal, termination
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    TermCommand,
    VoidReconfirmation,
    VoidRenewal,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import TermEvent


def decide(  # noqa: PLR0911 - one branch a command
    command: TermCommand, contract: Contract, around: Surroundings
) -> tuple[TermEvent, ...]:
    """The facts that a command about terms leads to. The contract is settled up to the business day.

    Refused: contract_succeeded, where another contract goes on, unless it is about confirming a renewal before.
    """
    if not isinstance(command, ReconfirmRenewal | VoidReconfirmation):
        require_not_succeeded(contract)
    match command:
        case RenewContract():
            return renewal.renew(command, contract, around)
        case ReconfirmRenewal():
            return renewal.reconfirm(command, contract, around)
        case VoidReconfirmation():
            return renewal.void_reconfirmation(command, contract)
        case VoidRenewal():
            return renewal.void(command, contract, around)
        case RequestTermination():
            return termination.request(command, contract, around)
        case WithdrawTerminationRequest():
            return termination.withdraw(command, contract, around)
        case DecideTermination():
            return termination.decide_termination(command, contract, around)
        case VoidTermination():
            return termination.void(command, contract, around)
        case _:
            assert_never(command)
