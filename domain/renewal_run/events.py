"""What can happen to renewal runs, in the past tense: part of the storage format, as those of a contract are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SkipReason(StrEnum):
    """Why a contract that was due was not renewed. `parked`: its records could not be read, so it was left alone."""

    NO_CONSENT = "no_consent"
    TERMINATION_REQUESTED = "termination_requested"
    NO_MEMBER_LEFT = "no_member_left"
    TEAM_CLOSED = "team_closed"
    PARKED = "parked"


@dataclass(frozen=True, kw_only=True, slots=True)
class SkippedCount:
    """How many contracts were due and, for this reason, not renewed."""

    reason: SkipReason
    contracts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalRunCompleted:
    """Every contract that was due on the business days `from_on` to `to_on` (inclusive) is settled.

    `renewed`, `expired`: decisions that fell on those days, or were made up for then. `waiting`: contracts that on
    `to_on` were near their end and needed somebody's consent. `started_at`, `finished_at`: instants of the machine's
    clock, ISO 8601 with offset.
    """

    from_on: date
    to_on: date
    renewed: int
    expired: int
    waiting: int
    skipped: tuple[SkippedCount, ...]
    started_at: str
    finished_at: str


RenewalRunEvent = RenewalRunCompleted


def effective_on(event: RenewalRunEvent) -> date:
    """The last business day that the run settled."""
    return event.to_on
