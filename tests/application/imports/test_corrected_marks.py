"""Deaths and moves in 备注, noted late, corrected and taken back."""

from dataclasses import replace
from datetime import date

from application.contracts import Contracts
from application.executing import Request
from application.moving import Moving
from domain.contract.events import ContractLapsed, LapseReason, Mark, MarkWithdrawn, MemberDied, MemberRelocated
from domain.contract.moves.commands import MoveMember, MoveReason
from domain.personal import Personal
from domain.populations import Category
from tests.application.imports.office import (
    BY_HAND,
    LI,
    WANG,
    Office,
    codes,
    counts,
    household,
    number,
    person,
    warned,
    with_person,
)
from tests.support.memory_directory import MemoryDirectory
from tests.support.policies import BOOK

FIRST = household()
ZHAO = person("赵秀兰", number("1955-03-08"), categories=[Category.HYPERTENSION])


def with_death(day: date | None) -> Office:
    office = Office()
    office.take(with_person(FIRST, 0, death=day))
    return office


def withdrawn(office: Office, mark: Mark, last_day_on: date, *, resumes: bool = False) -> MarkWithdrawn:
    id_of_wang = office.id_of(WANG)
    return MarkWithdrawn(
        resident_id=id_of_wang,
        mark=mark,
        last_day_on=last_day_on,
        reason=Personal(id_of_wang, "登记册更正"),
        contract_resumes=resumes,
    )


def test_a_death_noted_at_once_ends_the_person_and_not_the_household() -> None:
    office = with_death(date(2018, 5, 10))
    standing = office.contract().on(date(2018, 5, 11))
    assert office.contract().members[office.id_of(WANG)].died_on == date(2018, 5, 10)
    assert office.id_of(WANG) not in getattr(standing, "members", ())


def test_a_death_noted_later_is_recorded() -> None:
    office = with_death(None)
    noted = with_person(FIRST, 0, death=date(2018, 5, 10))
    assert office.recorded(noted) == [MemberDied(resident_id=office.id_of(WANG), last_day_on=date(2018, 5, 10))]
    assert office.recorded(noted) == []


def test_a_corrected_day_of_death_withdraws_the_mark_and_makes_another() -> None:
    office = with_death(date(2018, 5, 10))
    assert office.recorded(with_person(FIRST, 0, death=date(2018, 5, 1))) == [
        withdrawn(office, Mark.DEATH, date(2018, 5, 10)),
        MemberDied(resident_id=office.id_of(WANG), last_day_on=date(2018, 5, 1)),
    ]
    assert office.recorded(with_person(FIRST, 0, death=date(2018, 5, 1))) == []


def test_a_death_that_is_noted_no_longer_is_withdrawn() -> None:
    office = with_death(date(2018, 5, 10))
    assert office.recorded(FIRST) == [withdrawn(office, Mark.DEATH, date(2018, 5, 10))]
    assert office.recorded(FIRST) == []


def test_a_move_is_recorded_corrected_and_withdrawn() -> None:
    office = with_death(None)
    first, second = date(2018, 6, 1), date(2018, 7, 1)
    moved = MemberRelocated(resident_id=office.id_of(WANG), last_day_on=date(2018, 5, 31))
    assert office.recorded(with_person(FIRST, 0, relocation=first)) == [moved]
    assert office.recorded(with_person(FIRST, 0, relocation=second)) == [
        withdrawn(office, Mark.RELOCATION, date(2018, 5, 31)),
        MemberRelocated(resident_id=office.id_of(WANG), last_day_on=date(2018, 6, 30)),
    ]
    assert office.recorded(FIRST) == [withdrawn(office, Mark.RELOCATION, date(2018, 6, 30))]
    assert office.recorded(FIRST) == []


def test_who_moved_away_and_died_there_is_marked_with_both() -> None:
    office = Office()
    written = with_person(FIRST, 0, relocation=date(2018, 6, 1), death=date(2018, 8, 1))
    assert codes(office.take(written)) == []
    member = office.contract().members[office.id_of(WANG)]
    assert (member.died_on, member.relocations) == (date(2018, 8, 1), (date(2018, 6, 1),))
    assert not member.present_on(date(2018, 6, 1))
    assert office.recorded(written) == []


def test_a_household_of_which_all_died_or_moved_away_lapses_on_the_last_day_that_anybody_was_there() -> None:
    office = Office()
    written = household("61090200001", replace(WANG, death=date(2018, 5, 10)), replace(LI, relocation=date(2018, 9, 1)))
    events = office.recorded(written)
    assert ContractLapsed(reason=LapseReason.MIXED, last_day_on=date(2018, 8, 31)) in events
    assert office.recorded(written) == []


