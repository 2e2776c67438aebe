"""Which contract a household is: by its number, without one by its head; one after the other; and whose people."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from application.contracts import Contracts
from application.executing import Request
from domain.contract.commands import EnterInError, MemberToSign, SignContract
from domain.contract.events import ContractSigned
from domain.personal import Personal
from domain.policy.errors import UnknownPolicy
from domain.policy.packages import Package
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
)
from tests.support.memory_directory import MemoryDirectory
from tests.support.policies import BOOK

FIRST = household()
SUN = person("孙艳", number("1980-01-30"), "女")
SUN_AS_HEAD = replace(SUN, relationship="户主", is_head=True)


def signings(office: Office) -> list[ContractSigned]:
    return [record.event for record in office.ledger.records if isinstance(record.event, ContractSigned)]


def test_a_signing_after_the_last_day_is_a_new_contract_that_names_the_one_before() -> None:
    office = Office()
    office.take(FIRST)
    (first_id,) = office.contract_ids()
    next_year = replace(FIRST, signed_on=date(2019, 3, 5))
    assert counts(office.take(next_year)) == ((1, 3), (1, 3), (0, 0), (0, 0))
    first, second = signings(office)
    assert (first.previous_contract_id, second.previous_contract_id) == (None, first_id)
    assert second.agreement_number != first.agreement_number
    assert office.recorded(next_year) == []


def test_the_register_of_the_year_before_is_compared_with_its_own_contract() -> None:
    office = Office()
    office.take(FIRST)
    office.take(replace(FIRST, signed_on=date(2019, 3, 5)))
    assert counts(office.take(FIRST)) == ((1, 3), (0, 0), (1, 3), (0, 0))
    assert counts(office.take(replace(FIRST, doctor="刘洋")))[1] == (1, 3)
    older, newer = (office.contract_ids()[0], office.contract_ids()[1])
    assert [
        [getattr(record.event, "doctor", None) for record in office.ledger.stream(each)] for each in (older, newer)
    ] == [["陈静", "刘洋"], ["陈静"]]


def test_a_signing_on_the_last_day_is_another_day_of_the_same_contract() -> None:
    office = Office()
    office.take(FIRST)
    assert codes(office.take(replace(FIRST, signed_on=date(2019, 3, 4)))) == ["signing_date_changed"]


def test_a_household_that_lapsed_signs_again_twenty_days_later() -> None:
    office = Office()
    gone = replace(FIRST, persons=tuple(replace(each, relocation=date(2018, 6, 1)) for each in FIRST.persons))
    office.take(gone)
    back = replace(FIRST, signed_on=date(2018, 6, 20))
    assert counts(office.take(back))[1] == (1, 3)
    first, second = signings(office)
    assert second.previous_contract_id == office.contract_ids()[0]
    assert first.term.end_on > second.term.start_on


def test_a_contract_that_renews_by_silence_is_not_followed_by_another() -> None:
    office = Office(policy="erqi")
    office.take(FIRST)
    assert codes(office.take(replace(FIRST, signed_on=date(2021, 3, 5)))) == ["signing_date_changed"]


def test_a_household_without_a_number_is_found_by_its_head() -> None:
    office = Office()
    unnumbered = household(None)
    assert counts(office.take(unnumbered))[1] == (1, 3)
    assert counts(office.take(unnumbered))[2] == (1, 3)
    assert counts(office.take(replace(unnumbered, doctor="刘洋")))[1] == (1, 3)
    assert len(signings(office)) == 1


def test_a_household_without_a_number_signs_again_after_the_last_day() -> None:
    office = Office()
    unnumbered = household(None)
    office.take(unnumbered)
    next_year = replace(unnumbered, signed_on=date(2019, 3, 5))
    assert counts(office.take(next_year))[1] == (1, 3)
    assert counts(office.take(unnumbered))[2] == (1, 3)
    assert counts(office.take(next_year))[2] == (1, 3)
    assert len(signings(office)) == 2


def test_a_head_of_a_household_without_a_number_is_no_member_of_another_one() -> None:
    office = Office()
    office.take(household(None))
    son = replace(LI, relationship="户主", is_head=True)
    report = office.take(household(None, son, SUN))
    (label,) = (event.agreement_number for event in signings(office))
    assert [(each.code, each.facts["first_household"]) for each in report.errors] == [("already_contracted", label)]


def test_a_contract_entered_in_error_does_not_hide_the_one_before() -> None:
    office = Office()
    office.take(FIRST)
    office.take(replace(FIRST, signed_on=date(2019, 3, 5)))
    newest = office.contract_ids()[-1]
    office.do(EnterInError(reason=Personal(newest, "没有续签")))
    assert codes(office.take(replace(FIRST, signed_on=date(2018, 6, 1)))) == ["signing_date_changed"]


def test_a_household_without_a_number_that_is_listed_is_not_missed_and_goes_by_its_heads_name() -> None:
    office = Office()
    office.take(household(None))
    report = office.take(household(None), household(None, SUN_AS_HEAD, LI))
    assert warned(report) == []
    assert [each.facts["first_household"] for each in report.errors] == ["王桂英"]
    assert warned(office.take(household(None, SUN_AS_HEAD))) == ["no_longer_listed", "not_eligible"]


def test_a_household_with_a_number_is_not_the_one_without() -> None:
    office = Office()
    office.take(household(None))
    assert codes(office.take(FIRST)) == ["already_contracted"]
    other = Office()
    other.take(FIRST)
    report = other.take(household(None))
    assert [(each.code, each.facts["first_household"]) for each in report.errors] == [
        ("already_contracted", "61090200001")
    ]


def test_a_person_of_two_households_stays_with_the_first_that_is_taken() -> None:
    office = Office()
    second = household("61090200002", SUN_AS_HEAD, LI)
    report = office.take(FIRST, second)
    assert [(each.code, each.household, each.row, each.facts["first_household"]) for each in report.errors] == [
        ("already_contracted", "61090200002", 6, "61090200001")
    ]
    refused_for_itself = replace(FIRST, doctor=None)
    report = Office().take(refused_for_itself, second)
    assert (codes(report), counts(report)) == (["doctor_missing"], ((2, 5), (1, 2), (0, 0), (1, 3)))


def test_a_person_of_two_households_stays_with_the_one_that_had_them() -> None:
    office = Office()
    office.take(household("61090200002", SUN_AS_HEAD, LI))
    moved = household("61090200002", SUN_AS_HEAD, replace(LI, relocation=date(2018, 9, 1)))
    first = household("61090200001", WANG, LI, signed_on=date(2018, 9, 1))
    for taken in (1, 0):
        report = office.take(first, moved)
        assert (report.taken.households, report.unchanged.households) == (taken, 1 - taken)
        assert [(each.code, each.household, each.facts["first_household"]) for each in report.errors] == [
            ("already_contracted", "61090200001", "61090200002")
        ]


def test_of_two_households_that_sign_anew_the_first_keeps_the_person() -> None:
    office = Office()
    office.take(household("61090200002", SUN_AS_HEAD, LI))
    next_year = [
        household("61090200001", WANG, LI, signed_on=date(2019, 3, 5)),
        household("61090200002", SUN_AS_HEAD, LI, signed_on=date(2019, 3, 5)),
    ]
    for _ in range(2):
        report = office.take(*next_year)
        assert [(each.code, each.household) for each in report.errors] == [("already_contracted", "61090200002")]


def test_one_head_of_two_households_without_a_number_stays_with_the_one_that_can_be_taken() -> None:
    office = Office()
    refused, taken = household(None, WANG, doctor=None), household(None, WANG)
    for outcome in (((2, 2), (1, 1), (0, 0), (1, 1)), ((2, 2), (0, 0), (1, 1), (1, 1))):
        report = office.take(refused, taken)
        assert (counts(report), codes(report)) == (outcome, ["doctor_missing"])


def test_a_person_whom_another_household_of_the_ledger_has_keeps_it_from_signing() -> None:
    office = Office()
    office.take(household("61090200002", SUN_AS_HEAD, LI))
    third = household("61090200003", person("周勇", number("1960-01-30")), XIAO)
    report = office.take(FIRST, third)
    assert [(each.code, each.row, each.value, each.facts["first_household"]) for each in report.errors] == [
        ("already_contracted", 3, LI.citizen_id and LI.citizen_id.number, "61090200002")
    ]
    assert counts(report) == ((2, 5), (1, 2), (0, 0), (1, 3)), "who is refused keeps nobody: the third has 李小雨"


def test_a_household_that_was_signed_by_hand_is_not_signed_again() -> None:
    office = Office()
    office.take(household("61090200002", SUN_AS_HEAD))
    signed = signings(office)[0]
    command = SignContract(
        household_number="61090200002",
        household_size=1,
        village="石梯村",
        members=(MemberToSign(resident_id=signed.representative_id, relationship="户主"),),
        representative_id=signed.representative_id,
        team_id=signed.team_id,
        doctor="陈静",
        package=Package.BASIC,
        signed_on=date(2019, 3, 5),
    )
    contracts = Contracts(office.ledger, BOOK, office.clock, MemoryDirectory(office.ledger))
    contracts.sign(uuid4(), command, "putuo", Request.new(BY_HAND))
    assert counts(office.take(household("61090200002", SUN_AS_HEAD)))[2] == (1, 1), "the register's own contract"
    report = office.take(household("61090200002", SUN_AS_HEAD, signed_on=date(2019, 5, 1)))
    assert codes(report) == ["already_contracted"]


def test_missing_team_and_doctor_are_both_told() -> None:
    assert codes(Office().take(replace(FIRST, team=None, doctor=None))) == ["team_missing", "doctor_missing"]


def test_a_sheet_named_after_a_village_says_the_village() -> None:
    office = Office()
    office.take(replace(FIRST, village=None, sheet="新田村"))
    assert signings(office)[0].village == "新田村"


def test_an_unknown_policy_refuses_the_whole_register() -> None:
    with pytest.raises(UnknownPolicy):
        Office(policy="nowhere").take(replace(FIRST, doctor=None))


@pytest.mark.parametrize("signed_on", [FIRST.signed_on, date(2018, 6, 1), date(2018, 1, 2)])
def test_a_number_that_another_township_gave_to_other_people_adds_nobody_to_their_contract(signed_on: date) -> None:
    office = Office()
    office.take(FIRST)
    others = replace(household(None, SUN_AS_HEAD), number=FIRST.number, signed_on=signed_on)
    report = office.take(others)
    assert codes(report) == ["number_of_others"]
    assert counts(report) == ((1, 1), (0, 0), (0, 0), (1, 1))
    assert office.recorded(FIRST) == []
