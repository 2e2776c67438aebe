"""How long somebody may be away before people decide whether they moved away for long."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import months_after


@dataclass(frozen=True, kw_only=True, slots=True)
class AbsenceRules:
    """Who is away for so many months may have moved away; nothing follows until people decide it."""

    too_long_after_months: int

    def too_long_from_on(self, since_on: date) -> date:
        """The day on which the months are full for somebody away since a day."""
        return months_after(since_on, self.too_long_after_months)

    def away_too_long(self, since_on: date, day: date) -> bool:
        """Whether on `day` somebody away since then has been so for all those months."""
        return day >= self.too_long_from_on(since_on)
