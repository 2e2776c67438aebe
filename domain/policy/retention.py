"""How long the papers of a contract are kept."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import anniversary, day_after


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionRules:
    """Papers are kept for `years` after the contract's last day."""

    years: int

    def kept_through(self, last_day_on: date) -> date:
        """The last day on which the papers must be there: the anniversary; of 29 February, 1 March."""
        return anniversary(last_day_on, self.years)

    def disposable_from(self, last_day_on: date) -> date:
        """The first day on which they may be disposed of."""
        return day_after(self.kept_through(last_day_on))
