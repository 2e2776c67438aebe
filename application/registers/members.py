"""The rules about the persons of one household taken together: one head, nobody twice, the count of doubles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from application.registers.cells import Cell
from application.registers.columns import Column
from application.registers.findings import Findings
from application.registers.households import RegisterPerson
from application.registers.notes import ReadNote
from application.registers.rows import Row
from domain.populations import Category, categories_by_age


def relocate_all(read: Sequence[tuple[RegisterPerson, ReadNote]]) -> tuple[RegisterPerson, ...]:
    """The persons; where one note says that the whole household moved (全户外迁), everybody else did too."""
    moved_on = next((note.relocated_on for _, note in read if note.whole_household and note.relocated_on), None)
    return tuple(
        person if moved_on is None or person.death or person.relocation else replace(person, relocation=moved_on)
        for person, _ in read
    )


def mark_head(
    persons: tuple[RegisterPerson, ...], head_name: str | None, findings: Findings
) -> tuple[RegisterPerson, ...]:
    """The persons, with the head marked. Refused where none or several can be the head, or the names differ."""
    heads = _distinct([person for person in persons if person.is_head] or _heads_by_name(persons, head_name))
    agrees = len(heads) == 1 and head_name in (None, heads[0].name)
    told = any(problem.code in ("formula", "name_missing") for problem in findings.errors)
    if not agrees and not (told and len(heads) <= 1):
        known = Column.RELATIONSHIP in findings.layout.columns
        findings.refuse("no_head", Column.RELATIONSHIP if known else Column.HEAD_NAME, heads=len(heads))
    return tuple(replace(person, is_head=person in heads) for person in persons)


def _distinct(persons: Sequence[RegisterPerson]) -> list[RegisterPerson]:
    """One row a person; who stands in two is told as such, and not as two heads."""
    return list({person.citizen_id or person.row: person for person in reversed(persons)}.values())[::-1]


def _heads_by_name(persons: tuple[RegisterPerson, ...], head_name: str | None) -> list[RegisterPerson]:
    """Where nobody's row says 户主: who bears the head's name, or who lives alone."""
    unrelated = [person for person in persons if person.relationship is None]
    if head_name is None:
        return unrelated if len(persons) == 1 else []
    return [person for person in unrelated if person.name == head_name]


def refuse_doubled_persons(persons: Sequence[RegisterPerson], ids: Sequence[Cell], findings: Findings) -> None:
    """Refuse a household that names the same id twice; `ids` are the cells of the persons' ids."""
    first: dict[str, int] = {}
    for person, cell in zip(persons, ids, strict=True):
        if person.citizen_id:
            row = first.setdefault(person.citizen_id.number, person.row)
            if row != person.row:
                findings.refuse("same_person_twice", Column.CITIZEN_ID, cell, first_row=row)


def warn_of_doubles(
    persons: Sequence[RegisterPerson],
    notes: Sequence[tuple[Row, ReadNote]],
    signed_on: date | None,
    elderly_from_age: int,
    findings: Findings,
) -> None:
    """Warn where a note counts other doubles (重复N) than the sum of the categories less the persons, at signing."""
    if signed_on is None:
        return
    computed = doubles_on(persons, signed_on, elderly_from_age)
    for row, note in notes:
        if note.doubles is not None and note.doubles != computed:
            findings.warn(
                "duplicate_count_differs", Column.NOTE, row.cells[Column.NOTE], written=note.doubles, computed=computed
            )


def doubles_on(persons: Sequence[RegisterPerson], day: date, elderly_from_age: int) -> int:
    """By how much the sum of the categories exceeds the persons who are in any (剔重): what 汉滨 writes into 备注."""
    counts = [len(_categories_on(person, day, elderly_from_age)) for person in persons]
    return sum(counts) - sum(1 for count in counts if count)


def _categories_on(person: RegisterPerson, day: date, elderly_from_age: int) -> set[Category]:
    by_age: frozenset[Category] = frozenset()
    if person.citizen_id:
        by_age = categories_by_age(person.citizen_id.birth_on, day, elderly_from_age=elderly_from_age)
    return (set(person.categories) | by_age) - {Category.GENERAL}
