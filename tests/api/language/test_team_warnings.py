"""What is wrong with a team, in both languages: every code has its sentence, and the sentence names its facts."""

import pytest

from api.language.team_warnings import team_warning_sentence
from application.queries.team_warnings import TeamWarning, TeamWarningCode
from domain.care_team.events import StaffRole, Workplace
from domain.policy.capacity import Counted

FACTS: dict[TeamWarningCode, dict[str, object]] = {
    TeamWarningCode.TEAM_SHORT: {"workplace": Workplace.HEALTH_CENTRE, "at_least": 3, "found": 2},
    TeamWarningCode.TEAM_LACKS_ROLE: {"role": StaffRole.RESPONSIBLE_NURSE},
    TeamWarningCode.OVER_ADVISED: {"doctor": "王建国", "counted": Counted.PERSONS, "cap": 1500, "load": 1501},
    TeamWarningCode.OVER_LIMIT: {"counted": Counted.HOUSEHOLDS, "cap": 1500, "load": 1501},
    TeamWarningCode.CLOSED_WITH_CONTRACTS: {"households": 2},
}


def told(code: TeamWarningCode) -> tuple[str, str]:
    warning = TeamWarning(institution="建民卫生院", team="第一团队", code=code, facts=FACTS[code], rule=None)
    return team_warning_sentence(warning, "zh"), team_warning_sentence(warning, "en")


@pytest.mark.parametrize("code", list(TeamWarningCode))
def test_every_warning_names_its_team_and_its_numbers_in_both_languages(code: TeamWarningCode) -> None:
    for text in told(code):
        assert "第一团队" in text
        assert all(str(value) in text for value in FACTS[code].values() if isinstance(value, int))


def test_a_team_that_is_too_small_is_told_what_that_means() -> None:
    zh, en = told(TeamWarningCode.TEAM_SHORT)
    assert zh == "团队第一团队：卫生院人员只有2人，至少要3人；已签的合同照常，补全前不能新签。"
    assert en.startswith("Team 第一团队: 2 from the ")


def test_where_doctors_are_counted_alone_the_doctor_is_named() -> None:
    assert "第一团队 王建国" in told(TeamWarningCode.OVER_ADVISED)[1]
