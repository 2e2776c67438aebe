"""What a policy answers about people, households and packages."""

from datetime import date

import pytest

from domain.policy.model import HouseholdScope, Unit
from domain.policy.packages import Package
from domain.policy.retention import RetentionRules
from domain.populations import Category
from tests.support.policies import BOOK, variant

HANBIN = BOOK.version_on("hanbin", date(2018, 1, 1))
PUTUO = BOOK.version_on("putuo", date(2018, 1, 1))
ERQI = BOOK.version_on("erqi", date(2018, 1, 1))

NOBODY_KEY = [frozenset({Category.GENERAL}), frozenset({Category.COPD})]
ONE_KEY = [frozenset({Category.GENERAL}), frozenset({Category.TUMOUR})]


def test_hanbin_names_thirteen_key_populations() -> None:
    assert HANBIN.key_categories == {
        Category.REGISTERED_POOR,
        Category.ELDERLY,
        Category.HYPERTENSION,
        Category.TYPE2_DIABETES,
        Category.SEVERE_MENTAL_DISORDER,
        Category.TUBERCULOSIS,
        Category.MATERNAL,
        Category.CHILD_0_6,
        Category.EMPTY_NEST_OR_LONE_ELDERLY,
        Category.SPECIAL_FAMILY_PLANNING,
        Category.DISABLED,
        Category.TUMOUR,
        Category.CARDIO_CEREBROVASCULAR,
    }


def test_putuo_names_near_minimum_living_and_no_tumours() -> None:
    assert PUTUO.is_key(Category.NEAR_MINIMUM_LIVING)
    assert PUTUO.is_key(Category.TUBERCULOSIS)
    assert not PUTUO.is_key(Category.TUMOUR)
    assert not PUTUO.is_key(Category.REGISTERED_POOR)


def test_erqi_reads_chronic_disease_as_five_diseases_and_names_no_poverty() -> None:
    assert ERQI.is_key(Category.COPD)
    assert ERQI.is_key(Category.HYPERTENSION)
    assert not ERQI.is_key(Category.TUBERCULOSIS)
    assert not ERQI.is_key(Category.REGISTERED_POOR)


def test_row_36_hanbin_signs_only_households_with_a_key_member_and_those_whole() -> None:
    assert HANBIN.eligible(ONE_KEY)
    assert HANBIN.requires_whole_household(ONE_KEY)
    assert not HANBIN.eligible(NOBODY_KEY)
    assert not HANBIN.requires_whole_household(NOBODY_KEY)
    assert not HANBIN.eligible([])


def test_row_36_putuo_and_erqi_sign_anybody_and_do_not_insist_on_the_whole_household() -> None:
    for policy in (PUTUO, ERQI):
        assert policy.eligible(NOBODY_KEY)
        assert not policy.requires_whole_household(ONE_KEY)


def test_a_rule_about_all_households_includes_those_without_a_key_member() -> None:
    everybody_whole = variant("hanbin", 'required_of = "with_key_member"', 'required_of = "all"')
    assert everybody_whole.requires_whole_household(NOBODY_KEY)
    assert not HouseholdScope.NONE.includes(key_member=True)


def test_the_unit_of_a_contract_is_the_household_unless_the_file_says_person() -> None:
    assert [policy.unit for policy in (HANBIN, PUTUO, ERQI)] == [Unit.HOUSEHOLD] * 3
    assert variant("erqi", 'unit = "household"', 'unit = "person"').unit is Unit.PERSON


def test_retention_late_days_and_the_age_of_the_elderly() -> None:
    for policy in (HANBIN, PUTUO, ERQI):
        assert policy.retention == RetentionRules(years=5, health_record_years=15)
        assert (policy.late_entry.late_after_days, policy.elderly_from_age) == (7, 65)
    assert HANBIN.cite("retention").stated
    assert not ERQI.cite("retention").stated


@pytest.mark.parametrize(
    ("text", "package"),
    [
        ("基础包", Package.BASIC),
        (" 初级包 ", Package.PRIMARY),
        ("中级", Package.INTERMEDIATE),
        ("有偿服务包", Package.PAID),
        ("个性化", Package.PERSONALISED),
        ("个性化签约服务包", Package.PERSONALISED),
        ("Basic", Package.BASIC),
        ("高级包", None),
        ("", None),
        ("包", None),
    ],
)
def test_a_package_is_known_by_its_title_or_code(text: str, package: Package | None) -> None:
    assert HANBIN.package_called(text) is package


def test_a_package_that_is_not_offered_here_is_not_known_here() -> None:
    basic_only = variant(
        "hanbin", 'offered = ["basic", "primary", "intermediate", "paid", "personalised"]', 'offered = ["basic"]'
    )
    assert basic_only.package_called("基础包") is Package.BASIC
    assert basic_only.package_called("初级包") is None
    assert [title.zh for title in basic_only.packages.values()] == ["基础包"]
