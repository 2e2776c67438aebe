"""A register as cells: what a reader of workbooks hands over, whatever the file was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Protocol

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; rows and columns count from 1, as Excel shows them.

    `filled`: the value is the one of a merged cell that starts further up. `height`: its rows.
    `unstored`: there is no value to read: a formula without a stored one, or an error; `value` is then just that.
    """

    row: int
    column: int
    value: CellValue = field(repr=False)
    filled: bool = False
    height: int = 1
    unstored: bool = False

    @property
    def is_given(self) -> bool:
        """Whether somebody wrote something into this very cell."""
        return not self.filled and not is_blank(self.value)

    @property
    def is_too_long(self) -> bool:
        """Whether it holds more than a name, a number or the like can be."""
        return len(shown(self.value)) > LONGEST_WORD


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of one column that are one cell: rows `top` to `bottom`, both inclusive."""

    column: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: values row by row from A1 on, and the merged cells of each column.

    `unstored` has the formulas that have no value, each with its "=", and the errors, by row and column.
    """

    name: str
    values: Sequence[Sequence[CellValue]] = field(repr=False)
    merges: tuple[Merge, ...] = ()
    unstored: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.values)

    def width(self, row: int) -> int:
        """How many cells the row has."""
        return len(self.values[row - 1])

    def cell(self, row: int, column: int) -> Cell:
        """The cell, with the value of the merged cell that covers it; blank outside what was written."""
        merge = self._merge_at.get((row, column))
        origin = merge.top if merge else row
        return Cell(
            row,
            column,
            self.unstored.get((origin, column)) or self._value(origin, column),
            filled=origin != row,
            height=merge.bottom - merge.top + 1 if merge else 1,
            unstored=(origin, column) in self.unstored,
        )

    def _value(self, row: int, column: int) -> CellValue:
        values = self.values[row - 1] if row <= self.height else ()
        return values[column - 1] if column <= len(values) else None

    @cached_property
    def _merge_at(self) -> Mapping[tuple[int, int], Merge]:
        return {
            (row, merge.column): merge
            for merge in self.merges
            for row in range(merge.top, min(merge.bottom, self.height) + 1)
        }


LONGEST_WORD = 200
"""Characters of a name, a number or the like; notes may be longer. Databases keep no index of very long ones."""


class RegisterSource(Protocol):
    """A register that was opened: its sheets in order, and whether its day numbers count from 1904."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets, in the order of the workbook."""

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 0 is 1 January 1904, as in workbooks of old Macs."""


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing that a reader could see."""
    return value is None or (
        isinstance(value, str) and not value.strip("\u200b\u200c\u200d\u2060\ufeff \t\r\n\u3000\xa0")
    )


def shown(value: CellValue) -> str:
    """The value as its user would say it: whole numbers without a fraction, dates without midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
