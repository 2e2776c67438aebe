"""The command line without a store: usage, languages, policies, and set-ups that cannot run."""

import os
import signal
import socket
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # xlsxwriter ships no types

from tests.support.command_line import CommandLine
from tests.support.small_register import write_small_register


def test_a_tenant_that_is_none_is_told_what_one_is(bare: CommandLine) -> None:
    for ran in (bare.run("roster", JIAYI_TENANT="Bad-1"), bare.run("roster", "--tenant", "Bad-1")):
        assert ran.status == 3
        assert "只能用小写字母、数字和下划线" in ran.stderr
        assert "40" in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("roster", "--as-of", "2018-02-30"),
        ("import", "x.xlsx"),
        ("import", "x.xlsx", "--policy", "hanbin", "--role", "king"),
        ("roster", "--lang", "fr"),
    ],
)
def test_wrong_usage_ends_with_2(bare: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = bare.run(*arguments, "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (2, "wrong_usage")
    assert set(ran.answer["error"]) == {"code", "message", "rule", "facts"}
    assert ran.answer["error"]["message"] in ran.stderr
    assert list(bare.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "没有名为nowhere的政策"),
        ({"LANG": "en_GB.UTF-8"}, "There is no policy nowhere"),
        ({"LANG": "en_GB.UTF-8", "JIAYI_LANG": "zh"}, "没有名为nowhere的政策"),
        ({"LANG": "C"}, "没有名为nowhere的政策"),
    ],
)
def test_the_language_is_that_of_the_surroundings(bare: CommandLine, env: dict[str, str], said: str) -> None:
    ran = bare.run("policy", "explain", "nowhere", "--signed-on", "2018-05-25", "--json", **env)
    assert said in ran.answer["error"]["message"]
    assert said in ran.stderr


def test_lang_goes_before_the_surroundings(bare: CommandLine) -> None:
    ran = bare.run("policy", "explain", "nowhere", "--signed-on", "2018-05-25", "--lang", "en", JIAYI_LANG="zh")
    assert "There is no policy nowhere" in ran.stderr
    assert "in a minute" in bare.run("--help", LANG="en_US.UTF-8").stdout
    ran = bare.run("--lang", "en", "policy", "explain", "nowhere", "--signed-on", "2018-05-25")
    assert (ran.status, "There is no policy nowhere" in ran.stderr) == (1, True)


def test_a_policy_explains_its_terms(bare: CommandLine) -> None:
    ran = bare.run("policy", "explain", "putuo", "--signed-on", "2017-07-01", "--terms", 2, "--json")
    assert ran.status == 0
    assert list(ran.answer) == ["policy", "version", "terms", "rules"]
    assert ran.answer["policy"] == "putuo"
    assert ran.answer["terms"] == [
        {"number": 1, "start_on": "2017-07-01", "end_on": "2018-12-31"},
        {"number": 2, "start_on": "2019-01-01", "end_on": "2019-12-31"},
    ]
    assert all(set(rule) == {"clause", "source", "stated"} for rule in ran.answer["rules"])
    told = bare.run("policy", "explain", "putuo", "--signed-on", "2017-07-01").stdout
    assert "2017-07-01 至 2018-12-31" in told


def test_policies_are_listed(bare: CommandLine) -> None:
    names = [each["policy"] for each in bare.run("policy", "list", "--json").answer]
    assert {"hanbin", "erqi", "putuo"} <= set(names)
    assert "汉滨" in bare.run("policy", "list").stdout


