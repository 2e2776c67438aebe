"""The certificate of a disposal, as the command line prints it."""

import re
from pathlib import Path

import pytest

from api.bodies.documenting import EXAMPLES
from tests.support.command_line import CommandLine

PAPER = "14082600104"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A store in which the examples were told: one disposal under the wrong number, and again under the right one."""
    office = CommandLine(folder=tmp_path_factory.mktemp("office"))
    story = [
        line
        for line in EXAMPLES.read_text("utf-8").splitlines()
        if "1408260" in line or "绛县" in line or "吕福来" in line
    ]
    file = Path(office.folder) / "story.ndjson"
    file.write_text("\n".join(story), encoding="utf-8")
    assert office.run("apply", file, "--by", "刘敏").status == 0
    return office


def test_a_certificate_is_printed_in_both_languages_whoever_reads_it(office: CommandLine) -> None:
    told = office.run("archive", PAPER, "--certificate").stdout.splitlines()
    assert told == office.run("archive", PAPER, "--certificate", "--lang", "en").stdout.splitlines()
    assert told[0] == "销毁证明第2023-010号  Certificate of disposal no. 2023-010"
    assert [re.sub(r"record \d+", "record N", line) for line in told[3:]] == [
        "  销毁内容 Disposed of: 签约服务资料 contract papers",
        "  保存期限 Had to be kept until: 2022年12月20日 20 December 2022",
        "  批准 Approved: 刘敏（卫生院管理员 centre administrator），2023年1月11日 11 January 2023，记录 record N",
        "  销毁 Disposed: 郭磊（区卫健局人员 district officer），2023年1月16日 16 January 2023，记录 record N",
        "  继续保存 Kept back: 无 nothing",
    ]


def test_a_certificate_is_data_for_programs_and_names_the_records(office: CommandLine) -> None:
    (certificate,) = office.run("archive", PAPER, "--certificate", "--json").answer
    entries = {each["position"]: each["type"] for each in office.run("history", PAPER, "--json").answer}
    approved, disposed = certificate["approved"], certificate["disposed"]
    assert entries[approved["position"]] == "contract.disposal_approved.v1"
    assert entries[disposed["position"]] == "contract.disposed.v1"
    assert (approved["by"], approved["role"], approved["on"]) == ("刘敏", "centre_admin", "2023-01-11")
    assert (disposed["by"], disposed["role"], disposed["on"]) == ("郭磊", "district_officer", "2023-01-16")
    assert (certificate["number"], certificate["retention_class"]) == ("2023-010", "contract_papers")
    assert certificate["kept_back"] == []


def test_the_archive_tells_where_papers_are_which_holds_there_were_and_who_let_them_go(office: CommandLine) -> None:
    told = office.run("archive", PAPER).stdout
    assert (
        "自2022年1月10日起曾暂停销毁：审计检查（编号00000000-0000-4000-b000-000000000001），2022年6月30日解除。" in told
    )
    assert "存放于3号柜12盒（2018年1月15日归档）。" in told
    assert "2023年1月16日由郭磊销毁，证明2023-010号。" in told


def test_without_a_contract_nothing_is_certified(office: CommandLine) -> None:
    assert office.run("archive", "--certificate").status == 2


def test_of_what_was_not_disposed_of_there_is_no_certificate(office: CommandLine, tmp_path: Path) -> None:
    story = (office.folder / "story.ndjson").read_text("utf-8").splitlines()
    kept = CommandLine(folder=tmp_path)
    file = tmp_path / "kept.ndjson"
    until_it_is_void = [line for line in story if "2023-010" not in line]
    file.write_text("\n".join(until_it_is_void), encoding="utf-8")
    assert kept.run("apply", file, "--by", "刘敏").status == 0
    ran = kept.run("archive", PAPER, "--certificate", "--json")
    assert (ran.status, ran.answer["error"]["code"]) == (1, "nothing_disposed")
