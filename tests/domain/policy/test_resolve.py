"""Which version holds on a day, and whether the one on record is still what it was."""

from dataclasses import replace
from datetime import date

import pytest

from domain.policy.errors import PolicyVersionChanged, UnknownPolicy, UnknownPolicyVersion
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook
from tests.support.policies import BOOK, replaced, written

HANBIN = written("hanbin")
TWO_YEARS_FROM_2018 = replaced(
    replaced(HANBIN[HANBIN.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2018-07-01'),
    "years = 1",
    "years = 2",
)
REFORMED = PolicyBook(parse_policy(f"{HANBIN}\n{TWO_YEARS_FROM_2018}"))


def test_the_first_version_holds_for_every_earlier_day_and_the_next_from_its_own() -> None:
    assert REFORMED.version_on("hanbin", date(1949, 10, 1)).ref.version == "1"
    assert REFORMED.version_on("hanbin", date(2018, 6, 30)).ref.version == "1"
    assert REFORMED.version_on("hanbin", date(2018, 7, 1)).ref.version == "2"
    assert [policy.ref.version for policy in REFORMED.versions("hanbin")] == ["1", "2"]


def test_the_shipped_policies_are_known_by_name() -> None:
    assert BOOK.names() == ("erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong")


def test_an_unknown_policy_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownPolicy) as caught:
        BOOK.version_on("lishui", date(2018, 1, 1))
    assert caught.value.code == "unknown_policy"
    assert caught.value.facts == {"name": "lishui", "known": BOOK.names()}


def test_a_record_finds_the_version_that_it_names_whatever_holds_today() -> None:
    for policy in REFORMED.versions("hanbin"):
        assert REFORMED.by_ref(policy.ref) is policy


def test_a_record_of_an_unknown_policy_or_version_is_refused() -> None:
    ref = BOOK.version_on("erqi", date(2018, 1, 1)).ref
    with pytest.raises(UnknownPolicyVersion) as caught:
        BOOK.by_ref(replace(ref, version="9"))
    assert caught.value.facts == {"name": "erqi", "version": "9", "known": ("1",)}
    with pytest.raises(UnknownPolicy):
        BOOK.by_ref(replace(ref, name="lishui"))


def test_a_version_edited_after_it_was_recorded_is_recognised() -> None:
    recorded = BOOK.version_on("erqi", date(2018, 1, 1)).ref
    edited = PolicyBook(parse_policy(replaced(written("erqi"), "years = 3", "years = 2")))
    with pytest.raises(PolicyVersionChanged) as caught:
        edited.by_ref(recorded)
    assert caught.value.facts["recorded"] == recorded.digest
    assert caught.value.facts["present"] == edited.version_on("erqi", date(2018, 1, 1)).ref.digest


def test_the_same_policy_twice_in_one_book_is_a_defect_of_the_caller() -> None:
    twice = parse_policy(HANBIN)
    with pytest.raises(ValueError, match="hanbin"):
        PolicyBook([*twice, *twice])


def test_a_contract_keeps_its_version_until_it_renews_and_then_counts_from_the_new_terms_first_day() -> None:
    terms = REFORMED.terms("hanbin", date(2016, 2, 29), 5)
    assert [(each.policy.ref.version, each.term.anchor_on, each.term.start_on, each.term.end_on) for each in terms] == [
        ("1", date(2016, 2, 29), date(2016, 2, 29), date(2017, 2, 28)),
        ("1", date(2016, 2, 29), date(2017, 3, 1), date(2018, 2, 28)),
        ("1", date(2016, 2, 29), date(2018, 3, 1), date(2019, 2, 28)),
        ("2", date(2019, 3, 1), date(2019, 3, 1), date(2021, 2, 28)),
        ("2", date(2019, 3, 1), date(2021, 3, 1), date(2023, 2, 28)),
    ]
