"""How a contract ends before its term does: at whose request, from which day, by whose decision."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import day_after
from domain.policy.renewal import Side


class TerminationTime(StrEnum):
    """From when on a termination that was asked for can take effect."""

    ANY_TIME = "any_time"
    END_OF_TERM = "end_of_term"


class TerminationReason(StrEnum):
    """Why a contract is ended early (解约原因), by the glossary's codes; a death or a wrong person is another fact."""

    RESIDENT_REQUEST = "resident_request"
    MOVED_OUT = "moved_out"
    TRANSFERRED = "transferred"
    LOST_TO_FOLLOW_UP = "lost_to_follow_up"
    REFUSED_ONE_YEAR = "refused_one_year"
    INVOICE_VOIDED = "invoice_voided"
    OTHER = "other"


class DecidedBy(StrEnum):
    """Who decides what was asked for."""

    INSTITUTION = "institution"
    BOTH_SIDES = "both_sides"

    def consents_missing(self, given: AbstractSet[Side]) -> frozenset[Side]:
        """Whose consent is still needed, when `given` have consented; nobody's where the institution decides."""
        return frozenset(Side) - given if self is DecidedBy.BOTH_SIDES else frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationRules:
    """When a contract may be ended early; `reasons` are the ones that may be given, one of them always."""

    when: TerminationTime
    notice_days: int
    decided_by: DecidedBy
    reasons: frozenset[TerminationReason]

    def earliest_on(self, requested_on: date, term_end_on: date) -> date:
        """The first day that a termination asked for on `requested_on` may leave uncovered."""
        after_notice = requested_on + timedelta(days=self.notice_days)
        if self.when is TerminationTime.END_OF_TERM:
            return max(after_notice, day_after(term_end_on))
        return after_notice

    def accepts(self, reason: TerminationReason) -> bool:
        """Whether this is a reason here."""
        return reason in self.reasons
