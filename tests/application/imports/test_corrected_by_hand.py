"""A number that people corrected themselves: the register means whom it told by it, and its true bearer gets in."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from application.executing import Request
from application.rehearsal import Rehearsal
from application.residents import Residents, load_resident
from domain.citizen_id import parse_citizen_id
from domain.personal import Personal
from domain.resident.commands import ExchangeNumbers, IdentifyResident, MergeResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails, ResidentDetailsChanged
from tests.application.imports.office import (
    BY_HAND,
    LI,
    WANG,
    XIAO,
    Office,
    codes,
    counts,
    household,
    number,
    person,
    warned,
    with_person,
)

FIRST = household()
TODAY = date(2026, 11, 22)
WRONG, RIGHT = number("1975-08-01"), number("1975-08-10")
BEARER = household("61090200002", person("赵勇", WRONG), signed_on=date(2019, 3, 5))


def corrected_office() -> Office:
    """李军 was told by 赵勇's number, and came to the office with his paper."""
    office = Office()
    office.take(FIRST)
    office.correct_number(LI, RIGHT)
    return office


def test_the_same_register_again_changes_nothing() -> None:
    office = corrected_office()
    report = office.take(FIRST)
    assert (counts(report), codes(report), warned(report)) == (((1, 3), (0, 0), (1, 3), (0, 0)), [], [])
    assert office.resident_id(RIGHT) in office.contract().members


def test_the_true_bearer_gets_in_and_both_registers_go_on_meaning_whom_they_told() -> None:
    office = corrected_office()
    li = office.resident_id(RIGHT)
    assert codes(office.take(BEARER)) == []
    zhao = office.resident_id(WRONG)
    assert zhao != li
    assert office.recorded(FIRST) == []
    assert office.recorded(BEARER) == []
    assert (office.resident_id(RIGHT), office.resident_id(WRONG)) == (li, zhao)


def test_another_cell_of_the_row_is_still_recorded_of_the_same_person() -> None:
    office = corrected_office()
    office.take(BEARER)
    li = office.resident_id(RIGHT)
    details = ResidentDetails(phone=Personal(li, "13909159999"))
    assert office.recorded(with_person(FIRST, 1, phone="13909159999")) == [
        ResidentDetailsChanged(changed_on=TODAY, details=details)
    ]


def test_a_name_that_the_register_corrects_is_that_of_whom_it_told_by_the_number() -> None:
    office = corrected_office()
    li = office.resident_id(RIGHT)
    assert office.recorded(with_person(FIRST, 1, name="李俊")) == [
        ResidentDetailsChanged(changed_on=TODAY, details=ResidentDetails(name=Personal(li, "李俊")))
    ]
    assert office.recorded(with_person(FIRST, 1, name="李俊")) == []


def test_the_register_that_was_corrected_too_says_nothing_new_of_the_number() -> None:
    office = corrected_office()
    corrected = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT))
    kinds = [type(event) for event in office.recorded(corrected)]
    assert kinds == [ResidentDetailsChanged]  # the birth date that the number says
    assert office.recorded(corrected) == []
    assert office.resident_id(RIGHT) in office.contract().members


def test_a_household_without_a_number_is_still_that_of_its_head() -> None:
    office = Office()
    head = person("李军", WRONG)
    alone = household(None, head)
    office.take(alone)
    office.correct_number(head, RIGHT)
    report = office.take(alone)
    assert (counts(report), codes(report), warned(report)) == (((1, 1), (0, 0), (1, 1), (0, 0)), [], [])


def test_who_stands_in_another_household_by_the_old_number_and_name_is_the_same_person() -> None:
    office = corrected_office()
    report = office.take(household("61090200002", WANG, LI))
    assert codes(report) == ["already_contracted"]


def test_a_number_that_people_wrote_down_for_somebody_else_is_refused_with_another_name() -> None:
    office = corrected_office()
    report = office.take(FIRST, household("61090200002", person("孙芳", RIGHT), signed_on=date(2019, 3, 5)))
    assert [(each.code, each.household, each.value) for each in report.errors] == [
        ("identifier_taken", "61090200002", RIGHT)
    ]


def test_a_rehearsal_knows_what_it_released_itself() -> None:
    office = Office()
    office.take(FIRST)
    corrected = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT))
    rehearsal = Rehearsal(office.ledger, office.clock)
    report = office.take(corrected, BEARER, ledger=rehearsal)
    assert (codes(report), counts(report)[1]) == ([], (2, 4))
    assert counts(office.take(corrected, BEARER, ledger=rehearsal))[2] == (2, 4)
    assert counts(office.take(corrected, BEARER))[1] == (2, 4)


def test_a_rehearsal_of_the_register_after_a_correction_by_hand_changes_nothing() -> None:
    office = corrected_office()
    rehearsal = Rehearsal(office.ledger, office.clock)
    assert counts(office.take(BEARER, ledger=rehearsal))[1] == (1, 1)
    assert counts(office.take(FIRST, ledger=rehearsal))[2] == (1, 3)


