"""The workbook that an import reads, as the records name it: nobody can be known by what stands in a record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.envelope import RegisterRow
from application.registers.households import RegisterHousehold

_LONG_NUMBER = re.compile(r"\d{7}")
"""Phones and ids have more digits than a date or the number of a village."""

_SHORTEST_NAME = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """One workbook: its SHA-256, hex, and what each of its sheets is called on record."""

    digest: str
    sheets: Mapping[str, str]

    @staticmethod
    def of(households: Sequence[RegisterHousehold], digest: str) -> "Paper":
        """The workbook of these households. A sheet named after somebody is called by its place among those read."""
        people = {name for each in households for name in (each.head_name, *(one.name for one in each.persons)) if name}
        names = dict.fromkeys(each.sheet for each in households)
        return Paper(
            digest=digest,
            sheets={name: f"#{place}" if _tells_who(name, people) else name for place, name in enumerate(names, 1)},
        )

    def row_of(self, household: RegisterHousehold) -> RegisterRow:
        """Where the household stands in the workbook."""
        return RegisterRow(digest=self.digest, sheet=self.sheets[household.sheet], row=household.row)


def _tells_who(sheet: str, people: set[str]) -> bool:
    if sheet.startswith("#") or _LONG_NUMBER.search(sheet):
        return True
    return any(len(name) >= _SHORTEST_NAME and name in sheet for name in people)
