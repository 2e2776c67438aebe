"""A corrected register, the people's part: what is written of a person, and the number that they are known by."""

from dataclasses import replace
from datetime import date

import pytest

from application.ports import Identifier
from domain.citizen_id import parse_citizen_id
from domain.contract.events import ContractSigned, ContractSigningCorrected, MemberAdded
from domain.personal import Personal
from domain.resident.events import (
    IdentifierKind,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentIdentified,
    ResidentRegistered,
)
from tests.application.imports.office import (
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


def an_office() -> Office:
    office = Office()
    office.take(FIRST)
    return office


def test_another_phone_is_another_detail() -> None:
    office = an_office()
    changed = with_person(FIRST, 1, phone="13909159999")
    id_of_li = office.id_of(LI)
    details = ResidentDetails(phone=Personal(id_of_li, "13909159999"))
    assert office.recorded(changed) == [ResidentDetailsChanged(changed_on=TODAY, details=details)]
    assert office.recorded(changed) == []


def test_another_name_is_another_detail() -> None:
    office = an_office()
    id_of_li = office.id_of(LI)
    details = ResidentDetails(name=Personal(id_of_li, "李俊"))
    assert office.recorded(with_person(FIRST, 1, name="李俊")) == [
        ResidentDetailsChanged(changed_on=TODAY, details=details)
    ]


def test_what_changes_there_and_back_is_recorded_each_time() -> None:
    office = an_office()
    changed = with_person(FIRST, 1, phone="13909159999")
    for _ in range(3):
        assert counts(office.take(changed, file="b" * 64))[1] == (1, 3)
        assert counts(office.take(FIRST, file="a" * 64))[1] == (1, 3)
    phone = office.resident(LI).details.phone
    assert phone
    assert phone.text == "13909150001"


def test_a_corrected_number_is_that_of_the_person_known_by_the_wrong_one() -> None:
    office = an_office()
    known_as = office.resident_id(WRONG)
    corrected = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT))
    assert office.recorded(corrected) == [
        ResidentIdentified(identified_on=TODAY, kind=IdentifierKind.CITIZEN_ID, number=Personal(known_as, RIGHT)),
        ResidentDetailsChanged(changed_on=TODAY, details=ResidentDetails(birth_on=Personal(known_as, "1975-08-10"))),
    ]
    assert office.resident_id(RIGHT) == known_as
    assert counts(office.take(corrected)) == ((1, 3), (0, 0), (1, 3), (0, 0))
    assert warned(office.take(corrected)) == []


def test_a_number_can_be_corrected_back() -> None:
    office = an_office()
    known_as = office.resident_id(WRONG)
    office.take(with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT)))
    identified, _ = office.recorded(FIRST)
    assert identified == ResidentIdentified(
        identified_on=TODAY, kind=IdentifierKind.CITIZEN_ID, number=Personal(known_as, WRONG)
    )
    assert office.recorded(FIRST) == []


def test_who_bears_the_number_that_somebody_else_was_known_by_is_taken_from_the_same_register() -> None:
    office = an_office()
    known_as = office.resident_id(WRONG)
    next_year = with_person(replace(FIRST, signed_on=date(2019, 3, 5)), 1, citizen_id=parse_citizen_id(RIGHT))
    bearer = household("61090200002", person("赵勇", WRONG), signed_on=date(2018, 3, 5))
    assert codes(office.take(next_year, bearer)) == []
    assert (office.resident_id(RIGHT), office.resident(LI).details.name) == (
        known_as,
        Personal(office.resident_id(WRONG), "赵勇"),
    )
    assert office.recorded(next_year, bearer) == []


def test_a_number_that_stands_in_another_household_was_not_corrected() -> None:
    office = an_office()
    corrected = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT))
    elsewhere = household("61090200002", person("赵勇", number("1950-01-01")), LI, signed_on=date(2019, 3, 5))
    assert codes(office.take(corrected, elsewhere)) == []
    assert office.resident_id(RIGHT) != office.id_of(LI)


