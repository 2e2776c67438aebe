"""What is remembered of the services under a contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.services.events import ServiceEvent
from domain.contract.services.items import ServiceItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """What the team did for members on a day."""

    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]


def evolve(services: Mapping[UUID, Service], event: ServiceEvent) -> Mapping[UUID, Service]:
    """The services after one more fact."""
    return {**services, event.service_id: _delivered(event)}


def _delivered(event: ServiceEvent) -> Service:
    return Service(delivered_on=event.delivered_on, resident_ids=event.resident_ids, items=event.items)
