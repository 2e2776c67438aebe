"""Which rows of a sheet are one household, and which are no person at all."""

from time import perf_counter

import pytest

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.columns import find_layout
from application.registers.reading import read_register
from application.registers.rows import blocks_of, rows_of
from tests.application.registers.small import (
    CHILD,
    HEADINGS,
    LI,
    SIGNED_ON,
    SON,
    WANG,
    Source,
    codes,
    members,
    read,
    row,
)
from tests.support.registers import TODAY


def test_blank_rows_totals_repeated_headings_and_signature_lines_end_nothing() -> None:
    blank: list[CellValue] = [None] * len(HEADINGS)
    reading = read(
        row(),
        blank,
        row(relation="配偶", name="李娜", number=LI),
        ["小计", *blank[1:4], 2, *blank[5:]],
        HEADINGS,
        row(relation="子", name="王强", number=SON),
        ["  ", *blank[1:]],
        ["合 计：", *blank[1:4], 3],
        ["填表人：薛翠", None, None, None, None, None, "审核人：程斌"],
    )
    assert members(reading) == [["王伟", "李娜", "王强"]]
    assert reading.errors == ()


def test_a_row_with_a_number_of_its_own_but_nobody_in_it_is_no_person() -> None:
    sheet = Sheet("表", [("序号", *HEADINGS), (1, *row()), (2, *[None] * len(HEADINGS))])
    assert members(read_register(Source([sheet]), today=TODAY)) == [["王伟"]]


def test_members_added_at_the_tail_of_the_register_belong_to_their_household() -> None:
    reading = read(
        row(),
        row(name="李娜", number=LI, 家庭编号="2"),
        row(relation="子", name="王强", number=SON, 家庭编号="1"),
    )
    assert members(reading) == [["王伟", "王强"], ["李娜"]]
    assert reading.errors == ()


def test_two_households_with_one_number_are_both_refused_and_each_names_the_other() -> None:
    reading = read(row(), row(name="李娜", number=LI, 家庭编号="2"), row(name="王强", number=SON))
    assert [codes(each) for each in reading.households] == [
        ["household_number_twice"],
        [],
        ["household_number_twice"],
    ]
    assert [each.problems[0].facts["other_row"] for each in (reading.households[0], reading.households[2])] == [4, 2]


def test_a_number_met_before_with_the_same_head_is_the_same_household() -> None:
    reading = read(row(), row(name="李娜", number=LI, 家庭编号="2"), row())
    assert members(reading) == [["王伟", "王伟"], ["李娜"]]
    assert codes(reading.households[0]) == ["same_person_twice"]


def test_one_number_in_two_sheets_is_two_households() -> None:
    sheets = [
        Sheet("石梯村", [HEADINGS, row()]),
        Sheet("新田村", [HEADINGS, row(relation="子", name="王强", number=SON, 家庭编号="1")]),
    ]
    reading = read_register(Source(sheets), today=TODAY)
    assert [(each.sheet, codes(each)[0]) for each in reading.households] == [
        ("石梯村", "household_number_twice"),
        ("新田村", "household_number_twice"),
    ]
    assert reading.households[0].problems[0].facts == {"other_sheet": "新田村", "other_row": 2}


def test_without_numbers_a_merged_name_of_a_head_begins_a_household_also_where_the_name_is_the_same() -> None:
    reading = read(
        row(家庭编号=None),
        row(relation="配偶", name="李娜", number=LI),
        row(家庭编号=None, relation="女", name="王芳", number=CHILD, 户主姓名="王伟"),
        row(number=SON, 户主姓名=None, 家庭编号=None),
        merges=(Merge(3, 2, 3), Merge(3, 4, 5)),
    )
    assert members(reading) == [["王伟", "李娜"], ["王芳", "王伟"]]


def test_without_numbers_the_heads_name_tells_households_apart() -> None:
    reading = read(
        row(家庭编号=None),
        row(relation="配偶", name="李娜", number=LI),
        row(家庭编号=None, number=SON),
        row(relation="女", name="王芳", number=CHILD),
    )
    assert members(reading) == [["王伟", "李娜"], ["王伟", "王芳"]]
    assert [each.label for each in reading.households] == ["王伟", "王伟"]


def test_the_head_need_not_stand_first() -> None:
    first = row(relation="配偶", name="李娜", number=LI, 家庭编号="1", 户主姓名="王伟", 签约日期=SIGNED_ON)
    reading = read(first, row(家庭编号=None, 户主姓名=None))
    assert members(reading) == [["李娜", "王伟"]]
    assert reading.errors == ()
    assert [person.is_head for person in reading.households[0].persons] == [False, True]


