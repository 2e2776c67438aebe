"""The user's own workbook handed back: cells with a problem coloured, the reason in the last column.

The user's formulas stay what they are, but nothing that we write can start one. No temporary file holds personal data:
the copy is made in memory and appears under its name whole or not at all.
"""

import io
import os
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from application.registers.cells import Sheet, shown
from application.registers.columns import REASON_HEADINGS, Layout, find_layout
from application.registers.households import Problem
from application.registers.messages import WARNINGS, Language, problem_message
from application.registers.refusals import ErrorsNotWritten
from infrastructure.registers.memory_writer import workbook_bytes
from infrastructure.registers.package import repack, unpack_all
from infrastructure.registers.sheet_xml import read_attributes
from infrastructure.registers.workbook import RegisterWorkbook

_ERROR_FILL = PatternFill("solid", fgColor="FFC7CE")
_WARNING_FILL = PatternFill("solid", fgColor="FFEB9C")
Say = Callable[[Problem, Language], str]
"""The sentence about a problem; a caller may know of more codes than those of registers."""

MAX_COVERED = 1_000_000
"""Cells under merges and links in the whole workbook: twenty merged columns of 50,000 rows."""

_COVERING = ("mergeCell", "hyperlink")
_LONGEST_TEXT = 32_767
_CANNOT_LOAD = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ParseError,
    InvalidFileException,
    zipfile.BadZipFile,
)


def write_errors(
    workbook: RegisterWorkbook,
    problems: Sequence[Problem],
    out: Path,
    language: Language,
    *,
    say: Say = problem_message,
) -> None:
    """Write a copy of `workbook` to `out`, errors in red and warnings in yellow, each with what `say` says of it.

    Formulas lose their stored values until a spreadsheet opens the copy. Raises ErrorsNotWritten, and leaves `out` as
    it was.
    """
    of_sheet: defaultdict[str, list[tuple[Problem, str]]] = defaultdict(list)
    for problem in problems:
        of_sheet[problem.sheet].append((problem, say(problem, language)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it does not keep, such as pictures
            copy = load_workbook(io.BytesIO(repack(_loadable(unpack_all(workbook.content)))))
            for sheet in workbook.sheets:
                layout = find_layout(sheet)
                if layout and sheet.name in copy.sheetnames:
                    _mark(copy[sheet.name], sheet, layout, of_sheet[sheet.name], language)
            content = workbook_bytes(copy)
    except _CANNOT_LOAD as unreadable:
        raise ErrorsNotWritten(reason=type(unreadable).__name__) from unreadable
    _write_whole(content, out)


def _loadable(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts, if openpyxl can load them: it makes a cell of every one that a merge or a link covers."""
    covered = 0
    for name, part in parts.items():
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            ranges = [each["ref"] for element in _COVERING for each in read_attributes(part, element) if "ref" in each]
            covered += sum(
                CellRange(reference).size["rows"] * CellRange(reference).size["columns"] for reference in ranges
            )
    if covered > MAX_COVERED:
        raise ErrorsNotWritten(reason=f"合并单元格超过{MAX_COVERED}个 / more than {MAX_COVERED} merged cells")
    return parts


def _mark(
    copy: Worksheet, sheet: Sheet, layout: Layout, told: Sequence[tuple[Problem, str]], language: Language
) -> None:
    reason_column = _reason_column(sheet, layout)
    _clear_merges(copy, layout.heading_row, reason_column)
    for row in range(layout.heading_row, sheet.height + 1):
        if sheet.cell(row, reason_column).is_given:
            copy.cell(row, reason_column).value = None  # reasons of an earlier copy
    _write_text(copy, layout.heading_row, reason_column, REASON_HEADINGS[language])
    columns = {heading: layout.columns[column] for column, heading in layout.headings.items()}
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for problem, sentence in told:
        if problem.row is None:
            continue
        column = columns.get(problem.column or "")
        if column:
            copy.cell(problem.row, column).fill = _WARNING_FILL if problem.code in WARNINGS else _ERROR_FILL
        reasons[problem.row].append(f"【{problem.column}】{sentence}")
    _write_reasons(copy, reason_column, reasons)


def _clear_merges(copy: Worksheet, heading_row: int, column: int) -> None:
    """Cells that are merged over the column of the reasons are merged up to it."""
    over = [each for each in copy.merged_cells.ranges if each.min_col <= column <= each.max_col]
    for merged in over:
        if merged.max_row >= heading_row:
            first_row, last_row, first_column = merged.min_row, merged.max_row, merged.min_col
            copy.unmerge_cells(merged.coord)
            if first_column < column:
                copy.merge_cells(None, first_row, first_column, last_row, column - 1)


def _write_reasons(copy: Worksheet, column: int, reasons: Mapping[int, Sequence[str]]) -> None:
    for row, sentences in reasons.items():
        cell = _write_text(copy, row, column, "\n".join(sentences))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _reason_column(sheet: Sheet, layout: Layout) -> int:
    """The column of an earlier copy's reasons, else the one behind the last."""
    width = sheet.width(layout.heading_row)
    headings = {shown(sheet.cell(layout.heading_row, column).value): column for column in range(1, width + 1)}
    return next((headings[heading] for heading in REASON_HEADINGS.values() if heading in headings), width + 1)


def _write_text(copy: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text; ours begin with 【 or a word, which no spreadsheet computes."""
    cell = copy.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError  # no merge covers it any more
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]
    return cell


def _write_whole(content: bytes, out: Path) -> None:
    """The file appears whole under its name, readable by its owner alone, or what was there stays."""
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(out)
            except BaseException:
                with suppress(FileNotFoundError):
                    Path(file.name).unlink()
                raise
    except OSError as failed:
        raise ErrorsNotWritten(reason=failed.strerror or type(failed).__name__) from failed
