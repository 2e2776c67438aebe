"""The years that a term is charged for: "每人每年签约服务费用120元" (000, article 3)."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import anniversary, day_after, day_before
from domain.policy.terms import Term


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeYear:
    """The days of a term that one charge is for, both inclusive. It stands in records as it is."""

    start_on: date
    end_on: date

    def contains(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.start_on <= day <= self.end_on


def fee_years(term: Term) -> tuple[FeeYear, ...]:
    """The fee years of a term, in order, without a hole: as many as it has whole years, and at least one.

    By the Civil Code a term from 1 March may end on 28 February of a leap year: a day short, it has its years all the
    same. They begin on the term's first day and on the anniversaries of it; the last one ends with the term. The
    document says nothing of parts of a year: terms of 185 and of 549 days (普陀) are charged once each.
    """
    starts, day_short = [term.start_on], day_after(day_after(term.end_on))
    while anniversary(term.start_on, len(starts) + 1) <= day_short:
        starts.append(anniversary(term.start_on, len(starts)))
    ends = [*(day_before(start_on) for start_on in starts[1:]), term.end_on]
    return tuple(FeeYear(start_on=start_on, end_on=end_on) for start_on, end_on in zip(starts, ends, strict=True))


def fee_year_of(term: Term, day: date) -> FeeYear:
    """The fee year that `day`, a day of the term, lies in."""
    return next(year for year in fee_years(term) if year.contains(day))
