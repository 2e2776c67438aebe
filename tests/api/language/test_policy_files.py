"""What is wrong with policy files is told in both languages, a line for each problem."""

from typing import get_args

import pytest

from api.language.messages import facts_named, refusal_sentence
from api.language.policy_files import PROBLEMS
from domain.policy.errors import PolicyFileError, PolicyProblem, ProblemCode


@pytest.mark.parametrize("problem", get_args(ProblemCode))
def test_every_problem_says_in_both_languages_where_it_is_and_what_to_do(problem: ProblemCode) -> None:
    message = PROBLEMS[problem]
    assert message.zh.startswith("{where}：")
    assert message.en.startswith("{where}: ")
    assert "请" in message.zh
    assert facts_named(message.zh) == facts_named(message.en)


def test_every_problem_has_its_line() -> None:
    years = PolicyProblem(
        problem="wrong_value", file="x.toml", line=12, entry="version[1].term.years", found="30", expected="1..10"
    )
    fee = PolicyProblem(problem="unknown_key", file="x.toml", line=14, entry="version[1].fees", expected="fee | term")
    error = PolicyFileError([years, fee])
    assert refusal_sentence(error, "zh").split("\n") == [
        "x.toml:12 version[1].term.years：是 30，应为 1..10。请改正。",
        "x.toml:14 version[1].fees：不认识此项。可用的有 fee | term；请删除或改正拼写。",
    ]
    assert refusal_sentence(error, "en").split("\n")[0] == (
        "x.toml:12 version[1].term.years: is 30, should be 1..10. Correct it."
    )
