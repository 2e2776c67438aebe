"""What the policies answer about renewal, termination, changes and consent."""

from datetime import date

import pytest

from domain.policy.changes import ChangeReason
from domain.policy.consent import ConsentRules, ConsentScope
from domain.policy.model import Policy, Unit
from domain.policy.renewal import RenewalKind, Side
from domain.policy.termination import DecidedBy, TerminationReason, TerminationTime
from domain.populations import Category
from tests.support.policies import BOOK, variant

NAMES = ("erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong")
ERQI, FANHU, HANBIN, JIANGXIAN, PUTUO, YINGDONG = (BOOK.version_on(name, date(2018, 1, 1)) for name in NAMES)
ALL = (ERQI, FANHU, HANBIN, JIANGXIAN, PUTUO, YINGDONG)


def test_only_in_erqi_silence_renews_and_leaves_something_to_confirm() -> None:
    assert [policy.renews_silently for policy in ALL] == [policy is ERQI for policy in ALL]
    assert ERQI.renewal.consents_needed == frozenset()
    assert ERQI.renewal.reconfirm_by(date(2020, 2, 28)) == date(2020, 3, 29)
    assert PUTUO.renewal.reconfirm_by(date(2018, 1, 1)) is None


def test_in_putuo_both_sides_consent_and_in_jiangxian_the_resident_chooses() -> None:
    assert PUTUO.renewal.kind is RenewalKind.MUTUAL_CONSENT
    assert PUTUO.renewal.consents_missing({Side.RESIDENT}) == {Side.TEAM}
    assert PUTUO.renewal.consents_missing({Side.RESIDENT, Side.TEAM}) == frozenset()
    assert JIANGXIAN.renewal.consents_missing(set()) == {Side.RESIDENT}
    assert JIANGXIAN.renewal.consents_missing({Side.RESIDENT}) == frozenset()


@pytest.mark.parametrize(
    ("consented_on", "entered_on", "in_time"),
    [
        (date(2017, 12, 31), date(2018, 1, 30), True),
        (date(2017, 12, 31), date(2018, 1, 31), False),
        (date(2018, 1, 1), date(2018, 1, 1), False),
        (date(2017, 12, 20), date(2017, 12, 20), True),
    ],
)
def test_a_consent_of_the_term_may_be_entered_for_thirty_days_after_it(
    *, consented_on: date, entered_on: date, in_time: bool
) -> None:
    term_end_on = date(2017, 12, 31)
    found = PUTUO.renewal.is_in_time(consented_on=consented_on, entered_on=entered_on, term_end_on=term_end_on)
    assert found is in_time


@pytest.mark.parametrize(
    ("day", "waiting"),
    [(date(2017, 11, 30), False), (date(2017, 12, 1), True), (date(2017, 12, 31), True), (date(2018, 1, 1), False)],
)
def test_a_contract_waits_for_consent_in_the_last_thirty_days_of_its_term(day: date, *, waiting: bool) -> None:
    assert PUTUO.renewal.is_waiting(date(2017, 12, 31), day) is waiting
    assert not ERQI.renewal.is_waiting(date(2017, 12, 31), day)


def test_row_14_a_termination_may_take_effect_on_the_day_that_it_is_asked_for() -> None:
    assert ERQI.cite("termination").stated
    assert ERQI.termination.decided_by is DecidedBy.INSTITUTION
    for policy in ALL:
        assert policy.termination.earliest_on(date(2020, 3, 2), date(2023, 2, 27)) == date(2020, 3, 2)
        assert all(policy.termination.accepts(reason) for reason in TerminationReason)


def test_a_notice_and_the_end_of_the_term_put_a_termination_off() -> None:
    month = '\n[version.termination_notice]\ndays = 30\nclause = "提前一个月"\nsource = "lishui.txt"\n'
    noticed = variant("erqi", "\n[version.capacity]", f"{month}\n[version.capacity]").termination
    assert noticed.earliest_on(date(2020, 3, 2), date(2023, 2, 27)) == date(2020, 4, 1)
    late = variant("erqi", 'when = "any_time"', 'when = "end_of_term"').termination
    assert late.when is TerminationTime.END_OF_TERM
    assert late.earliest_on(date(2020, 3, 2), date(2023, 2, 27)) == date(2023, 2, 28)


def test_a_reason_that_is_not_listed_is_none() -> None:
    listed = '\n[version.termination_reasons]\naccepted = ["moved_out"]\nclause = "迁出"\nsource = "lishui.txt"\n'
    termination = variant("erqi", "\n[version.capacity]", f"{listed}\n[version.capacity]").termination
    assert termination.accepts(TerminationReason.MOVED_OUT)
    assert not termination.accepts(TerminationReason.OTHER)


def test_row_30_putuo_changes_a_doctor_for_a_reason_and_erqi_for_any_or_none() -> None:
    assert PUTUO.changes.doctor.reason_required
    assert not PUTUO.changes.doctor.permits(None)
    assert PUTUO.changes.doctor.permits(ChangeReason.DOCTOR_LEFT)
    assert ERQI.changes.doctor.permits(None)
    for policy in ALL:
        assert policy.changes.team.permits(None)
        assert policy.changes.package.permits(None)
        assert policy.changes.decided_by is DecidedBy.INSTITUTION


def test_each_adult_is_asked_for_consent_from_the_eighteenth_birthday() -> None:
    consent = HANBIN.consent
    assert not consent.is_asked_of(date(2000, 5, 10), date(2018, 5, 9))
    assert consent.is_asked_of(date(2000, 5, 10), date(2018, 5, 10))
    assert consent.is_asked_of(None, date(2018, 5, 10))
    nobody = ConsentRules(asked_of=ConsentScope.NOBODY, adult_from_age=18)
    assert not nobody.is_asked_of(date(1950, 1, 1), date(2018, 5, 10))


def test_row_36_jiangxian_signs_persons_and_anybody() -> None:
    assert [policy.unit for policy in ALL] == [Unit.PERSON if policy is JIANGXIAN else Unit.HOUSEHOLD for policy in ALL]
    assert JIANGXIAN.eligible([frozenset({Category.GENERAL})])
    assert not JIANGXIAN.requires_whole_household([frozenset({Category.ELDERLY})])


def test_fanhu_signs_poor_households_and_no_others() -> None:
    assert FANHU.key_categories == {Category.REGISTERED_POOR}
    assert FANHU.eligible([frozenset({Category.ELDERLY}), frozenset({Category.REGISTERED_POOR})])
    assert not FANHU.eligible([frozenset({Category.ELDERLY})])


def test_yingdong_names_three_key_populations_and_jiangxian_ten() -> None:
    assert YINGDONG.key_categories == {Category.ELDERLY, Category.HYPERTENSION, Category.TYPE2_DIABETES}
    assert len(JIANGXIAN.key_categories) == 10


@pytest.mark.parametrize("policy", [FANHU, JIANGXIAN, YINGDONG], ids=lambda policy: policy.ref.name)
def test_row_10_where_nothing_or_one_year_is_stated_a_term_is_one_year(policy: Policy) -> None:
    assert policy.term_for(date(2017, 12, 21)).end_on == date(2018, 12, 20)
