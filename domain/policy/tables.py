"""Reading a TOML table strictly: every entry has the type it should have, and none is left over.

What is wrong is written into a report, and a stand-in of the right type goes on, so that one reading finds everything.
A file with a problem is refused in the end, and no stand-in is ever used.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.money import NOTHING, yuan
from domain.policy.errors import PolicyProblem, ProblemCode

Choice = TypeVar("Choice", bound=StrEnum)
Other = TypeVar("Other", bound=StrEnum)
Value = TypeVar("Value", str, int, bool)

ANY_TEXT = r"(?s).*\S.*"
MISSING = object()


class Report:
    """What is wrong with one file."""

    def __init__(self) -> None:
        self.problems: list[PolicyProblem] = []

    def add(self, problem: ProblemCode, entry: str, *, found: object = "", expected: str = "") -> None:
        """One more problem."""
        self.problems.append(PolicyProblem(problem=problem, entry=entry, found=str(found), expected=expected))


class Table:
    """A table and where it stands in its file. Reading an entry takes it; `finish` reports what was not taken.

    A table that is None is missing, which was reported: of its entries nothing more is said.
    """

    def __init__(self, entries: Mapping[str, object] | None, report: Report, where: str = "") -> None:
        self._entries = entries or {}
        self._told_missing = entries is None
        self._report = report
        self._where = where
        self._taken: list[str] = []
        self._values: dict[str, object] = {}

    def at(self, key: str) -> str:
        """The place of an entry, as errors name it."""
        return f"{self._where}.{key}" if self._where else key

    def has(self, key: str) -> bool:
        """Whether the entry is there; asking makes it a known one."""
        self._taken.append(key)
        return key in self._entries

    def text(self, key: str, pattern: str = ANY_TEXT) -> str:
        """A string that matches `pattern`, by default one that is not blank."""
        expected = '"…"' if pattern == ANY_TEXT else pattern
        value = self._take(key, expected)
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return self._read(key, value)
        self._refuse(key, value, expected)
        return ""

    def whole_number(self, key: str, at_least: int, at_most: int) -> int:
        """An integer within bounds, both inclusive."""
        expected = f"{at_least}..{at_most}"
        value = self._take(key, expected)
        if isinstance(value, int) and not isinstance(value, bool) and at_least <= value <= at_most:
            return self._read(key, value)
        self._refuse(key, value, expected)
        return at_least

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._take(key, "true | false")
        if isinstance(value, bool):
            return self._read(key, value)
        self._refuse(key, value, "true | false")
        return False

    def amount(self, key: str) -> Decimal:
        """An amount of money, in yuan, written as text: a TOML number with a point would not be exact."""
        value = self._take(key, '"0.00"')
        try:
            found = yuan(value if isinstance(value, str) else "")
        except ValueError:
            self._refuse(key, value, '"0.00"')
            return NOTHING
        self._values[key] = str(found)
        return found

    def day(self, key: str) -> date | None:
        """A civil date; None stands in for what is none."""
        value = self._take(key, "YYYY-MM-DD")
        if isinstance(value, date) and not isinstance(value, datetime):
            self._values[key] = value.isoformat()
            return value
        self._refuse(key, value, "YYYY-MM-DD")
        return None

    def choice(self, key: str, choices: type[Choice], leads_to: tuple[str, ...] = ()) -> Choice:
        """One of the values of an enumeration. Where it is none, nothing is said of the entries that it leads to."""
        expected = " | ".join(choices)
        value = self._take(key, expected)
        if isinstance(value, str) and value in list(choices):
            self._values[key] = value
            return choices(value)
        self._refuse(key, value, expected)
        self._taken += leads_to
        return next(iter(choices))

    def choices(self, key: str, choices: type[Choice], at_least: int = 1) -> tuple[Choice, ...]:
        """A list of different values of an enumeration."""
        expected = f"[{' | '.join(choices)}]"
        value = self._take(key, expected)
        known = isinstance(value, list) and all(isinstance(each, str) and each in list(choices) for each in value)
        if isinstance(value, list) and known and len(set(value)) == len(value) >= at_least:
            self._values[key] = sorted(value)
            return tuple(choices(each) for each in value)
        self._refuse(key, value, expected)
        return ()

    def table(self, key: str) -> "Table":
        """A table within this one."""
        value = self._take(key, f"[{self.at(key)}]")
        if isinstance(value, dict):
            return Table(value, self._report, self.at(key))
        self._refuse(key, value, f"[{self.at(key)}]")
        return Table(None, self._report, self.at(key))

    def instead(self, key: str, entries: Mapping[str, object]) -> "Table":
        """A table that stands here, although the file has none."""
        return Table(entries, self._report, self.at(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """An array of tables, at least one; they are counted from 1."""
        value = self._take(key, f"[[{self.at(key)}]]")
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return tuple(
                Table(each, self._report, f"{self.at(key)}[{index}]") for index, each in enumerate(value, start=1)
            )
        self._refuse(key, value, f"[[{self.at(key)}]]")
        return ()

    def worded(self, key: str, choices: type[Choice]) -> dict[Choice, str]:
        """A table of values of an enumeration, each with a text, at least one. The texts are no values."""
        table = self.table(key)
        known = {each: table.text(each) for each in table.keys_among(choices)}
        self._values[key] = sorted(map(str, known))
        return known

    def mapped(self, key: str, choices: type[Choice], values: type[Other]) -> dict[Choice, Other]:
        """A table of values of one enumeration, each with a value of another, at least one."""
        table = self.table(key)
        known = {each: table.choice(each, values) for each in table.keys_among(choices)}
        self._values[key] = table.values()
        return known

    def keys_among(self, choices: type[Choice]) -> tuple[Choice, ...]:
        """The keys of the whole table, values of an enumeration, at least one."""
        expected = " | ".join(choices)
        if not self._entries and not self._told_missing:
            self._report.add("missing", self._where, expected=expected)
        for key in self._entries:
            if key not in list(choices):
                self._report.add("unknown_key", self.at(key), expected=expected)
        return tuple(each for each in choices if each in self._entries)

    def values(self) -> Mapping[str, object]:
        """What was read so far, as JSON values: enumerations and dates as text, lists in the order of the alphabet."""
        return dict(self._values)

    def report(self, problem: ProblemCode, key: str, *, found: object, expected: str = "") -> None:
        """Something else that is wrong with an entry."""
        self._report.add(problem, self.at(key), found=found, expected=expected)

    def is_sound(self) -> bool:
        """Whether everything that was read of this table was what it should be."""
        return self._values.keys() >= set(self._taken)

    def finish(self) -> None:
        """Report the entries that nobody asked for."""
        for key in self._entries:
            if key not in self._taken:
                self._report.add("unknown_key", self.at(key), expected=" | ".join(dict.fromkeys(self._taken)))

    def _read(self, key: str, value: Value) -> Value:
        self._values[key] = value
        return value

    def _take(self, key: str, expected: str) -> object:
        """The entry, or MISSING, which is reported here."""
        if self.has(key):
            return self._entries[key]
        if not self._told_missing:
            self._report.add("missing", self.at(key), expected=expected)
        return MISSING

    def _refuse(self, key: str, value: object, expected: str) -> None:
        if value is not MISSING:
            self._report.add("wrong_value", self.at(key), found=value, expected=expected)