def test_a_number_that_the_register_itself_corrected_is_that_of_another_person_of_the_name() -> None:
    office = an_office()
    corrected = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT))
    office.take(corrected)
    elsewhere = household("61090200002", person("赵勇", number("1950-01-01")), LI, signed_on=date(2019, 3, 5))
    assert codes(office.take(elsewhere, corrected)) == []
    assert office.resident_id(WRONG) != office.resident_id(RIGHT)
    assert office.recorded(elsewhere, corrected) == []


def test_the_number_is_looked_up_by_the_record_that_names_it() -> None:
    office = an_office()
    office.change_phone(LI, "13900000000")
    office.take(with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT), phone="13909159999"))
    records = office.ledger.stream(office.resident_id(RIGHT))
    assert [type(record.event) for record in records] == [
        ResidentRegistered,
        ResidentIdentified,
        ResidentDetailsChanged,
        ResidentIdentified,
        ResidentDetailsChanged,
    ]
    kept = [new for new in office.ledger.identifiers if new.identifier.number == RIGHT]
    assert [new.resident_version for new in kept] == [4]


def test_an_unknown_number_with_another_relationship_is_another_person() -> None:
    office = an_office()
    written = with_person(FIRST, 1, citizen_id=parse_citizen_id(RIGHT), relationship="女婿")
    kinds = [type(event) for event in office.recorded(written)]
    assert kinds == [ResidentRegistered, ResidentIdentified, MemberAdded]
    assert office.resident_id(RIGHT) != office.resident_id(WRONG)
    assert warned(office.take(written)) == ["no_longer_listed"]


@pytest.mark.parametrize(("before", "after"), [(2, 1), (1, 2), (2, 2)])
def test_two_of_one_name_and_relationship_are_not_guessed_apart(before: int, after: int) -> None:
    office = Office()
    known = [person("李军", number("1975-08-01", order), "子") for order in range(before)]
    office.take(household("61090200001", WANG, *known))
    listed = [person("李军", number("1975-08-10", order), "子") for order in range(after)]
    office.take(household("61090200001", WANG, *listed))
    assert len(office.contract().members) == 1 + before + after


def test_the_old_number_still_listed_is_another_person() -> None:
    office = an_office()
    namesake = person("李军", RIGHT, "子")
    office.take(household("61090200001", WANG, LI, XIAO, namesake))
    assert office.resident_id(RIGHT) != office.resident_id(WRONG)


def test_the_corrected_number_of_who_lives_alone_is_found_by_the_number_of_the_household() -> None:
    office = Office()
    office.take(household("61090200001", WANG))
    corrected = replace(WANG, citizen_id=parse_citizen_id(number("1951-05-10")))
    events = office.recorded(household("61090200001", corrected))
    assert not any(isinstance(event, ContractSigned | ContractSigningCorrected) for event in events)
    assert len(office.contract_ids()) == 1


def test_a_number_corrected_in_the_next_contract_is_recognised_too() -> None:
    office = an_office()
    ids = {office.id_of(each) for each in FIRST.persons}
    known_as = office.resident_id(WRONG)
    next_year = with_person(replace(FIRST, signed_on=date(2019, 3, 5)), 1, citizen_id=parse_citizen_id(RIGHT))
    assert codes(office.take(next_year)) == []
    assert office.resident_id(RIGHT) == known_as
    assert office.contract().members.keys() == ids


def test_the_next_contract_leaves_what_was_changed_by_hand_and_told_alike() -> None:
    office = an_office()
    office.change_phone(LI, "13900000000")
    office.take(replace(FIRST, signed_on=date(2019, 3, 5)))
    phone = office.resident(LI).details.phone
    assert phone
    assert phone.text == "13900000000"


def test_a_number_of_fifteen_digits_is_the_same_person() -> None:
    office = an_office()
    old = WRONG[:6] + WRONG[8:17]
    assert office.recorded(with_person(FIRST, 1, citizen_id=parse_citizen_id(old))) == []
    assert office.ledger.residents([Identifier(kind=IdentifierKind.CITIZEN_ID, number=old)]) == {}
