"""Open an .xlsx register: everything in memory, nothing believed, no temporary file with personal data."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.refusals import NotAWorkbook, WorkbookMissing, WorkbookTooLarge
from infrastructure.registers.package import MEGABYTE, repack, unpack
from infrastructure.registers.sheet_xml import Reach, read_attributes, read_reach

MAX_CELLS = 6_000_000
"""The rectangle from A1 to the last cell of a sheet, which calamine lays out in memory: 300,000 rows of 20 columns."""

MAX_FILE_BYTES = 128 * MEGABYTE


@dataclass(frozen=True, slots=True)
class RegisterWorkbook:
    """An opened register; `content` are the bytes of the file, read once, and `sha256` their digest in hex."""

    content: bytes = field(repr=False)
    sha256: str
    sheets: Sequence[Sheet] = field(repr=False)
    counts_from_1904: bool


def open_workbook(path: Path) -> RegisterWorkbook:
    """Read the file once and open it. Raises WorkbookMissing and what `read_workbook` raises."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as unreadable:
        raise WorkbookMissing(reason=unreadable.strerror or "") from unreadable
    return read_workbook(content)


def read_workbook(content: bytes) -> RegisterWorkbook:
    """Open a workbook given as bytes.

    Raises the other refusals of `application.registers.refusals`: WorkbookEmpty, EncryptedWorkbook, OldWorkbook,
    NotAWorkbook, WorkbookTooLarge.
    """
    if len(content) > MAX_FILE_BYTES:
        raise WorkbookTooLarge(limit=f"{MAX_FILE_BYTES // MEGABYTE} MB")
    parts = unpack(content)
    reaches = {name: read_reach(parts[part]) for name, part in _sheet_parts(parts).items()}
    if any(reach.rows * reach.columns > MAX_CELLS for reach in reaches.values()):
        raise WorkbookTooLarge(limit=f"{MAX_CELLS} 单元格 / cells")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(repack(parts))) as workbook:
            names = [meta.name for meta in workbook.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            sheets = [_sheet(workbook.get_sheet_by_name(name), reaches[name]) for name in names if name in reaches]
    except (CalamineError, OSError, ValueError) as broken:
        raise NotAWorkbook from broken
    return RegisterWorkbook(content, hashlib.sha256(content).hexdigest(), tuple(sheets), _counts_from_1904(parts))


def _part(parts: Mapping[str, bytes], wanted: str) -> bytes:
    return next((part for name, part in parts.items() if name.lower() == wanted), b"<none/>")


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    by_lower_name = {name.lower(): name for name in parts}
    targets = {
        relation.get("Id"): normpath(join("/xl", relation.get("Target", ""))).lstrip("/").lower()
        for relation in read_attributes(_part(parts, "xl/_rels/workbook.xml.rels"), "Relationship")
    }
    found = {}
    for sheet in read_attributes(_part(parts, "xl/workbook.xml"), "sheet"):
        part = by_lower_name.get(targets.get(sheet.get("id"), ""))
        if part:
            found[sheet.get("name", "")] = part
    return found


def _counts_from_1904(parts: Mapping[str, bytes]) -> bool:
    properties = read_attributes(_part(parts, "xl/workbook.xml"), "workbookPr")
    return any(each.get("date1904", "").lower() in {"1", "true"} for each in properties)


def _sheet(sheet: CalamineSheet, reach: Reach) -> Sheet:
    values: Sequence[Sequence[CellValue]] = sheet.to_python(skip_empty_area=False)
    return Sheet(sheet.name, values, tuple(_merges(sheet, len(values))), reach.unstored)


def _merges(sheet: CalamineSheet, height: int) -> list[Merge]:
    """The cells that are merged downwards, as far as there are rows."""
    found = []
    covered = 0
    for (first_row, first_column), (last_row, _) in sheet.merged_cell_ranges or ():
        bottom = min(last_row + 1, height)
        if bottom > first_row + 1:
            found.append(Merge(first_column + 1, first_row + 1, bottom))
            covered += bottom - first_row
        if covered > MAX_CELLS:
            raise WorkbookTooLarge(limit=f"{MAX_CELLS} 单元格 / cells")
    return found
