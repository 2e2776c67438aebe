"""Who wrote down each service of a contract: the envelopes know, and nobody approves their own late entry."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from application.envelope import Event, Recorded
from domain.contract.services.events import ServiceCorrected, ServiceDelivered


def entered_by(records: Sequence[Recorded[Event]]) -> Mapping[UUID, frozenset[str]]:
    """The ids of those who entered or corrected each service, from the records of a contract's stream."""
    found: dict[UUID, frozenset[str]] = {}
    for record in records:
        if isinstance(record.event, ServiceDelivered | ServiceCorrected):
            service_id = record.event.service_id
            found[service_id] = found.get(service_id, frozenset()) | {record.actor.id}
    return found
