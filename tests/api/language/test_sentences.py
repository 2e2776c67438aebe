"""Every fact as a plain sentence, in Chinese that a village doctor finds natural, and in English."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args
from uuid import UUID

import pytest

from api.language.choice import language_of
from api.language.sentences import sentence
from api.language.values import day, fact
from api.language.words import TABLES, relationship, word
from application.envelope import Event
from domain.contract import events as contracts
from domain.personal import Personal
from domain.populations import Category
from domain.resident import events as residents
from tests.api.language.told import FACTS, FENG, LIMEI, SIGNED, TEAM

Language = Literal["zh", "en"]


class KnownNames:
    def resident(self, resident_id: UUID) -> str | None:
        return {FENG: "王凤", LIMEI: "李梅"}.get(resident_id)

    def team(self, team_id: UUID) -> str | None:
        return {TEAM: "城关一队"}.get(team_id)


class NoNames:
    def resident(self, _: UUID) -> str | None:
        return None

    def team(self, _: UUID) -> str | None:
        return None


@pytest.mark.parametrize(("event", "zh", "en"), FACTS, ids=lambda each: type(each).__name__)
def test_a_fact_is_told_in_both_languages(event: Event, zh: str, en: str) -> None:
    assert sentence(event, FENG, KnownNames(), "zh") == zh
    assert sentence(event, FENG, KnownNames(), "en") == en


def test_every_event_that_there_is_was_told_above() -> None:
    told = {type(event) for event, _, _ in FACTS}
    assert told == set(get_args(Event))


def test_who_was_forgotten_is_masked() -> None:
    died = contracts.MemberDied(resident_id=FENG, last_day_on=date(2018, 5, 10))
    assert sentence(died, FENG, NoNames(), "zh") == "〔已遗忘〕于2018年5月10日去世，服务到当天为止。"
    assert sentence(died, FENG, NoNames(), "en") == "[forgotten] died on 10 May 2018, the last day covered."


def test_a_closed_number_is_masked_whole() -> None:
    closed = residents.ResidentIdentified(
        identified_on=date(2018, 6, 3), kind=residents.IdentifierKind.CITIZEN_ID, number=Personal(FENG, None, "00")
    )
    assert sentence(closed, FENG, KnownNames(), "zh") == "2018年6月3日登记王凤的身份证，〔已遗忘〕。"


def test_a_household_that_did_not_sign_whole_says_how_many_there_are() -> None:
    partly = replace(SIGNED, household_size=5)
    assert "签约2人（全户5人）：" in sentence(partly, FENG, KnownNames(), "zh")
    assert "for 2 persons of 5 in the household:" in sentence(partly, FENG, KnownNames(), "en")


def test_a_contract_whose_people_died_before_its_first_day_never_began() -> None:
    lapsed = contracts.ContractLapsed(
        reason=contracts.LapseReason.DECEASED, last_day_on=date(2018, 6, 30), never_in_force=True
    )
    assert sentence(lapsed, FENG, KnownNames(), "zh") == "签约成员均已去世，合同原定2018年7月1日生效，从未生效。"
    assert (
        sentence(lapsed, FENG, KnownNames(), "en")
        == "The contract was to begin on 1 July 2018 and never did, because every member has died."
    )


def test_a_return_that_was_none_is_told_by_its_day() -> None:
    withdrawn = contracts.MarkWithdrawn(
        resident_id=FENG,
        mark=contracts.Mark.RETURN,
        last_day_on=date(2018, 11, 30),
        reason=Personal(FENG, "只是回来过节"),
    )
    assert (
        sentence(withdrawn, FENG, KnownNames(), "zh")
        == "撤销王凤的返回居住标注（原记自2018年12月1日起），理由：只是回来过节。"
    )
    assert (
        sentence(withdrawn, FENG, KnownNames(), "en")
        == "The mark of return of 王凤 (from 1 December 2018) was withdrawn: 只是回来过节."
    )


@pytest.mark.parametrize("kind", TABLES, ids=lambda each: each.__name__)
def test_every_thing_of_a_kind_has_its_name_in_both_languages(kind: type[StrEnum]) -> None:
    table: dict[Any, Any] = dict(TABLES[kind])
    assert set(table) == set(kind)
    assert all(word(each, "zh") and word(each, "en") for each in kind)


def test_dates_are_written_as_people_write_them() -> None:
    assert day(date(2018, 6, 3), "zh") == "2018年6月3日"
    assert day(date(2018, 6, 3), "en") == "3 June 2018"


def test_a_fact_is_written_as_people_write_it() -> None:
    assert fact(("putuo", "hanbin"), "zh") == "hanbin、putuo"
    assert fact(Category.ELDERLY, "en") == "elderly"
    assert fact("care_team", "zh") == "签约团队"


def test_a_relationship_that_english_has_no_word_for_is_shown_as_written() -> None:
    assert relationship("配偶", "en") == "spouse"
    assert relationship("干儿子", "en") == "干儿子"


@pytest.mark.parametrize(
    ("surroundings", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "JIAYI_LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_surroundings(surroundings: dict[str, str], language: Language) -> None:
    assert language_of(surroundings) == language
