"""What makes the record of a service good: who confirms it and how, what is kept as evidence, when it is late."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConfirmationKind(StrEnum):
    """How somebody confirms that a service was delivered."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    STAMP = "stamp"


class Confirmer(StrEnum):
    """Who is there when a service is delivered."""

    PERFORMER = "performer"
    RECIPIENT = "recipient"


class EvidenceKind(StrEnum):
    """What is kept besides."""

    PHOTO = "photo"
    VIDEO = "video"


class Lateness(StrEnum):
    """What the time between a fact and its entry makes of the record."""

    IN_TIME = "in_time"
    LATE = "late"
    TOO_LATE = "too_late"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmationRules:
    """Which confirmations are accepted, and of whom; `evidence` is what the team keeps besides, if anything.

    Of several kinds of evidence one is enough: "影像资料" (000, article 5) are photos or films.
    """

    accepted: frozenset[ConfirmationKind]
    confirmers: frozenset[Confirmer]
    evidence: frozenset[EvidenceKind]

    def accepts(self, kind: ConfirmationKind) -> bool:
        """Whether a service may be confirmed in this way here."""
        return kind in self.accepted

    def missing(self, confirmed_by: AbstractSet[Confirmer]) -> frozenset[Confirmer]:
        """Who has still to confirm, when `confirmed_by` have."""
        return self.confirmers - confirmed_by

    def missing_evidence(self, kept: AbstractSet[str]) -> frozenset[EvidenceKind]:
        """The kinds of which one has still to be kept; none where one of them is among those `kept`."""
        return frozenset() if any(kind.value in kept for kind in self.evidence) else self.evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class LateEntryRules:
    """More than `late_after_days` after its day an entry is late, more than `refused_after_days` it is refused."""

    late_after_days: int
    refused_after_days: int

    def lateness(self, *, happened_on: date, entered_on: date) -> Lateness:
        """Whether an entry is late: a late one needs a reason, and one of a service somebody else's approval."""
        lag_days = (entered_on - happened_on).days
        if lag_days > self.refused_after_days:
            return Lateness.TOO_LATE
        return Lateness.LATE if lag_days > self.late_after_days else Lateness.IN_TIME
