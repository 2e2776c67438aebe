"""The register of 汉滨 in `examples/`, against what a careful importer makes of it."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from application.registers.households import Reading, RegisterHousehold
from application.registers.keeper import PersonKeeper
from application.registers.reading import read_register
from domain.populations import Category, categories_by_age
from infrastructure.registers.divisions import division_allocated
from infrastructure.registers.workbook import open_workbook

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "hanbin.expected.json").read_text("utf-8"))
TODAY = date(2026, 11, 22)
ROSTER_DAY = date(2018, 12, 31)


@cache
def reading(today: date = TODAY) -> Reading:
    return read_register(open_workbook(EXAMPLES / "hanbin.xlsx"), today=today, division_allocated=division_allocated)


def judged(read: Reading) -> Iterator[tuple[RegisterHousehold, set[str]]]:
    """Each household with the codes for which it is refused: none, where it is taken."""
    keeper = PersonKeeper()
    for household in read.households:
        problems = household.problems or keeper.conflicts(household)
        if not problems:
            keeper.keep(household)
        yield household, {problem.code for problem in problems}


def planted(kind: str) -> list[dict[str, Any]]:
    return [problem for problem in EXPECTED["problems"] if problem["kind"].startswith(kind)]


def test_every_household_and_person_is_read() -> None:
    read = reading()
    assert {"households": len(read.households), "persons": read.persons_read} == EXPECTED["read"]
    assert (read.unit, read.year) == ("城郊街道办卫生院", 2018)


def test_exactly_the_planted_households_are_refused_for_the_planted_reason() -> None:
    refused = {household.number: codes for household, codes in judged(reading()) if codes}
    wanted = {problem["household"]: {problem["kind"].removeprefix("error:")} for problem in planted("error:")}
    assert refused == wanted
    assert sorted(str(number) for number in refused) == EXPECTED["refused_households"]


def test_what_is_refused_and_taken_is_what_was_read() -> None:
    persons = {True: 0, False: 0}
    for household, codes in judged(reading()):
        persons[bool(codes)] += len(household.persons)
    assert persons == {True: EXPECTED["refused"]["persons"], False: EXPECTED["taken"]["persons"]}


def test_every_cell_read_otherwise_than_written_is_told() -> None:
    spelled = [problem for problem in planted("normalise:") if problem["kind"] != "normalise:rare-character"]
    told = Counter(warning.household for warning in reading().warnings if warning.code == "normalised")
    assert told == Counter(problem["household"] for problem in spelled)


def test_a_rare_character_is_read_as_it_stands() -> None:
    household = next(each for each in reading().households if each.number == "61090200104")
    assert household.persons[0].name == "马㛃"


@pytest.mark.parametrize(("kind", "field"), [("event:death", "death"), ("event:relocation", "relocation")])
def test_deaths_and_moves_in_notes_carry_their_day(kind: str, field: str) -> None:
    found = {
        (household.number, person.name, day.isoformat())
        for household in reading().households
        for person in household.persons
        if (day := getattr(person, field))
    }
    assert found == {(each["household"], each["member"], each["effective_on"]) for each in planted(kind)}


def test_the_roster_of_the_last_day_of_2018_counts_as_expected() -> None:
    counts: Counter[Category] = Counter()
    key_distinct = persons = 0
    for household, codes in judged(reading()):
        for person in () if codes else household.persons:
            if (person.death or date.max) <= ROSTER_DAY or (person.relocation or date.max) <= ROSTER_DAY:
                continue
            assert person.citizen_id
            by_age = categories_by_age(person.citizen_id.birth_on, ROSTER_DAY, elderly_from_age=65)
            categories = {*person.categories, *by_age}
            counts.update(categories)
            key_distinct += bool(categories)
            persons += 1
    wanted = EXPECTED["roster"]
    assert persons == wanted["persons"]
    assert {name: counts[Category(name)] for name in wanted["by_category"]} == wanted["by_category"]
    assert key_distinct == wanted["key_distinct"]
    assert counts.total() - key_distinct == wanted["duplicate_heads"]


def test_the_unallocated_division_code_is_told_once_with_how_many_ids_carry_it() -> None:
    carrying = sum(1 for household in reading().households for person in household.persons if person.citizen_id)
    told = [warning for warning in reading().warnings if warning.code == "unknown_division"]
    assert [dict(warning.facts) for warning in told] == [{"division": "610990", "ids": carrying}]


def test_today_is_an_argument_what_lies_after_it_is_future() -> None:
    early = reading(date(2018, 6, 30))
    late = [problem for problem in early.errors if problem.code == "signed_in_future"]
    signed_after = [each for each in reading().households if each.signed_on and each.signed_on > date(2018, 6, 30)]
    assert len(late) == len(signed_after) + 1  # and the one of 2058, whose day is not taken
    assert {problem.facts["today"] for problem in late} == {"2018-06-30"}


def test_errors_point_to_the_row_that_excel_shows() -> None:
    errors = {(each.household, each.code): (each.sheet, each.row, each.column) for each in reading().errors}
    assert errors["61090200020", "no_signing_date"] == ("登记册", 68, "签约日期")
    assert errors["61090200265", "formula"] == ("登记册", 890, "签约日期")


def test_a_household_refused_for_itself_keeps_nobody() -> None:
    first, second = (
        next(each for each in reading().households if each.number == number)
        for number in ("61090200105", "61090200122")
    )
    keeper = PersonKeeper()
    assert keeper.conflicts(second) == ()
    keeper.keep(first)
    told = keeper.conflicts(second)
    assert [(each.row, each.facts["first_household"]) for each in told] == [(419, "61090200105")]
    assert keeper.conflicts(replace(second, persons=second.persons[:1])) == ()
