"""How long what is kept of a contract is kept: its papers, and longer the health record that services are part of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import anniversary, day_after
from domain.policy.rule_names import RuleName


class RetentionClass(StrEnum):
    """What is kept together. Services are part of a health record, which is kept longer (national-rules.md, 3.4)."""

    CONTRACT_PAPERS = "contract_papers"
    HEALTH_RECORD = "health_record"

    @property
    def rule(self) -> RuleName:
        """The rule that says for how long."""
        return "retention" if self is RetentionClass.CONTRACT_PAPERS else "health_record_retention"


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionRules:
    """Papers are kept for `years`, a health record for `health_record_years`, both from a day that the contract has."""

    years: int
    health_record_years: int

    def kept_through(self, what: RetentionClass, counted_from: date) -> date:
        """The last day on which it must be there: the anniversary; of 29 February, 1 March."""
        years = self.years if what is RetentionClass.CONTRACT_PAPERS else self.health_record_years
        return anniversary(counted_from, years)

    def disposable_from(self, what: RetentionClass, counted_from: date) -> date:
        """The first day on which it may be disposed of."""
        return day_after(self.kept_through(what, counted_from))
