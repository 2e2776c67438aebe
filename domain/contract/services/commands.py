"""Everything that can be asked about services under a contract, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliverService:
    """Write down what the team did for members. `service_id` is the caller's, so that sending it twice is safe."""

    service_id: UUID
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    performer: str
    channel: ServiceChannel
    note: Personal | None = None


ServiceCommand = DeliverService