def test_the_corrected_death_of_a_household_that_lapsed_by_it_lets_it_lapse_on_the_right_day() -> None:
    office = Office()
    office.take(household("61090200001", replace(WANG, death=date(2018, 5, 10))))
    assert office.recorded(household("61090200001", replace(WANG, death=date(2018, 8, 20)))) == [
        withdrawn(office, Mark.DEATH, date(2018, 5, 10), resumes=True),
        MemberDied(resident_id=office.id_of(WANG), last_day_on=date(2018, 8, 20)),
        ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 8, 20)),
    ]


def test_a_death_after_the_last_day_is_told_and_not_of_this_contract() -> None:
    for first in (FIRST, with_person(FIRST, 0, death=date(2019, 3, 5))):
        office = Office()
        office.take(first)
        report = office.take(with_person(FIRST, 0, death=date(2019, 3, 5)))
        assert [(each.code, each.value, dict(each.facts)) for each in report.warnings] == [
            ("note_after_end", "2019-03-05", {"end_on": "2019-03-04"})
        ]
        assert counts(report) == ((1, 3), (0, 0), (1, 3), (0, 0))
        assert office.contract().members[office.id_of(WANG)].died_on is None


def test_a_death_on_the_last_day_is_of_this_contract_and_a_move_on_the_day_after_too() -> None:
    office = Office()
    written = household("61090200001", replace(WANG, death=date(2019, 3, 4)), replace(LI, relocation=date(2019, 3, 5)))
    assert "note_after_end" not in warned(office.take(written))
    assert office.contract().members[office.id_of(WANG)].died_on == date(2019, 3, 4)
    assert office.contract().members[office.id_of(LI)].relocations == (date(2019, 3, 5),)


def test_a_move_after_the_death_is_refused() -> None:
    written = with_person(FIRST, 0, death=date(2018, 5, 10), relocation=date(2018, 9, 1))
    assert codes(Office().take(written)) == ["not_a_member"]


def test_who_died_under_another_contract_signs_no_more() -> None:
    office = with_death(date(2018, 5, 10))
    again = household("61090200009", WANG, person("张强", number("1980-02-02"), "子"), signed_on=date(2018, 6, 1))
    report = office.take(again)
    assert [(each.code, each.facts["died_on"]) for each in report.errors] == [("resident_deceased", "2018-05-10")]


def test_a_death_in_an_older_register_is_refused_where_a_later_contract_has_the_person() -> None:
    office = Office()
    office.take(household("61090200009", WANG, signed_on=date(2019, 6, 1)))
    report = office.take(with_person(FIRST, 0, death=date(2018, 5, 10)))
    assert [(each.code, each.value) for each in report.errors] == [("contract_after_death", "2018-05-10")]


def test_a_household_that_had_lapsed_by_mistake_gets_its_newborn() -> None:
    office = Office()
    office.take(household("61090200001", replace(WANG, relocation=date(2018, 6, 1))))
    child = person("李天", number("2018-09-14"), "孙子")
    written = household("61090200001", WANG, child)
    assert warned(office.take(written)) == []
    assert office.contract().members[office.id_of(child)].present_on(date(2018, 9, 14))
    assert office.recorded(written) == []


def test_a_death_noted_after_somebody_went_to_another_household_counts_there_and_is_taken_back_there() -> None:
    office, elsewhere = Office(), household("61090200002", ZHAO)
    office.take(FIRST, elsewhere)
    li, (home, joined) = office.id_of(LI), (office.contract_ids(each)[-1] for each in ("61090200001", "61090200002"))
    contracts = Contracts(office.ledger, BOOK, office.clock, MemoryDirectory(office.ledger))
    marrying = MoveMember(
        resident_id=li,
        to_contract_id=joined,
        relationship="女婿",
        reason=MoveReason.MARRIAGE,
        moved_on=date(2018, 6, 1),
    )
    Moving(office.ledger, BOOK, contracts).handle(home, marrying, Request.new(BY_HAND))
    died = MemberDied(resident_id=li, last_day_on=date(2018, 5, 10))
    assert office.recorded(with_person(FIRST, 1, death=date(2018, 5, 10))) == [died, died]
    assert office.contract("61090200002").members[li].died_on == date(2018, 5, 10)
    back = office.recorded(FIRST)
    assert [type(each) for each in back] == [MarkWithdrawn, MarkWithdrawn]
    assert office.contract("61090200002").members[li].present_on(date(2018, 6, 1))
    assert office.recorded(FIRST) == []
