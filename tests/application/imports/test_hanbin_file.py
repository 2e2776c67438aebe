"""The register of 汉滨 in `examples/`, imported: once, twice, as a dry run, and corrected."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from application.contracts import fold
from application.envelope import RegisterRow
from application.imports.importing import Imports
from application.imports.report import ImportReport
from application.ports import Ledger
from application.registers.households import Reading
from application.registers.messages import problem_message
from application.registers.reading import read_register
from application.rehearsal import Rehearsal
from application.residents import KnownResident, load_residents
from domain.contract.events import ContractSigned
from domain.contract.state import Contract, InForce
from domain.populations import Category, categories_by_age
from infrastructure.registers.workbook import open_workbook
from tests.application.imports.office import CLERK, codes
from tests.support.memory_directory import MemoryDirectory
from tests.support.memory_ledger import FixedClock, MemoryLedger
from tests.support.policies import BOOK

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "hanbin.expected.json").read_text("utf-8"))
CLOCK = FixedClock(datetime(2026, 11, 22, 4, 0, tzinfo=UTC))
ROSTER_DAY = date(2018, 12, 31)


@cache
def reading() -> Reading:
    return read_register(open_workbook(EXAMPLES / "hanbin.xlsx"), today=date(2026, 11, 22))


def run(real: MemoryLedger, ledger: Ledger | None = None, read: Reading | None = None) -> ImportReport:
    imports = Imports(ledger or real, BOOK, MemoryDirectory(real), CLOCK, "default")
    return imports.run(read or reading(), "hanbin", CLERK, file_digest="ab" * 32)


@cache
def imported() -> tuple[MemoryLedger, ImportReport]:
    """A ledger that has the register, only to be read."""
    ledger = MemoryLedger(CLOCK)
    return ledger, run(ledger)


def test_it_gives_exactly_the_counts_that_a_careful_importer_gives() -> None:
    _, report = imported()
    assert asdict(report.read) == EXPECTED["read"]
    assert asdict(report.taken) == EXPECTED["taken"]
    assert asdict(report.refused) == EXPECTED["refused"]
    assert asdict(report.unchanged) == {"households": 0, "persons": 0}
    assert sorted({str(problem.household) for problem in report.errors}) == EXPECTED["refused_households"]


def test_the_roster_of_the_last_day_of_2018_is_the_expected_one() -> None:
    ledger, _ = imported()
    counted: Counter[Category] = Counter()
    households = distinct = 0
    persons: set[UUID] = set()
    for contract in contracts(ledger):
        standing = contract.on(ROSTER_DAY)
        if isinstance(standing, InForce):
            households += 1
            for resident_id, known in load_residents(ledger, standing.members).items():
                categories = contract.members[resident_id].flags_on(ROSTER_DAY) | by_age(known)
                counted.update(categories)
                distinct += bool(categories)
                persons.add(resident_id)
    wanted = EXPECTED["roster"]
    assert (households, len(persons), distinct) == (wanted["households"], wanted["persons"], wanted["key_distinct"])
    assert {name: counted[Category(name)] for name in wanted["by_category"]} == wanted["by_category"]


def contracts(ledger: MemoryLedger) -> Iterator[Contract]:
    for record in ledger.records:
        if isinstance(record.event, ContractSigned):
            contract = fold([each.event for each in ledger.stream(record.stream_id)])
            assert contract
            yield contract


def by_age(known: KnownResident) -> frozenset[Category]:
    assert known.birth_on
    return categories_by_age(known.birth_on, ROSTER_DAY, elderly_from_age=65)


def test_errors_and_warnings_stand_in_the_order_of_the_rows_and_have_their_sentences() -> None:
    _, report = imported()
    for problems in (report.errors, report.warnings):
        rows = [problem.row or 0 for problem in problems if problem.sheet == "登记册"]
        assert rows == sorted(rows)
        assert all("{" not in problem_message(problem, "zh") + problem_message(problem, "en") for problem in problems)
    assert report.warnings[-1].code == "sheet_skipped"


def test_the_same_file_again_records_nothing() -> None:
    ledger = MemoryLedger(CLOCK)
    first = run(ledger)
    recorded = len(ledger.records)
    second = run(ledger)
    assert len(ledger.records) == recorded
    assert second.taken.households == 0
    assert second.unchanged == first.taken
    assert codes(second) == codes(first)


def test_a_dry_run_records_nothing_and_reports_what_the_real_run_reports() -> None:
    ledger = MemoryLedger(CLOCK)
    rehearsed = run(ledger, Rehearsal(ledger, CLOCK))
    assert ledger.records == []
    assert rehearsed == run(ledger)
    assert run(ledger, Rehearsal(ledger, CLOCK)) == run(ledger)


def test_a_refused_household_that_was_corrected_is_taken_and_nothing_else() -> None:
    ledger = MemoryLedger(CLOCK)
    first = run(ledger)
    corrected = [
        replace(each, signed_on=date(2018, 6, 2), problems=()) if each.number == "61090200020" else each
        for each in reading().households
    ]
    before = len(ledger.records)
    second = run(ledger, read=replace(reading(), households=tuple(corrected)))
    (household,) = (each for each in corrected if each.number == "61090200020")
    assert asdict(second.taken) == {"households": 1, "persons": len(household.persons)}
    assert second.unchanged == first.taken
    signed = [record.event for record in ledger.records[before:] if isinstance(record.event, ContractSigned)]
    assert [event.household_number for event in signed] == ["61090200020"]


def test_every_record_leads_back_to_its_row() -> None:
    ledger, _ = imported()
    sources = {record.cause.source for record in ledger.records}
    assert len(sources) == EXPECTED["taken"]["households"]
    assert RegisterRow(digest="ab" * 32, sheet="登记册", row=4) in sources


def test_every_record_names_the_run_that_the_report_names_and_the_next_import_is_another_run() -> None:
    ledger, report = imported()
    assert {record.cause.run_id for record in ledger.records} == {report.run_id}
    assert run(ledger).run_id != report.run_id


def test_whom_a_contract_names_stands_in_the_ledger_before_it() -> None:
    ledger, _ = imported()
    known: set[UUID] = set()
    for record in ledger.records:
        if isinstance(record.event, ContractSigned):
            named = {record.event.team_id, *(member.resident_id for member in record.event.members)}
            assert named <= known
        known.add(record.stream_id)
