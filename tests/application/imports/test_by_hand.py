"""What people recorded themselves since an import stays as it is, and other cells are still compared."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from application.executing import Request
from application.residents import Residents
from domain.contract.commands import (
    AddMember,
    CorrectSigning,
    EnterInError,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    RemoveMember,
    WithdrawMark,
)
from domain.contract.events import (
    ContractSigned,
    JoinReason,
    LeaveReason,
    Mark,
    MemberDied,
    MemberRelocated,
    PopulationFlagged,
    PopulationUnflagged,
)
from domain.personal import Personal
from domain.populations import Category
from domain.resident.commands import IdentifyResident, MergeResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails, ResidentDetailsChanged
from tests.application.imports.office import (
    BY_HAND,
    LI,
    SIGNED_ON,
    WANG,
    XIAO,
    Office,
    codes,
    counts,
    household,
    number,
    person,
    with_person,
)

FIRST = household()


def an_office() -> Office:
    office = Office()
    office.take(FIRST)
    return office


def registered(office: Office, name: str, citizen_id: str) -> None:
    """A clerk registers somebody who stands in no register."""
    resident_id = uuid4()
    details = ResidentDetails(
        name=Personal(resident_id, name), birth_on=Personal(resident_id, f"{citizen_id[6:10]}-01-01")
    )
    register = RegisterResident(registered_on=date(2018, 9, 1), details=details)
    paper = IdentifyResident(
        identified_on=date(2018, 9, 1),
        kind=IdentifierKind.CITIZEN_ID,
        number=Personal(resident_id, citizen_id),
    )
    Residents(office.ledger, office.clock).register(resident_id, register, [paper], Request.new(BY_HAND))


def test_a_phone_changed_by_hand_stays_and_other_cells_are_still_recorded() -> None:
    office = an_office()
    office.change_phone(LI, "13900000000")
    assert office.recorded(FIRST) == []
    events = office.recorded(with_person(FIRST, 0, phone="13909158888"))
    assert [type(event) for event in events] == [ResidentDetailsChanged]
    phone = office.resident(LI).details.phone
    assert phone
    assert phone.text == "13900000000"


def test_a_correction_by_hand_stays() -> None:
    office = an_office()
    office.do(CorrectSigning(village="新田村"))
    assert office.recorded(FIRST) == []
    assert office.contract().village.on(SIGNED_ON) == "新田村"


def test_a_member_removed_by_hand_stays_removed_and_other_cells_are_still_recorded() -> None:
    office = an_office()
    office.do(
        RemoveMember(resident_id=office.id_of(LI), reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 6, 30))
    )
    assert office.recorded(FIRST) == []
    events = office.recorded(with_person(FIRST, 0, categories=(*WANG.categories, Category.DISABLED)))
    assert [type(event) for event in events] == [PopulationFlagged]
    assert not office.contract().members[office.id_of(LI)].present_on(date(2018, 7, 1))


def test_what_a_register_says_anew_of_somebody_who_never_belonged_is_refused() -> None:
    office = an_office()
    office.do(
        RemoveMember(resident_id=office.id_of(LI), reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 3, 4))
    )
    assert office.recorded(FIRST) == []
    report = office.take(with_person(FIRST, 1, categories=(Category.DISABLED,)))
    assert [(each.code, each.column, each.value) for each in report.errors] == [("not_a_member", "姓名", "李军")]


def test_a_death_recorded_by_hand_stays_and_other_cells_are_still_recorded() -> None:
    office = an_office()
    office.do(RecordDeath(resident_id=office.id_of(WANG), died_on=date(2018, 5, 10)))
    assert office.recorded(FIRST) == []
    events = office.recorded(with_person(FIRST, 1, relocation=date(2018, 9, 1)))
    assert [type(event) for event in events] == [MemberRelocated]
    assert office.contract().members[office.id_of(WANG)].died_on == date(2018, 5, 10)


def test_the_same_death_in_the_next_file_is_no_second_one_and_another_day_is_refused() -> None:
    office = an_office()
    office.do(RecordDeath(resident_id=office.id_of(WANG), died_on=date(2018, 5, 10)))
    assert office.recorded(with_person(FIRST, 0, death=date(2018, 5, 10))) == []
    report = office.take(with_person(FIRST, 0, death=date(2018, 5, 12)))
    assert [(each.code, each.facts["died_on"]) for each in report.errors] == [("marked_otherwise", "2018-05-10")]


def test_a_mark_withdrawn_by_hand_stays_withdrawn() -> None:
    office = Office()
    noted = with_person(FIRST, 0, death=date(2018, 5, 10))
    office.take(noted)
    resident_id = office.id_of(WANG)
    office.do(WithdrawMark(resident_id=resident_id, mark=Mark.DEATH, reason=Personal(resident_id, "弄错了人")))
    assert office.recorded(noted) == []
    assert office.recorded(FIRST) == []
    assert office.contract().members[resident_id].died_on is None


def test_a_move_withdrawn_by_hand_stays_withdrawn() -> None:
    office = Office()
    noted = with_person(FIRST, 0, relocation=date(2018, 6, 1))
    office.take(noted)
    resident_id = office.id_of(WANG)
    office.do(WithdrawMark(resident_id=resident_id, mark=Mark.RELOCATION, reason=Personal(resident_id, "没有搬")))
    assert office.recorded(noted) == []
    assert office.recorded(FIRST) == []


def test_a_category_noted_by_hand_stays_and_one_that_the_register_drops_goes() -> None:
    office = an_office()
    noted = NotedCategory(category=Category.TUBERCULOSIS)
    office.do(FlagPopulation(resident_id=office.id_of(WANG), noted=noted, noted_on=date(2018, 8, 1)))
    assert office.recorded(FIRST) == []
    events = office.recorded(with_person(FIRST, 0, categories=()))
    assert [type(event) for event in events] == [PopulationUnflagged]
    flags = office.contract().members[office.id_of(WANG)].flags_on(date(2018, 12, 31))
    assert flags == {Category.TUBERCULOSIS}


def test_who_was_added_by_hand_may_be_listed_later_and_is_not_added_again() -> None:
    office = an_office()
    citizen_id = number("2018-09-14")
    registered(office, "李天", citizen_id)
    office.do(
        AddMember(
            resident_id=office.resident_id(citizen_id),
            relationship="孙子",
            reason=JoinReason.BIRTH,
            joined_on=date(2018, 9, 14),
        )
    )
    assert office.recorded(FIRST) == []
    report = office.take(replace(FIRST, persons=(*FIRST.persons, person("李天", citizen_id, "孙子"))))
    assert codes(report) == []
    assert len(office.contract().members) == 4


def test_the_death_of_somebody_added_by_hand_may_stand_in_a_register() -> None:
    office = an_office()
    citizen_id = number("1949-09-14")
    registered(office, "李福", citizen_id)
    office.do(
        AddMember(
            resident_id=office.resident_id(citizen_id),
            relationship="丈夫",
            reason=JoinReason.MOVED_IN,
            joined_on=date(2018, 6, 1),
        )
    )
    listed = replace(FIRST, persons=(*FIRST.persons, person("李福", citizen_id, "丈夫", death="2018-08-01")))
    assert MemberDied in [type(event) for event in office.recorded(listed)]
    assert office.recorded(listed) == []


def test_who_was_registered_by_hand_is_not_registered_again() -> None:
    office = Office()
    assert LI.citizen_id
    registered(office, "李军", LI.citizen_id.number)
    known_as = office.id_of(LI)
    assert counts(office.take(FIRST))[1] == (1, 3)
    assert office.id_of(LI) == known_as
    assert office.recorded(FIRST) == []


def test_who_was_merged_is_the_person_that_they_were_merged_into() -> None:
    office = an_office()
    second = number("1975-08-01", 1)
    registered(office, "李军", second)
    into = office.id_of(LI)
    Residents(office.ledger, office.clock).handle(
        office.resident_id(second), MergeResident(merged_on=date(2018, 9, 2), same_as_id=into), Request.new(BY_HAND)
    )
    listed = person("李军", second, "子")
    assert office.recorded(household("61090200001", WANG, listed, XIAO)) == []
    assert office.contract().members.keys() == {office.id_of(WANG), into, office.id_of(XIAO)}
    both = office.take(household("61090200001", WANG, LI, XIAO, listed))
    assert [(each.code, each.row, dict(each.facts)) for each in both.errors] == [
        ("same_person_twice", 5, {"first_row": 3})
    ]


def test_the_number_of_somebody_merged_can_be_corrected() -> None:
    office = an_office()
    second, third = number("1975-08-11"), number("1975-08-12")
    registered(office, "李军", second)
    into = office.id_of(LI)
    Residents(office.ledger, office.clock).handle(
        office.resident_id(second), MergeResident(merged_on=date(2018, 9, 2), same_as_id=into), Request.new(BY_HAND)
    )
    office.take(household("61090200001", WANG, person("李军", third, "子"), XIAO))
    assert office.resident_id(third) == into


def test_a_contract_entered_in_error_is_not_signed_again_by_the_same_file() -> None:
    office = an_office()
    contract_id = office.contract_ids()[-1]
    office.do(EnterInError(reason=Personal(contract_id, "登记错户")))
    assert office.recorded(FIRST) == []


def test_a_corrected_register_signs_anew_what_was_entered_in_error() -> None:
    office = an_office()
    contract_id = office.contract_ids()[-1]
    office.do(EnterInError(reason=Personal(contract_id, "登记错医生")))
    corrected = replace(FIRST, doctor="刘洋")
    signed = [event for event in office.recorded(corrected) if isinstance(event, ContractSigned)]
    assert [event.doctor for event in signed] == ["刘洋"]
    assert office.recorded(corrected) == []
