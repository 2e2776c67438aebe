"""A corrected register, the contract's part: each kind of difference is recorded as the facts that it means."""

from dataclasses import replace
from datetime import date

from application.care_teams import CareTeams, load_team, team_id_of
from application.executing import Request
from application.registers.columns import Column
from domain.care_team.commands import CloseCareTeam
from domain.care_team.events import CareTeamStaffed, StaffMember, StaffRole
from domain.care_team.state import CareTeam
from domain.contract.care.commands import ChangeDoctor
from domain.contract.commands import EnterInError
from domain.contract.events import (
    ContractSigningCorrected,
    CorrectedMember,
    Flag,
    JoinReason,
    MemberAdded,
    PopulationFlagged,
    PopulationUnflagged,
    RepresentativeReplaced,
)
from domain.personal import Personal
from domain.policy.packages import Package
from domain.populations import Category
from domain.resident.events import ResidentDetailsChanged, ResidentIdentified, ResidentRegistered
from domain.timeline import Timeline
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
    warned,
    with_person,
)
from tests.support.memory_directory import MemoryDirectory

FIRST = household()


def an_office() -> Office:
    office = Office()
    assert counts(office.take(FIRST)) == ((1, 3), (1, 3), (0, 0), (0, 0))
    return office


def test_a_difference_makes_the_household_taken_with_all_its_persons_and_the_same_again_unchanged() -> None:
    office = an_office()
    corrected = replace(FIRST, doctor="刘洋")
    assert counts(office.take(corrected)) == ((1, 3), (1, 3), (0, 0), (0, 0))
    assert counts(office.take(corrected)) == ((1, 3), (0, 0), (1, 3), (0, 0))


def test_another_doctor_corrects_the_signing_and_serves_in_the_team() -> None:
    joining = (StaffMember(name="刘洋", role=StaffRole.FAMILY_DOCTOR),)
    assert an_office().recorded(replace(FIRST, doctor="刘洋")) == [
        CareTeamStaffed(staffed_on=SIGNED_ON, staff=joining),
        ContractSigningCorrected(corrected_from=SIGNED_ON, doctor="刘洋"),
    ]


def test_another_team_corrects_the_signing_and_is_founded() -> None:
    office = an_office()
    report = office.take(replace(FIRST, team="第2团队"))
    assert warned(report) == ["team_founded"]
    team, _ = load_team(office.ledger, team_id_of("default", "城郊街道办卫生院", "第2团队"))
    assert team == CareTeam(
        institution="城郊街道办卫生院",
        name="第2团队",
        founded_on=SIGNED_ON,
        to_be_completed=True,
        staff={"陈静": Timeline(((SIGNED_ON, StaffMember(name="陈静", role=StaffRole.FAMILY_DOCTOR)),))},
    )
    assert office.contract().team_id.on(SIGNED_ON) == team_id_of("default", "城郊街道办卫生院", "第2团队")


def test_another_team_is_refused_where_the_doctor_of_a_later_day_is_not_of_it() -> None:
    office = an_office()
    office.take(household("61090200002", person("孙红", number("1970-02-01")), doctor="刘洋"))
    office.do(ChangeDoctor(doctor="刘洋", changed_on=date(2018, 6, 1)))
    report = office.take(replace(FIRST, team="第2团队"))
    assert [(each.code, each.column, each.facts["day"]) for each in report.errors] == [
        ("doctor_not_in_team", Column.DOCTOR, "2018-06-01")
    ]


def test_nobody_signs_with_a_team_that_was_closed_by_then() -> None:
    office = an_office()
    void = EnterInError(reason=Personal(office.contract_ids()[0], "录错"))
    office.do(void)
    teams = CareTeams(office.ledger, office.clock, "default", MemoryDirectory(office.ledger))
    closing = CloseCareTeam(last_day_on=date(2018, 4, 30))
    teams.handle(team_id_of("default", "城郊街道办卫生院", "第1团队"), closing, Request.new(BY_HAND))
    late = household("61090200002", person("孙红", number("1970-02-01")), signed_on=date(2018, 5, 1))
    for doctor in ("陈静", "刘洋"):
        report = office.take(replace(late, doctor=doctor))
        assert [(each.code, each.column) for each in report.errors] == [("team_closed", Column.TEAM)]


def test_a_household_with_a_phone_or_an_id_where_records_are_plain_is_refused() -> None:
    wrong = replace(FIRST, number="11010519491231002X", village="石梯村13909150001", doctor="陈静13909150001")
    wrong = with_person(wrong, 1, relationship="子13909150001")
    report = Office().take(wrong)
    assert [(each.code, each.column, each.value) for each in report.errors] == [
        ("personal_in_plain", column, "")
        for column in (Column.VILLAGE, Column.DOCTOR, Column.HOUSEHOLD_NUMBER, Column.RELATIONSHIP)
    ]


