"""How a term is followed by the next: by silence, or by the consent of whom, and until when that may come."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class RenewalKind(StrEnum):
    """What renews a contract whose term ends."""

    SILENCE = "silence"
    MUTUAL_CONSENT = "mutual_consent"
    RESIDENTS_CHOICE = "residents_choice"


class Side(StrEnum):
    """The two sides of an agreement."""

    RESIDENT = "resident"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalRules:
    """What renews a contract. A silent renewal may leave the two sides something to confirm."""

    kind: RenewalKind
    reconfirmation_required: bool
    reconfirm_within_days: int
    late_consent_days: int
    waiting_days: int

    @property
    def silent(self) -> bool:
        """Whether a contract renews although nobody says anything."""
        return self.kind is RenewalKind.SILENCE

    @property
    def consents_needed(self) -> frozenset[Side]:
        """Whose consent a renewal needs; nobody's where silence renews."""
        match self.kind:
            case RenewalKind.SILENCE:
                return frozenset()
            case RenewalKind.RESIDENTS_CHOICE:
                return frozenset({Side.RESIDENT})
            case RenewalKind.MUTUAL_CONSENT:
                return frozenset(Side)

    def consents_missing(self, given: AbstractSet[Side]) -> frozenset[Side]:
        """Whose consent is still needed, when `given` have consented."""
        return self.consents_needed - given

    def reconfirm_by(self, term_start_on: date) -> date | None:
        """The last day on which the two sides confirm a silent renewal again; None where they need not."""
        return term_start_on + timedelta(days=self.reconfirm_within_days) if self.reconfirmation_required else None

    def is_in_time(self, *, consented_on: date, entered_on: date, term_end_on: date) -> bool:
        """Whether a consent renews without a gap: given within the term, entered soon enough after it."""
        return consented_on <= term_end_on and entered_on <= term_end_on + timedelta(days=self.late_consent_days)

    def is_waiting(self, term_end_on: date, day: date) -> bool:
        """Whether on `day` a contract that needs consent is near enough to its end to be told about."""
        near = term_end_on - timedelta(days=self.waiting_days) <= day <= term_end_on
        return near and bool(self.consents_needed)
