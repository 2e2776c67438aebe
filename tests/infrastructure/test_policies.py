"""Policies come with the program; a folder adds jurisdictions and never replaces one."""

from datetime import date
from pathlib import Path

import pytest

from domain.policy.errors import PolicyFileError, PolicyProblem
from infrastructure.policies import load_policies
from tests.support.policies import replaced, written

SHIPPED = ("erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong")
LISHUI = replaced(written("erqi"), 'name = "erqi"', 'name = "lishui"')


def problems(folder: Path) -> tuple[PolicyProblem, ...]:
    with pytest.raises(PolicyFileError) as caught:
        load_policies(folder)
    return caught.value.problems


def test_the_six_jurisdictions_come_with_the_program() -> None:
    assert load_policies().names() == SHIPPED


def test_a_folder_adds_jurisdictions(tmp_path: Path) -> None:
    (tmp_path / "lishui.toml").write_text(LISHUI, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a policy", encoding="utf-8")
    book = load_policies(tmp_path)
    assert book.names() == tuple(sorted([*SHIPPED, "lishui"]))
    assert book.version_on("lishui", date(2018, 1, 1)).renews_silently


def test_a_name_that_is_taken_is_refused_and_says_by_which_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(written("erqi"), encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert (problem.problem, problem.where) == ("name_taken", "mine.toml:3 name")
    assert (problem.found, problem.expected) == ("erqi", "erqi.toml")


def test_errors_of_all_files_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "lishui.toml").write_text(replaced(LISHUI, "years = 3", "years = 30"), encoding="utf-8")
    (tmp_path / "mine.toml").write_text(written("erqi"), encoding="utf-8")
    (tmp_path / "other.toml").write_text("name = \n", encoding="utf-8")
    (tmp_path / "western.toml").write_bytes(LISHUI.encode("gb18030"))
    line = LISHUI.split("\n").index("years = 3") + 1
    assert [(each.problem, each.where) for each in problems(tmp_path)] == [
        ("wrong_value", f"lishui.toml:{line} version[1].term.years"),
        ("name_taken", "mine.toml:3 name"),
        ("not_toml", "other.toml:1"),
        ("unreadable", "western.toml"),
    ]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "nowhere")
    assert (problem.problem, problem.file) == ("unreadable", str(tmp_path / "nowhere"))