def test_another_package_and_another_village_correct_the_signing() -> None:
    correction = ContractSigningCorrected(corrected_from=SIGNED_ON, package=Package.PRIMARY)
    assert an_office().recorded(replace(FIRST, package=Package.PRIMARY)) == [correction]
    office = an_office()
    *moved, last = office.recorded(replace(FIRST, village="新田村"))
    assert last == ContractSigningCorrected(corrected_from=SIGNED_ON, village="新田村")
    assert {type(event) for event in moved} == {ResidentDetailsChanged}, "people live there"


def test_blank_cells_erase_nothing() -> None:
    office = Office()
    office.take(with_person(replace(FIRST, package=Package.PAID, group=None), 0, note="独居"))
    persons = tuple(replace(each, phone=None, note=None) for each in FIRST.persons)
    assert office.recorded(replace(FIRST, package=None, village=None, group=None, persons=persons)) == []


def test_another_relationship_corrects_the_signing() -> None:
    office = an_office()
    son = CorrectedMember(resident_id=office.id_of(LI), relationship="次子")
    assert office.recorded(with_person(FIRST, 1, relationship="次子")) == [
        ContractSigningCorrected(corrected_from=SIGNED_ON, members=(son,))
    ]


def test_another_note_corrects_the_signing() -> None:
    office = an_office()
    noted = with_person(FIRST, 1, note="在外务工")
    id_of_li = office.id_of(LI)
    note = CorrectedMember(resident_id=id_of_li, note=Personal(id_of_li, "在外务工"))
    assert office.recorded(noted) == [ContractSigningCorrected(corrected_from=SIGNED_ON, members=(note,))]
    assert office.recorded(noted) == []


def test_a_category_added_counts_from_the_signing() -> None:
    office = an_office()
    noted = with_person(FIRST, 1, categories=(Category.TYPE2_DIABETES,))
    flag = Flag(category=Category.TYPE2_DIABETES)
    assert office.recorded(noted) == [PopulationFlagged(resident_id=office.id_of(LI), flag=flag, noted_on=SIGNED_ON)]
    assert office.recorded(noted) == []


def test_a_category_removed_never_counted() -> None:
    office = an_office()
    assert office.recorded(with_person(FIRST, 0, categories=())) == [
        PopulationUnflagged(resident_id=office.id_of(WANG), category=Category.HYPERTENSION, ended_on=SIGNED_ON)
    ]
    assert office.recorded(with_person(FIRST, 0, categories=())) == []


def test_somebody_left_out_belongs_to_the_household_from_the_signing() -> None:
    office = an_office()
    wife = person("赵敏", number("1977-04-03"), "儿媳", categories=[Category.DISABLED])
    written = replace(FIRST, persons=(*FIRST.persons, wife))
    *registered, corrected, added = office.recorded(written)
    assert corrected == ContractSigningCorrected(corrected_from=SIGNED_ON, household_size=4)
    assert added == MemberAdded(
        resident_id=office.id_of(wife),
        relationship="儿媳",
        reason=JoinReason.OMITTED_AT_SIGNING,
        joined_on=SIGNED_ON,
        flags=(Flag(category=Category.DISABLED),),
    )
    assert [type(event) for event in registered] == [ResidentRegistered, ResidentIdentified]
    assert office.recorded(written) == []


def test_somebody_born_since_belongs_to_the_household_from_birth() -> None:
    office = an_office()
    child = person("李天", number("2018-09-14"), "孙子")
    *_, added = office.recorded(replace(FIRST, persons=(*FIRST.persons, child)))
    assert isinstance(added, MemberAdded)
    assert (added.reason, added.joined_on) == (JoinReason.BIRTH, date(2018, 9, 14))


def test_a_child_born_after_the_signing_joins_at_birth_in_the_first_import_too() -> None:
    office = Office()
    child = person("李天", number("2018-09-14"), "孙子")
    written = household("61090200001", WANG, LI, child)
    assert counts(office.take(written)) == ((1, 3), (1, 3), (0, 0), (0, 0))
    spans = office.contract().members[office.id_of(child)].present_spans()
    assert spans == ((date(2018, 9, 14), None),)
    assert office.recorded(written) == []


def test_a_child_born_on_the_last_day_is_of_this_contract() -> None:
    office = Office()
    child = person("李天", number("2019-03-04"), "孙子")
    office.take(household("61090200001", WANG, child))
    assert office.id_of(child) in office.contract().members


def test_a_child_born_after_the_last_day_is_told_and_not_of_this_contract() -> None:
    office = Office()
    written = household("61090200001", WANG, person("李天", number("2019-03-05"), "孙子"))
    report = office.take(written)
    assert (codes(report), warned(report)) == ([], ["team_founded", "born_after_end"])
    assert list(office.contract().members) == [office.id_of(WANG)]
    assert counts(office.take(written)) == ((1, 2), (0, 0), (1, 2), (0, 0))


def test_a_household_signed_before_its_head_was_born_is_refused() -> None:
    report = Office().take(household("61090200001", person("李天", number("2018-09-14")), LI))
    assert [(each.code, dict(each.facts)) for each in report.errors] == [
        ("representative_not_member", {"day": "2018-03-05"})
    ]
    assert codes(Office().take(household("61090200001", person("李天", number("2018-09-14"))))) == ["nobody_signed"]


