"""The terms (签约周期) of a contract: how a first day leads to a last day, and the last day to the next term.

Terms are computed from the contract's anchor, the first day of its first term, never from the previous term's end:
so they do not drift, whatever day they are renewed on. Both days of a term are inclusive, as agreements print them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import anniversary, corresponding_day, day_after, day_before

LONGEST_TERM_YEARS = 10
SECOND_HALF_FROM_MONTH = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One term of a contract, from `start_on` to `end_on`, both inclusive; `number` counts from 1.

    `anchor_on` is the day that it was counted from: the first day of the first term, or of the first one under
    another rule.

    It stands in records as it is: the promises of `domain.contract.events` hold for its fields too.
    """

    number: int
    start_on: date
    end_on: date
    anchor_on: date

    @property
    def days(self) -> int:
        """How many civil days the term covers."""
        return (self.end_on - self.start_on).days + 1


class TermEndRule(StrEnum):
    """Which day is the last of a term of whole years."""

    DAY_BEFORE_ANNIVERSARY = "day_before_anniversary"
    CIVIL_CODE_CORRESPONDING_DAY = "civil_code_corresponding_day"


@dataclass(frozen=True, kw_only=True, slots=True)
class YearTerms:
    """Terms of `years` whole years. Term n ends n times `years` after the anchor, by `end_rule`.

    `day_before_anniversary`: the day before the anniversary, 29 February being 1 March in other years.
    `civil_code_corresponding_day`: the corresponding day itself, or the month's last day (民法典 200-204).
    """

    years: int
    end_rule: TermEndRule

    def first(self, start_on: date) -> Term:
        """The first term; `start_on` is its anchor."""
        return Term(number=1, start_on=start_on, end_on=self._end_of(start_on, 1), anchor_on=start_on)

    def following(self, previous: Term, anchor_on: date) -> Term:
        """The term after `previous`; ValueError where terms counted from the anchor do not meet its end."""
        start_on = day_after(previous.end_on)
        met, count = day_before(anchor_on), 1
        while (end_on := self._end_of(anchor_on, count)) <= previous.end_on:
            met, count = end_on, count + 1
        if met != previous.end_on:
            message = f"terms from {anchor_on} do not meet {previous.end_on}: the anchor belongs to another rule"
            raise ValueError(message)
        return Term(number=previous.number + 1, start_on=start_on, end_on=end_on, anchor_on=anchor_on)

    def _end_of(self, anchor_on: date, count: int) -> date:
        years = count * self.years
        if self.end_rule is TermEndRule.CIVIL_CODE_CORRESPONDING_DAY:
            return corresponding_day(anchor_on, years)
        return day_before(anniversary(anchor_on, years))


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfYearTerms:
    """Begun in January-June: to 31 December; begun in July-December: to 31 December of the next year (普陀).

    A renewal goes by the new term's first day, so it is a calendar year whenever it was agreed.
    """

    def first(self, start_on: date) -> Term:
        """The first term, by the half of the year in which it starts."""
        return Term(number=1, start_on=start_on, end_on=self._end_from(start_on), anchor_on=start_on)

    def following(self, previous: Term, anchor_on: date) -> Term:
        """The term after `previous`, by the half of the year in which it starts."""
        start_on = day_after(previous.end_on)
        end_on = self._end_from(start_on)
        return Term(number=previous.number + 1, start_on=start_on, end_on=end_on, anchor_on=anchor_on)

    def _end_from(self, start_on: date) -> date:
        later_half = start_on.month >= SECOND_HALF_FROM_MONTH
        return date(start_on.year + later_half, 12, 31)


TermRule = YearTerms | HalfYearTerms
