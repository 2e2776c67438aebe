"""Everything that can happen to a service under a contract, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from domain.contract.services.items import Evidence, ServiceChannel, ServiceItem
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDelivered:
    """The team served members on `delivered_on`; `performer` is of the staff of the team `team_id` on that day.

    `needs_approval`: it was entered late, which `late_reason` explains, and counts when somebody else approves.
    """

    service_id: UUID
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    team_id: UUID
    performer: str
    channel: ServiceChannel
    place: Personal | None = None
    evidence: tuple[Evidence, ...] = ()
    note: Personal | None = None
    needs_approval: bool = False
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceCorrected:
    """A service had been written down wrongly; a field that is None was right. `team_id` goes with day and performer.

    Counts from `corrected_from`, the earlier of the days of the service as it was told before and is told now.
    `unconfirmed`: what had been confirmed reads otherwise now and has to be confirmed again. `needs_approval`: the
    correction was entered late and counts when somebody else approves; rejected, it is as if it had not been.
    """

    service_id: UUID
    corrected_from: date
    reason: Personal
    delivered_on: date | None = None
    resident_ids: tuple[UUID, ...] | None = None
    items: tuple[ServiceItem, ...] | None = None
    team_id: UUID | None = None
    performer: str | None = None
    channel: ServiceChannel | None = None
    place: Personal | None = None
    evidence: tuple[Evidence, ...] | None = None
    note: Personal | None = None
    unconfirmed: bool = False
    needs_approval: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceVoided:
    """The record of a service was taken back; it stays in the history and counts for nothing from the service's day."""

    service_id: UUID
    void_from: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceConfirmed:
    """One of the two sides confirmed a service. Of the recipients it names who did; of the performer nobody else."""

    service_id: UUID
    confirmed_on: date
    confirmer: Confirmer
    kind: ConfirmationKind
    resident_id: UUID | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDisputed:
    """A recipient, or who speaks for the household, says that a service was not as it is written down."""

    service_id: UUID
    disputed_on: date
    resident_id: UUID
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDisputeWithdrawn:
    """Who had disputed a service does so no longer."""

    service_id: UUID
    withdrawn_on: date
    resident_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDisputeUpheld:
    """The dispute was found to be right: the service is void, from its day."""

    service_id: UUID
    void_from: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class LateEntryApproved:
    """Somebody other than who entered it approved a late entry, or a late correction."""

    service_id: UUID
    approved_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class LateEntryRejected:
    """A late entry was rejected and counts for nothing; a late correction was, and what it corrected stands."""

    service_id: UUID
    rejected_on: date
    reason: Personal


ServiceEvent = (
    ServiceDelivered
    | ServiceCorrected
    | ServiceVoided
    | ServiceConfirmed
    | ServiceDisputed
    | ServiceDisputeWithdrawn
    | ServiceDisputeUpheld
    | LateEntryApproved
    | LateEntryRejected
)


def effective_on(event: ServiceEvent) -> date:
    """The first day for which the fact counts."""
    match event:
        case ServiceDelivered():
            return event.delivered_on
        case ServiceCorrected():
            return event.corrected_from
        case ServiceVoided() | ServiceDisputeUpheld():
            return event.void_from
        case ServiceConfirmed():
            return event.confirmed_on
        case ServiceDisputed():
            return event.disputed_on
        case ServiceDisputeWithdrawn():
            return event.withdrawn_on
        case LateEntryApproved():
            return event.approved_on
        case LateEntryRejected():
            return event.rejected_on
        case _:
            assert_never(event)
