"""import, roster, history, verify, rebuild, backup and restore as programs and people read them, on both databases."""

from pathlib import Path
from uuid import UUID

import pytest

from tests.support.command_line import CommandLine, Ran
from tests.support.small_register import MISTYPED, write_small_register

pytestmark = [pytest.mark.storage, pytest.mark.usefixtures("imported")]

PAPER = "61090200001"


def test_an_import_tells_counts_and_every_problem(imported: Ran) -> None:
    assert imported.status == 1
    answer = imported.answer
    assert list(answer) == ["read", "taken", "unchanged", "refused", "errors", "warnings", "run"]
    assert str(UUID(answer["run"])) == answer["run"]
    assert answer["read"] == {"households": 3, "persons": 6}
    assert answer["taken"] == {"households": 2, "persons": 5}
    assert answer["unchanged"] == {"households": 0, "persons": 0}
    assert answer["refused"] == {"households": 1, "persons": 1}
    (error,) = answer["errors"]
    assert error == {
        "sheet": "登记册",
        "row": 9,
        "column": "身份证号码",
        "household": "61090200003",
        "value": MISTYPED,
        "code": "check_digit",
        "message": "身份证号的校验码不符，请对照身份证核对每一位。",
    }


def test_the_same_file_again_and_a_dry_run_record_nothing(office: CommandLine, register: Path, tmp_path: Path) -> None:
    before = office.run("roster", "--summary", "--json").answer["position"]
    again = office.run("import", register, "--policy", "hanbin", "--json").answer
    assert again["taken"] == {"households": 0, "persons": 0}
    assert again["unchanged"] == {"households": 2, "persons": 5}
    other = write_small_register(tmp_path / "other.xlsx", doctor="钱进")
    rehearsed = office.run("import", other, "--policy", "hanbin", "--dry-run", "--json").answer
    assert rehearsed["taken"] == {"households": 2, "persons": 5}
    assert office.run("roster", "--summary", "--json").answer["position"] == before


def test_the_errors_are_written_into_a_copy_of_the_workbook(
    office: CommandLine, register: Path, tmp_path: Path
) -> None:
    out = tmp_path / "问题.xlsx"
    ran = office.run("import", register, "--policy", "hanbin", "--dry-run", "--errors", out)
    assert str(out) in ran.stderr
    assert out.read_bytes()[:2] == b"PK"


def test_an_import_is_told_also_where_the_copy_cannot_be_written(
    office: CommandLine, register: Path, tmp_path: Path
) -> None:
    ran = office.run("import", register, "--policy", "hanbin", "--errors", tmp_path / "nowhere" / "问题.xlsx")
    assert ran.status == 3
    assert "导入结果" in ran.stdout
    assert "无法写出" in ran.stderr
    told = office.run(
        "import", register, "--policy", "hanbin", "--json", "--errors", tmp_path / "nowhere" / "问题.xlsx"
    )
    assert told.status == 3
    assert told.answer["unchanged"] == {"households": 2, "persons": 5}
    assert [error["code"] for error in told.answer["errors"]] == ["check_digit"]
    assert (told.answer["error"]["code"], told.answer["error"]["rule"]) == ("errors_not_written", None)
    assert "无法写出" in told.stderr


def test_a_roster_is_a_list_of_rows(office: CommandLine) -> None:
    rows = office.run("roster", "--as-of", "2018-12-31", "--json").answer
    assert [row["household"] for row in rows] == ["61090200001", "61090200002"]
    row = rows[0]
    assert list(row) == ["contract", "household", "village", "team", "doctor", "term", "members"]
    assert (row["village"], row["team"], row["doctor"]) == ("城关村", "城关一队", "张军")
    assert row["term"] == {"number": 1, "start_on": "2018-05-25", "end_on": "2019-05-24"}
    head = {name: value for name, value in row["members"][0].items() if name != "resident"}
    assert head == {
        "name": "王凤",
        "birth_on": "1950-01-02",
        "sex": "female",
        "relationship": "户主",
        "categories": ["elderly", "hypertension", "type2_diabetes"],
    }


def test_a_roster_leaves_out_who_died_before_the_day(office: CommandLine) -> None:
    for day, names in (("2018-07-09", ["赵丽", "赵贵"]), ("2018-07-10", ["赵丽"])):
        (row,) = office.run("roster", "--as-of", day, "--skip", 1, "--json").answer
        assert [member["name"] for member in row["members"]] == names


def test_a_summary_counts_each_person_once(office: CommandLine) -> None:
    early = office.run("roster", "--as-of", "2018-12-31", "--known-at", "@1", "--summary", "--json").answer
    assert (early["as_of"], early["known_at"], early["position"], early["households"]) == ("2018-12-31", "@1", 1, 0)
    summary = office.run("roster", "--as-of", "2018-12-31", "--summary", "--json").answer
    counted = {category: count for category, count in summary.pop("by_category").items() if count}
    assert counted == {"elderly": 2, "child_0_6": 1, "hypertension": 2, "type2_diabetes": 1}
    del summary["known_at"], summary["position"]
    assert summary == {
        "as_of": "2018-12-31",
        "households": 2,
        "persons": 4,
        "key_distinct": 4,
        "duplicate_heads": 2,
        "warnings": [],
    }


def test_a_roster_can_be_asked_for_a_part(office: CommandLine) -> None:
    ask = ("roster", "--as-of", "2018-12-31")
    (row,) = office.run(*ask, "--json", "--limit", 1, "--village", "城关村", "--team", "城关一队").answer
    assert row["household"] == PAPER
    assert "共 0 户 0 人" in office.run(*ask, "--team", "没有这个队").stdout


