"""Where the headings stand, what is above them, and what nobody reads."""

import pytest

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.columns import Column, heading_meaning
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


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("城关镇卫生院家庭医生签约服务登记册（2018年）", "城关镇卫生院"),
        ("2018年度汉滨区城关社区卫生服务中心签约登记册", "汉滨区城关社区卫生服务中心"),
        ("汉滨区家庭医生签约服务登记册（2018年）", None),
        ("全区各卫生院家庭医生签约服务登记册", None),
        ("城关镇卫生院、东坝镇卫生院登记册", None),
        ("本表由卫生院填写", None),
    ],
)
def test_a_title_that_begins_with_who_reports_names_the_unit(title: str, unit: str | None) -> None:
    other = row(name="李娜", number=LI, 家庭编号="2")
    sheets = [Sheet(name, [(title,), HEADINGS, given]) for name, given in (("甲", row()), ("乙", other))]
    reading = read_register(Source(sheets), today=TODAY)
    assert (reading.unit, {each.unit for each in reading.households}) == (unit, {unit})


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


GROUPS = ["家庭编号", "村", "家庭成员", None, None, "签约", None, None, "备注"]
PARTS = [None, None, "与户主关系", "姓名", "身份证号码", "日期", "团队", "医生", None]
BROKEN = ["家庭", "行政", "与户主", "姓", "身份证", "签约", "签约", "家庭", "备"]
REST = ["编号", "村", "关系", "名", "号码", "日期", "团队", "医生", "注"]
PERSON: list[CellValue] = ["7", "石梯村", "户主", "王伟", WANG, SIGNED_ON, "一队", "薛翠", "在外务工"]


@pytest.mark.parametrize(
    ("above", "below", "merged"),
    [(GROUPS, PARTS, (1, 2, 9)), (GROUPS, PARTS, ()), (BROKEN, REST, ())],
    ids=["merged", "not merged", "broken"],
)
@pytest.mark.parametrize("title", [[], [["家庭医生签约服务登记册"]]])
def test_headings_split_over_two_rows_are_read_together(
    title: list[list[CellValue]], above: list[CellValue], below: list[CellValue], merged: tuple[int, ...]
) -> None:
    top = len(title) + 1
    sheet = Sheet("表", [*title, above, below, PERSON], tuple(Merge(column, top, top + 1) for column in merged))
    reading = read_register(Source([sheet]), today=TODAY)
    household = reading.households[0]
    assert (reading.errors, [each.code for each in reading.warnings]) == ((), ["unknown_note"])
    assert (household.number, household.village, household.row) == ("7", "石梯村", top + 2)
    assert (household.signed_on, household.team, household.doctor) == (SIGNED_ON, "一队", "薛翠")
    assert (household.persons[0].name, household.persons[0].note) == ("王伟", "在外务工")
    assert household.layout.heading(Column.SIGNED_ON) == "签约日期"


def test_the_id_of_the_head_in_a_group_of_its_own_is_not_the_members() -> None:
    groups = ["户主", None, "成员", None, None, "签约日期"]
    parts = ["姓名", "身份证号码", "姓名", "身份证号码", "与户主关系", None]
    person: list[CellValue] = ["王伟", WANG, "李娜", LI, "配偶", SIGNED_ON]
    head: list[CellValue] = ["王伟", WANG, "王伟", WANG, "户主", SIGNED_ON]
    reading = read_register(Source([Sheet("表", [groups, parts, head, person])]), today=TODAY)
    assert members(reading) == [["王伟", "李娜"]]
    assert reading.errors == ()
    assert [each.value for each in reading.warnings] == ["身份证号码"]


@pytest.mark.parametrize("column", Column)
def test_every_heading_of_other_registers_is_known(column: Column) -> None:
    assert heading_meaning(f" {column.value[:1]}　{column.value[1:]}\n（必填）*") is column


def test_the_headings_that_the_notes_on_registers_name_are_known() -> None:
    names = {
        Column.CITIZEN_ID: "身份证号码 身份证号 公民身份号码 证件号码",
        Column.NAME: "姓名 成员姓名 居民姓名",
        Column.HOUSEHOLD_NUMBER: "家庭编号 户编号 家庭档案号",
        Column.PHONE: "联系电话 电话 手机号",
        Column.CATEGORIES: "重点服务人群 重点人群 人群分类 人群类别",
        Column.SIGNED_ON: "签约日期 签约时间",
        Column.TEAM: "签约团队 团队名称 服务团队",
        Column.DOCTOR: "签约医生 家庭医生 责任医生",
        Column.NOTE: "备注 说明",
    }
    assert {column: {heading_meaning(name) for name in words.split()} for column, words in names.items()} == {
        column: {column} for column in names
    }