def test_terms_that_nobody_can_count_are_refused(bare: CommandLine) -> None:
    ran = bare.run("policy", "explain", "hanbin", "--signed-on", "2018-05-25", "--terms", 0, "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "outside_calendar")
    assert ran.answer["error"]["facts"] == {"signed_on": "2018-05-25", "terms": 0}


@pytest.mark.parametrize("command", ["roster", "verify"])
def test_where_there_is_no_store_none_is_made(bare: CommandLine, command: str) -> None:
    ran = bare.run(command, "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (3, "database_unreachable")
    assert list(bare.folder.iterdir()) == []


def test_a_server_that_is_not_there_is_said_without_its_password(bare: CommandLine) -> None:
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://clerk:very-secret@127.0.0.1:{taken.getsockname()[1]}/jiayi"
        ran = bare.run("roster", "--json", JIAYI_DATABASE_URL=url)
    assert (ran.status, ran.answer["error"]["code"]) == (3, "database_unreachable")
    assert "very-secret" not in ran.stdout + ran.stderr
    assert "clerk" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("name", "content", "code", "status"),
    [
        ("missing.xlsx", None, "workbook_missing", 3),
        ("empty.xlsx", b"", "workbook_empty", 1),
        ("list.xlsx", "姓名,身份证号码\n".encode(), "not_a_workbook", 1),
    ],
)
def test_a_file_that_is_no_register_leaves_no_store(
    bare: CommandLine, name: str, content: bytes | None, code: str, status: int
) -> None:
    file = bare.folder / name
    if content is not None:
        file.write_bytes(content)
    ran = bare.run("import", name, "--policy", "hanbin", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (status, code)
    assert {each.name for each in bare.folder.iterdir()} <= {name}


def test_a_workbook_without_headings_leaves_no_store(bare: CommandLine) -> None:
    with Workbook(bare.folder / "notes.xlsx") as workbook:
        workbook.add_worksheet("说明").write(0, 0, "本表由村医留存")
    ran = bare.run("import", "notes.xlsx", "--policy", "hanbin", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "no_heading_row")
    assert {each.name for each in bare.folder.iterdir()} == {"notes.xlsx"}


def test_an_unknown_policy_leaves_no_store(bare: CommandLine) -> None:
    register = write_small_register(bare.folder / "r.xlsx")
    ran = bare.run("import", register, "--policy", "nowhere", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "unknown_policy")
    assert [each.name for each in bare.folder.iterdir()] == ["r.xlsx"]


def test_a_dry_run_before_there_is_a_store_leaves_none(bare: CommandLine) -> None:
    register = write_small_register(bare.folder / "r.xlsx")
    ran = bare.run("import", register, "--policy", "hanbin", "--dry-run", "--json")
    assert ran.answer["taken"] == {"households": 2, "persons": 5}
    assert [each.name for each in bare.folder.iterdir()] == ["r.xlsx"]


def test_a_policy_file_that_cannot_be_read_says_where(bare: CommandLine) -> None:
    (bare.folder / "policies").mkdir()
    (bare.folder / "policies" / "broken.toml").write_text("nothing = ")
    ran = bare.run("policy", "list", "--json", JIAYI_POLICIES_DIR=str(bare.folder / "policies"))
    assert (ran.status, ran.answer["error"]["code"]) == (3, "policy_file")
    assert "broken.toml" in ran.answer["error"]["message"]


def test_a_doctor_says_what_is_wrong_and_goes_on(bare: CommandLine) -> None:
    ran = bare.run("doctor", "--json")
    assert ran.status == 3
    states = {each["check"]: each["state"] for each in ran.answer["checks"]}
    assert states["python"] == "good"
    assert states["database"] == "wrong"
    assert list(bare.folder.iterdir()) == []


def test_another_key_file_is_told_apart(bare: CommandLine) -> None:
    register = write_small_register(bare.folder / "r.xlsx")
    bare.run("import", register, "--policy", "hanbin")
    Path(bare.folder / "other").mkdir()
    bare.run("import", register, "--policy", "hanbin", JIAYI_DATABASE_URL=f"sqlite:///{bare.folder}/other/jiayi.db")
    wrong = str(bare.folder / "other" / "jiayi.db.kek")
    ran = bare.run("roster", "--json", JIAYI_KEK_FILE=wrong)
    assert (ran.status, ran.answer["error"]["code"]) == (3, "kek_mismatch")
    ran = bare.run("roster", "--json", JIAYI_TENANT="other")
    assert (ran.status, ran.answer["error"]["code"]) == (3, "tenant_mismatch")


def test_whoever_stops_reading_gets_no_complaint(bare: CommandLine) -> None:
    for arguments in (("policy", "list"), ("policy", "list", "--json")):
        read_end, write_end = os.pipe()
        os.close(read_end)
        process = bare.start(*arguments, stdout=write_end)
        os.close(write_end)
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")


def test_a_folder_for_the_key_file_that_is_not_there_is_named(bare: CommandLine, tmp_path: Path) -> None:
    register, file = write_small_register(tmp_path / "登记册.xlsx"), str(tmp_path / "nowhere" / "jiayi.kek")
    ran = bare.run("import", register, "--policy", "hanbin", "--json", JIAYI_KEK_FILE=file)
    assert (ran.status, ran.answer["error"]["code"]) == (3, "file_not_writable")
    assert ran.answer["error"]["facts"]["file"] == file
    assert [each.name for each in tmp_path.iterdir()] == ["登记册.xlsx"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Who runs the tests in the background begins with interrupts ignored, and so would every process of theirs."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_command_says_how_to_go_on(bare: CommandLine, tmp_path: Path) -> None:
    register = tmp_path / "登记册.xlsx"
    os.mkfifo(register)
    process = bare.start("import", register, "--policy", "hanbin")
    with register.open("wb"):  # opens as soon as the command reads it
        process.send_signal(signal.SIGINT)
    told, said = process.communicate(timeout=60)  # closed by now: a signal just before the read would wait with it
    assert (process.returncode, told) == (130, "")
    assert said.endswith("已中断。已经记下的都在；再运行一次同样的命令即可接着做。\n")


def test_another_key_file_opens_the_store_after_a_change(bare: CommandLine) -> None:
    register = write_small_register(bare.folder / "r.xlsx")
    bare.run("import", register, "--policy", "hanbin")
    ran = bare.run("doctor", "--change-key", "new.kek", "--json")
    assert (ran.status, ran.answer) == (0, {"key_file": "new.kek", "kek_version": 2})
    assert f"JIAYI_KEK_FILE={bare.folder}/new.kek" in ran.stderr
    assert f"旧文件 {bare.folder}/jiayi.db.kek 请保留" in ran.stderr
    refused = bare.run("roster", "--json")
    assert (refused.status, refused.answer["error"]["code"]) == (3, "kek_mismatch")
    assert "JIAYI_KEK_FILE" in refused.answer["error"]["message"]
    assert refused.answer["error"]["facts"] == {"file": "jiayi.db.kek", "former": 1, "current": 2}
    sound = bare.run("verify", "--json", JIAYI_KEK_FILE="new.kek")
    assert (sound.status, sound.answer["ok"]) == (0, True)
    assert bare.run("doctor", "--change-key", "new.kek", "--json").answer["kek_version"] == 2


@pytest.mark.parametrize(
    ("edit", "status", "code"),
    [
        ("UPDATE store_meta SET demo = 1", 1, "row_altered"),
        ("UPDATE store_meta SET tenant = 'other'", 1, "row_altered"),
        ("UPDATE store_meta SET created_at = 'yesterday'", 1, "row_altered"),
        ("DELETE FROM store_meta", 1, "row_altered"),
        ("UPDATE ledger_versions SET ledger_version = 7", 3, "ledger_version"),
        ("UPDATE store_keys SET wrapped = x'00'", 3, "kek_mismatch"),
    ],
)
def test_verify_finds_an_edit_of_what_the_store_says_of_itself_unless_it_cannot_be_opened(
    bare: CommandLine, edit: str, status: int, code: str
) -> None:
    register = write_small_register(bare.folder / "r.xlsx")
    bare.run("import", register, "--policy", "hanbin")
    connection = sqlite3.connect(bare.folder / "jiayi.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(edit)
    connection.commit()
    connection.close()
    verified, asked = bare.run("verify", "--json"), bare.run("roster", "--json")
    assert (verified.status, asked.status) == (status, 3)
    if status == 1:
        assert [found["code"] for found in verified.answer["findings"]] == [code]
        assert asked.answer["error"]["code"] == "store_altered"
    else:
        assert verified.answer["error"]["code"] == asked.answer["error"]["code"] == code


def test_a_doctor_tells_the_time_as_the_clocks_of_the_place_do(bare: CommandLine) -> None:
    bare.run("import", write_small_register(bare.folder / "r.xlsx"), "--policy", "hanbin")
    before = datetime.now(ZoneInfo("Asia/Shanghai"))  # noqa: TID251 - the machine's own clock is what is compared
    messages = {each["check"]: each["message"] for each in bare.run("doctor", "--json").answer["checks"]}
    after = datetime.now(ZoneInfo("Asia/Shanghai"))  # noqa: TID251 - the same
    assert any(f"{at:%H:%M}（Asia/Shanghai）" in messages["clock"] for at in (before, after))
