"""Policies come with the program; a folder adds jurisdictions and never replaces one."""

from datetime import date
from pathlib import Path

import pytest

from domain.policy.errors import PolicyFileError
from infrastructure.policies import load_policies
from tests.support.policies import replaced, written

SHIPPED = ("erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong")
LISHUI = replaced(written("erqi"), 'name = "erqi"', 'name = "lishui"')


def refused(folder: Path) -> PolicyFileError:
    with pytest.raises(PolicyFileError) as caught:
        load_policies(folder)
    return caught.value


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
    facts = refused(tmp_path).facts
    assert facts == {"problem": "name_taken", "where": "mine.toml", "found": "erqi", "expected": "erqi.toml"}


def test_an_error_names_the_file_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "lishui.toml").write_text(replaced(LISHUI, "years = 3", "years = 30"), encoding="utf-8")
    error = refused(tmp_path)
    assert error.facts["where"] == "lishui.toml, version[1].term.years"
    assert error.sentence("zh") == "lishui.toml, version[1].term.years：是 30，应为 integer 1..10。请改正。"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lishui.toml").write_bytes(LISHUI.encode("gb18030"))
    facts = refused(tmp_path).facts
    assert (facts["problem"], facts["where"]) == ("unreadable", "lishui.toml")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "nowhere")
    assert error.facts["problem"] == "unreadable"
    assert "nowhere" in str(error)
