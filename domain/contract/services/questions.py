"""What several rules ask of a service before they decide; each refuses with its own reason."""

from datetime import date
from uuid import UUID

from domain.contract.questions import require_no_error
from domain.contract.refusals import ResidentDeceased
from domain.contract.services.refusals import BeforeService, NoSuchService, NotTheRecipient, ServiceVoid
from domain.contract.services.state import Service
from domain.contract.state import Contract
from domain.refusal import require_not_future


def require_service(contract: Contract, service_id: UUID) -> Service:
    """The service, if it is on record under a contract that is one."""
    require_no_error(contract)
    service = contract.services.get(service_id)
    if service is None:
        raise NoSuchService(service=service_id)
    return service


def require_standing(contract: Contract, service_id: UUID) -> Service:
    """The service, if its record is neither void nor rejected."""
    service = require_service(contract, service_id)
    if not service.stands:
        raise ServiceVoid(service=service_id)
    return service


def require_after_service(service: Service, day: date, today: date) -> None:
    """Refuse what is said about a service before it was delivered, or in the future."""
    require_not_future(day, today)
    if day < service.delivered_on:
        raise BeforeService(service=service.entered.service_id, day=day, delivered_on=service.delivered_on)


def require_recipient(service: Service, resident_id: UUID, day: date, contract: Contract) -> None:
    """Refuse who was not served and does not speak for the household either, on the day of the service or on `day`."""
    speakers = {contract.representative_id.on(each) for each in (service.delivered_on, day)}
    if resident_id not in {*service.resident_ids, *speakers}:
        raise NotTheRecipient(resident=resident_id, service=service.entered.service_id)
    died_on = contract.members[resident_id].died_on
    if died_on is not None and died_on < day:
        raise ResidentDeceased(resident=resident_id, died_on=died_on)
