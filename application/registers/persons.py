"""One row of a register: a person, and what is wrong with their cells."""

from dataclasses import dataclass
from datetime import date

from application.registers.categories import read_categories
from application.registers.cells import LONGEST_WORD, Cell, shown
from application.registers.columns import Column
from application.registers.findings import Findings
from application.registers.households import RegisterPerson
from application.registers.notes import ReadNote, read_note
from application.registers.relationships import OTHER_RELATIONSHIP, is_a_relationship
from application.registers.rows import Row
from application.registers.spelling import (
    id_of,
    is_a_name,
    is_only_a_name,
    name_of,
    phone_of,
    starts_formula,
)
from domain.citizen_id import CitizenId, CitizenIdRefused, Sex, parse_citizen_id
from domain.populations import Category

_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "男性": Sex.MALE, "女性": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
_FORMULA_COLUMNS = (
    Column.RELATIONSHIP,
    Column.NAME,
    Column.SEX,
    Column.CITIZEN_ID,
    Column.PHONE,
    Column.CATEGORIES,
    Column.NOTE,
)

_OF_ONE_WORD = (Column.RELATIONSHIP, Column.NAME, Column.PHONE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row is read against: the day of reading, that of signing, how days are counted, the household's names."""

    today: date
    signed_on: date | None
    from_1904: bool
    names: frozenset[str]


def read_person(row: Row, surroundings: Surroundings, findings: Findings) -> tuple[RegisterPerson, ReadNote]:
    """The person of a row, and what the note says beyond them; what is wrong is added to `findings`."""
    for column in _FORMULA_COLUMNS:
        if column in row.cells and row.cells[column].unstored:
            findings.refuse("formula", column, row.cells[column])
    for column in _OF_ONE_WORD:
        if row.is_given(column) and row.cells[column].is_too_long:
            findings.refuse("too_long", column, row.cells[column], longest=LONGEST_WORD)
    name = _name(row, findings)
    citizen_id = _citizen_id(row, surroundings.today, findings)
    note = _note(row, citizen_id, surroundings, findings)
    relationship = row.text(Column.RELATIONSHIP) or None
    aside = None
    if relationship is not None and not is_a_relationship(relationship):
        findings.warn("unknown_relationship", Column.RELATIONSHIP, row.cells[Column.RELATIONSHIP])
        relationship, aside = OTHER_RELATIONSHIP, relationship
    person = RegisterPerson(
        row=row.number,
        name=name,
        citizen_id=citizen_id,
        sex=_sex(row, citizen_id, findings),
        phone=phone_of(row.text(Column.PHONE)) or None,
        relationship=relationship,
        is_head=row.is_head,
        categories=_categories(row, findings),
        note="；".join(text for text in (aside, note.text) if text) or None,
        death=note.died_on,
        relocation=note.relocated_on,
    )
    return person, note


def _name(row: Row, findings: Findings) -> str:
    cell = row.cells[Column.NAME]
    written = cell.value if isinstance(cell.value, str) else ""
    name = name_of(written)
    if cell.unstored:
        return ""
    if starts_formula(name):
        findings.refuse("formula", Column.NAME, cell)
    elif not is_a_name(name):
        findings.refuse("name_missing", Column.NAME, cell)
    elif not is_only_a_name(name):
        findings.warn("unusual_name", Column.NAME, cell)
    return name


def _citizen_id(row: Row, today: date, findings: Findings) -> CitizenId | None:
    cell = row.cells[Column.CITIZEN_ID]
    if cell.unstored:
        return None
    if refusal := _no_text_of_an_id(cell):
        findings.refuse(refusal, Column.CITIZEN_ID, cell)
        return None
    try:
        citizen_id = parse_citizen_id(id_of(str(cell.value)), today)
    except CitizenIdRefused as refused:
        findings.refuse(refused.code, Column.CITIZEN_ID, cell, **refused.facts)
        return None
    if citizen_id.number != cell.value:
        findings.warn("normalised", Column.CITIZEN_ID, cell, read_as=citizen_id.number)
    return citizen_id


def _no_text_of_an_id(cell: Cell) -> str | None:
    """Why a cell holds no text that could be an id. A number has lost its last digits: Excel keeps fifteen."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return "id_as_number"
    text = id_of(shown(cell.value))
    if not text:
        return "id_missing"
    if starts_formula(text):
        return "formula"
    return "id_as_number" if "E+" in text else None


def _sex(row: Row, citizen_id: CitizenId | None, findings: Findings) -> Sex | None:
    written = _SEXES.get(row.text(Column.SEX))
    if citizen_id and written and written is not citizen_id.sex:
        findings.warn("sex_differs", Column.SEX, row.cells[Column.SEX])
    return citizen_id.sex if citizen_id else written


def _categories(row: Row, findings: Findings) -> tuple[Category, ...]:
    read = read_categories(row.text(Column.CATEGORIES))
    if read.unknown:
        findings.warn(
            "unknown_category", Column.CATEGORIES, row.cells[Column.CATEGORIES], words="、".join(read.unknown)
        )
    return read.noted


def _note(row: Row, citizen_id: CitizenId | None, surroundings: Surroundings, findings: Findings) -> ReadNote:
    if not row.is_given(Column.NOTE) or row.cells[Column.NOTE].unstored:
        return ReadNote()
    cell = row.cells[Column.NOTE]
    written = shown(cell.value)
    relationship = "户主" if row.is_head else row.text(Column.RELATIONSHIP)
    others = surroundings.names - {name_of(row.text(Column.NAME))}
    note = read_note(written, relationship=relationship, others=others, from_1904=surroundings.from_1904)
    of_several = cell.height > 1 and not note.whole_household and (note.died_on or note.relocated_on)
    if note.undated or of_several or not _days_can_be(note, citizen_id, surroundings):
        findings.refuse("note_date", Column.NOTE, cell)
    if note.text:
        findings.warn("unknown_note", Column.NOTE, cell)
    return note


def _days_can_be(note: ReadNote, citizen_id: CitizenId | None, surroundings: Surroundings) -> bool:
    """Not after today, not before the signing or the birth; a move on the day of signing would leave no day covered."""
    earliest = max(surroundings.signed_on or date.min, citizen_id.birth_on if citizen_id else date.min)
    death, move = note.died_on, note.relocated_on
    return (death is None or earliest <= death <= surroundings.today) and (
        move is None or earliest < move <= surroundings.today
    )
