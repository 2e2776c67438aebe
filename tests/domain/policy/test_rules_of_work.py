"""What the policies answer about services, papers, teams, money and reports."""

from datetime import date
from decimal import Decimal

import pytest

from domain.care_team.events import StaffRole, Workplace
from domain.contract.services.items import ServiceItem
from domain.policy.capacity import Counted, Load, OverAdvised, OverLimit, WithinCapacity
from domain.policy.composition import RoleMissing, Serving, WorkplaceShort
from domain.policy.documents import Keeper, Paper
from domain.policy.errors import PolicyFileError
from domain.policy.fees import FeeShare, FundUse, RefundKind
from domain.policy.parse import parse_policy
from domain.policy.reporting import Every, Sampling
from domain.policy.retention import RetentionClass
from domain.policy.services import ConfirmationKind, Confirmer, EvidenceKind, Lateness
from domain.populations import Category
from tests.support.policies import BOOK, replaced, written

NAMES = ("erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong")
ERQI, FANHU, HANBIN, JIANGXIAN, PUTUO, YINGDONG = (BOOK.version_on(name, date(2018, 1, 1)) for name in NAMES)
ALL = (ERQI, FANHU, HANBIN, JIANGXIAN, PUTUO, YINGDONG)


def test_a_fingerprint_confirms_in_hanbin_and_a_stamp_in_yingdong() -> None:
    for policy in ALL:
        assert policy.confirmation.accepts(ConfirmationKind.SIGNATURE)
        assert policy.confirmation.accepts(ConfirmationKind.FINGERPRINT) is (policy is not YINGDONG)
        assert policy.confirmation.accepts(ConfirmationKind.STAMP) is (policy is YINGDONG)


def test_both_who_gave_and_who_received_a_service_confirm_it() -> None:
    assert HANBIN.confirmation.missing(set()) == {Confirmer.PERFORMER, Confirmer.RECIPIENT}
    assert HANBIN.confirmation.missing({Confirmer.PERFORMER}) == {Confirmer.RECIPIENT}
    assert HANBIN.confirmation.missing(set(Confirmer)) == frozenset()


def test_hanbin_keeps_photos_and_films() -> None:
    assert HANBIN.confirmation.evidence == {EvidenceKind.PHOTO, EvidenceKind.VIDEO}
    assert PUTUO.confirmation.evidence == frozenset()


@pytest.mark.parametrize(
    ("entered_on", "lateness"),
    [
        (date(2018, 3, 20), Lateness.IN_TIME),
        (date(2018, 3, 27), Lateness.IN_TIME),
        (date(2018, 3, 28), Lateness.LATE),
        (date(2018, 4, 26), Lateness.LATE),
        (date(2019, 3, 20), Lateness.LATE),
        (date(2019, 3, 21), Lateness.TOO_LATE),
    ],
)
def test_row_27_after_seven_days_an_entry_is_late_and_after_a_year_too_late(
    entered_on: date, lateness: Lateness
) -> None:
    for policy in ALL:
        assert policy.late_entry.lateness(happened_on=date(2018, 3, 20), entered_on=entered_on) is lateness


def test_papers_are_kept_through_the_fifth_anniversary_of_the_last_day() -> None:
    assert HANBIN.retention.kept_through(RetentionClass.CONTRACT_PAPERS, date(2018, 8, 20)) == date(2023, 8, 20)
    assert HANBIN.retention.disposable_from(RetentionClass.CONTRACT_PAPERS, date(2018, 8, 20)) == date(2023, 8, 21)
    assert HANBIN.retention.kept_through(RetentionClass.CONTRACT_PAPERS, date(2020, 2, 29)) == date(2025, 3, 1)


def test_a_health_record_is_kept_for_fifteen_years_and_no_jurisdiction_says_so() -> None:
    for policy in ALL:
        kept_through = policy.retention.kept_through(RetentionClass.HEALTH_RECORD, date(2018, 8, 20))
        assert kept_through == date(2033, 8, 20)
        assert not policy.cite(RetentionClass.HEALTH_RECORD.rule).stated


def test_row_35_one_more_than_fifteen_hundred_persons_is_a_warning_in_putuo() -> None:
    assert PUTUO.capacity.judge(Load(persons=1500, households=1500)) == WithinCapacity()
    over = OverAdvised(cap=1500, counted=Counted.PERSONS, load=1501)
    assert PUTUO.capacity.judge(Load(persons=1501, households=400)) == over


def test_row_35_one_more_than_fifteen_hundred_households_is_refused_in_erqi_and_a_thousand_and_one_warns() -> None:
    assert ERQI.capacity.judge(Load(persons=9000, households=1000)) == WithinCapacity()
    assert isinstance(ERQI.capacity.judge(Load(persons=1, households=1001)), OverAdvised)
    assert isinstance(ERQI.capacity.judge(Load(persons=1, households=1500)), OverAdvised)
    full = OverLimit(cap=1500, counted=Counted.HOUSEHOLDS, load=1501)
    assert ERQI.capacity.judge(Load(persons=1, households=1501)) == full


