"""The cells that a household has once, merged or repeated on its rows: village, team, package, the day of signing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from application.registers.cells import LONGEST_WORD, Cell, shown
from application.registers.columns import Column
from application.registers.dates import read_date
from application.registers.findings import Findings
from application.registers.rows import Row
from application.registers.spelling import compact, name_of, organisation_of, plain, starts_formula
from domain.policy.packages import Package, package_called

T = TypeVar("T")
_DIGITS_OF_A_NUMBER = 15
"""Excel keeps no more of a number; what is longer has to be text."""

_POWER_OF_TEN = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


_CITIZEN_ID = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)")
"""The record holds a household's number unsealed; an id must not stand there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseholdCells:
    """What a household's own cells say; None where nothing is written, or nothing that can be read."""

    number: str | None
    village: str | None
    group: str | None
    head_name: str | None
    team: str | None
    doctor: str | None
    package: Package | None
    signed_on: date | None


def read_household_cells(rows: Sequence[Row], findings: Findings, *, today: date, from_1904: bool) -> HouseholdCells:
    """Read each of them; a household whose rows say different things is refused."""

    def name(cell: Cell, column: Column) -> str | None:
        return _name(cell, column, findings)

    def number(cell: Cell, column: Column) -> str | None:
        return _number(cell, column, findings)

    def organisation(cell: Cell, column: Column) -> str | None:
        return None if name(cell, column) is None else organisation_of(shown(cell.value)) or None

    def signed_on(cell: Cell, column: Column) -> date | None:
        return _signed_on(cell, column, findings, today=today, from_1904=from_1904)

    def package(cell: Cell, column: Column) -> Package | None:
        return _package(cell, column, findings)

    def one(column: Column, read: Callable[[Cell, Column], T | None]) -> T | None:
        return _one(rows, column, read, findings)

    if not any(row.is_given(Column.SIGNED_ON) for row in rows):
        findings.refuse("no_signing_date", Column.SIGNED_ON)
    return HouseholdCells(
        number=one(Column.HOUSEHOLD_NUMBER, number),
        village=one(Column.VILLAGE, organisation),
        group=one(Column.GROUP, _text),
        head_name=one(Column.HEAD_NAME, name),
        team=one(Column.TEAM, organisation),
        doctor=one(Column.DOCTOR, name),
        package=one(Column.PACKAGE, package),
        signed_on=one(Column.SIGNED_ON, signed_on),
    )


def _one(rows: Sequence[Row], column: Column, read: Callable[[Cell, Column], T | None], findings: Findings) -> T | None:
    """The one value of all rows. The same spelling is read once, so that it is told once."""
    values: dict[str, tuple[T | None, Cell]] = {}
    for cell in _given(rows, column):
        if cell.unstored:
            findings.refuse("formula", column, cell)
        elif cell.is_too_long:
            findings.refuse("too_long", column, cell, longest=LONGEST_WORD)
        elif shown(cell.value) not in values:
            values[shown(cell.value)] = (read(cell, column), cell)
    found = [(value, cell) for value, cell in values.values() if value is not None]
    for value, cell in found[1:]:
        if value != found[0][0]:
            findings.refuse("household_cells_differ", column, cell, first_row=found[0][1].row)
            break
    return found[0][0] if found else None


def _given(rows: Sequence[Row], column: Column) -> Iterator[Cell]:
    for row in rows:
        if row.is_given(column):
            yield row.cells[column]


def _number(cell: Cell, column: Column, findings: Findings) -> str | None:
    number = compact(shown(cell.value))
    if (isinstance(cell.value, int | float) and len(number) > _DIGITS_OF_A_NUMBER) or _POWER_OF_TEN.fullmatch(number):
        findings.refuse("number_lost_digits", column, cell)
        return None
    if _CITIZEN_ID.search(number):
        findings.warn("household_number_is_id", column, cell)
        return None
    return number


def _text(cell: Cell, _: Column) -> str:
    return plain(shown(cell.value))


def _name(cell: Cell, column: Column, findings: Findings) -> str | None:
    name = name_of(shown(cell.value))
    if starts_formula(name):
        findings.refuse("formula", column, cell)
        return None
    return name


def _package(cell: Cell, column: Column, findings: Findings) -> Package | None:
    package = package_called(compact(shown(cell.value)))
    if package is None:
        findings.refuse("unknown_package", column, cell)
    return package


def _signed_on(cell: Cell, column: Column, findings: Findings, *, today: date, from_1904: bool) -> date | None:
    read = read_date(cell.value, from_1904=from_1904)
    if read is None:
        findings.refuse("date_unreadable", column, cell)
        return None
    if not read.as_written:
        findings.warn("normalised", column, cell, read_as=read.day.isoformat())
    if read.day > today:
        findings.refuse("signed_in_future", column, cell, today=today.isoformat())
        return None  # no day to judge anything else by
    return read.day
