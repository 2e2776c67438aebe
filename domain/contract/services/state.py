"""What is remembered of the services under a contract."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.contract.services.events import (
    LateEntryApproved,
    LateEntryRejected,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceDelivered,
    ServiceDisputed,
    ServiceDisputeUpheld,
    ServiceDisputeWithdrawn,
    ServiceEvent,
    ServiceVoided,
)
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer


class Approval(StrEnum):
    """How a late entry stands."""

    NOT_NEEDED = "not_needed"
    AWAITING = "awaiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Closing(StrEnum):
    """Why the record of a service is void."""

    VOIDED = "voided"
    DISPUTE_UPHELD = "dispute_upheld"


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirmed:
    """Who confirmed, how and on which day; `resident_id` None for the performer."""

    confirmed_on: date
    confirmer: Confirmer
    kind: ConfirmationKind
    resident_id: UUID | None
    evidence: Evidence | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """What the team did for members on a day, as corrected; `entered` is how it was written down first.

    `before`: how it stood before a late correction that awaits approval.
    """

    entered: ServiceDelivered
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    team_id: UUID
    performer: str
    channel: ServiceChannel
    place: Personal | None
    evidence: tuple[Evidence, ...]
    note: Personal | None
    approval: Approval
    confirmations: frozenset[Confirmed] = frozenset()
    disputed_by: frozenset[UUID] = frozenset()
    closing: Closing | None = None
    before: "Service | None" = None

    @property
    def confirmed_by(self) -> frozenset[Confirmer]:
        """Which sides confirmed what is written now."""
        return frozenset(each.confirmer for each in self.confirmations)

    @property
    def kept(self) -> frozenset[ProofKind]:
        """The kinds of evidence that are kept of it, those of its confirmations included."""
        with_confirmations = (each.evidence for each in self.confirmations)
        return frozenset(each.kind for each in (*self.evidence, *with_confirmations) if each is not None)

    @property
    def stands(self) -> bool:
        """Whether it was neither taken back, nor found wrong, nor rejected."""
        return self.closing is None and self.approval is not Approval.REJECTED


def evolve(services: Mapping[UUID, Service], event: ServiceEvent) -> Mapping[UUID, Service]:
    """The services after one more fact."""
    if isinstance(event, ServiceDelivered):
        return {**services, event.service_id: delivered(event)}
    return {**services, event.service_id: _evolved(services[event.service_id], event)}


def delivered(event: ServiceDelivered) -> Service:
    """A service as it was written down first."""
    return Service(
        entered=event,
        delivered_on=event.delivered_on,
        resident_ids=event.resident_ids,
        items=event.items,
        team_id=event.team_id,
        performer=event.performer,
        channel=event.channel,
        place=event.place,
        evidence=event.evidence,
        note=event.note,
        approval=Approval.AWAITING if event.needs_approval else Approval.NOT_NEEDED,
    )


def _evolved(service: Service, event: ServiceEvent) -> Service:
    match event:
        case ServiceDelivered():
            return delivered(event)
        case ServiceCorrected():
            return _corrected(service, event)
        case ServiceVoided():
            return replace(service, closing=Closing.VOIDED)
        case ServiceConfirmed():
            return replace(service, confirmations=service.confirmations | {_confirmed(event)})
        case ServiceDisputed():
            return replace(service, disputed_by=service.disputed_by | {event.resident_id})
        case ServiceDisputeWithdrawn():
            return replace(service, disputed_by=service.disputed_by - {event.resident_id})
        case ServiceDisputeUpheld():
            return replace(service, closing=Closing.DISPUTE_UPHELD)
        case LateEntryApproved():
            return replace(service, approval=Approval.APPROVED, before=None)
        case LateEntryRejected():
            return _rejected(service)
        case _:
            assert_never(event)


def _confirmed(event: ServiceConfirmed) -> Confirmed:
    return Confirmed(
        confirmed_on=event.confirmed_on,
        confirmer=event.confirmer,
        kind=event.kind,
        resident_id=event.resident_id,
        evidence=event.evidence,
    )


def _corrected(service: Service, event: ServiceCorrected) -> Service:
    late = event.needs_approval and service.approval is not Approval.AWAITING
    return replace(
        service,
        delivered_on=event.delivered_on or service.delivered_on,
        resident_ids=event.resident_ids or service.resident_ids,
        items=event.items or service.items,
        team_id=event.team_id or service.team_id,
        performer=event.performer or service.performer,
        channel=event.channel or service.channel,
        place=event.place or service.place,
        evidence=service.evidence if event.evidence is None else event.evidence,
        note=event.note or service.note,
        confirmations=frozenset() if event.unconfirmed else service.confirmations,
        approval=Approval.AWAITING if event.needs_approval else service.approval,
        before=service if late else service.before,
    )


def _rejected(service: Service) -> Service:
    """A rejected correction leaves what it corrected, and the disputes raised since."""
    if service.before is None:
        return replace(service, approval=Approval.REJECTED)
    return replace(service.before, disputed_by=service.disputed_by)