def test_merged_household_cells_are_those_of_every_row_they_cover() -> None:
    merges = tuple(Merge(column, 2, 3) for column in (1, 2, 3, 10, 11, 12, 13))
    reading = read(row(), row(relation="配偶", name="李娜", number=LI), row(number=SON, 家庭编号="2"), merges=merges)
    assert members(reading) == [["王伟", "李娜"], ["王伟"]]
    assert reading.errors == ()


def test_a_register_of_persons_has_one_household_a_row() -> None:
    headings = ("姓名", "身份证号", "签约时间", "服务团队")
    sheet = Sheet("表", [headings, ("王伟", WANG, SIGNED_ON, "一队"), ("李娜", LI, SIGNED_ON, "一队")])
    reading = read_register(Source([sheet]), today=TODAY)
    assert members(reading) == [["王伟"], ["李娜"]]
    assert [(each.head_name, each.number, codes(each)) for each in reading.households] == [
        ("王伟", None, []),
        ("李娜", None, []),
    ]


def written(**cells: CellValue) -> list[CellValue]:
    """A row with these cells alone."""
    return [cells.get(heading) for heading in HEADINGS]


def test_remarks_and_numbers_given_out_in_advance_are_no_persons_and_are_told() -> None:
    reading = read(
        row(),
        written(家庭编号="以下为2018年下半年新签"),
        row(name="李娜", number=LI, 家庭编号="2"),
        written(行政村="新田村"),
        row(relation="子", name="王强", number=SON),
        written(家庭编号="3", 行政村="石梯村"),
        written(家庭编号="4"),
        written(),
        written(家庭编号="5"),
    )
    assert members(reading) == [["王伟"], ["李娜", "王强"]]
    assert reading.errors == ()
    assert {each.code for each in reading.warnings} == {"row_skipped"}
    told = [(each.row, each.column, each.household, each.value, each.facts["rows"]) for each in reading.warnings]
    assert told == [
        (3, "家庭编号", "以下为2018年下半年新签", "以下为2018年下半年新签", 1),
        (5, "行政村", None, "新田村", 1),
        (7, "家庭编号", "3", "3", 2),
        (10, "家庭编号", "5", "5", 1),
    ]


@pytest.mark.parametrize(
    "cells", [{"签约日期": SIGNED_ON}, {"备注": "2018.9.1死亡"}, {"联系电话": "1"}, {"姓名": "王强"}]
)
def test_a_row_that_may_speak_of_a_person_is_never_passed_over(cells: dict[str, CellValue]) -> None:
    reading = read(row(), written(家庭编号="2", **cells))
    assert reading.persons_read == 2
    assert reading.households[1].problems


@pytest.mark.parametrize("words", ["合计", "总 计：", "本页小计", "全村合计", "共计3人"])
@pytest.mark.parametrize("column", ["家庭编号", "行政村", "姓名"])
def test_a_total_is_no_person_wherever_its_word_stands_first(words: str, column: str) -> None:
    reading = read(row(), written(**{column: words}, 身份证号码=3, 备注="共2户"))
    assert members(reading) == [["王伟"]]
    assert (reading.errors, reading.warnings) == ((), ())


def test_a_person_is_no_total_whatever_the_village_is_called() -> None:
    reading = read(row(), row(relation="子", name="王强", number=SON, 行政村="合计"))
    assert reading.persons_read == 2


def test_a_row_that_numbers_the_columns_is_no_person() -> None:
    assert members(read([f"({place})" for place in range(1, len(HEADINGS) + 1)], row())) == [["王伟"]]
    assert members(read(list(range(1, len(HEADINGS) + 1)), row())) == [["王伟"]]


def test_a_register_sorted_by_something_else_has_the_same_households() -> None:
    reading = read(
        row(relation="配偶", name="李娜", number=LI, 家庭编号="1", 户主姓名="王伟", 签约日期=SIGNED_ON),
        row(name="王芳", number=CHILD, 家庭编号="2"),
        row(),
    )
    assert members(reading) == [["李娜", "王伟"], ["王芳"]]
    assert reading.errors == ()


def test_headings_without_anybody_below_are_told() -> None:
    told = read(written(家庭编号="1")).warnings
    assert [(each.code, each.row) for each in told] == [("row_skipped", 2), ("no_rows", 1)]


def test_very_many_rows_of_one_number_do_not_take_ever_longer() -> None:
    sheet = Sheet("表", [HEADINGS, written(家庭编号="1", 联系电话="1")])
    layout = find_layout(sheet)
    assert layout
    rows = rows_of(sheet, layout).persons * 100_000
    began = perf_counter()
    assert [len(block.rows) for block in blocks_of(rows, layout)] == [100_000]
    assert perf_counter() - began < 10
