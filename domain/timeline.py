"""A value from a date: what a fold remembers of anything that changes during a contract's life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)  # no slots: with them, Python 3.11 cannot make a parametrised Timeline[…]()
class Timeline(Generic[T]):
    """Values, each from a civil date until the day before the next; sorted, one value a date.

    A write never erases a later one: recording late what happened earlier leaves what was recorded of later days.
    """

    entries: tuple[tuple[date, T], ...] = ()

    def write(self, from_on: date, value: T) -> "Timeline[T]":
        """The timeline with `value` from `from_on` up to the next date that already has a value."""
        if not self.entries or self.entries[-1][0] < from_on:
            return Timeline((*self.entries, (from_on, value)))
        kept = [entry for entry in self.entries if entry[0] != from_on]
        return Timeline(tuple(sorted([*kept, (from_on, value)], key=lambda entry: entry[0])))

    def on(self, day: date) -> T | None:
        """The value on `day`, or None before the first."""
        found: T | None = None
        for from_on, value in self.entries:
            if from_on > day:
                break
            found = value
        return found

    def spans(self) -> Iterator[tuple[date, date | None, T]]:
        """Each value with its first and last day, both inclusive; the last day of the last value is None."""
        for index, (from_on, value) in enumerate(self.entries):
            following = self.entries[index + 1][0] if index + 1 < len(self.entries) else None
            yield from_on, None if following is None else date.fromordinal(following.toordinal() - 1), value