def test_where_no_number_is_set_there_is_always_room() -> None:
    for policy in (FANHU, HANBIN, JIANGXIAN, YINGDONG):
        assert policy.capacity.judge(Load(persons=10**6, households=10**6)) == WithinCapacity()


def serving(workplace: Workplace | None, *roles: StaffRole) -> Serving:
    return Serving(roles=frozenset(roles), workplace=workplace)


CENTRE = Workplace.HEALTH_CENTRE
VILLAGE_DOCTOR = serving(Workplace.VILLAGE_CLINIC, StaffRole.VILLAGE_DOCTOR)


def test_row_37_a_team_of_hanbin_needs_three_people_of_the_centre_and_four_roles_that_may_be_combined() -> None:
    both = serving(CENTRE, StaffRole.FAMILY_DOCTOR, StaffRole.PUBLIC_HEALTH_PHYSICIAN)
    nurse = serving(CENTRE, StaffRole.RESPONSIBLE_NURSE)
    short = WorkplaceShort(workplace=CENTRE, at_least=3, found=2)
    assert HANBIN.composition.shortages([both, nurse, VILLAGE_DOCTOR]) == (short,)
    assert HANBIN.composition.shortages([both, nurse, serving(CENTRE, StaffRole.ASSISTANT), VILLAGE_DOCTOR]) == ()
    assert HANBIN.composition.shortages([both, nurse, nurse]) == (RoleMissing(role=StaffRole.VILLAGE_DOCTOR),)


def test_a_team_of_yingdong_has_one_of_the_hospital_one_of_the_centre_and_one_of_the_village() -> None:
    one_each = [serving(workplace) for workplace in Workplace]
    assert YINGDONG.composition.shortages(one_each) == ()
    short = WorkplaceShort(workplace=Workplace.DISTRICT_HOSPITAL, at_least=1, found=0)
    assert YINGDONG.composition.shortages(one_each[1:]) == (short,)


def test_teams_of_erqi_and_jiangxian_need_their_roles_and_those_of_putuo_and_fanhu_none() -> None:
    assert {each.role for each in ERQI.composition.shortages([]) if isinstance(each, RoleMissing)} == {
        StaffRole.FAMILY_DOCTOR,
        StaffRole.RESPONSIBLE_NURSE,
        StaffRole.PUBLIC_HEALTH_PHYSICIAN,
        StaffRole.MATERNAL_CHILD_HEALTH_WORKER,
    }
    assert len(JIANGXIAN.composition.shortages([])) == 3
    assert PUTUO.composition.shortages([]) == FANHU.composition.shortages([]) == ()


def test_row_43_the_household_of_hanbin_gets_handbook_and_agreement_and_the_village_doctor_keeps_the_register() -> None:
    assert HANBIN.documents.keepers_of(Paper.SERVICE_HANDBOOK) == {Keeper.HOUSEHOLD}
    assert HANBIN.documents.keepers_of(Paper.SERVICE_AGREEMENT) == {Keeper.HOUSEHOLD, Keeper.TEAM}
    assert HANBIN.documents.keepers_of(Paper.CONTRACT_REGISTER) == {Keeper.TEAM}
    assert HANBIN.documents.agreement_copies == 2
    assert HANBIN.documents.issue_by(date(2018, 3, 1)) == date(2018, 3, 31)


def test_the_papers_of_the_other_jurisdictions() -> None:
    assert YINGDONG.documents.belongs(Paper.SERVICE_PLEDGE)
    assert YINGDONG.documents.keepers_of(Paper.SERVICE_PLEDGE) == {Keeper.AUTHORITY}
    assert len(YINGDONG.documents.keepers) == 5
    assert PUTUO.documents.keepers_of(Paper.CONTACT_CARD) == {Keeper.HOUSEHOLD}
    assert FANHU.documents.belongs(Paper.PUBLIC_NOTICE_BOARD)
    assert set(ERQI.documents.keepers) == {Paper.SERVICE_HANDBOOK, Paper.SERVICE_AGREEMENT}
    assert not JIANGXIAN.documents.belongs(Paper.SERVICE_HANDBOOK)


def test_row_38_in_putuo_three_bear_forty_each_and_the_own_share_of_some_is_waived() -> None:
    ordinary = PUTUO.fees.charge({Category.ELDERLY})
    assert ordinary is not None
    assert (ordinary.amount, ordinary.waived) == (Decimal(120), Decimal(0))
    assert set(ordinary.shares.values()) == {Decimal(40)}
    disabled = PUTUO.fees.charge({Category.ELDERLY, Category.DISABLED})
    assert disabled is not None
    assert (disabled.amount, disabled.waived) == (Decimal(120), Decimal(40))
    assert disabled.shares == {
        FeeShare.FISCAL_SUBSIDY: Decimal(40),
        FeeShare.INSURANCE_FUND: Decimal(40),
        FeeShare.SELF_SHARE: Decimal(0),
    }