def test_the_archive_is_a_list_of_rows_with_the_rule_and_one_contract_is_one_of_them(office: CommandLine) -> None:
    rows = office.run("archive", "--json").answer
    assert [row["household"] for row in rows] == ["61090200001", "61090200002"]
    row = {name: value for name, value in rows[0].items() if name not in ("contract", "known_from", "policy")}
    assert row == {
        "household": PAPER,
        "agreement": rows[0]["agreement"],
        "last_day_on": "2019-05-24",
        "ended_by": "term_end",
        "reason": None,
        "classes": [
            {
                "retention_class": "contract_papers",
                "state": "disposable",
                "kept_until": "2024-05-24",
                "disposable_from": "2024-05-25",
                "why": {
                    "clause": "所有签约服务资料应存档五年",
                    "source": "000_8e15918b276c8fae.txt, article 5",
                    "stated": True,
                },
                "moved": [],
                "places": [],
                "approved": None,
                "disposed": None,
            }
        ],
        "holds": [],
    }
    assert office.run("archive", PAPER, "--json").answer == rows[0]
    assert office.run("archive", "--disposable-by", "2024-05-24", "--json").answer == []
    told = office.run("archive", PAPER).stdout
    assert "签约服务资料：可以销毁。保存到2024年5月24日，2024年5月25日起方可销毁。" in told
    assert "所有签约服务资料应存档五年" in told


def test_a_history_is_every_record_with_its_sentence(office: CommandLine) -> None:
    entries = office.run("history", "61090200002", "--json").answer
    assert [entry["type"] for entry in entries] == ["contract.signed.v1", "contract.member_died.v1"]
    died = entries[1]
    assert died["effective_on"] == "2018-07-10"
    assert (died["actor"], died["role"], died["channel"]) == ("公卫科", "centre_clerk", "register")
    assert died["sentence"] == "赵贵于2018年7月9日去世，服务到当天为止。"
    assert died["facts"]["last_day_on"] == "2018-07-09"
    assert {"kind": "register", "sheet": "登记册", "row": died["source"]["row"]}.items() <= died["source"].items()
    assert died["run"] is not None
    assert died["run"] == entries[0]["run"]
    english = office.run("history", "61090200002", "--lang", "en")
    assert "赵贵 died on 9 July 2018, the last day covered." in english.stdout
    assert "recorded " in english.stdout


def test_a_contract_is_found_by_its_id_too(office: CommandLine) -> None:
    (row, _) = office.run("roster", "--as-of", "2018-12-31", "--json").answer
    assert office.run("history", row["contract"], "--json").answer[0]["facts"]["household_number"] == PAPER
    assert office.run("history", PAPER, "--known-at", "2018-01-01", "--json").answer["error"]["code"] == "not_found"


def test_what_is_not_there_is_refused(office: CommandLine) -> None:
    ran = office.run("history", "no-such-household", "--json")
    assert ran.status == 1
    assert ran.answer["error"]["code"] == "not_found"
    assert ran.answer["error"]["facts"] == {"what": "contract", "id": "no-such-household"}
    ran = office.run("roster", "--known-at", "@999999", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "position_not_reached")
    ran = office.run("roster", "--known-at", "lately", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (2, "unreadable_moment")


def test_a_sound_store_is_verified(office: CommandLine) -> None:
    ran = office.run("verify", "--json")
    position = ran.answer["position"]
    equal = {"position": position, "equal": True}
    assert ran.answer == {
        "position": position,
        "projections": {"roster": equal, "residents": equal, "audit_trail": equal, "archive": equal, "services": equal},
        "ok": True,
    }
    assert ran.status == 0


def test_read_models_are_rebuilt(office: CommandLine) -> None:
    rebuilt = office.run("rebuild", "--json").answer
    assert set(rebuilt) == {"roster", "residents", "audit_trail", "archive", "services"}
    (position,) = {each["position"] for each in rebuilt.values()}
    assert office.run("rebuild", "roster").stdout.count(str(position)) == 1


def test_a_backup_is_restored_into_a_store_of_either_kind(office: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    assert office.run("backup", folder, "--json").answer["folder"] == str(folder)
    assert office.run("backup", folder, "--json").answer["error"]["code"] == "backup_target_taken"
    elsewhere = CommandLine(folder=tmp_path)
    without_key = elsewhere.run("restore", folder, "--json")
    assert (without_key.status, without_key.answer["error"]["code"]) == (3, "kek_missing")
    assert [file.name for file in tmp_path.iterdir()] == ["backup"]
    key_file = next(file for file in office.folder.iterdir() if file.name.endswith(".kek"))
    (tmp_path / "jiayi.db.kek").write_bytes(key_file.read_bytes())
    restored = elsewhere.run("restore", folder, "--json")
    assert restored.status == 0
    assert restored.answer == office.run("verify", "--json").answer
    again = elsewhere.run("restore", folder, "--json")
    assert (again.status, again.answer) == (0, restored.answer)  # it holds this backup and nothing else


def test_a_doctor_finds_a_sound_office_well(office: CommandLine) -> None:
    ran = office.run("doctor", "--json")
    assert ran.status == 0
    assert ran.answer["ok"] is True
    assert {"python", "policies", "database", "writing", "durability", "clock", "roster"} <= {
        each["check"] for each in ran.answer["checks"]
    }
