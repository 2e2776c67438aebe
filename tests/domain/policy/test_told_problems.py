"""What is told of a policy file that cannot be used: what was found, what is expected, in which file and line."""

import pytest

from domain.policy.errors import PolicyFileError, PolicyProblem
from domain.policy.parse import parse_policy
from tests.support.policies import replaced, written

ERQI = written("erqi")


def refused(text: str) -> PolicyProblem:
    with pytest.raises(PolicyFileError) as caught:
        parse_policy(text)
    (problem,) = caught.value.problems
    return problem


def line_of(text: str, entry: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(entry))


def test_a_day_that_is_none_is_told_with_how_a_day_is_written() -> None:
    text = replaced(ERQI, 'version = "1"', 'version = "1"\neffective_from = "2020年3月1日"')
    assert refused(text) == PolicyProblem(
        problem="wrong_value",
        entry="version[1].effective_from",
        found="2020年3月1日",
        expected="YYYY-MM-DD",
        line=line_of(text, "effective_from"),
    )


def test_an_instant_is_no_day() -> None:
    text = replaced(ERQI, 'version = "1"', 'version = "1"\neffective_from = 2020-03-01T00:00:00')
    assert refused(text).problem == "wrong_value"


def test_a_place_whose_time_nobody_knows_is_told_with_how_one_is_written() -> None:
    text = replaced(ERQI, "Asia/Shanghai", "Asia/Erqi")
    assert refused(text) == PolicyProblem(
        problem="wrong_value",
        entry="version[1].timezone",
        found="Asia/Erqi",
        expected='"Area/City"',
        line=line_of(text, "timezone"),
    )


def test_shares_that_do_not_add_up_are_told_with_what_makes_up_the_whole() -> None:
    fee = refused(replaced(written("putuo"), 'self_share = "40.00"', 'self_share = "30.00"'))
    assert fee.expected == "fiscal_subsidy + insurance_fund + self_share"
    fund = refused(replaced(written("putuo"), "team = 60", "team = 50"))
    assert fund.expected == "institution_head + operations + team"


def test_of_a_term_whose_kind_nobody_knows_the_years_are_not_judged() -> None:
    problem = refused(replaced(ERQI, 'kind = "years"', 'kind = "decades"'))
    assert (problem.entry, problem.found, problem.expected) == ("version[1].term.kind", "decades", "years | half_year")


def test_a_word_that_the_sentence_does_not_have_is_told() -> None:
    problem = refused(replaced(ERQI, 'copd = "慢性病"', 'copd = "慢病"'))
    assert (problem.problem, problem.found) == ("words_not_in_clause", "慢病")


def test_a_file_that_breaks_off_is_told_with_its_last_line() -> None:
    text = f"{ERQI.rstrip()}\n\nyears"
    problem = refused(text)
    assert (problem.problem, problem.line) == ("not_toml", text.count("\n") + 1)
    assert problem.found.startswith("Expected '='")
    assert "(at" not in problem.found


def test_what_is_wrong_with_a_file_is_told_in_one_line_for_the_log() -> None:
    problems = (
        PolicyProblem(problem="missing", entry="name", line=3),
        PolicyProblem(problem="wrong_value", entry="version[1].timezone", found="Asia/Erqi", line=7),
    )
    in_its_file = PolicyFileError(PolicyFileError(problems).within("erqi.toml"))
    assert str(in_its_file) == "erqi.toml:3 name: missing; erqi.toml:7 version[1].timezone: wrong_value Asia/Erqi"
    assert [problem["file"] for problem in in_its_file.facts["problems"]] == ["erqi.toml", "erqi.toml"]  # type: ignore[attr-defined]  # facts are any objects
