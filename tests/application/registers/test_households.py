"""Which rows are one household, and what is wrong with it: small registers, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.households import Reading, RegisterHousehold
from application.registers.keeper import PersonKeeper
from application.registers.reading import read_register
from application.registers.refusals import NoHeadingRow
from domain.citizen_id import Sex
from domain.policy.packages import Package
from domain.populations import Category
from tests.support.registers import TODAY, citizen_number

HEADINGS = (
    *("家庭编号", "行政村", "户主姓名", "与户主关系", "姓名", "性别", "身份证号码", "联系电话"),
    *("重点服务人群", "签约日期", "签约团队", "签约医生", "服务包", "备注"),
)
SIGNED_ON = date(2018, 5, 25)
WANG = citizen_number(date(1950, 5, 26), 1, Sex.MALE)
LI = citizen_number(date(1955, 3, 1), 2, Sex.FEMALE)
SON = citizen_number(date(1980, 1, 1), 3, Sex.MALE)
CHILD = citizen_number(date(2012, 2, 1), 4, Sex.FEMALE)


@dataclass(frozen=True)
class Source:
    """Sheets in memory."""

    sheets: Sequence[Sheet]
    counts_from_1904: bool = False


def row(*, relation: str = "户主", name: str = "王伟", number: CellValue = WANG, **cells: CellValue) -> list[CellValue]:
    """One row of a person; household cells are given for the head unless told otherwise."""
    written: dict[str, CellValue] = dict.fromkeys(HEADINGS)
    if relation == "户主":
        written |= {"家庭编号": "1", "行政村": "石梯村", "户主姓名": name, "签约日期": SIGNED_ON, "服务包": "基础包"}
        written |= {"签约团队": "第1家庭医生服务团队", "签约医生": "薛翠"}
    written |= {"与户主关系": relation, "姓名": name, "身份证号码": number} | cells
    return list(written.values())


def read(*rows: Sequence[CellValue], name: str = "登记册", merges: tuple[Merge, ...] = ()) -> Reading:
    return read_register(Source([Sheet(name, [HEADINGS, *rows], merges)]), today=TODAY)


def codes(household: RegisterHousehold) -> list[str]:
    return [problem.code for problem in household.problems]


def members(reading: Reading) -> list[list[str]]:
    return [[person.name for person in household.persons] for household in reading.households]


def test_a_household_is_read_with_everything_that_its_rows_say() -> None:
    household = read(
        row(重点服务人群="高血压", 联系电话=13812345678.0, 性别="男"),
        row(relation="配偶", name="李娜", number=LI, 备注="在外务工"),
    ).households[0]
    assert (household.number, household.village, household.head_name) == ("1", "石梯村", "王伟")
    assert (household.team, household.doctor, household.package) == ("第1家庭医生服务团队", "薛翠", Package.BASIC)
    assert (household.signed_on, household.row, household.label) == (SIGNED_ON, 2, "1")
    head, wife = household.persons
    assert (head.phone, head.sex, head.categories, head.is_head) == (
        "13812345678",
        Sex.MALE,
        (Category.HYPERTENSION,),
        True,
    )
    assert (wife.relationship, wife.is_head, wife.note, wife.sex) == ("配偶", False, "在外务工", Sex.FEMALE)
    assert household.head == head
    assert household.problems == ()


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


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"签约日期": None}, "no_signing_date", "签约日期"),
        ({"签约日期": "2018.13.40"}, "date_unreadable", "签约日期"),
        ({"签约日期": date(2026, 11, 23)}, "signed_in_future", "签约日期"),
        ({"服务包": "豪华包"}, "unknown_package", "服务包"),
        ({"number": None}, "id_missing", "身份证号码"),
        ({"number": float(WANG[:17] + "0")}, "id_as_number", "身份证号码"),
        ({"number": "6.10902E+17"}, "id_as_number", "身份证号码"),
        ({"number": "=1"}, "formula", "身份证号码"),
        ({"number": WANG[:12]}, "id_length", "身份证号码"),
        ({"number": "61090219501326001X"}, "id_impossible_date", "身份证号码"),
        ({"签约医生": "@薛翠"}, "formula", "签约医生"),
        ({"备注": "死亡"}, "note_date", "备注"),
        ({"备注": "2018.5.24死亡"}, "note_date", "备注"),
        ({"备注": "2018.5.25迁出"}, "note_date", "备注"),
        ({"备注": "2026.11.23死亡"}, "note_date", "备注"),
        ({"户主姓名": "王强"}, "no_head", "与户主关系"),
    ],
)
def test_one_wrong_cell_refuses_the_household_and_is_pointed_to(
    cells: dict[str, CellValue], code: str, column: str
) -> None:
    household = read(row(**cells), row(relation="配偶", name="李娜", number=LI)).households[0]  # type: ignore[arg-type]  # cells by heading
    assert [(each.code, each.row, each.column, each.household) for each in household.problems] == [
        (code, 2, column, "1")
    ]
    assert len(household.persons) == 2


def test_nobody_dies_before_being_born() -> None:
    child = row(relation="子", name="王小", number=citizen_number(date(2018, 9, 2), 9, Sex.MALE), 备注="2018.9.1死亡")
    assert codes(read(row(), child).households[0]) == ["note_date"]


def test_a_death_on_the_day_of_signing_is_taken() -> None:
    household = read(row(备注="2018.5.25死亡")).households[0]
    assert (household.persons[0].death, household.persons[0].note, codes(household)) == (SIGNED_ON, None, [])


def test_a_name_that_is_missing_or_a_formula_refuses_without_a_second_reason() -> None:
    missing = read(row(name="", 户主姓名="王伟")).households[0]
    formula = read(row(name="=HYPERLINK(1)")).households[0]
    assert codes(missing) == ["name_missing"]
    assert codes(formula) == ["formula", "formula"]


def test_a_formula_without_a_value_is_told_by_its_formula() -> None:
    sheet = Sheet("表", [HEADINGS, row(签约日期=None)], unstored={(2, 10): "=DATE(2018,5,3)"})
    problems = read_register(Source([sheet]), today=TODAY).errors
    assert [(each.code, each.row, each.column, each.value) for each in problems] == [
        ("formula", 2, "签约日期", "=DATE(2018,5,3)")
    ]


def test_the_same_person_twice_in_a_household_refuses_it() -> None:
    household = read(row(), row(relation="子", name="王强", number=WANG)).households[0]
    assert [(each.code, each.row, dict(each.facts)) for each in household.problems] == [
        ("same_person_twice", 3, {"first_row": 2})
    ]


@pytest.mark.parametrize("relations", [("配偶", "子"), ("户主", "户主")])
def test_no_head_or_two_refuse_the_household(relations: tuple[str, str]) -> None:
    rows = [
        row(relation=relations[0], 家庭编号="1", 签约日期=SIGNED_ON),
        row(relation=relations[1], name="李娜", number=LI, 家庭编号="1", 户主姓名=None, 签约日期=None),
    ]
    assert codes(read(*rows).households[0]) == ["no_head"]


def test_every_person_of_a_household_that_was_taken_is_kept_by_it() -> None:
    reading = read(
        row(),
        row(relation="配偶", name="李娜", number=LI),
        row(number=SON, 家庭编号="2"),
        row(relation="配偶", name="李娜", number=LI),
    )
    first, second = reading.households
    keeper = PersonKeeper()
    assert keeper.conflicts(first) == ()
    keeper.keep(first)
    assert [(each.code, each.row, each.household, dict(each.facts)) for each in keeper.conflicts(second)] == [
        ("already_contracted", 5, "2", {"first_household": "1"})
    ]


def test_rows_of_a_household_that_disagree_refuse_it() -> None:
    other = row(relation="配偶", name="李娜", number=LI, 家庭编号="1", 签约日期="2018.6.1")
    third = row(relation="子", name="王强", number=SON, 家庭编号="1", 签约日期="2018.7.1")
    same = row(relation="配偶", name="李娜", number=LI, 家庭编号="1", 签约日期="2018.5.25")
    problems = read(row(), other, third).households[0].problems
    assert [(each.code, each.row, dict(each.facts)) for each in problems] == [
        ("household_cells_differ", 3, {"first_row": 2})
    ]
    assert codes(read(row(), same).households[0]) == []


def test_a_whole_household_that_moved_is_told_once_and_holds_for_all_but_the_dead() -> None:
    reading = read(
        row(备注="2018.9.1全户外迁"),
        row(relation="配偶", name="李娜", number=LI, 备注="2018.7.1死亡"),
        row(relation="子", name="王强", number=SON),
    )
    moved = [person.relocation for person in reading.households[0].persons]
    assert moved == [date(2018, 9, 1), None, date(2018, 9, 1)]


def test_an_ending_noted_over_several_merged_rows_says_not_whose() -> None:
    rows = [row(备注="2018.9.1死亡"), row(relation="配偶", name="李娜", number=LI)]
    assert codes(read(*rows, merges=(Merge(14, 2, 3),)).households[0]) == ["note_date"]


def test_doubles_are_compared_as_in_scenario_18() -> None:
    rows = [
        row(重点服务人群="高血压、2型糖尿病", number=citizen_number(date(1948, 5, 25), 1, Sex.MALE), 备注="重复2"),
        row(relation="配偶", name="李娜", number=citizen_number(date(1950, 1, 1), 2, Sex.FEMALE)),
        row(relation="女", name="王芳", number=SON, 重点服务人群="孕产妇"),
        row(relation="子", name="王强", number=citizen_number(date(2016, 1, 1), 3, Sex.MALE)),
    ]
    assert [each.code for each in read(*rows).warnings] == []
    rows[0][-1] = "重复3"
    told = read(*rows).warnings
    assert [(each.code, dict(each.facts)) for each in told] == [
        ("duplicate_count_differs", {"written": 3, "computed": 2})
    ]


def test_what_is_read_otherwise_or_not_at_all_is_told() -> None:
    lower = citizen_number(date(1950, 5, 26), 6, Sex.MALE)
    reading = read(row(number=f" {lower}", 重点服务人群="外星人", 性别="女"))
    assert [(each.code, dict(each.facts)) for each in reading.warnings] == [
        ("normalised", {"read_as": lower}),
        ("sex_differs", {}),
        ("unknown_category", {"words": "外星人"}),
    ]
    assert reading.errors == ()


def test_an_unallocated_province_is_told_once() -> None:
    numbers = ["991234" + WANG[6:17], "991234" + LI[6:17]]
    ids = [number + next(c for c in "0123456789X" if parses(number + c)) for number in numbers]
    reading = read(row(number=ids[0]), row(relation="配偶", name="李娜", number=ids[1]))
    assert [(each.code, each.row, each.value, dict(each.facts)) for each in reading.warnings] == [
        ("unknown_division", 2, "991234", {"division": "991234", "ids": 2})
    ]


def parses(number: str) -> bool:
    return not read(row(number=number)).errors


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


def test_nothing_read_shows_itself_in_a_log() -> None:
    reading = read(row(备注="死亡", 联系电话="13812345678"), row(relation="配偶", name="李娜", number=LI[:12]))
    assert not [word for word in ("王伟", "李娜", WANG, LI[:12], "13812345678") if word in repr(reading)]


VALUES = st.none() | st.text(max_size=20) | st.floats() | st.integers() | st.booleans() | st.dates() | st.times()


@given(st.lists(st.lists(VALUES, max_size=len(HEADINGS) + 1), max_size=8))
def test_whatever_the_cells_hold_every_row_is_read_or_refused(rows: list[list[CellValue]]) -> None:
    reading = read(*rows)
    assert reading.persons_read <= len(rows)
    assert [problem for household in reading.households for problem in household.problems] == list(reading.errors)
