"""Another import, or a clerk, is first between what was decided and what is appended: decided anew, nothing twice.

That something was lost shows that both had decided before one of them was first.
"""

from dataclasses import replace
from datetime import date

import pytest

from application.imports.report import ImportReport
from application.ports import ConflictOn, LedgerUnavailable
from domain.contract.commands import CorrectSigning, RecordDeath
from domain.contract.events import ContractSigned, ContractSigningCorrected
from tests.application.imports.office import (
    LI,
    SIGNED_ON,
    WANG,
    Office,
    codes,
    counts,
    household,
    number,
    person,
    with_person,
)

FIRST = household()
SECOND = household("61090200002", person("张秀英", number("1948-01-30")))
THIRD = household("61090200003", person("周勇", number("1960-01-30")))
FILE = "a" * 64


def signed(office: Office) -> list[str | None]:
    events = (record.event for record in office.ledger.records)
    return [event.household_number for event in events if isinstance(event, ContractSigned)]


def facts_of(office: Office) -> list[str]:
    return sorted(type(record.event).__name__ for record in office.ledger.records)


def undisturbed() -> Office:
    office = Office()
    office.take(FIRST, SECOND)
    return office


@pytest.mark.parametrize("other_file", [FILE, "b" * 64])
def test_the_same_household_imported_meanwhile_is_unchanged(other_file: str) -> None:
    office = Office()
    office.ledger.happenings = [lambda: office.take(FIRST, SECOND, file=other_file)]
    report = office.take(FIRST, SECOND, file=FILE)
    assert counts(report) == ((2, 4), (0, 0), (2, 4), (0, 0))
    assert facts_of(office) == facts_of(undisturbed())
    first = [] if other_file == FILE else [ConflictOn.STREAM]  # the same file's household is the same command
    assert office.ledger.lost == [*first, ConflictOn.IDENTIFIER]


def test_two_imports_of_one_file_take_each_household_once_whoever_is_first() -> None:
    office = Office()
    reports: list[ImportReport] = []
    office.ledger.happenings = [
        lambda: None,  # the first household is taken undisturbed
        lambda: reports.append(office.take(FIRST, SECOND, THIRD, file=FILE)),
    ]
    reports.append(office.take(FIRST, SECOND, THIRD, file=FILE))
    assert signed(office) == ["61090200001", "61090200002", "61090200003"]
    second, first = (counts(report) for report in reports)
    assert first == ((3, 5), (1, 3), (2, 2), (0, 0))
    assert second == ((3, 5), (2, 2), (1, 3), (0, 0))


def test_a_person_signed_elsewhere_meanwhile_refuses_the_household() -> None:
    office = Office()
    rival = household("61090200009", person("周勇", number("1960-01-30")), replace(LI, relationship="女婿"))
    office.ledger.happenings = [lambda: office.take(rival)]
    report = office.take(FIRST, SECOND)
    assert office.ledger.lost == [ConflictOn.STREAM]
    assert [(each.code, each.facts["first_household"]) for each in report.errors] == [
        ("already_contracted", "61090200009")
    ]
    assert counts(report) == ((2, 4), (1, 1), (0, 0), (1, 3))
    assert signed(office) == ["61090200009", "61090200002"]


def test_a_person_registered_meanwhile_is_that_person() -> None:
    office = Office()
    office.take(SECOND)
    head = replace(LI, relationship="户主", is_head=True)
    rival = household("61090200009", head, signed_on=date(2017, 3, 4), team="第2团队")
    office.ledger.happenings = [lambda: office.take(rival)]
    report = office.take(FIRST)
    assert office.ledger.lost == [ConflictOn.IDENTIFIER]
    assert counts(report)[1] == (1, 3)
    assert office.contract().previous_contract_id is None
    assert office.id_of(LI) in office.contract().members


def test_a_command_by_hand_meanwhile_stays_and_the_difference_is_recorded_after_it() -> None:
    office = Office()
    office.take(FIRST)
    office.ledger.happenings = [
        lambda: office.do(RecordDeath(resident_id=office.id_of(WANG), died_on=date(2018, 5, 10)))
    ]
    report = office.take(replace(FIRST, doctor="刘洋"))
    assert office.ledger.lost == [ConflictOn.STREAM]
    assert counts(report)[1] == (1, 3)
    assert office.contract().doctor.on(SIGNED_ON) == "刘洋"
    assert office.contract().members[office.id_of(WANG)].died_on == date(2018, 5, 10)


def test_a_command_by_hand_meanwhile_may_refuse_the_household() -> None:
    office = Office()
    office.take(FIRST)
    office.ledger.happenings = [
        lambda: office.do(RecordDeath(resident_id=office.id_of(WANG), died_on=date(2018, 5, 10)))
    ]
    report = office.take(with_person(FIRST, 0, death=date(2018, 5, 12)))
    assert codes(report) == ["marked_otherwise"]
    assert office.contract().members[office.id_of(WANG)].died_on == date(2018, 5, 10)


def test_who_is_always_second_gives_up_and_goes_on_another_time() -> None:
    office = Office()
    office.take(FIRST)
    villages = iter(["新田村", "李家湾村", "石桥村"])
    office.ledger.happenings = [
        lambda: None,  # the second household is taken undisturbed
        *[lambda: office.do(CorrectSigning(village=next(villages)))] * 3,
    ]
    corrected = (SECOND, replace(FIRST, doctor="刘洋"))
    with pytest.raises(LedgerUnavailable):
        office.take(*corrected, file=FILE)
    assert signed(office) == ["61090200001", "61090200002"]
    assert counts(office.take(*corrected, file=FILE)) == ((2, 4), (1, 3), (1, 1), (0, 0))
    corrections = [each.event for each in office.ledger.records if isinstance(each.event, ContractSigningCorrected)]
    assert [event.doctor for event in corrections] == [None, None, None, "刘洋"]
