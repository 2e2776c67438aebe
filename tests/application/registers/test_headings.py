"""Where the headings stand, what is above them, and what nobody reads."""

import pytest

from application.registers.cells import CellValue, Sheet
from application.registers.reading import read_register
from application.registers.refusals import NoHeadingRow
from tests.application.registers.small import (
    HEADINGS,
    LI,
    SIGNED_ON,
    SON,
    WANG,
    Source,
    codes,
    members,
    row,
)
from tests.support.registers import TODAY


def test_sheets_and_columns_that_are_not_read_are_named() -> None:
    register = Sheet("登记册", [(*HEADINGS, "家庭住址"), (*row(), "石梯村1组")])
    reading = read_register(Source([Sheet("说明", [("本表一式两份",)]), register]), today=TODAY)
    assert [(each.code, each.sheet, each.column) for each in reading.warnings] == [
        ("sheet_skipped", "说明", None),
        ("column_skipped", "登记册", "家庭住址"),
    ]


def test_the_unit_and_the_year_stand_above_the_headings() -> None:
    title = [("2019年度登记册",), ("填报单位", "城郊街道办卫生院（盖章）"), ("日期：2018年",)]
    other = [("单位：户",), ("填报单位：城关卫生院  填报日期：2019年1月",)]
    second = row(name="李娜", number=LI, 家庭编号="2")
    third = row(name="王强", number=SON, 家庭编号="3")
    sheets = [
        Sheet("甲", [*title, HEADINGS, row()]),
        Sheet("乙", [*other, HEADINGS, second]),
        Sheet("丙", [HEADINGS, third]),
    ]
    reading = read_register(Source(sheets), today=TODAY)
    assert (reading.unit, reading.year) == ("城郊街道办卫生院", 2019)
    assert [each.unit for each in reading.households] == ["城郊街道办卫生院", "城关卫生院", "城郊街道办卫生院"]


def test_headings_on_two_rows_are_read_from_the_fuller() -> None:
    above = ["姓名", "身份证号码", "家庭信息", None, None]
    below = ["姓名", "身份证号码", "家庭编号", "户主姓名", "签约日期"]
    sheet = Sheet("表", [above, below, ["王伟", WANG, "1", "王伟", SIGNED_ON]])
    reading = read_register(Source([sheet]), today=TODAY)
    assert [(each.number, each.row, codes(each)) for each in reading.households] == [("1", 3, [])]


def test_of_two_equal_heading_rows_the_lower_is_meant_and_a_heading_row_is_not_left_for_less() -> None:
    headings = ["姓名", "身份证号码", "家庭编号", "签约日期"]
    person: list[CellValue] = ["王伟", WANG, "1", SIGNED_ON]
    doubled = read_register(Source([Sheet("表", [headings, headings, person])]), today=TODAY)
    titled = read_register(Source([Sheet("表", [headings, ["户主", "姓名", "备注", "服务包"], person])]), today=TODAY)
    assert members(doubled) == [["王伟"]]
    assert doubled.households[0].layout.heading_row == 2
    assert titled.households[0].layout.heading_row == 1


@pytest.mark.parametrize("rows", [[], [("本表一式两份",)], [("姓名", "电话")], [("姓名", "身份证号码", "电话")]])
def test_a_workbook_without_headings_is_refused(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(NoHeadingRow):
        read_register(Source([Sheet("表", rows)]), today=TODAY)
