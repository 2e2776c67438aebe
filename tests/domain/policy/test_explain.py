"""How an end date came about, for programs."""

from dataclasses import asdict
from datetime import date

import pytest

from domain.policy.errors import OutsideCalendar, UnknownPolicy
from domain.policy.explain import explain
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook
from tests.support.policies import BOOK, replaced, written

ERQI = written("erqi")


def test_an_explanation_has_the_terms_and_the_rules_with_their_sources() -> None:
    explanation = explain(BOOK, "erqi", date(2017, 2, 28), terms=2)
    told = asdict(explanation)
    assert list(told) == ["policy", "version", "terms", "rules"]
    assert (told["policy"], told["version"]) == ("erqi", "1")
    assert told["terms"] == (
        {"number": 1, "start_on": date(2017, 2, 28), "end_on": date(2020, 2, 27), "anchor_on": date(2017, 2, 28)},
        {"number": 2, "start_on": date(2020, 2, 28), "end_on": date(2023, 2, 27), "anchor_on": date(2017, 2, 28)},
    )
    assert told["rules"][0] == {
        "clause": "签约服务协议有效期为 3 年",
        "source": "004_108fcb36ebd86237.txt",
        "stated": True,
    }
    assert [rule["stated"] for rule in told["rules"]][:4] == [True, False, True, True]
    policy = BOOK.version_on("erqi", date(2017, 2, 28))
    assert set(explanation.rules) == set(policy.citations.values())


def test_putuo_is_explained_by_its_half_years_and_its_consent() -> None:
    explanation = explain(BOOK, "putuo", date(2017, 7, 1))
    assert explanation.terms[0].end_on == date(2018, 12, 31)
    assert {rule.source for rule in explanation.rules} == {"000_8e15918b276c8fae.txt, article 3"}
    assert [rule.stated for rule in explanation.rules[:2]] == [True, True]
    assert len(explanation.rules) == len(set(explanation.rules))


def test_where_a_new_version_takes_over_both_are_told_in_turn() -> None:
    second = replaced(ERQI[ERQI.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2019-01-01')
    book = PolicyBook(parse_policy(f"{ERQI}\n{replaced(second, 'years = 3', 'years = 1')}"))
    explanation = explain(book, "erqi", date(2017, 2, 28), terms=3)
    assert explanation.version == "1"
    assert [term.end_on for term in explanation.terms] == [date(2020, 2, 27), date(2021, 2, 27), date(2022, 2, 27)]


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(UnknownPolicy):
        explain(BOOK, "lishui", date(2018, 1, 1), terms=0)


@pytest.mark.parametrize(("signed_on", "terms"), [(date(2018, 1, 1), 0), (date(2018, 1, 1), 10**9), (date.max, 1)])
def test_terms_that_no_calendar_holds_are_refused(signed_on: date, terms: int) -> None:
    with pytest.raises(OutsideCalendar) as caught:
        explain(BOOK, "erqi", signed_on, terms)
    assert caught.value.facts == {"signed_on": signed_on, "terms": terms}


def test_one_term_is_explained_where_nobody_says_how_many() -> None:
    assert len(explain(BOOK, "erqi", date(2018, 1, 1)).terms) == 1


def test_terms_are_told_up_to_the_year_9998_however_long_the_longest_term_may_be() -> None:
    assert len(explain(BOOK, "erqi", date(2008, 1, 1), terms=799).terms) == 799
    with pytest.raises(OutsideCalendar):
        explain(BOOK, "erqi", date(2009, 1, 1), terms=799)
