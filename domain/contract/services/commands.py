"""Everything that can be asked about services under a contract, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.services.items import Evidence, ServiceChannel, ServiceItem
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirmation:
    """Who confirms a service, and how. `resident_id` says who of the recipients' side; None for the performer."""

    confirmer: Confirmer
    kind: ConfirmationKind
    resident_id: UUID | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliverService:
    """Write down what the team did for members. `service_id` is the caller's, so that sending it twice is safe.

    `confirmations`: those given on the spot. `late_reason`: why it is entered late, where it is.
    """

    service_id: UUID
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    performer: str
    channel: ServiceChannel
    place: Personal | None = None
    evidence: tuple[Evidence, ...] = ()
    note: Personal | None = None
    late_reason: Personal | None = None
    confirmations: tuple[Confirmation, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectService:
    """Correct what was written down wrongly of a service; None leaves a field as it is."""

    service_id: UUID
    reason: Personal
    delivered_on: date | None = None
    resident_ids: tuple[UUID, ...] | None = None
    items: tuple[ServiceItem, ...] | None = None
    performer: str | None = None
    channel: ServiceChannel | None = None
    place: Personal | None = None
    evidence: tuple[Evidence, ...] | None = None
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidService:
    """Take back the record of a service."""

    service_id: UUID
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmService:
    """Confirm a service, for one of the two sides."""

    service_id: UUID
    confirmed_on: date
    confirmation: Confirmation


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeService:
    """A recipient, or who speaks for the household, says that a service was not as it is written down."""

    service_id: UUID
    disputed_on: date
    resident_id: UUID
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawDispute:
    """Who disputed a service does so no longer."""

    service_id: UUID
    withdrawn_on: date
    resident_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class UpholdDispute:
    """Find that a dispute is right: the service is void."""

    service_id: UUID
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproveLateEntry:
    """Let a late entry, or a late correction, count."""

    service_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectLateEntry:
    """Do not let a late entry, or a late correction, count."""

    service_id: UUID
    reason: Personal


ServiceCommand = (
    DeliverService
    | CorrectService
    | VoidService
    | ConfirmService
    | DisputeService
    | WithdrawDispute
    | UpholdDispute
    | ApproveLateEntry
    | RejectLateEntry
)
