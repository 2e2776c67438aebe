"""A register that does not say who reports: its teams are told apart by their names alone."""

from dataclasses import replace

from application.imports.report import ImportReport
from application.registers.households import RegisterHousehold
from tests.application.imports.office import CLERK, Office, household, number, person, register

FIRST = household("61090200001", person("王桂英", number("1950-05-10")), unit=None)
SECOND = household("61090200002", person("李军", number("1975-08-01")), unit=None, sheet="乙")


def taken(*households: RegisterHousehold, unit: str | None) -> ImportReport:
    office = Office()
    reading = replace(register(*households), unit=unit)
    return office.imports(None).run(reading, office.policy, CLERK, file_digest="0" * 64)


def warned(report: ImportReport) -> list[tuple[str, int | None]]:
    return [(each.sheet, each.row) for each in report.warnings if each.code == "unit_missing"]


def test_it_is_told_once_a_file() -> None:
    report = taken(FIRST, SECOND, unit=None)
    assert report.taken.households == 2
    assert warned(report) == [("登记册", None)]


def test_nothing_is_told_where_the_unit_is_known_or_no_team_is_named() -> None:
    assert warned(taken(FIRST, unit="城郊街道办卫生院")) == []
    assert warned(taken(replace(FIRST, team=None), unit=None)) == []
