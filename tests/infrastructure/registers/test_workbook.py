"""Opening workbooks that come from anywhere."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # xlsxwriter ships no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

from application.registers.cells import Merge
from application.registers.refusals import (
    EncryptedWorkbook,
    NotAWorkbook,
    OldWorkbook,
    WorkbookEmpty,
    WorkbookMissing,
    WorkbookRefused,
    WorkbookTooLarge,
)
from infrastructure.registers.package import MAX_PARTS, MEGABYTE, unpack_all
from infrastructure.registers.workbook import open_workbook, read_workbook

HANBIN = Path(__file__).parents[3] / "examples" / "hanbin.xlsx"


def made(fill: Callable[[Workbook, Worksheet], None], **options: object) -> bytes:
    out = io.BytesIO()
    with Workbook(out, options) as workbook:
        workbook.set_properties({"created": datetime(2018, 1, 8)})  # noqa: DTZ001 - Excel knows no zone; the same bytes every time
        fill(workbook, workbook.add_worksheet("表"))
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", method) as target:
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry.filename, source.read(entry))
        target.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def small() -> bytes:
    return made(lambda _, sheet: sheet.write(0, 0, "姓名"))


def test_the_file_is_read_once_and_known_by_its_digest() -> None:
    workbook = open_workbook(HANBIN)
    assert workbook.content == HANBIN.read_bytes()
    assert workbook.sha256 == hashlib.sha256(HANBIN.read_bytes()).hexdigest()
    assert [sheet.name for sheet in workbook.sheets] == ["登记册", "填表说明"]


def test_rows_and_columns_count_as_excel_shows_them_also_after_empty_ones() -> None:
    sheet = read_workbook(made(lambda _, sheet: sheet.write(4, 2, "王"))).sheets[0]
    assert (sheet.cell(5, 3).value, sheet.height) == ("王", 5)


def test_merged_cells_have_their_value_on_every_row() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("B2:C4", "石梯村")
        sheet.write("D5", "王")

    sheet = read_workbook(made(fill)).sheets[0]
    assert sheet.merges == (Merge(2, 2, 4),)
    cells = [sheet.cell(row, 2) for row in (1, 2, 3, 4, 5)]
    assert [cell.value for cell in cells] == ["", "石梯村", "石梯村", "石梯村", ""]
    assert [cell.filled for cell in cells] == [False, False, True, True, False]


def test_formulas_without_a_value_and_with_an_error_are_known_and_with_a_value_they_are_that_value() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("A1", "=DATE(2018,5,3)", None, "")
        sheet.write_formula("A2", '="王"', None, "王")
        sheet.write_formula("A3", "=NA()", None, "#N/A")
        sheet.write_string("A4", "=HYPERLINK(1)")

    content = made(fill)
    sheet_xml = part_of(content, "xl/worksheets/sheet1.xml").replace(b"<v></v>", b"")
    sheet = read_workbook(with_part(content, "xl/worksheets/sheet1.xml", sheet_xml)).sheets[0]
    cells = [sheet.cell(row, 1) for row in (1, 2, 3, 4)]
    assert [(cell.value, cell.unstored) for cell in cells] == [
        ("=DATE(2018,5,3)", True),
        ("王", False),
        ("=NA()", True),
        ("=HYPERLINK(1)", False),
    ]


def test_an_error_is_no_value_also_where_no_formula_made_it_and_an_empty_result_is_one() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("A1", '=IF(1,"","x")', None, "")
        sheet.write_string("A2", "x")

    content = made(fill)
    sheet_xml = part_of(content, "xl/worksheets/sheet1.xml")
    as_excel = sheet_xml.replace(b'<c r="A1">', b'<c r="A1" t="str">')
    as_excel = as_excel.replace(b'<c r="A2" t="s"><v>0</v></c>', b'<c r="A2" t="e"><v>#REF!</v></c>')
    sheet = read_workbook(with_part(content, "xl/worksheets/sheet1.xml", as_excel)).sheets[0]
    cells = [sheet.cell(row, 1) for row in (1, 2)]
    assert [(cell.value, cell.unstored) for cell in cells] == [("", False), ("#REF!", True)]


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_are_dates_whatever_day_the_workbook_counts_from(*, from_1904: bool) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_datetime(0, 0, datetime(2018, 5, 3), workbook.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 - Excel knows no zone

    workbook = read_workbook(made(fill, date_1904=from_1904))
    assert workbook.sheets[0].cell(1, 1).value == date(2018, 5, 3)
    assert workbook.counts_from_1904 is from_1904


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookMissing):
        open_workbook(tmp_path / "none.xlsx")
    with pytest.raises(WorkbookMissing):
        open_workbook(tmp_path)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", WorkbookEmpty),
        ("姓名,身份证号码\n王,1\n".encode("gb18030"), NotAWorkbook),
        (b"<html><table></table></html>", NotAWorkbook),
        (b"PK\x03\x04 and then nothing", NotAWorkbook),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedWorkbook),
        (OLE + "Workbook".encode("utf-16-le"), OldWorkbook),
        (OLE + "WordDocument".encode("utf-16-le"), NotAWorkbook),
    ],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(content: bytes, refusal: type[WorkbookRefused]) -> None:
    with pytest.raises(refusal):
        read_workbook(content)


def test_a_zip_without_a_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    with pytest.raises(NotAWorkbook):
        read_workbook(out.getvalue())


def test_a_bomb_is_refused_by_what_it_inflates_to() -> None:
    bomb = with_part(small(), "xl/sharedStrings.xml", b"<sst>" + b" " * 20 * MEGABYTE + b"</sst>")
    assert len(bomb) < MEGABYTE
    with pytest.raises(WorkbookTooLarge):
        read_workbook(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused_too() -> None:
    blank = b" " * 40 * MEGABYTE
    bomb = bytearray(with_part(small(), "xl/sharedStrings.xml", b"<sst>" + blank + b"</sst>"))
    real = struct.pack("<L", 40 * MEGABYTE + len("<sst></sst>"))
    assert bomb.count(real) == 2
    with pytest.raises(WorkbookRefused):
        read_workbook(bytes(bomb.replace(real, struct.pack("<L", 1000))))
    with pytest.raises(WorkbookTooLarge):
        read_workbook(bytes(bomb))


def test_a_zip_with_one_name_twice_or_with_very_many_parts_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = appended(small(), ["xl/worksheets/sheet1.xml"])
    with pytest.raises(NotAWorkbook):
        read_workbook(twice)
    with pytest.raises(WorkbookTooLarge):
        read_workbook(appended(small(), [f"{number}.xml" for number in range(MAX_PARTS)]))


def appended(content: bytes, names: list[str]) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        for name in names:
            package.writestr(name, part_of(content, "xl/worksheets/sheet1.xml"))
    return out.getvalue()


def test_a_cell_at_the_end_of_the_grid_is_refused_before_it_is_laid_out_in_memory() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "姓名")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(WorkbookTooLarge):
        read_workbook(made(fill))


def test_a_coloured_cell_without_content_at_the_end_of_the_grid_does_no_harm() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "姓名")
        sheet.write_blank(1_048_575, 16_383, None, workbook.add_format({"bg_color": "red"}))

    assert read_workbook(made(fill)).sheets[0].height == 1


def test_a_merge_over_the_whole_grid_covers_no_more_than_there_is() -> None:
    content = small()
    xml = part_of(content, "xl/worksheets/sheet1.xml")
    merged = xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert read_workbook(with_part(content, "xl/worksheets/sheet1.xml", merged)).sheets[0].merges == ()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_part_with_entities_is_refused(part: str) -> None:
    xml = part_of(small(), part).replace(b"?>\n", b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n', 1)
    with pytest.raises(NotAWorkbook):
        read_workbook(with_part(small(), part, xml))


def test_a_part_with_entities_that_only_the_copy_would_read_is_refused_there() -> None:
    theme = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(NotAWorkbook):
        unpack_all(with_part(small(), "xl/theme/theme1.xml", theme))


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(small())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        read_workbook(bytes(content[:cut] if data.draw(st.booleans()) else content))
    except WorkbookRefused as refused:
        assert str(refused) == refused.code  # noqa: PT017 - reading it after all is right too


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.integers(0, 200))
def test_a_damaged_sheet_inside_a_sound_zip_is_read_or_refused_and_nothing_else(text: str, place: int) -> None:
    xml = part_of(small(), "xl/worksheets/sheet1.xml")
    broken = xml[: len(xml) - place] + text.encode() + xml[len(xml) - place :]
    try:
        read_workbook(with_part(small(), "xl/worksheets/sheet1.xml", broken))
    except WorkbookRefused as refused:
        assert str(refused) == refused.code  # noqa: PT017 - reading it after all is right too
