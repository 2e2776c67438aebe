"""Rules about what is written down long after its day: it comes with its reason, and not for ever."""

from datetime import date

from domain.contract.refusals import EntryTooLate, LateReasonMissing
from domain.personal import Personal
from domain.policy.model import Policy
from domain.policy.services import Lateness


def is_late(day: date, policy: Policy, today: date) -> bool:
    """Whether what is entered today of that day is a late entry."""
    return policy.late_entry.lateness(happened_on=day, entered_on=today) is Lateness.LATE


def require_not_too_late(day: date, policy: Policy, today: date) -> None:
    """Refuse what is entered so long after its day that nobody can say any more whether it was so."""
    if policy.late_entry.lateness(happened_on=day, entered_on=today) is Lateness.TOO_LATE:
        raise EntryTooLate(
            day=day,
            today=today,
            refused_after_days=policy.late_entry.refused_after_days,
            rule=policy.cite("late_entry_limit"),
        )


def reason_if_late(day: date, told: Personal | None, policy: Policy, today: date) -> Personal | None:
    """Why what happened on that day is entered late; None where it is in time, whatever was told.

    Refused: entry_too_late, late_reason_missing.
    """
    require_not_too_late(day, policy, today)
    if not is_late(day, policy, today):
        return None
    if told is None:
        raise LateReasonMissing(
            day=day, today=today, late_after_days=policy.late_entry.late_after_days, rule=policy.cite("late_entry")
        )
    return told