def test_what_becomes_of_a_fee_is_decided_each_time_where_no_document_says_it() -> None:
    for policy in (ERQI, FANHU, HANBIN, JIANGXIAN, PUTUO, YINGDONG):
        assert policy.fees.refund is RefundKind.DECIDED
        assert not policy.cite("fee_refund").stated


def test_what_nobody_charges_is_no_fee_of_nothing() -> None:
    for policy in (ERQI, FANHU, HANBIN, JIANGXIAN, YINGDONG):
        assert policy.fees.charge({Category.ELDERLY}) is None
        assert policy.fees.split(Decimal(100)) is None


def test_row_39_putuo_splits_its_income_and_the_team_gets_what_is_left_over() -> None:
    assert PUTUO.fees.split(Decimal(100000)) == {
        FundUse.INSTITUTION_HEAD: Decimal(10000),
        FundUse.OPERATIONS: Decimal(30000),
        FundUse.TEAM: Decimal(60000),
    }
    parts = PUTUO.fees.split(Decimal("100000.19"))
    assert parts == {
        FundUse.INSTITUTION_HEAD: Decimal("10000.01"),
        FundUse.OPERATIONS: Decimal("30000.05"),
        FundUse.TEAM: Decimal("60000.13"),
    }
    assert sum(PUTUO.fees.split_percents.values()) == 100


def test_row_40_villages_of_hanbin_report_by_the_25th_and_the_centre_by_the_5th_of_the_next_month() -> None:
    monthly = HANBIN.reporting.monthly
    assert monthly is not None
    assert monthly.village_due_on(2018, 4) == date(2018, 4, 25)
    assert monthly.centre_due_on(2018, 4) == date(2018, 5, 5)
    assert monthly.centre_due_on(2018, 12) == date(2019, 1, 5)
    assert HANBIN.reporting.summary_by_day == 5
    assert (HANBIN.reporting.self_check, HANBIN.reporting.assessment) == (Every.MONTH, Every.QUARTER)


def test_row_45_fanhu_looks_up_two_households_of_each_village_twice_a_month() -> None:
    assert FANHU.reporting.sampling == Sampling(times_a_month=2, households_per_village=2)
    assert ERQI.reporting.sampling is None
    assert ERQI.reporting.assessment is Every.HALF_YEAR


def test_in_putuo_a_person_is_owed_services_by_the_categories() -> None:
    everybody = {ServiceItem.ACTIVE_CONSULTATION: 4, ServiceItem.ANNUAL_HEALTH_ASSESSMENT: 1}
    hypertension = {ServiceItem.PHYSICAL_EXAM: 1, ServiceItem.HTN_FOLLOWUP: 4}
    diabetes = {ServiceItem.PHYSICAL_EXAM: 1, ServiceItem.DM_FOLLOWUP: 4, ServiceItem.FASTING_GLUCOSE: 4}
    assert owed(Category.GENERAL) == everybody
    assert owed(Category.HYPERTENSION) == {**everybody, **hypertension}
    assert owed(Category.HYPERTENSION, Category.TYPE2_DIABETES) == {**everybody, **hypertension, **diabetes}
    assert ERQI.services_due_to(frozenset({Category.ELDERLY})) == ()


def owed(*categories: Category) -> dict[ServiceItem, int]:
    return {due.item: due.times for due in PUTUO.services_due_to(frozenset(categories))}


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ('item = "active_consultation"', 'item = "massage"', "version[1].due_services[1].item"),
        ("times = 4", "times = 0", "version[1].due_services[1].times"),
        ('of = ["hypertension"]', 'of = ["tall"]', "version[1].due_services[4].of"),
        ('clause = "每年对签约居民进行1次健康状况评估"', "", "version[1].due_services[2].clause"),
    ],
)
def test_a_service_that_is_owed_is_read_as_strictly_as_every_rule(old: str, new: str, entry: str) -> None:
    with pytest.raises(PolicyFileError) as caught:
        parse_policy(replaced(written("putuo"), old, new))
    assert [problem.entry for problem in caught.value.problems] == [entry]


def test_the_order_of_what_is_owed_is_not_in_the_digest_and_the_numbers_are() -> None:
    text = written("putuo")
    start, last = text.index("[[version.due_services]]"), text.rindex("[[version.due_services]]")
    moved = f"{text[:start]}{text[last:]}\n{text[start:last]}"
    assert parse_policy(moved)[0].ref == PUTUO.ref
    assert parse_policy(replaced(text, "times = 4", "times = 3"))[0].ref != PUTUO.ref
