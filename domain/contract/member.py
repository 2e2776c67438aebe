"""What is remembered of one person of a contract: coming and going, death, and the categories noted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from domain.calendar import day_after
from domain.contract.events import Flag, Mark
from domain.personal import Personal
from domain.populations import Category
from domain.timeline import Timeline


class Movement(StrEnum):
    """How somebody came to be covered, or not to be, from a day."""

    JOINED = "joined"
    LEFT = "left"
    MOVED_AWAY = "moved_away"
    RETURNED = "returned"


PRESENT = frozenset({Movement.JOINED, Movement.RETURNED})

MARKED: Mapping[Mark, Movement] = MappingProxyType(
    {Mark.RELOCATION: Movement.MOVED_AWAY, Mark.RETURN: Movement.RETURNED, Mark.REMOVAL: Movement.LEFT}
)
"""The movement that a mark is of; a death is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One person of the contract.

    `recorded`: movements, each with its first day, in the order of recording. A death hides what comes after it, but
    keeps it: withdrawn, a mark leaves what was recorded beside it as it was. `gone_to`: contracts that went on to cover
    the person, each with its first day. `away`: since when the person was away for work, from each day for which that
    was noted, and None from each day on which they were back.
    """

    resident_id: UUID
    relationship: str
    recorded: tuple[tuple[date, Movement], ...] = ()
    flags: Mapping[Category, Timeline[Flag | None]] = field(default_factory=dict)
    note: Personal | None = None
    died_on: date | None = None
    gone_to: tuple[tuple[date, UUID], ...] = ()
    away: Timeline[date | None] = field(default_factory=Timeline)

    @property
    def movements(self) -> Timeline[Movement]:
        """The movement that counts from each day; of two on one day, the one recorded later."""
        return Timeline(tuple(sorted(dict(self.recorded).items())))

    @property
    def presence(self) -> Timeline[bool]:
        """Whether the person is covered, from each day on which that changes; death left aside."""
        changes = groupby(self.movements.entries, key=lambda entry: entry[1] in PRESENT)
        return Timeline(tuple((next(entries)[0], present) for present, entries in changes))

    @property
    def relocations(self) -> tuple[date, ...]:
        """The days from which a move counts, sorted."""
        return self._days_of(Movement.MOVED_AWAY)

    def marked_on(self, mark: Mark) -> tuple[date, ...]:
        """The days from which such marks count, sorted; of a death the last one covered."""
        if mark is Mark.DEATH:
            return () if self.died_on is None else (self.died_on,)
        return self._days_of(MARKED[mark])

    def present_on(self, day: date) -> bool:
        """Whether the person is covered on `day`, as far as the person is concerned."""
        return self.movements.on(day) in PRESENT and (self.died_on is None or day <= self.died_on)

    def away_on(self, day: date) -> bool:
        """Whether the person had moved away by `day` and had not returned."""
        return self.movements.on(day) is Movement.MOVED_AWAY

    def present_spans(self) -> tuple[tuple[date, date | None], ...]:
        """First and last day of each stretch of presence, inclusive; an open last day is None."""
        spans = ((start, end) for start, end, present in self.presence.spans() if present)
        if self.died_on is None:
            return tuple(spans)
        died_on = self.died_on
        return tuple((start, died_on if end is None else min(end, died_on)) for start, end in spans if start <= died_on)

    def absences(self) -> Iterator[tuple[date, date, date | None]]:
        """Each stretch of being away while covered: since when, its first and its last day here; an open one is None.

        Whoever left, moved away or died is away no more, and who is covered again is here again.
        """
        for start, end in self.present_spans():
            noted = [entry for entry in self.away.entries if start <= entry[0] and (end is None or entry[0] <= end)]
            changes = groupby(noted, key=lambda entry: entry[1] is None)
            for from_on, to_on, since_on in Timeline(tuple(next(entries) for _, entries in changes)).spans():
                if since_on is not None:
                    yield since_on, from_on, end if to_on is None else to_on

    def away_since(self, day: date) -> date | None:
        """Since when the person, covered on `day`, has been away for work on it; None for somebody who is here."""
        found = (since for since, start, end in self.absences() if start <= day and (end is None or day <= end))
        return next(found, None)

    def flags_on(self, day: date) -> frozenset[Category]:
        """The categories noted of the person on `day`; those by age are not among them."""
        noted = ((category, self.noted(category).on(day)) for category in self.flags)
        return frozenset(category for category, flag in noted if flag is not None and flag.holds_on(day))

    def noted(self, category: Category) -> Timeline[Flag | None]:
        """What is noted of a category, from each day on which something was noted."""
        return self.flags.get(category, Timeline())

    def flag_spans(self) -> Iterator[tuple[Category, date, date | None]]:
        """Each category with the first and the last day of each stretch for which it is noted, inclusive."""
        for category, timeline in self.flags.items():
            for start, end, flag in timeline.spans():
                if flag is not None:
                    last = min((day for day in (end, flag.until_on) if day is not None), default=None)
                    if last is None or start <= last:
                        yield category, start, last

    def moved(self, from_on: date, movement: Movement) -> "Member":
        """The member after one more movement."""
        return replace(self, recorded=(*self.recorded, (from_on, movement)))

    def left(self, from_on: date, to_id: UUID | None) -> "Member":
        """The member after leaving, for another contract where one is named."""
        gone_to = self.gone_to if to_id is None else (*self.gone_to, (from_on, to_id))
        return replace(self.moved(from_on, Movement.LEFT), gone_to=gone_to)

    def stayed(self, day: date) -> "Member":
        """The member as if they had never left for another contract on that day."""
        recorded = tuple(entry for entry in self.recorded if entry != (day, Movement.LEFT))
        return replace(self, recorded=recorded, gone_to=tuple(each for each in self.gone_to if each[0] != day))

    def unmarked(self, mark: Mark, last_day_on: date) -> "Member":
        """The member as if this death, or this movement, had never been recorded."""
        if mark is Mark.DEATH:
            return replace(self, died_on=None)
        withdrawn = (day_after(last_day_on), MARKED[mark])
        return replace(self, recorded=tuple(entry for entry in self.recorded if entry != withdrawn))

    def flagged(self, flags: tuple[Flag, ...], from_on: date) -> "Member":
        """The member after categories were noted."""
        if not flags:
            return self
        written = dict(self.flags)
        for flag in flags:
            written[flag.category] = self.noted(flag.category).write(from_on, flag)
        return replace(self, flags=written)

    def unflagged(self, category: Category, from_on: date) -> "Member":
        """The member after the end of a category was noted."""
        return replace(self, flags={**self.flags, category: self.noted(category).write(from_on, None)})

    def _days_of(self, movement: Movement) -> tuple[date, ...]:
        return tuple(day for day, each in self.movements.entries if each is movement)
