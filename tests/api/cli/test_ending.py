"""How a run ends that was broken off: by a rule, by the surroundings, by a defect of the program."""

import json
from pathlib import Path

import pytest

from api.cli.ending import ending_of
from api.cli.output import Output
from application.ports import LedgerUnavailable
from domain.citation import Citation
from domain.contract.refusals import WholeHousehold
from infrastructure.engines.writer_lock import WriterLock
from infrastructure.failures import DiskFull, StoreBusy
from infrastructure.ledger.wire_names import UnknownField, UnknownWireName
from infrastructure.projections.generation import ReadModelOutdated
from tests.support.command_line import CommandLine
from tests.support.small_register import write_small_register


def test_a_refusal_tells_its_rule_and_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    rule = Citation(clause="整户签约", source="000_8e15918b276c8fae.txt, article 5")
    ending = ending_of(WholeHousehold(household_size=5, signed=3, rule=rule))
    assert ending.tell(Output(as_json=True)) == 1
    said = capsys.readouterr()
    error = json.loads(said.out)["error"]
    assert error["code"] == "whole_household"
    assert error["facts"] == {"household_size": 5, "signed": 3}
    assert error["rule"] == {"clause": "整户签约", "source": "000_8e15918b276c8fae.txt, article 5", "stated": True}
    assert "整户签约" in said.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DiskFull(database="sqlite:///x"), "disk_full"),
        (StoreBusy(database="postgresql://h/x"), "store_busy"),
        (StoreBusy(holder="王医生", pid=7, command="jiayi import", since="2026-01-01"), "store_busy"),
        (UnknownWireName("contract.unheard.v9"), "unknown_wire_name"),
        (UnknownField("contract.signed.v1", "facts.fee"), "unknown_field"),
        (ReadModelOutdated("roster", found=1, expected=2), "read_model_outdated"),
        (LedgerUnavailable(), "ledger_unavailable"),
    ],
)
def test_trouble_of_the_surroundings_ends_with_3_and_a_sentence(error: Exception, code: str) -> None:
    ending = ending_of(error)
    assert (ending.status, ending.code) == (3, code)
    assert ending.message != code
    assert all(str(fact) in ending.message for fact in (ending.facts or {}).values())


def test_a_defect_is_told_without_what_the_error_says() -> None:
    ending = ending_of(ValueError("王凤 11010519491231002X"))
    assert (ending.status, ending.code) == (3, "defect")
    assert "王凤" not in ending.message + str(ending.facts)
    assert "11010519491231002X" not in ending.message + str(ending.facts)
    assert str((ending.facts or {})["request_id"]) in ending.message


def test_a_store_that_somebody_else_writes_names_the_holder(tmp_path: Path) -> None:
    office = CommandLine(folder=tmp_path)
    register = write_small_register(tmp_path / "r.xlsx")
    office.run("import", register, "--policy", "hanbin")
    lock = WriterLock.acquire(tmp_path / "jiayi.db")
    try:
        ran = office.run("import", register, "--policy", "hanbin", "--json")
        assert office.run("roster", "--as-of", "2018-12-31", "--limit", 1).status == 0
    finally:
        lock.release()
    assert (ran.status, ran.answer["error"]["code"]) == (3, "store_busy")
    assert ran.answer["error"]["facts"]["holder"] in ran.answer["error"]["message"]
