"""Everything that can happen to what is kept of a contract, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.personal import Personal
from domain.policy.retention import RetentionClass


class HoldReason(StrEnum):
    """Why papers stay although their time is over."""

    DISPUTE = "dispute"
    LITIGATION = "litigation"
    AUDIT = "audit"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractArchived:
    """Papers were put into the archive; `place` is the box or shelf. `year` None: all of them, not those of a year."""

    retention_class: RetentionClass
    archived_on: date
    place: str
    year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalHoldPlaced:
    """Nothing of the contract may be disposed of until this hold is lifted; an approval given before is void."""

    hold_id: UUID
    placed_on: date
    reason: HoldReason
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalHoldLifted:
    """The hold is over: `lifted_on` is the first day on which it stands no more."""

    hold_id: UUID
    lifted_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalApproved:
    """Somebody agreed that what had to be there through `kept_until` goes; another has to do it."""

    retention_class: RetentionClass
    approved_on: date
    kept_until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalApprovalWithdrawn:
    """What was approved is to stay."""

    retention_class: RetentionClass
    withdrawn_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptBack:
    """What is not gone yet, and the last day on which it has to be there, as known on the day of a disposal."""

    retention_class: RetentionClass
    kept_until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractDisposed:
    """One class of what is kept of the contract was disposed of; `kept_back` stays, as another time holds for it."""

    retention_class: RetentionClass
    disposed_on: date
    approved_on: date
    kept_until: date
    certificate_number: str
    kept_back: tuple[KeptBack, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractDisposalVoided:
    """A disposal was recorded wrongly: it never took place, and its certificate is void. The approval stands."""

    retention_class: RetentionClass
    certificate_number: str
    void_from: date
    reason: Personal


KeepingEvent = (
    ContractArchived
    | LegalHoldPlaced
    | LegalHoldLifted
    | DisposalApproved
    | DisposalApprovalWithdrawn
    | ContractDisposed
    | ContractDisposalVoided
)


def effective_on(event: KeepingEvent) -> date:
    """The first day for which the fact counts."""
    match event:
        case ContractArchived():
            return event.archived_on
        case LegalHoldPlaced():
            return event.placed_on
        case LegalHoldLifted():
            return event.lifted_on
        case DisposalApproved():
            return event.approved_on
        case DisposalApprovalWithdrawn():
            return event.withdrawn_on
        case ContractDisposed():
            return event.disposed_on
        case ContractDisposalVoided():
            return event.void_from
        case _:
            assert_never(event)