def test_a_number_that_one_register_gives_two_people_is_that_of_the_one_it_told_before() -> None:
    office = corrected_office()
    report = office.take(FIRST, BEARER)
    assert (counts(report)[2], codes(report)) == ((1, 3), ["already_contracted"])


def test_a_number_released_while_the_register_is_read_is_looked_up_again() -> None:
    office = Office()
    office.take(FIRST)
    office.ledger.happenings.append(lambda: office.correct_number(LI, RIGHT))
    changed = with_person(FIRST, 1, phone="13909159999")
    assert codes(office.take(changed)) == []
    assert office.resident_id(RIGHT) in office.contract().members
    assert office.recorded(changed) == []


def exchange(office: Office) -> None:
    """Somebody sees that the numbers of 王桂英 and of 李军 were mixed up."""
    command = ExchangeNumbers(exchanged_on=date(2018, 9, 1), kind=IdentifierKind.CITIZEN_ID, other_id=office.id_of(LI))
    Residents(office.ledger, office.clock).handle(office.id_of(WANG), command, Request.new(BY_HAND))


def test_the_register_goes_on_meaning_the_two_whose_numbers_were_exchanged_by_hand() -> None:
    office = Office()
    office.take(FIRST)
    wang, li = office.id_of(WANG), office.id_of(LI)
    exchange(office)
    assert (office.id_of(WANG), office.id_of(LI)) == (li, wang)
    assert office.recorded(FIRST) == []
    wang_as_li = replace(WANG, citizen_id=LI.citizen_id)
    li_as_wang = replace(LI, citizen_id=WANG.citizen_id)
    office.take(household("61090200001", wang_as_li, li_as_wang, XIAO))
    assert office.contract().members.keys() == {wang, li, office.id_of(XIAO)}
    names = [load_resident(office.ledger, each).resident.details.name for each in (wang, li)]
    assert names == [Personal(wang, "王桂英"), Personal(li, "李军")]


@pytest.mark.parametrize("corrected_first", [True, False])
def test_somebody_merged_is_still_meant_by_the_number_that_was_told(*, corrected_first: bool) -> None:
    office = Office()
    office.take(FIRST, household("61090200002", person("李军", RIGHT), signed_on=date(2019, 3, 5)))
    li, twin = office.resident_id(WRONG), office.resident_id(RIGHT)
    residents = Residents(office.ledger, office.clock)
    if corrected_first:
        office.correct_number(LI, number("1975-08-20"))
    residents.handle(twin, MergeResident(merged_on=date(2019, 9, 1), same_as_id=li), Request.new(BY_HAND))
    if not corrected_first:
        office.correct_number(LI, number("1975-08-20"))
    assert office.recorded(FIRST) == []


def test_a_number_released_while_another_household_is_decided_is_free_for_its_bearer() -> None:
    office = Office()
    office.take(FIRST)
    li = office.resident_id(WRONG)
    office.ledger.happenings.append(lambda: office.correct_number(LI, RIGHT))
    assert codes(office.take(BEARER)) == []
    assert office.resident_id(WRONG) != office.resident_id(RIGHT) == li
    assert load_resident(office.ledger, li).resident.details.name == Personal(li, "李军")


def test_a_namesake_whom_people_registered_by_the_number_is_the_one_that_a_register_means() -> None:
    office = corrected_office()
    elsewhere = household("61090200002", person("李军", WRONG), signed_on=date(2019, 3, 5))
    namesake = uuid4()
    details = ResidentDetails(name=Personal(namesake, "李军"))
    paper = IdentifyResident(
        identified_on=date(2018, 9, 1), kind=IdentifierKind.CITIZEN_ID, number=Personal(namesake, WRONG)
    )
    residents = Residents(office.ledger, office.clock)
    registered = RegisterResident(registered_on=date(2018, 9, 1), details=details)
    residents.register(namesake, registered, [paper], Request.new(BY_HAND))
    assert codes(office.take(elsewhere)) == []
    assert office.contract("61090200002").members.keys() == {namesake}


def test_who_is_meant_by_the_number_is_not_meant_by_the_name_as_well() -> None:
    office = corrected_office()
    li = office.resident_id(RIGHT)
    renamed, other = replace(LI, name="李俊"), person("李军", number("1976-02-02"), "子")
    office.take(household("61090200001", WANG, renamed, other, XIAO))
    assert len(office.contract().members) == 4
    assert load_resident(office.ledger, li).resident.details.name == Personal(li, "李俊")
    assert office.id_of(other) != li


def test_a_rehearsal_knows_whose_number_was_corrected_in_it() -> None:
    office = Office()
    office.take(FIRST)
    li, rehearsal = office.id_of(LI), Rehearsal(office.ledger, office.clock)
    shown = IdentifyResident(identified_on=date(2018, 9, 1), kind=IdentifierKind.CITIZEN_ID, number=Personal(li, RIGHT))
    Residents(rehearsal, office.clock).handle(li, shown, Request.new(BY_HAND))
    assert counts(office.take(FIRST, ledger=rehearsal))[2] == (1, 3)
    assert office.resident_id(WRONG) == li
