"""The rows that speak of a person, and the blocks they form: rows of one household that follow one another.

Registers merge the household's cells, repeat them on every row, or leave them blank below the first: all are read.
Between them stand rows of no person: totals, headings again, remarks, numbers given out in advance.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from application.registers.cells import Cell, Sheet, shown
from application.registers.columns import Column, Layout, heading_meaning
from application.registers.spelling import compact, name_of, plain

HEAD_WORDS = frozenset({"户主", "本人", "户主本人", "本户户主"})
_OF_ONE_ROW = frozenset({Column.NAME, Column.CITIZEN_ID, Column.SEX, Column.RELATIONSHIP, Column.NOTE})
_OF_A_PERSON = _OF_ONE_ROW | {Column.PHONE, Column.CATEGORIES, Column.SIGNED_ON}
_TOTAL = re.compile(r"(?:本[页村组队]|全[镇村]|累计)?(?:合计|总计|小计|共计)")
_PLACE_OF_A_COLUMN = re.compile(r"\(?(?:\d{1,2}|[甲乙丙丁戊己庚辛])\)?")
_ID_DIGITS = re.compile(r"\d{15}")
_SIGNATURE_LINE = re.compile(r"(?:填表|填报|制表|审核|负责|经办|联系|说明|注|备注)[^:]{0,6}:")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that speaks of a person. Merged cells of the household are filled down, those of one person are not."""

    number: int
    cells: Mapping[Column, Cell]

    def text(self, column: Column) -> str:
        """What the cell says in plain letters; empty where there is no such column or nothing in it."""
        cell = self.cells.get(column)
        return plain(shown(cell.value)) if cell and not cell.unstored else ""

    def is_given(self, column: Column) -> bool:
        """Whether somebody wrote into this very cell."""
        return column in self.cells and self.cells[column].is_given

    @property
    def is_head(self) -> bool:
        """Whether the row says that its person is the head."""
        return compact(self.text(Column.RELATIONSHIP)) in HEAD_WORDS

    @property
    def household_number(self) -> str:
        """The number of the household, without spaces."""
        return compact(self.text(Column.HOUSEHOLD_NUMBER))

    @property
    def head_name(self) -> str:
        """The name of the head, as the household's cells give it."""
        return name_of(shown(self.cells[Column.HEAD_NAME].value)) if Column.HEAD_NAME in self.cells else ""


@dataclass(slots=True)
class Block:
    """Rows of one household that follow one another in one sheet."""

    rows: list[Row]

    @property
    def household_number(self) -> str:
        """The household's number, empty where it has none."""
        return self.rows[0].household_number

    @property
    def has_head(self) -> bool:
        """Whether one of the rows is the head's."""
        return any(row.is_head for row in self.rows)


@dataclass(slots=True)
class Remarks:
    """`rows` rows, one below the other from `first` on, that say something of a household at most, and of no person."""

    first: Row
    rows: int = 1

    def goes_on(self, row: Row) -> bool:
        """Whether the row stands right below them."""
        return row.number == self.first.number + self.rows


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet below its headings, but for blank ones, totals, headings and signatures."""

    persons: list[Row] = field(default_factory=list)
    remarks: list[Remarks] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """The next row that is no total or the like."""
        if any(map(row.is_given, _OF_A_PERSON)):
            self.persons.append(row)
        elif self.remarks and self.remarks[-1].goes_on(row):
            self.remarks[-1].rows += 1
        else:
            self.remarks.append(Remarks(row))


def rows_of(sheet: Sheet, layout: Layout) -> SheetRows:
    """The rows that speak of a person, and those that say something else."""
    found = SheetRows()
    for number in range(layout.heading_row + 1, sheet.height + 1):
        row = Row(number, {column: _cell(sheet, number, place, column) for column, place in layout.columns.items()})
        if any(map(row.is_given, layout.columns)) and not _is_no_person(sheet, row):
            found.add(row)
    return found


def blocks_of(rows: Iterable[Row], layout: Layout) -> Iterator[Block]:
    """The households' blocks of a sheet, from top to bottom. Blank rows end nothing."""
    block: Block | None = None
    for row in rows:
        if block is None or _opens(row, block, layout):
            if block:
                yield block
            block = Block([row])
        else:
            block.rows.append(row)
    if block:
        yield block


def _opens(row: Row, block: Block, layout: Layout) -> bool:
    """Whether another household begins with the row."""
    if not {Column.HOUSEHOLD_NUMBER, Column.HEAD_NAME, Column.RELATIONSHIP} & set(layout.columns):
        return True  # nothing says who belongs together: one person, one household
    if row.household_number:
        return row.household_number != block.household_number
    if row.is_given(Column.HEAD_NAME):
        merged = row.cells[Column.HEAD_NAME].height > 1
        return merged or row.head_name != block.rows[0].head_name or (row.is_head and block.has_head)
    filled = Column.HEAD_NAME in row.cells and row.cells[Column.HEAD_NAME].filled
    return not filled and row.is_head and block.has_head


def _cell(sheet: Sheet, number: int, place: int, column: Column) -> Cell:
    cell = sheet.cell(number, place)
    return replace(cell, value=None, unstored=False) if cell.filled and column in _OF_ONE_ROW else cell


def _is_no_person(sheet: Sheet, row: Row) -> bool:
    """Totals, headings repeated at the top of a page or numbered below, and where those who filled it in sign."""
    name, number = row.text(Column.NAME), compact(row.text(Column.CITIZEN_ID))
    if heading_meaning(name) and heading_meaning(number):
        return True
    if _PLACE_OF_A_COLUMN.fullmatch(name) and _PLACE_OF_A_COLUMN.fullmatch(number):
        return True
    if _is_total(sheet, row, number):
        return True
    named = (row.cells[Column.NAME], row.cells[Column.CITIZEN_ID])
    if any(cell.is_given and not _SIGNATURE_LINE.match(plain(shown(cell.value))) for cell in named):
        return False
    return any(_SIGNATURE_LINE.match(plain(text)) for text in _texts(sheet, row.number))


def _is_total(sheet: Sheet, row: Row, number: str) -> bool:
    """Whether the first thing written in the row is 合计 or the like; a row with somebody's id is never a total."""
    first = next((text for text in map(compact, _texts(sheet, row.number)) if text), "")
    return bool(_TOTAL.match(first)) and not _ID_DIGITS.match(number)


def _texts(sheet: Sheet, row: int) -> Iterator[str]:
    return (shown(sheet.cell(row, place).value) for place in range(1, sheet.width(row) + 1))
