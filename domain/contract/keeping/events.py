"""Everything that can happen to papers that are kept, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.personal import Personal


class HoldReason(StrEnum):
    """Why papers stay although their time is over."""

    DISPUTE = "dispute"
    LITIGATION = "litigation"
    AUDIT = "audit"
    OTHER = "other"


class RetentionClass(StrEnum):
    """What is kept together. Services are part of a health record, which is kept longer (national-rules.md, 3.4)."""

    CONTRACT_PAPERS = "contract_papers"
    HEALTH_RECORD = "health_record"


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
    """Somebody agreed that papers go which had to be there through `kept_until`; another has to do it."""

    approved_on: date
    kept_until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractDisposed:
    """The papers of the contract were disposed of; `kept_back` stays, as another time holds for it."""

    disposed_on: date
    approved_on: date
    kept_until: date
    certificate_number: str
    disposed: tuple[RetentionClass, ...]
    kept_back: tuple[RetentionClass, ...] = ()


KeepingEvent = LegalHoldPlaced | LegalHoldLifted | DisposalApproved | ContractDisposed


def effective_on(event: KeepingEvent) -> date:
    """The first day for which the fact counts."""
    match event:
        case LegalHoldPlaced():
            return event.placed_on
        case LegalHoldLifted():
            return event.lifted_on
        case DisposalApproved():
            return event.approved_on
        case ContractDisposed():
            return event.disposed_on
        case _:
            assert_never(event)
