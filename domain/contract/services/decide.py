"""What a command about a service comes to: the one place that knows which rule decides it. Pure."""

from datetime import date
from typing import assert_never

from domain.contract.services import approving, confirming, correcting, delivering, disputing
from domain.contract.services.commands import (
    ApproveLateEntry,
    ConfirmService,
    CorrectService,
    DeliverService,
    DisputeService,
    RejectLateEntry,
    ServiceCommand,
    UpholdDispute,
    VoidService,
    WithdrawDispute,
)
from domain.contract.services.events import ServiceEvent
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract


def decide(  # noqa: PLR0911 - one flat match, a line for each command there is
    command: ServiceCommand, contract: Contract, around: ServiceSurroundings
) -> tuple[ServiceEvent, ...]:
    """The facts that a command about a service leads to."""
    match command:
        case DeliverService():
            return delivering.deliver(command, contract, around)
        case CorrectService():
            return correcting.correct(command, contract, around)
        case VoidService():
            return correcting.void(command, contract)
        case ConfirmService():
            return confirming.confirm(command, contract, around)
        case DisputeService():
            return disputing.dispute(command, contract, around)
        case WithdrawDispute():
            return disputing.withdraw(command, contract, around)
        case UpholdDispute():
            return disputing.uphold(command, contract)
        case ApproveLateEntry():
            return approving.approve(command, contract, around)
        case RejectLateEntry():
            return approving.reject(command, contract, around)
        case _:
            assert_never(command)


def day_of(command: ServiceCommand, contract: Contract) -> date:
    """The day of the service that a command is about, whose rules judge it; the first day where there is no service."""
    if isinstance(command, DeliverService):
        return command.delivered_on
    if isinstance(command, CorrectService) and command.delivered_on is not None:
        return command.delivered_on
    service = contract.services.get(command.service_id)
    return contract.start_on if service is None else service.delivered_on
