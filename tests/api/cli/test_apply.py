"""apply as programs use it, on both databases: answers line by line, sent again, rehearsed, killed in the middle."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from api.bodies.documenting import EXAMPLES
from tests.support.command_line import CommandLine, Ran
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.storage

ID, DIED = "00000000-0000-4000-8000-00000000aaaa", {"died_on": "2018-01-01"}
LINES = EXAMPLES.read_text("utf-8").splitlines()


@pytest.fixture(params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CommandLine]:
    """A command line with a store of its own on each engine."""
    if request.param == "sqlite":
        yield CommandLine(folder=tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database()
    yield CommandLine(folder=tmp_path, env={"JIAYI_DATABASE_URL": url})
    server.drop_database(url)


def answers(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_the_examples_run_on_an_empty_store_and_repeat_nothing(county: CommandLine) -> None:
    first = county.run("apply", EXAMPLES, "--json", "--by", "刘敏")
    assert first.status == 0, first.stdout
    assert [each["line"] for each in answers(first)] == list(range(1, len(LINES) + 1))
    assert all(each["ok"] for each in answers(first))
    again = county.run("apply", EXAMPLES, "--json", "--by", "刘敏")
    assert (again.status, answers(again)[:-1]) == (0, answers(first)[:-1])  # the last one is a run
    assert [each[-1]["moved"] for each in (answers(first), answers(again))] == [1, 0]
    assert county.run("verify", "--json").answer["ok"]
    assert county.run("history", "41010300101", "--json").answer[0]["type"] == "contract.signed.v1"


def test_a_household_number_leads_to_the_contract_that_a_transfer_signed(county: CommandLine, tmp_path: Path) -> None:
    """In the same file, in the next one, and in a rehearsal; a number that nobody has is told as such."""
    gone = {"command": "record_death", "command_id": ID, "contract": "41010300104", "died_on": "2019-09-01"}
    died = json.dumps({**gone, "resident_id": "00000000-0000-4000-a000-000000000301"})
    file = tmp_path / "commands.ndjson"
    file.write_text("\n".join([*LINES, died]), encoding="utf-8")
    rehearsed, done = (answers(county.run("apply", file, *dry, "--json")) for dry in (["--dry-run"], []))
    assert rehearsed[-1]["contract"] == done[-1]["contract"] == "00000000-0000-4000-a000-000000000307"
    moved = {"command": "merge_household", "command_id": ID.replace("a", "b"), "contract": "41010300101"}
    nowhere = {**moved, "into_contract_id": {"household_number": "4"}, "members": [], "merged_on": "2019-10-01"}
    file.write_text(json.dumps(nowhere), encoding="utf-8")
    (told,) = answers(county.run("apply", file, "--json"))
    assert told["error"]["errors"][0]["pointer"] == "/into_contract_id"
    assert told["error"]["errors"][0]["code"] == "nobody_named"


def test_a_household_number_leads_back_from_a_transfer_that_was_taken_back(county: CommandLine, tmp_path: Path) -> None:
    """In the same file, in the next one, and in a rehearsal."""
    home = "00000000-0000-4000-a000-000000000306"
    died = {"command": "record_death", "command_id": ID, "contract": "41010300106", "died_on": "2019-09-03"}
    line = json.dumps({**died, "resident_id": "00000000-0000-4000-a000-000000000304"})
    file = tmp_path / "commands.ndjson"
    until_taken_back = LINES[: next(n for n, each in enumerate(LINES, start=1) if '"void_move"' in each)]
    file.write_text("\n".join([*until_taken_back, line]), encoding="utf-8")
    rehearsed, done = (answers(county.run("apply", file, *dry, "--json")) for dry in (["--dry-run"], []))
    assert rehearsed[-1]["contract"] == done[-1]["contract"] == home
    file.write_text(line.replace(ID, ID.replace("a", "b")), encoding="utf-8")
    (told,) = answers(county.run("apply", file, "--json"))
    assert (told["ok"], told["contract"]) == (True, home)


def test_a_refused_line_is_answered_and_stops_nothing(county: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "commands.ndjson"
    file.write_bytes(
        b"\xef\xbb\xbf"
        + "\n\n".join(
            [
                LINES[0],
                "nonsense",
                '{"command": "dance", "x": 1}',
                '{"command": "staff_care_team", "command_id": "1", "team": "x", "staff": [{"name": "王建国"}]}',
                json.dumps({"command": "record_death", "contract": "41", "command_id": ID, "resident_id": ID, **DIED}),
                LINES[1],
            ]
        ).encode()
    )
    ran = county.run("apply", file, "--json", "--lang", "en")
    assert ran.status == 1
    told = answers(ran)
    assert [each["line"] for each in told] == [1, 3, 5, 7, 9, 11]
    assert [each.get("error", {}).get("code") for each in told] == [
        None, "not_json", "malformed", "malformed", "not_found", None,
    ]  # fmt: skip
    assert {each["pointer"]: each["code"] for each in told[2]["error"]["errors"]} == {
        "/command": "not_a_choice",
        "/command_id": "missing_field",
    }
    assert {each["pointer"] for each in told[3]["error"]["errors"]} == {"/command_id"}
    assert all(each["message"] for each in told[3]["error"]["errors"])


def test_the_same_id_with_another_body_is_refused(county: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "commands.ndjson"
    file.write_text("\n".join([LINES[0], LINES[0].replace("2018-01-02", "2018-01-03")]), encoding="utf-8")
    told = answers(county.run("apply", file, "--json"))
    assert told[1]["error"]["code"] == "idempotency_key_reused"


def test_a_file_that_names_somebody_by_a_number_corrected_since_is_answered_as_done(
    county: CommandLine, tmp_path: Path
) -> None:
    """Line 28 tells of a death by the number; whoever is named by it and nothing else was told before is nobody now."""
    (resident,) = (each["resident"] for each in answers(county.run("apply", EXAMPLES, "--json")) if each["line"] == 8)
    corrected = {"command": "identify_resident", "command_id": ID, "resident": resident, "kind": "citizen_id"}
    correction, another = tmp_path / "correction.ndjson", tmp_path / "another.ndjson"
    correction.write_text(
        json.dumps({**corrected, "identified_on": "2019-09-10", "number": "41010319480512123X"}), encoding="utf-8"
    )
    assert county.run("apply", correction).status == 0
    again = county.run("apply", EXAMPLES, "--json")
    assert again.status == 0, again.stdout
    another.write_text(LINES[27].replace("-8000-000000000016", "-8000-00000000bbbb"), encoding="utf-8")
    (told,) = answers(county.run("apply", another, "--json"))
    assert told["error"]["errors"][0]["code"] == "nobody_named"
    another.write_text(LINES[27].replace("2019-", "2018-"), encoding="utf-8")
    (told,) = answers(county.run("apply", another, "--json"))
    assert told["error"]["code"] == "idempotency_key_reused"


def test_a_rehearsal_answers_the_same_and_records_nothing(county: CommandLine) -> None:
    """Also where there is no store yet, in a folder or on a server."""
    rehearsed = county.run("apply", EXAMPLES, "--dry-run", "--json", "--by", "刘敏")
    assert rehearsed.status == 0, rehearsed.stdout
    assert county.run("roster", "--json").answer["error"]["code"] == "database_unreachable"
    done = answers(county.run("apply", EXAMPLES, "--json", "--by", "刘敏"))
    assert [each["position"] for each in answers(rehearsed)] == [each["position"] for each in done]
    runs = answers(rehearsed)[-1], done[-1]
    assert [(each["read"], each["moved"], each["refused"]) for each in runs] == [(1, 1, [])] * 2


def test_what_is_answered_survives_a_kill_and_the_file_goes_on_from_there(county: CommandLine) -> None:
    process = county.start("apply", EXAMPLES, "--json", "--by", "刘敏")
    assert process.stdout is not None
    answered = [json.loads(line) for line in islice(process.stdout, 9)]
    process.kill()
    process.communicate()
    again = answers(county.run("apply", EXAMPLES, "--json", "--by", "刘敏"))
    assert again[:9] == answered
    assert len(again) == len(LINES)
    assert all(each["ok"] for each in again)
    assert county.run("verify", "--json").answer["ok"]


def test_a_teams_contracts_are_rehearsed_refused_moved_and_not_moved_twice(county: CommandLine, tmp_path: Path) -> None:
    story, refused, file = (tmp_path / f"{name}.ndjson" for name in ("story", "refused", "move"))
    story.write_text("\n".join(LINES[:-1]), encoding="utf-8")
    assert county.run("apply", story, "--json").status == 0
    move = json.loads(LINES[-1])
    follows_nobody = {**move, "command_id": ID, "doctors": [], "doctor": None}
    refused.write_text(json.dumps(follows_nobody), encoding="utf-8")
    ran = county.run("apply", refused, "--json")
    (told,) = answers(ran)
    assert (ran.status, told["ok"], told["read"], told["moved"]) == (1, True, 1, 0)
    assert [(each["contract"], each["error"]["code"]) for each in told["refused"]] == [
        ("00000000-0000-4000-a000-000000000307", "doctor_not_in_team")
    ]
    file.write_text(LINES[-1], encoding="utf-8")
    runs = [county.run("apply", file, *dry, "--json") for dry in (["--dry-run"], [], [])]
    assert [each.status for each in runs] == [0, 0, 0]
    rehearsed, done, again = (each.answer for each in runs)
    assert (rehearsed, done["moved"]) == (done, 1)
    assert (again["run"], again["read"], again["position"]) == (done["run"], 0, done["position"])
    file.write_text(json.dumps({**move, "expected_version": 1}), encoding="utf-8")
    assert county.run("apply", file, "--json").answer["error"]["errors"][0]["pointer"] == "/expected_version"


def test_a_file_that_is_not_there_is_said_so(county: CommandLine) -> None:
    ran = county.run("apply", "nowhere.ndjson", "--json", "--lang", "en")
    assert (ran.status, ran.answer["error"]["code"]) == (3, "file_missing")
