"""A ledger and the policies that it was written under."""

from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.policies import replaced, written
from tests.support.small_register import write_small_register

LISHUI = replaced(written("hanbin"), 'name = "hanbin"', 'name = "lishui"')


@pytest.fixture
def lishui(tmp_path: Path) -> CommandLine:
    """An office with a policy of its own, and a register imported under it."""
    (tmp_path / "policies").mkdir()
    line = CommandLine(folder=tmp_path, env={"JIAYI_POLICIES_DIR": str(tmp_path / "policies")})
    write(line, LISHUI)
    assert line.run("import", write_small_register(tmp_path / "r.xlsx"), "--policy", "lishui").status == 1
    return line


def write(line: CommandLine, text: str) -> None:
    (line.folder / "policies" / "lishui.toml").write_text(text, encoding="utf-8")


def test_a_ledger_is_not_opened_with_a_policy_that_was_changed_after_it_was_used(lishui: CommandLine) -> None:
    write(lishui, replaced(LISHUI, "from_health_centre = 3", "from_health_centre = 2"))
    ran = lishui.run("roster", "--as-of", "2018-06-01", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (3, "policy_version_changed")
    assert "lishui" in ran.answer["error"]["message"]
    ran = lishui.run("import", "r.xlsx", "--policy", "lishui", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (3, "policy_version_changed")
    assert lishui.run("verify", "--json").answer["ok"]


def test_a_ledger_is_not_opened_without_the_policy_that_it_was_written_under(lishui: CommandLine) -> None:
    (lishui.folder / "policies" / "lishui.toml").unlink()
    ran = lishui.run("roster", "--as-of", "2018-06-01", "--json")
    assert ran.answer["error"]["code"] == "unknown_policy"


def test_words_that_are_put_right_and_a_version_that_follows_change_nothing(lishui: CommandLine) -> None:
    before = lishui.run("roster", "--as-of", "2018-06-01", "--json").answer
    text = replaced(LISHUI, "取一年。The document", "取一年的期限。The document")
    second = replaced(text[text.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2030-01-01')
    write(lishui, f"{text}\n{replaced(second, 'years = 1', 'years = 2')}")
    after = lishui.run("roster", "--as-of", "2018-06-01", "--json").answer
    assert after == before
    assert len(before) > 0


def test_everything_wrong_with_policy_files_is_said_with_file_and_line(bare: CommandLine) -> None:
    (bare.folder / "policies").mkdir()
    wrong = replaced(replaced(LISHUI, "years = 1", "years = 100"), "village_by_day = 25", "village_by = 25")
    write(bare, wrong)
    ran = bare.run("policy", "list", "--json", "--lang", "en", JIAYI_POLICIES_DIR=str(bare.folder / "policies"))
    assert (ran.status, ran.answer["error"]["code"]) == (3, "policy_file")
    lines = ran.answer["error"]["message"].split("\n")
    years = wrong.split("\n").index("years = 100") + 1
    village = wrong.split("\n").index("village_by = 25") + 1
    assert lines[0] == f"lishui.toml:{years} version[1].term.years: is 100, should be 1..10. Correct it."
    assert (
        lines[1]
        == f"lishui.toml:{village - 2} version[1].monthly_report.village_by_day: missing, should be 1..28. Add it."
    )
    assert lines[2].startswith(f"lishui.toml:{village} version[1].monthly_report.village_by: unknown.")
    assert [each["line"] for each in ran.answer["error"]["facts"]["problems"]] == [years, village - 2, village]


def test_every_shipped_policy_is_listed_and_explained_in_both_languages(bare: CommandLine) -> None:
    names = [each["policy"] for each in bare.run("policy", "list", "--json").answer]
    assert names == ["erqi", "fanhu", "hanbin", "jiangxian", "putuo", "yingdong"]
    told = bare.run("policy", "explain", "fanhu", "--signed-on", "2018-05-01", "--lang", "en").stdout
    assert "2 households of each village are drawn, 2 times a month." in told
    assert "贫困户" in told


def test_row_39_a_township_asks_how_its_income_is_split(bare: CommandLine) -> None:
    split = bare.run("policy", "split", "putuo", "100000.19", "--on", "2018-12-31", "--json").answer
    assert (split["policy"], split["version"], split["income"]) == ("putuo", "1", "100000.19")
    assert split["parts"] == {"institution_head": "10000.01", "operations": "30000.05", "team": "60000.13"}
    assert "不超过10%用于奖励机构负责人" in split["rule"]["clause"]
    told = bare.run("policy", "split", "putuo", "100000", "--on", "2018-12-31", "--lang", "en").stdout
    assert all(part in told for part in ("10000.00", "30000.00", "60000.00", "100000.00", "不超过10%"))


def test_income_is_not_split_where_no_document_says_how(bare: CommandLine) -> None:
    ran = bare.run("policy", "split", "hanbin", "100000", "--on", "2018-12-31", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "no_fund_split")
    assert not ran.answer["error"]["rule"]["stated"]
    assert bare.run("policy", "split", "putuo", "1e5", "--on", "2018-12-31").status == 2
