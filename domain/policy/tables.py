"""Reading a TOML table strictly: every entry has the type it should have, and none is left over."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.money import yuan
from domain.policy.errors import PolicyFileError

Choice = TypeVar("Choice", bound=StrEnum)
Other = TypeVar("Other", bound=StrEnum)
Value = TypeVar("Value", str, int, bool)


class Table:
    """A table and where it stands in its file. Reading an entry takes it; `finish` refuses what was not taken."""

    def __init__(self, entries: Mapping[str, object], where: str = "") -> None:
        self._entries = entries
        self._taken: list[str] = []
        self._where = where
        self._values: dict[str, object] = {}

    def at(self, key: str) -> str:
        """The place of an entry, as errors name it."""
        return f"{self._where}.{key}" if self._where else key

    def has(self, key: str) -> bool:
        """Whether the entry is there; asking makes it a known one."""
        self._taken.append(key)
        return key in self._entries

    def text(self, key: str, pattern: str = r"(?s).*\S.*") -> str:
        """A string that matches `pattern`, by default one that is not blank."""
        expected = "string" if pattern.startswith("(?s)") else pattern
        value = self._take(key, expected)
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            raise self._wrong(key, value, expected)
        return self._read(key, value)

    def whole_number(self, key: str, at_least: int, at_most: int) -> int:
        """An integer within bounds, both inclusive."""
        expected = f"integer {at_least}..{at_most}"
        value = self._take(key, expected)
        if not isinstance(value, int) or isinstance(value, bool) or not at_least <= value <= at_most:
            raise self._wrong(key, value, expected)
        return self._read(key, value)

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._take(key, "true | false")
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true | false")
        return self._read(key, value)

    def amount(self, key: str) -> Decimal:
        """An amount of money, in yuan, written as text: a TOML number with a point would not be exact."""
        value = self._take(key, 'amount "0.00"')
        try:
            found = yuan(value if isinstance(value, str) else "")
        except ValueError:
            raise self._wrong(key, value, 'amount "0.00"') from None
        self._values[key] = str(found)
        return found

    def day(self, key: str) -> date:
        """A civil date."""
        value = self._take(key, "date YYYY-MM-DD")
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(key, value, "date YYYY-MM-DD")
        self._values[key] = value.isoformat()
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        expected = " | ".join(choices)
        chosen = self._chosen(key, self._take(key, expected), choices)
        self._values[key] = str(chosen)
        return chosen

    def choices(self, key: str, choices: type[Choice], at_least: int = 1) -> tuple[Choice, ...]:
        """A list of different values of an enumeration."""
        expected = f"list of {' | '.join(choices)}"
        value = self._take(key, expected)
        if not isinstance(value, list) or len(value) < at_least:
            raise self._wrong(key, value, expected)
        chosen = tuple(self._chosen(key, each, choices) for each in value)
        if len(set(chosen)) < len(chosen):
            raise self._wrong(key, value, f"{expected}, each once")
        self._values[key] = sorted(map(str, chosen))
        return chosen

    def table(self, key: str) -> "Table":
        """A table within this one."""
        value = self._take(key, "table")
        if not isinstance(value, dict):
            raise self._wrong(key, value, "table")
        return Table(value, self.at(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """An array of tables, at least one; they are counted from 1."""
        value = self._take(key, "array of tables")
        if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
            raise self._wrong(key, value, "array of tables")
        return tuple(Table(each, f"{self.at(key)}[{index}]") for index, each in enumerate(value, start=1))

    def worded(self, key: str, choices: type[Choice]) -> dict[Choice, str]:
        """A table of values of an enumeration, each with a text, at least one. The texts are no values."""
        table = self.table(key)
        known = {table._key_chosen(each, choices): table.text(each) for each in table._entries}  # noqa: SLF001 -- the same class
        if not known:
            raise PolicyFileError("missing", where=self.at(key), expected=" | ".join(choices))
        self._values[key] = sorted(map(str, known))
        return known

    def mapped(self, key: str, choices: type[Choice], values: type[Other]) -> dict[Choice, Other]:
        """A table of values of one enumeration, each with a value of another, at least one."""
        table = self.table(key)
        known = {table._key_chosen(each, choices): table.choice(each, values) for each in table._entries}  # noqa: SLF001 -- the same class
        if not known:
            raise PolicyFileError("missing", where=self.at(key), expected=" | ".join(choices))
        self._values[key] = table.values()
        return known

    def values(self) -> Mapping[str, object]:
        """What was read so far, as JSON values: enumerations and dates as text, lists in the order of the alphabet."""
        return dict(self._values)

    def finish(self) -> None:
        """Refuse the first entry that nobody asked for."""
        for key in self._entries:
            if key not in self._taken:
                known = " | ".join(dict.fromkeys(self._taken))
                raise PolicyFileError("unknown_key", where=self.at(key), expected=known)

    def _read(self, key: str, value: Value) -> Value:
        self._values[key] = value
        return value

    def _take(self, key: str, expected: str) -> object:
        if not self.has(key):
            raise PolicyFileError("missing", where=self.at(key), expected=expected)
        return self._entries[key]

    def _chosen(self, key: str, value: object, choices: type[Choice]) -> Choice:
        if not isinstance(value, str) or value not in list(choices):
            raise self._wrong(key, value, " | ".join(choices))
        return choices(value)

    def _key_chosen(self, key: str, choices: type[Choice]) -> Choice:
        if key not in list(choices):
            raise PolicyFileError("unknown_key", where=self.at(key), expected=" | ".join(choices))
        return choices(key)

    def _wrong(self, key: str, value: object, expected: str) -> PolicyFileError:
        return PolicyFileError("wrong_value", where=self.at(key), found=str(value), expected=expected)
