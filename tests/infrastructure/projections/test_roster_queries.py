"""The roster's answers: rows, pages and counts, for any day, as known at any time."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from application.queries.directory import find_contract
from application.queries.moment import Asked, PositionNotReached, UnreadableMoment
from application.queries.roster_view import Called
from application.refusals import NotFound
from domain.care_team.events import CareTeamFounded
from domain.contract.events import ContractEnteredInError, MemberDied
from domain.personal import Personal
from domain.populations import Category
from domain.resident.events import ResidentMerged
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.ledger_source import LedgerSource
from projections.roster import ROSTER
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import (
    HANBIN_NOW,
    HOUSEHOLD,
    OTHER,
    A,
    B,
    C,
    D,
    record,
    register,
    sign_household_of_four,
)
from tests.projections.facts import TEAM, an_id, signed
from tests.support.policies import BOOK


def test_row_18_a_household_of_four_is_six_heads_by_category_and_two_of_them_doubled(office: Office) -> None:
    sign_household_of_four(office.ledger)
    office.catch_up()
    summary = office.roster.summary(Asked(as_of=date(2018, 4, 1)))
    assert {category: number for category, number in summary.by_category.items() if number} == {
        Category.ELDERLY: 2,
        Category.HYPERTENSION: 1,
        Category.TYPE2_DIABETES: 1,
        Category.MATERNAL: 1,
        Category.CHILD_0_6: 1,
    }
    assert (summary.households, summary.persons, summary.key_distinct, summary.duplicate_heads) == (1, 4, 4, 2)
    assert set(summary.by_category) == BOOK.by_ref(HANBIN_NOW).key_categories


def test_row_19_a_death_reported_late_is_known_only_from_the_report_on(office: Office) -> None:
    sign_household_of_four(office.ledger)
    office.clock.move_to(datetime(2018, 6, 3, 2, tzinfo=UTC))
    record(office.ledger, HOUSEHOLD, MemberDied(resident_id=A, last_day_on=date(2018, 5, 10)))
    office.catch_up()
    before = office.roster.summary(Asked(as_of=date(2018, 5, 15), known_at="2018-05-31"))
    after = office.roster.summary(Asked(as_of=date(2018, 5, 15), known_at="2018-06-30"))
    assert (before.persons, after.persons, after.key_distinct, after.duplicate_heads) == (4, 3, 3, 0)
    assert (before.position, after.position) == (6, 7)
    assert {category.value for category, number in after.by_category.items() if number} == {
        "elderly",
        "maternal",
        "child_0_6",
    }
    assert office.roster.summary(Asked(as_of=date(2018, 5, 10))).persons == 4
    assert office.roster.summary(Asked(as_of=date(2018, 5, 15), known_at="@6")).persons == 4


def test_row_33_somebody_is_elderly_from_the_birthday_and_a_child_until_the_day_before_the_seventh(
    office: Office,
) -> None:
    register(office.ledger, A, "甲", "1953-05-10")
    register(office.ledger, D, "丁", "2011-05-10")
    record(office.ledger, HOUSEHOLD, signed(A, D, policy=HANBIN_NOW))
    office.catch_up()

    def of(day: date) -> list[tuple[Category, ...]]:
        (row,) = office.roster.page(Asked(as_of=day)).rows
        summary = office.roster.summary(Asked(as_of=day))
        shown = [member.categories for member in row.members]
        for category in (Category.ELDERLY, Category.CHILD_0_6):
            assert summary.by_category[category] == sum(category in each for each in shown)
        return shown

    assert of(date(2018, 5, 9)) == [(), (Category.CHILD_0_6,)]
    assert of(date(2018, 5, 10)) == [(Category.ELDERLY,), ()]


def test_a_row_says_everything_that_people_read_on_a_roster(office: Office) -> None:
    sign_household_of_four(office.ledger)
    office.catch_up()
    page = office.roster.page(Asked(as_of=date(2018, 4, 1)))
    (row,) = page.rows
    assert (row.contract, row.household, row.village, row.team, row.doctor) == (
        HOUSEHOLD,
        "61090200001",
        "建民村",
        "一队",
        "王医生",
    )
    assert (row.term.number, row.term.start_on, row.term.end_on) == (1, date(2018, 3, 15), date(2019, 3, 14))
    assert [(each.resident, each.name, each.relationship) for each in row.members] == [
        (A, "甲", "户主"),
        (B, "乙", "配偶"),
        (C, "丙", "儿媳"),
        (D, "丁", "孙"),
    ]
    assert (row.members[0].birth_on, row.members[0].sex) == (date(1948, 1, 5), "female")
    assert row.members[0].categories == (Category.ELDERLY, Category.HYPERTENSION, Category.TYPE2_DIABETES)
    assert (page.as_of, page.known_at, page.position) == (date(2018, 4, 1), "2018-03-15T02:00:00+00:00", 6)


def test_pages_follow_the_order_of_the_register_and_hold_one_team_if_asked(office: Office) -> None:
    other_team = an_id(901)
    ids = [an_id(number) for number in (205, 203, 204, 201, 202)]
    for number, contract_id in enumerate(ids):
        team_id = other_team if number == 2 else TEAM
        record(office.ledger, contract_id, signed(an_id(300 + number), team_id=team_id, policy=HANBIN_NOW))
    office.catch_up()
    asked = Asked(as_of=date(2018, 4, 1))
    first = office.roster.page(asked, limit=2)
    assert [row.contract for row in first.rows] == ids[:2]
    assert first.following is not None
    second = office.roster.page(asked, limit=2, after=first.following)
    assert [row.contract for row in second.rows] == ids[2:4]
    assert [row.contract for row in office.roster.rows(asked, limit=2)] == ids


def test_a_roster_is_asked_for_by_the_names_of_team_and_village(office: Office) -> None:
    teams, day = (TEAM, an_id(901), an_id(902)), date(2018, 3, 1)
    for team_id, institution, name in zip(teams, ("城关", "城关", "流水"), ("一队", "二队", "一队"), strict=True):
        record(
            office.ledger,
            team_id,
            CareTeamFounded(institution=institution, name=name, founded_on=day, to_be_completed=True),
        )
    ids = [an_id(number) for number in (205, 203, 204, 201, 202)]
    villages = ("建民村", "东坝村", "建民村", "建民村", "东坝村")
    for number, (contract_id, village) in enumerate(zip(ids, villages, strict=True)):
        given = signed(
            an_id(300 + number),
            team_id=teams[number % 3],
            village=village,
            household_number=str(contract_id),
            policy=HANBIN_NOW,
        )
        record(office.ledger, contract_id, given)
    office.catch_up()
    asked = Asked(as_of=date(2018, 4, 1))

    def of(team: str | None, village: str | None) -> list[UUID]:
        called = Called(team=team, village=village)
        found = [row.contract for row in office.roster.rows(asked, called, limit=2)]
        summary = office.roster.summary(asked, called)
        assert (summary.households, summary.persons) == (len(found), len(found))
        (page, *_) = office.roster.pages(asked, called, skip=1)
        assert [row.contract for row in page.rows] == found[1:]
        return found

    assert of("二队", None) == [ids[1], ids[4]]
    assert of("一队", None) == [ids[0], ids[2], ids[3]]
    assert of(None, "东坝村") == [ids[1], ids[4]]
    assert of("一队", "建民村") == [ids[0], ids[2], ids[3]]
    assert of("二队", "建民村") == of("三队", None) == []


def test_a_contract_over_or_not_begun_or_entered_in_error_is_on_no_roster(office: Office) -> None:
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    record(office.ledger, OTHER, signed(B, policy=HANBIN_NOW, household_number="61090200002"))
    record(
        office.ledger,
        OTHER,
        ContractEnteredInError(
            void_from=date(2018, 3, 15), declared_on=date(2019, 6, 3), reason=Personal(OTHER, "录错人")
        ),
    )
    office.catch_up()

    def on(day: date, known_at: str | None = None) -> list[UUID]:
        return [row.contract for row in office.roster.rows(Asked(as_of=day, known_at=known_at))]

    assert on(date(2018, 3, 14)) == []
    assert on(date(2018, 3, 15)) == [HOUSEHOLD]
    assert on(date(2019, 3, 14)) == [HOUSEHOLD]
    assert on(date(2019, 3, 15)) == []
    assert on(date(2018, 3, 15), "@2") == [HOUSEHOLD, OTHER]
    assert office.roster.summary(Asked(as_of=date(2019, 3, 15))).households == 0


def test_two_residents_who_are_one_person_are_counted_once_and_shown_by_the_name_they_are_known_under(
    office: Office,
) -> None:
    register(office.ledger, A, "甲", "1948-01-05")
    register(office.ledger, B, "甲（旧）", "1984-01-05")
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    record(office.ledger, OTHER, signed(B, policy=HANBIN_NOW, household_number="61090200002"))
    record(office.ledger, B, ResidentMerged(merged_on=date(2018, 6, 1), same_as_id=A))
    office.catch_up()
    merged = office.roster.summary(Asked(as_of=date(2018, 4, 1)))
    assert (merged.households, merged.persons, merged.by_category[Category.ELDERLY], merged.key_distinct) == (
        2,
        1,
        1,
        1,
    )
    assert office.roster.summary(Asked(as_of=date(2018, 4, 1), known_at="@4")).persons == 2
    rows = office.roster.page(Asked(as_of=date(2018, 4, 1))).rows
    assert [row.members[0].name for row in rows] == ["甲", "甲"]


def test_an_answer_says_how_far_its_read_models_are(office: Office) -> None:
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    office.catch_up()
    record(office.ledger, OTHER, signed(B, policy=HANBIN_NOW))
    behind = office.roster.page(Asked(as_of=date(2018, 4, 1)))
    assert (behind.position, len(behind.rows)) == (1, 1)


def test_an_answer_is_as_of_the_read_model_that_is_furthest_behind(office: Office) -> None:
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    office.catch_up()
    record(
        office.ledger,
        HOUSEHOLD,
        ContractEnteredInError(void_from=date(2018, 3, 15), declared_on=date(2019, 6, 3), reason=Personal(A, "录错")),
    )
    ProjectionRunner(office.store, LedgerSource(office.ledger, office.store), [ROSTER]).catch_up()
    page = office.roster.page(Asked(as_of=date(2018, 4, 1)))
    assert (page.position, len(page.rows)) == (1, 1)
    office.catch_up()
    assert office.roster.page(Asked(as_of=date(2018, 4, 1))).rows == ()


@pytest.mark.parametrize(
    "known_at",
    [
        "yesterday",
        "2018-02-30",
        "2018-05-31T08:00:00",
        "@-1",
        "",
        "9999-12-31T23:59:59-08:00",  # the year 10000 in UTC
        "0001-01-01T00:00:00+08:00",
    ],
)
def test_what_is_no_moment_is_refused(office: Office, known_at: str) -> None:
    with pytest.raises(UnreadableMoment):
        office.roster.page(Asked(known_at=known_at))


def test_a_position_that_the_ledger_has_not_reached_is_refused(office: Office) -> None:
    with pytest.raises(PositionNotReached):
        office.roster.page(Asked(known_at="@1"))


def test_a_contract_is_found_by_its_id_and_the_newest_one_by_household_number(office: Office) -> None:
    later = signed(A, policy=HANBIN_NOW, start_on=date(2019, 4, 1), end_on=date(2020, 3, 31))
    record(office.ledger, OTHER, later)
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    assert find_contract("61090200001", office.directory, office.ledger) == OTHER
    assert find_contract(str(HOUSEHOLD), office.directory, office.ledger) == HOUSEHOLD
    assert office.directory.by_household("61090200001", at_least=2) == [HOUSEHOLD, OTHER]
    record(
        office.ledger,
        OTHER,
        ContractEnteredInError(
            void_from=date(2019, 4, 1), declared_on=date(2019, 6, 3), reason=Personal(OTHER, "录错户")
        ),
    )
    assert find_contract("61090200001", office.directory, office.ledger) == HOUSEHOLD
    record(
        office.ledger,
        HOUSEHOLD,
        ContractEnteredInError(void_from=date(2018, 3, 15), declared_on=date(2019, 6, 3), reason=Personal(A, "录错户")),
    )
    assert find_contract("61090200001", office.directory, office.ledger) == OTHER
    for unknown in ("61090200009", str(an_id(999))):
        with pytest.raises(NotFound):
            find_contract(unknown, office.directory, office.ledger)
