"""What is wrong with a household: small registers, cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.keeper import PersonKeeper
from application.registers.reading import read_register
from domain.citizen_id import Sex
from domain.policy.packages import Package
from domain.populations import Category
from tests.application.registers.small import (
    HEADINGS,
    LI,
    SIGNED_ON,
    SON,
    WANG,
    Source,
    codes,
    read,
    row,
)
from tests.support.registers import TODAY, citizen_number


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
        ({"家庭编号": 61090200100100012.0}, "number_lost_digits", "家庭编号"),
        ({"家庭编号": "6.109E+10"}, "number_lost_digits", "家庭编号"),
        ({"name": "/", "户主姓名": "/"}, "name_missing", "姓名"),
        ({"家庭编号": "4" * 201}, "too_long", "家庭编号"),
        ({"行政村": "村" * 201}, "too_long", "行政村"),
        ({"联系电话": "1" * 201}, "too_long", "联系电话"),
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
    assert [(each.code, each.row, each.column) for each in household.problems] == [(code, 2, column)]
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


def test_an_error_in_a_note_is_told_once_and_not_kept_as_text() -> None:
    reading = read_register(Source([Sheet("表", [HEADINGS, row()], unstored={(2, 14): "#REF!"})]), today=TODAY)
    assert [(each.code, each.value) for each in (*reading.errors, *reading.warnings)] == [("formula", "#REF!")]
    assert reading.households[0].persons[0].note is None


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


def test_numbers_are_what_excel_shows_of_them() -> None:
    household = read(row(家庭编号=61090200001.0, 联系电话=13812345678.0)).households[0]
    assert (household.number, household.persons[0].phone) == ("61090200001", "13812345678")


def test_more_than_a_name_in_a_name_is_told() -> None:
    reading = read(row(name="王伟（已故）"))
    assert [(each.code, each.column, each.value) for each in reading.warnings] == [
        ("unusual_name", "姓名", "王伟（已故）")
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


def test_nothing_read_shows_itself_in_a_log() -> None:
    reading = read(row(备注="死亡", 联系电话="13812345678"), row(relation="配偶", name="李娜", number=LI[:12]))
    assert not [word for word in ("王伟", "李娜", WANG, LI[:12], "13812345678") if word in repr(reading)]


VALUES = st.none() | st.text(max_size=20) | st.floats() | st.integers() | st.booleans() | st.dates() | st.times()


@given(st.lists(st.lists(VALUES, max_size=len(HEADINGS) + 1), max_size=8))
def test_whatever_the_cells_hold_every_row_is_read_or_refused(rows: list[list[CellValue]]) -> None:
    reading = read(*rows)
    assert reading.persons_read <= len(rows)
    assert [problem for household in reading.households for problem in household.problems] == list(reading.errors)
