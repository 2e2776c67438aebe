"""Everything that can be asked about the papers of a contract that are kept, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.keeping.events import HoldReason
from domain.personal import Personal


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
    """Agree, as the first of two, that the papers are disposed of."""

    approved_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposeContract:
    """Record, as the second of two, that the papers were disposed of, with the number of the certificate."""

    disposed_on: date
    certificate_number: str


KeepingCommand = PlaceLegalHold | LiftLegalHold | ApproveDisposal | DisposeContract
