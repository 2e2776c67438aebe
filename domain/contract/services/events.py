"""Everything that can happen to a service under a contract, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDelivered:
    """The team served members on `delivered_on`; `performer` is somebody of the staff."""

    service_id: UUID
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    performer: str
    channel: ServiceChannel
    note: Personal | None = None


ServiceEvent = ServiceDelivered


def effective_on(event: ServiceEvent) -> date:
    """The first day for which the fact counts."""
    return event.delivered_on
