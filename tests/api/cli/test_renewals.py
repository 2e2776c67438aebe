"""`renew` and `work` as their users meet them."""

import json
import signal
from datetime import date
from pathlib import Path

import pytest

from api.bodies.documenting import EXAMPLES
from domain.contract.absences.commands import NoteAbsence
from infrastructure.database import open_store
from infrastructure.settings import Settings
from tests.support.command_line import CommandLine
from tests.support.renewing import Office


@pytest.fixture
def office(tmp_path: Path) -> CommandLine:
    """A store marked demo: one contract that silence renews after 2020-02-27, one that ended with 2018-02-27."""
    settings = Settings.from_environment({"JIAYI_DATABASE_URL": f"sqlite:///{tmp_path}/jiayi.db"})
    with open_store(settings, writing=True, demo=True) as store:
        made = Office(store)
        made.sign()
        made.sign("jiangxian")
    return CommandLine(folder=tmp_path)


def test_renew_prints_what_programs_read(office: CommandLine) -> None:
    dry = office.run("renew", "--on", "2020-02-28", "--dry-run", "--json")
    done = office.run("renew", "--on", "2020-02-28", "--json")
    assert (dry.status, done.status) == (0, 0)
    assert dry.answer == done.answer
    (skipped,) = done.answer["skipped"]
    assert list(done.answer) == ["business_date", "renewed", "expired", "waiting", "skipped"]
    assert done.answer == {
        "business_date": "2020-02-28",
        "renewed": 1,
        "expired": 1,
        "waiting": 0,
        "skipped": [{"contract": skipped["contract"], "reason": "no_consent"}],
    }
    again = office.run("renew", "--on", "2020-02-28", "--json")
    assert (again.answer["renewed"], again.answer["expired"], again.answer["skipped"]) == (0, 0, [])
    (page,) = office.run("renew", "--runs", "--json").answer
    assert (page["from_on"], page["to_on"], page["renewed"]) == ("2018-02-28", "2020-02-28", 1)
    assert office.run("verify", "--json").answer["ok"]


def test_renew_is_told_in_both_languages(office: CommandLine) -> None:
    zh = office.run("renew", "--on", "2018-02-28", "--lang", "zh").stdout
    assert "已处理到2018年2月28日：续约0份，到期终止1份" in zh
    assert "无人表示同意续约" in zh
    en = office.run("renew", "--on", "2020-02-28", "--lang", "en").stdout
    assert "Settled up to 28 February 2020: 1 renewed, 0 expired" in en
    assert "Settled up to 28 February 2020 before" in office.run("renew", "--on", "2020-02-28", "--lang", "en").stdout


def test_renew_ahead_lists_what_will_happen_and_what_needs_whom(office: CommandLine) -> None:
    ended, silent = office.run("renew", "--ahead", "1", "--json").answer
    assert (ended["end_on"], ended["what"], ended["consents"]) == ("2018-02-27", "awaits_consent", ["resident"])
    assert (silent["end_on"], silent["what"], silent["consents"]) == ("2020-02-27", "by_silence", [])
    assert (silent["team"], silent["doctor"]) == ("第1家庭医生服务团队", "王建国")
    assert "自动续约" in office.run("renew", "--ahead", "1", "--lang", "zh").stdout


def test_row_23_renew_ahead_asks_about_who_has_been_away_too_long(tmp_path: Path) -> None:
    settings = Settings.from_environment({"JIAYI_DATABASE_URL": f"sqlite:///{tmp_path}/jiayi.db"})
    with open_store(settings, writing=True, demo=True) as store:
        made = Office(store)
        contract_id = made.sign()
        (member,) = made.contract(contract_id).members
        made.world.contracts.handle(
            contract_id, NoteAbsence(resident_id=member, since_on=date(2017, 2, 28)), made.request()
        )
    office = CommandLine(folder=tmp_path)
    *_, asked = office.run("renew", "--ahead", "1", "--json").answer
    assert (asked["contract"], asked["resident"], asked["name"]) == (str(contract_id), str(member), "居民1")
    assert (asked["what"], asked["since_on"], asked["too_long_from_on"]) == ("long_absence", "2017-02-28", "2017-08-28")
    assert (asked["team"], asked["doctor"], asked["rule"]["stated"]) == ("第1家庭医生服务团队", "王建国", False)
    zh = office.run("renew", "--ahead", "1", "--lang", "zh").stdout
    assert "居民1自2017年2月28日起外出，到2017年8月28日已满期限" in zh
    assert "居住半年以上为常住" in zh
    en = " ".join(office.run("renew", "--ahead", "1", "--lang", "en").stdout.split())
    assert "居民1 of household 61090200001 has been away since 28 February 2017, too long from 28 August 2017" in en


def test_two_questions_at_once_are_wrong_usage(office: CommandLine) -> None:
    assert office.run("renew", "--on", "2020-02-28", "--runs").status == 2


def test_a_day_to_come_is_refused_in_a_real_store(tmp_path: Path) -> None:
    settings = Settings.from_environment({"JIAYI_DATABASE_URL": f"sqlite:///{tmp_path}/jiayi.db"})
    with open_store(settings, writing=True):
        pass
    ran = CommandLine(folder=tmp_path).run("renew", "--on", "2199-01-01", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "dated_in_future")


def test_work_settles_and_ends_when_told_to(office: CommandLine) -> None:
    process = office.start("work", "--json")
    try:
        assert process.stdout is not None
        answer = json.loads(process.stdout.readline())
        assert (answer["expired"], answer["renewed"] >= 2) == (1, True)
        beside = office.run("apply", EXAMPLES, "--json")  # a clerk works beside it, on a file as on a server
        assert (beside.status, process.poll()) == (0, None), beside.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()
    assert len(office.run("renew", "--runs", "--json").answer) == 1
