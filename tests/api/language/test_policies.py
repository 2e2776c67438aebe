"""Policies in words: terms, and every rule beside the sentence that says it."""

from datetime import date
from typing import get_args

import pytest

from api.language.messages import reason_in
from api.language.policies import RULES_OF_TERMS, explanation_in_words
from api.language.rules_of_contracts import RULES_OF_CONTRACTS
from api.language.rules_of_work import RULES_OF_WORK
from domain.policy.defaults import DEFAULTS
from domain.policy.errors import Language
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook
from domain.policy.rule_names import RuleName
from tests.support.policies import BOOK, replaced, written

ERQI = written("erqi")


def told(name: str, language: Language, *, book: PolicyBook = BOOK, terms: int = 1) -> tuple[str, ...]:
    return explanation_in_words(book, name, date(2017, 2, 28), terms, language)


def test_every_rule_has_its_words_once() -> None:
    rules = [*RULES_OF_TERMS, *RULES_OF_CONTRACTS, *RULES_OF_WORK]
    assert sorted(rules) == sorted(get_args(RuleName))


def test_it_says_rule_source_and_days_in_chinese() -> None:
    lines = told("erqi", "zh")
    assert lines[0].startswith("二七区（erqi，第 1 版）：一期 3 年，从 2017-02-28 起算，末日是周年日的前一天")
    assert lines[1] == "  依据：“签约服务协议有效期为 3 年”（004_108fcb36ebd86237.txt）"
    assert lines[2].startswith("  推定：文件未写末日如何计算")
    assert lines[3] == "第 1 期：2017-02-28 至 2020-02-27，首尾两日都算，共 1095 天。"
    assert "· 期满无人提出解约的，自动续约。" in lines
    assert "· 每个团队，超过1000户提示，超过1500户不予签约。" in lines


def test_it_says_by_when_papers_are_handed_over_and_a_silent_renewal_is_confirmed_again() -> None:
    lines = told("erqi", "zh", terms=2)
    assert lines[4:7] == (
        "  签约资料在 2017-03-30 以前发放。",
        "第 2 期：2020-02-28 至 2023-02-27，首尾两日都算，共 1096 天。",
        "  默认续约的，双方在 2020-03-29 以前再次确认。",
    )
    assert "  Renewed by silence, it is confirmed by 2020-03-29." in told("erqi", "en", terms=2)
    assert not any("再次确认" in line and "2018" in line for line in told("putuo", "zh", terms=2))


def test_it_says_the_same_in_english() -> None:
    lines = told("putuo", "en", terms=2)
    assert lines[0].startswith("Putuo (putuo, version 1): a term begun in January-June ends on 31 December")
    assert lines[2:5] == (
        "Term 1: 2017-02-28 to 2017-12-31, both days included, 307 days.",
        "  Papers are handed over by 2017-03-30.",
        "Term 2: 2018-01-01 to 2018-12-31, both days included, 365 days.",
    )
    assert "· A team is warned above 1500 persons." in lines
    assert "· Owed every year: active consultation, 4 times, to everybody." in lines
    assert "· 每年糖尿病随访不少于4次：2型糖尿病。" in told("putuo", "zh")
    assert (
        "· 120.00 yuan for a person and a year: fiscal subsidy 40.00, insurance fund 40.00, own share 40.00." in lines
    )
    assert "each term lasts 1 year, counted" in told("hanbin", "en")[0]


@pytest.mark.parametrize("name", BOOK.names())
def test_every_rule_is_told_and_a_reason_in_one_language(name: str) -> None:
    for language in ("zh", "en"):
        lines = told(name, language)
        due = BOOK.version_on(name, date(2017, 2, 28)).due_services
        assert sum(line.startswith("· ") for line in lines) == len({**RULES_OF_CONTRACTS, **RULES_OF_WORK}) + len(due)
    assert not [line for line in told(name, "zh") if "推定" in line and ". " in line.partition("（")[0]]
    assert not [line for line in told(name, "en") if "By default" in line and "文件" in line]


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_a_reason_is_given_in_both_languages(name: str) -> None:
    reason = str(DEFAULTS[name]["reason"])
    zh, en = reason_in(reason, "zh"), reason_in(reason, "en")
    assert f"{zh}{en}" == reason
    assert zh.startswith("文件未")
    assert en.startswith("The document ")
    assert reason_in("one language", "zh") == "one language"


def test_the_civil_codes_rule_names_the_civil_code() -> None:
    civil = PolicyBook(parse_policy(replaced(ERQI, '"day_before_anniversary"', '"civil_code_corresponding_day"')))
    assert "民法典 202 条" in told("erqi", "zh", book=civil)[0]
    assert "Civil Code, article 202" in told("erqi", "en", book=civil)[0]


def test_where_a_new_version_takes_over_both_are_told_in_turn() -> None:
    second = replaced(ERQI[ERQI.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2019-01-01')
    book = PolicyBook(parse_policy(f"{ERQI}\n{replaced(second, 'years = 3', 'years = 1')}"))
    lines = [line for line in told("erqi", "zh", book=book, terms=3) if line.startswith(("二七区（erqi", "第"))]
    assert [line.partition("：")[0] for line in lines] == [
        "二七区（erqi，第 1 版）",
        "第 1 期",
        "二七区（erqi，第 2 版）",
        "第 2 期",
        "第 3 期",
    ]
