"""Registers of every layout are read as what they were made from."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from application.registers.households import RegisterHousehold
from application.registers.reading import read_register
from infrastructure.registers.workbook import read_workbook
from tests.support.register_layouts import Dates, Fill, Style, WrittenRegister, style_of, write_register
from tests.support.registers import PACKAGES, TODAY, TrueHousehold

SEEDS = range(30)
T = TypeVar("T")


def sound(read: list[RegisterHousehold], register: WrittenRegister) -> list[tuple[RegisterHousehold, TrueHousehold]]:
    pairs = zip(read, register.households, strict=True)
    return [(household, truth) for household, truth in pairs if not truth.codes]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_register_is_read_as_what_it_was_made_from(seed: int) -> None:
    register = write_register(seed)
    reading = read_register(read_workbook(register.content), today=TODAY)
    read = list(reading.households)
    assert [len(each.persons) for each in read] == [len(each.persons) for each in register.households]
    assert [{problem.code for problem in each.problems} for each in read] == [
        set(each.codes) for each in register.households
    ]
    for household, truth in sound(read, register):
        assert household_seen(household) == household_meant(truth, register.style)
        assert persons_seen(household) == persons_meant(truth)
    assert [warning.code for warning in reading.warnings if warning.code == "sheet_skipped"] == ["sheet_skipped"]
    if register.style.title_rows >= 2:
        assert reading.unit == "城郊街道办卫生院"


def household_seen(household: RegisterHousehold) -> tuple[object, ...]:
    return (
        household.number,
        household.village,
        household.group,
        household.head_name,
        household.team,
        household.doctor,
        household.package,
        household.signed_on,
    )


def household_meant(truth: TrueHousehold, style: Style) -> tuple[object, ...]:
    return (
        truth.number if style.numbered else None,
        truth.village,
        truth.group,
        truth.persons[0].name,
        truth.team,
        truth.doctor,
        PACKAGES[truth.package_word],
        truth.signed_on,
    )


def persons_seen(household: RegisterHousehold) -> list[tuple[object, ...]]:
    return [
        (
            person.name,
            person.citizen_id.number if person.citizen_id else None,
            person.sex,
            person.phone,
            person.relationship,
            person.is_head,
            person.categories,
            person.note,
            person.death,
            person.relocation,
        )
        for person in household.persons
    ]


def persons_meant(truth: TrueHousehold) -> list[tuple[object, ...]]:
    return [
        (
            person.name,
            person.number,
            person.sex,
            person.phone,
            person.relationship,
            place == 0,
            person.categories,
            person.note,
            person.death,
            person.relocation,
        )
        for place, person in enumerate(truth.persons)
    ]


CHOICES: list[Callable[[Style], object]] = [
    lambda style: style.from_1904,
    lambda style: style.sheet_a_village,
    lambda style: style.numbered,
    lambda style: style.blank_rows,
    lambda style: style.totals,
    lambda style: style.headings_repeated,
    lambda style: style.odd_spelling,
]


def test_the_seeds_go_through_every_choice_of_layout() -> None:
    styles = [style_of(seed) for seed in SEEDS]
    assert {style.fill for style in styles} == set(Fill)
    assert {style.dates for style in styles} == set(Dates)
    assert {(style.fill, style.numbered) for style in styles} == {
        (fill, each) for fill in Fill for each in (True, False)
    }
    for choice in CHOICES:
        assert {choice(style) for style in styles} == {True, False}
