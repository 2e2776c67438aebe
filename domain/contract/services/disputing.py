"""Rules about disputes: a resident says that a service was not as it is written down."""

from domain.contract.services.commands import DisputeService, UpholdDispute, WithdrawDispute
from domain.contract.services.events import ServiceDisputed, ServiceDisputeUpheld, ServiceDisputeWithdrawn
from domain.contract.services.questions import (
    require_after_service,
    require_recipient,
    require_service,
    require_standing,
)
from domain.contract.services.refusals import NoDispute
from domain.contract.services.state import Closing
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract


def dispute(command: DisputeService, contract: Contract, around: ServiceSurroundings) -> tuple[ServiceDisputed, ...]:
    """Dispute a service: it does not count until that is settled, however it was confirmed. Quiet: disputed already.

    Refused: no_such_service, service_void, before_service, dated_in_future, not_the_recipient, resident_deceased.
    """
    service = require_standing(contract, command.service_id)
    require_after_service(service, command.disputed_on, around.today)
    require_recipient(service, command.resident_id, command.disputed_on, contract)
    if command.resident_id in service.disputed_by:
        return ()
    return (
        ServiceDisputed(
            service_id=command.service_id,
            disputed_on=command.disputed_on,
            resident_id=command.resident_id,
            reason=command.reason,
        ),
    )


def withdraw(
    command: WithdrawDispute, contract: Contract, around: ServiceSurroundings
) -> tuple[ServiceDisputeWithdrawn, ...]:
    """Dispute a service no longer.

    Refused: no_such_service, service_void, before_service, dated_in_future, no_dispute.
    """
    service = require_standing(contract, command.service_id)
    require_after_service(service, command.withdrawn_on, around.today)
    if command.resident_id not in service.disputed_by:
        raise NoDispute(service=command.service_id)
    return (
        ServiceDisputeWithdrawn(
            service_id=command.service_id, withdrawn_on=command.withdrawn_on, resident_id=command.resident_id
        ),
    )


def uphold(command: UpholdDispute, contract: Contract) -> tuple[ServiceDisputeUpheld, ...]:
    """Find that a dispute is right. Refused: no_such_service, service_void, no_dispute. Quiet: found already."""
    if require_service(contract, command.service_id).closing is Closing.DISPUTE_UPHELD:
        return ()
    service = require_standing(contract, command.service_id)
    if not service.disputed_by:
        raise NoDispute(service=command.service_id)
    return (ServiceDisputeUpheld(service_id=command.service_id, void_from=service.delivered_on, reason=command.reason),)
