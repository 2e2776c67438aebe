"""Everything that can be asked about what is kept of a contract, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.keeping.events import HoldReason
from domain.personal import Personal
from domain.policy.retention import RetentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveContract:
    """Record where papers were put: those of a contract that is over, or of a `year` of it; moved, record it again."""

    retention_class: RetentionClass
    archived_on: date
    place: str
    year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLegalHold:
    """Let nothing of the contract be disposed of until this hold is lifted. `hold_id` is the caller's."""

    hold_id: UUID
    placed_on: date
    reason: HoldReason
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LiftLegalHold:
    """End a hold; from `lifted_on` on it stands no more."""

    hold_id: UUID
    lifted_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproveDisposal:
    """Agree, as the first of two, that one class of what is kept is disposed of."""

    retention_class: RetentionClass
    approved_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawDisposalApproval:
    """Take an approval back before anything was disposed of."""

    retention_class: RetentionClass
    withdrawn_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposeContract:
    """Record, as the second of two, that one class was disposed of, with the number of the certificate."""

    retention_class: RetentionClass
    disposed_on: date
    certificate_number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidContractDisposal:
    """Declare, as another than who recorded it, that a disposal was recorded wrongly, and its certificate void."""

    retention_class: RetentionClass
    certificate_number: str
    reason: Personal


KeepingCommand = (
    ArchiveContract
    | PlaceLegalHold
    | LiftLegalHold
    | ApproveDisposal
    | WithdrawDisposalApproval
    | DisposeContract
    | VoidContractDisposal
)
