"""The user's workbook handed back with its errors."""

import io
import os
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from application.registers.households import Problem
from application.registers.reading import read_register
from application.registers.refusals import ErrorsNotWritten
from infrastructure.registers.errors_workbook import write_errors
from infrastructure.registers.workbook import open_workbook, read_workbook

HANBIN = Path(__file__).parents[3] / "examples" / "hanbin.xlsx"
TODAY = date(2026, 11, 22)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    workbook = open_workbook(HANBIN)
    reading = read_register(workbook, today=TODAY)
    out = tmp_path / "errors.xlsx"
    write_errors(workbook, [*reading.errors, *reading.warnings], out, "zh")
    return out


def test_the_wrong_cell_is_coloured_and_the_reason_stands_in_the_last_column(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["登记册"]
    assert sheet.cell(3, 17).value == "导入问题"
    assert sheet.cell(81, 9).fill.fgColor.rgb == "00FFC7CE"
    assert sheet.cell(81, 17).value == "【身份证号码】身份证号的校验码不符，请对照身份证核对每一位。"
    assert sheet.cell(19, 9).fill.fgColor.rgb == "00FFEB9C"
    assert sheet.cell(82, 17).value is None


def test_the_users_cells_and_formulas_stay_what_they_were(copy: Path) -> None:
    before, after = (openpyxl.load_workbook(path)["登记册"] for path in (HANBIN, copy))
    assert after["L890"].value == "=DATE(2018,5,3)"
    assert (after["G726"].value, after["G726"].data_type) == ('=HYPERLINK("x")', "s")
    assert [[cell.value for cell in row] for row in before.iter_rows(max_col=16)] == [
        [cell.value for cell in row] for row in after.iter_rows(max_col=16)
    ]
    assert sorted(map(str, before.merged_cells.ranges)) == sorted(map(str, after.merged_cells.ranges))


def test_the_copy_reads_like_the_original(copy: Path) -> None:
    original, again = (read_register(open_workbook(path), today=TODAY) for path in (HANBIN, copy))
    assert again.errors == original.errors
    assert again.warnings == original.warnings


def test_reasons_of_an_earlier_copy_are_replaced(copy: Path) -> None:
    write_errors(open_workbook(copy), [], copy, "en")
    sheet = openpyxl.load_workbook(copy)["登记册"]
    assert sheet.cell(3, 17).value == "Import problems"
    assert [sheet.cell(row, 17).value for row in range(4, 1090)] == [None] * 1086


def test_nothing_that_we_write_can_start_a_formula(tmp_path: Path) -> None:
    problem = Problem(
        code="unknown_category",
        sheet="登记册",
        row=4,
        column="=1+1",
        household=None,
        value="=1+1",
        facts={"words": "=cmd|' /C calc'!A0\x07"},
    )
    write_errors(open_workbook(HANBIN), [problem], tmp_path / "out.xlsx", "en")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["登记册"].cell(4, 17)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("【=1+1】Unknown population category: =cmd|' /C calc'!A0;")


def test_the_copy_is_for_its_owner_and_leaves_no_other_file(copy: Path) -> None:
    assert os.listdir(copy.parent) == [copy.name]  # noqa: PTH208 - hidden files count
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ErrorsNotWritten):
        write_errors(open_workbook(HANBIN), [], tmp_path / "missing" / "out.xlsx", "zh")
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(ErrorsNotWritten):
        write_errors(open_workbook(HANBIN), [], tmp_path / "out.xlsx", "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_no_sheet_passes_through_the_systems_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))  # a file made there would fail
    write_errors(open_workbook(HANBIN), [], tmp_path / "out.xlsx", "zh")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames == ["登记册", "填表说明"]


def register_merged(reference: str) -> bytes:
    """A register of one person, with a remark in row 4 and merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "登记册"
    sheet.append(["家庭编号", "姓名", "身份证号码"])
    sheet.append(["1", "王伟", "1"])
    sheet["A4"] = "以上为第一组"
    sheet.merge_cells(reference)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_remark_that_is_merged_over_the_last_column_keeps_its_reason_beside_it(tmp_path: Path) -> None:
    workbook = read_workbook(register_merged("A4:H5"))
    write_errors(workbook, read_register(workbook, today=TODAY).warnings, tmp_path / "out.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["登记册"]
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A4:C5"]
    assert (sheet["A4"].value, sheet["D1"].value) == ("以上为第一组", "导入问题")
    assert str(sheet["D4"].value).startswith("【家庭编号】此处起1行")


def test_cells_that_are_merged_over_the_whole_grid_are_not_made_one_by_one(tmp_path: Path) -> None:
    content = register_merged("A4:B4")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry).replace(b'ref="A4:B4"', b'ref="A4:XFD1048576"'))
    with pytest.raises(ErrorsNotWritten):
        write_errors(read_workbook(out.getvalue()), [], tmp_path / "out.xlsx", "zh")
    assert list(tmp_path.iterdir()) == []
