"""A register as read: households, their persons, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from application.registers.columns import Column, Layout
from domain.citizen_id import CitizenId, Sex
from domain.policy.packages import Package
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something that is wrong, or was read otherwise than written. Its representation shows no cell's value.

    `row` as Excel counts, `column` the heading as written (None: the whole sheet), `household` its number, without one
    the head's name; `facts` are what the sentences of `messages` name.
    """

    code: str
    sheet: str
    row: int | None
    column: str | None
    household: str | None = field(repr=False)
    value: str = field(repr=False)
    facts: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterPerson:
    """One row. `categories` are those written, without those of age; `note` is what of 备注 is only text.

    `death` is the day of death; `relocation` the day from which a move counts.
    """

    row: int
    name: str = field(repr=False)
    citizen_id: CitizenId | None = field(repr=False)
    sex: Sex | None = field(repr=False)
    phone: str | None = field(repr=False)
    relationship: str | None
    is_head: bool
    categories: tuple[Category, ...]
    note: str | None = field(repr=False)
    death: date | None
    relocation: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterHousehold:
    """The rows of one household. With a problem it is refused whole; what could be read stands here nevertheless.

    `row` is the first row; `unit` the reporting unit (填报单位) of its sheet; `layout` knows the headings as written.
    `alone`: one person of a household whose members sign one by one; its number is that of several contracts.
    """

    sheet: str
    row: int
    unit: str | None
    number: str | None
    village: str | None
    group: str | None
    head_name: str | None = field(repr=False)
    team: str | None
    doctor: str | None
    package: Package | None
    signed_on: date | None
    persons: tuple[RegisterPerson, ...]
    problems: tuple[Problem, ...]
    layout: Layout = field(repr=False)
    alone: bool = False

    @property
    def label(self) -> str | None:
        """What its user calls the household: its number, without one the head's name."""
        return self.number or self.head_name

    @property
    def head(self) -> RegisterPerson | None:
        """The head, if exactly one person is."""
        heads = [person for person in self.persons if person.is_head]
        return heads[0] if len(heads) == 1 else None

    def problem(
        self, code: str, column: Column, value: object, *, person: RegisterPerson | None = None, **facts: object
    ) -> Problem:
        """A problem of this household, or of one of its persons, that was found after reading."""
        return Problem(
            code=code,
            sheet=self.sheet,
            row=person.row if person else self.row,
            column=self.layout.heading(column),
            household=self.label,
            value=str(value),
            facts=facts,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A whole register: the reporting unit, the year it was filled in for, and every household, refused ones too."""

    unit: str | None
    year: int | None
    households: tuple[RegisterHousehold, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def persons_read(self) -> int:
        """How many persons there are in all households."""
        return sum(len(household.persons) for household in self.households)
