"""When reports are due, and how often work is looked at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Every(StrEnum):
    """How often something is done."""

    NEVER = "never"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyReport:
    """Villages report a month by a day of that month, the centre by a day of the next."""

    village_by_day: int
    centre_by_day: int

    def village_due_on(self, year: int, month: int) -> date:
        """The last day on which a village's report of a month is in time; what comes later is the next month's."""
        return date(year, month, self.village_by_day)

    def centre_due_on(self, year: int, month: int) -> date:
        """The last day on which the centre's report of a month is in time."""
        return date(year + month // 12, month % 12 + 1, self.centre_by_day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sampling:
    """Households that supervisors look up, drawn several times a month in each village."""

    times_a_month: int
    households_per_village: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportingRules:
    """What is reported and looked at; None where a jurisdiction asks for nothing of the kind.

    The work of half a year is summed up by `summary_by_day` of June, that of the year by that day of December.
    """

    monthly: MonthlyReport | None
    summary_by_day: int | None
    self_check: Every
    assessment: Every
    sampling: Sampling | None
