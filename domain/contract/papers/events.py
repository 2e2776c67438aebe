"""Everything that can happen to the papers of a contract, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.policy.documents import Paper


class Holder(StrEnum):
    """Who holds a copy."""

    HOUSEHOLD = "household"
    TEAM = "team"
    AUTHORITY = "authority"


class ReissueReason(StrEnum):
    """Why a copy is replaced: "一旦遗失要及时补充" (000, article 5); what it says may also have changed."""

    LOST = "lost"
    DAMAGED = "damaged"
    CONTENT_CHANGED = "content_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuedCopy:
    """One copy of a paper; `number` counts the copies of that paper under the contract from 1."""

    paper: Paper
    number: int
    holder: Holder


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentsIssued:
    """Papers were handed over."""

    issued_on: date
    copies: tuple[IssuedCopy, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentReissued:
    """A new copy replaces number `replaces`, which is void from that day."""

    copy: IssuedCopy
    replaces: int
    reissued_on: date
    reason: ReissueReason


PaperEvent = DocumentsIssued | DocumentReissued


def effective_on(event: PaperEvent) -> date:
    """The first day for which the fact counts."""
    return event.issued_on if isinstance(event, DocumentsIssued) else event.reissued_on