def test_another_head_speaks_for_the_household_from_the_signing() -> None:
    office = an_office()
    written = household(
        "61090200001",
        replace(WANG, relationship="母亲", is_head=False),
        replace(LI, relationship="户主", is_head=True),
        XIAO,
    )
    replaced = RepresentativeReplaced(representative_id=office.id_of(LI), replaced_on=SIGNED_ON)
    assert replaced in office.recorded(written)
    assert office.recorded(written) == []
    back = office.recorded(FIRST)
    assert RepresentativeReplaced(representative_id=office.id_of(WANG), replaced_on=SIGNED_ON) in back
    assert office.recorded(FIRST) == []


def test_another_head_after_a_death_speaks_for_the_household_from_the_day_after() -> None:
    office = an_office()
    written = household(
        "61090200001",
        replace(WANG, relationship="母亲", is_head=False, death=date(2018, 10, 20)),
        replace(LI, relationship="户主", is_head=True),
        XIAO,
    )
    recorded = office.recorded(written)
    assert RepresentativeReplaced(representative_id=office.id_of(LI), replaced_on=date(2018, 10, 21)) in recorded
    assert office.recorded(written) == []


def test_who_is_no_longer_listed_is_told_and_stays() -> None:
    office = an_office()
    shorter = replace(FIRST, persons=FIRST.persons[:2])
    report = office.take(shorter)
    assert [(each.code, dict(each.facts)) for each in report.warnings] == [("no_longer_listed", {"persons": 1})]
    assert counts(report) == ((1, 2), (0, 0), (1, 2), (0, 0))
    assert office.contract().members[office.id_of(XIAO)].present_on(date(2019, 3, 4))


def test_who_had_died_is_not_missed() -> None:
    office = Office()
    office.take(with_person(FIRST, 2, death=date(2018, 5, 10)))
    assert warned(office.take(replace(FIRST, persons=FIRST.persons[:2]))) == []


def test_a_category_that_comes_and_goes_is_recorded_each_time() -> None:
    office = an_office()
    noted = with_person(FIRST, 1, categories=(Category.DISABLED,))
    for _ in range(3):
        assert counts(office.take(noted, file="b" * 64))[1] == (1, 3)
        assert counts(office.take(FIRST, file="a" * 64))[1] == (1, 3)
    assert office.contract().members[office.id_of(LI)].flags_on(SIGNED_ON) == set()


def test_a_team_serves_since_the_earliest_signing_of_a_household_that_can_be_taken() -> None:
    office = Office()
    unread = replace(household("61090200002", LI), signed_on=date(2011, 1, 1))
    refused = replace(unread, problems=(unread.problem("no_head", Column.RELATIONSHIP, "", heads=0),))
    earlier = household("61090200003", person("张秀英", number("1948-01-30")), signed_on=date(2018, 2, 1))
    assert counts(office.take(FIRST, refused, earlier))[1] == (2, 4)
    team, _ = load_team(office.ledger, team_id_of("default", "城郊街道办卫生院", "第1团队"))
    assert team
    assert team.founded_on == date(2018, 2, 1)


def test_a_household_no_longer_listed_is_told_where_it_should_stand() -> None:
    office = Office()
    other = household("61090200002", person("张秀英", number("1948-01-30")))
    elsewhere = household("61090200003", person("孙艳", number("1980-01-30")), village="新田村")
    office.take(FIRST, other, elsewhere)
    before = len(office.ledger.records)
    report = office.take(FIRST)
    told = [(each.code, each.sheet, each.household, dict(each.facts)) for each in report.warnings]
    assert told == [("no_longer_listed", "登记册", "61090200002", {"persons": 1})]
    assert len(office.ledger.records) == before


def test_a_household_whose_contract_had_ended_by_the_latest_signing_is_not_missed() -> None:
    other = household("61090200002", person("张秀英", number("1948-01-30")))
    on_the_last_day = replace(other, signed_on=date(2019, 3, 4))
    on_the_day_after = replace(other, signed_on=date(2019, 3, 5))
    later = household("61090200003", person("孙艳", number("1950-01-30")), signed_on=date(2019, 3, 5))
    assert warned(an_office().take(on_the_last_day)) == ["no_longer_listed"]
    assert warned(an_office().take(on_the_last_day, later)) == []
    assert warned(an_office().take(on_the_day_after)) == []


def test_another_day_of_signing_within_the_contract_is_refused() -> None:
    office = an_office()
    report = office.take(replace(FIRST, signed_on=date(2018, 3, 6)))
    assert [(each.code, each.value, dict(each.facts)) for each in report.errors] == [
        ("signing_date_changed", "2018-03-06", {"recorded_on": "2018-03-05"})
    ]
    assert counts(report) == ((1, 3), (0, 0), (0, 0), (1, 3))
