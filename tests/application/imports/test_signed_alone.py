"""Under the policy of 绛县 each person of a household has a contract, with the register's household number."""

from dataclasses import replace
from datetime import date

from application.registers.columns import Column
from domain.contract.events import ContractLapsed, ContractSigned
from domain.policy.signing import Unit
from tests.application.imports.office import LI, WANG, XIAO, Office, codes, counts, household, number, person, warned
from tests.support.policies import BOOK

NEIGHBOUR = person("赵丽", number("1960-01-01"))
WIFE = person("张敏", number("1976-03-03"), "儿媳")


def office() -> Office:
    assert BOOK.version_on("jiangxian", date(2018, 3, 5)).unit is Unit.PERSON
    return Office(policy="jiangxian")


def test_each_person_signs_a_contract_of_one_year_under_the_number_of_the_household() -> None:
    here = office()
    report = here.take(household())
    assert counts(report) == ((1, 3), (1, 3), (0, 0), (0, 0))
    signed = [each.event for each in here.ledger.records if isinstance(each.event, ContractSigned)]
    assert [each.household_number for each in signed] == ["61090200001"] * 3
    assert [[member.resident_id for member in each.members] for each in signed] == [
        [here.id_of(each)] for each in (WANG, LI, XIAO)
    ]
    assert [member.relationship for each in signed for member in each.members] == ["户主", "子", "孙女"]
    assert {(each.household_size, each.term.end_on) for each in signed} == {(1, date(2019, 3, 4))}
    assert {each.policy.name for each in signed} == {"jiangxian"}


def test_the_same_register_again_records_nothing() -> None:
    here = office()
    here.take(household(), household("61090200002", NEIGHBOUR))
    before = len(here.ledger.records)
    report = here.take(household(), household("61090200002", NEIGHBOUR))
    assert counts(report) == ((2, 4), (0, 0), (2, 4), (0, 0))
    assert len(here.ledger.records) == before


def test_who_joins_the_household_signs_a_contract_and_the_others_are_unchanged() -> None:
    here = office()
    here.take(household())
    report = here.take(household("61090200001", WANG, LI, XIAO, WIFE))
    assert counts(report) == ((1, 4), (1, 1), (0, 3), (0, 0))
    assert len(here.contract_ids()) == 4


def test_one_who_cannot_sign_holds_up_nobody_else_and_every_person_is_counted_once() -> None:
    here = office()
    here.take(household("61090200002", LI))
    report = here.take(household(), household("61090200002", LI))
    assert codes(report) == ["already_contracted"]
    assert report.errors[0].row == 3
    assert counts(report) == ((2, 4), (1, 2), (1, 1), (0, 1))


def test_a_household_that_could_not_be_read_is_refused_whole() -> None:
    here = office()
    written = household()
    report = here.take(replace(written, problems=(written.problem("village", Column.VILLAGE, "x"),)))
    assert counts(report) == ((1, 3), (0, 0), (0, 0), (1, 3))
    assert here.ledger.records == []


def test_a_death_noted_for_one_ends_that_contract_alone() -> None:
    here = office()
    here.take(household())
    report = here.take(household("61090200001", replace(WANG, death=date(2018, 9, 9)), LI, XIAO))
    assert counts(report) == ((1, 3), (1, 1), (0, 2), (0, 0))
    ended = [each.event for each in here.ledger.records if isinstance(each.event, ContractLapsed)]
    assert len(ended) == 1


def test_somebody_who_is_no_longer_listed_in_the_household_is_told() -> None:
    here = office()
    here.take(household())
    report = here.take(household("61090200001", WANG, LI))
    assert warned(report) == ["no_longer_listed"]


def test_a_household_that_is_no_longer_listed_is_told_person_by_person() -> None:
    here = office()
    here.take(household(), household("61090200002", NEIGHBOUR))
    assert warned(here.take(household("61090200002", NEIGHBOUR))) == ["no_longer_listed"] * 3
