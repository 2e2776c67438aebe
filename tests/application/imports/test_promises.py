"""What every import keeps, whatever registers say one after the other and people record between them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from application.contracts import fold
from application.envelope import RegisterRow
from application.imports.report import ImportReport
from application.registers.households import RegisterHousehold, RegisterPerson
from application.registers.messages import ERRORS, WARNINGS, problem_message
from application.rehearsal import Rehearsal
from domain.citizen_id import parse_citizen_id
from domain.contract.claims import ResidentClaims, held_of
from domain.contract.commands import (
    ContractChange,
    EnterInError,
    RecordDeath,
    RecordRelocation,
    RemoveMember,
    ReplaceRepresentative,
    WithdrawMark,
)
from domain.contract.events import LeaveReason, Mark
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.packages import Package
from domain.populations import Category
from domain.refusal import Refused
from tests.application.imports.office import Office, household, number, person

DAYS = [date(2018, 3, 5), date(2018, 9, 1), date(2019, 3, 4), date(2019, 3, 5), date(2020, 1, 1)]
PEOPLE = [
    person(name, number(born, order), relationship)
    for order, (name, relationship, born) in enumerate(
        (name, relationship, born)
        for name in ("王桂英", "李军")
        for relationship in ("母亲", "子")
        for born in ("1950-05-10", "2018-09-14", "2019-06-01")
    )
]


@st.composite
def persons(draw: st.DrawFn, listed: RegisterPerson, signed_on: date) -> RegisterPerson:
    """A row as the reader would hand it over: no ending before the signing or the birth."""
    assert listed.citizen_id
    earliest = max(signed_on, listed.citizen_id.birth_on)
    days = st.none() | st.sampled_from(DAYS)
    death, move = draw(days), draw(days)
    return replace(
        listed,
        phone=draw(st.sampled_from([None, "13909150001", "13909150002"])),
        categories=draw(st.sampled_from([(), (Category.MATERNAL,), (Category.DISABLED, Category.HYPERTENSION)])),
        note=draw(st.sampled_from([None, "在外务工"])),
        death=death if death and death >= earliest else None,
        relocation=move if move and move > earliest else None,
    )


@st.composite
def households(draw: st.DrawFn, household_number: str | None) -> RegisterHousehold:
    signed_on = draw(st.sampled_from(DAYS))
    listed = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique_by=lambda each: each.citizen_id))
    rows = [draw(persons(each, signed_on)) for each in listed]
    rows[0] = replace(rows[0], is_head=True, relationship="户主")
    return household(
        household_number,
        *rows,
        signed_on=signed_on,
        doctor=draw(st.sampled_from(["陈静", "刘洋", None])),
        team=draw(st.sampled_from(["第1团队", "第2团队"])),
        package=draw(st.sampled_from([None, Package.BASIC, Package.PAID])),
        village=draw(st.sampled_from(["石梯村", "新田村", None])),
    )


@st.composite
def registers(draw: st.DrawFn) -> list[RegisterHousehold]:
    numbers = draw(st.lists(st.sampled_from(["1", "2", None]), min_size=1, max_size=3))
    once = [each for place, each in enumerate(numbers) if each is None or each not in numbers[:place]]
    return [draw(households(each)) for each in once]


@st.composite
def edited(draw: st.DrawFn, written: list[RegisterHousehold]) -> list[RegisterHousehold]:
    """The register of before with some households written anew, and a number corrected now and then."""
    kept = [each if draw(st.booleans()) else draw(households(each.number)) for each in written]
    if draw(st.booleans()):
        first, *others = kept[0].persons
        corrected = replace(first, citizen_id=parse_citizen_id(number("1950-05-10", draw(st.integers(100, 102)))))
        kept[0] = replace(kept[0], persons=(corrected, *others))
    return kept


def by_hand(data: st.DataObject, resident_ids: list[UUID]) -> ContractChange:
    resident_id, day = data.draw(st.sampled_from(resident_ids)), data.draw(st.sampled_from(DAYS))
    text = Personal(resident_id, "更正")
    commands: list[ContractChange] = [
        RecordDeath(resident_id=resident_id, died_on=day),
        RecordRelocation(resident_id=resident_id, moved_on=day),
        RemoveMember(resident_id=resident_id, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=day),
        WithdrawMark(resident_id=resident_id, mark=Mark.DEATH, reason=text),
        WithdrawMark(resident_id=resident_id, mark=Mark.RELOCATION, reason=text),
        ReplaceRepresentative(representative_id=resident_id, replaced_on=day),
        EnterInError(reason=text),
    ]
    return data.draw(st.sampled_from(commands))


def contracts(office: Office) -> dict[UUID, Contract]:
    folded = {
        stream_id: fold([record.event for record in office.ledger.stream(stream_id)])
        for stream_id in dict.fromkeys(record.stream_id for record in office.ledger.records)
    }
    return {stream_id: contract for stream_id, contract in folded.items() if contract is not None}


def do_by_hand(office: Office, data: st.DataObject) -> None:
    contract = data.draw(st.sampled_from(list(contracts(office).values())))
    command = by_hand(data, list(contract.members))
    if contract.household_number is not None:
        try:
            office.do(command, contract.household_number)
        except Refused:
            return  # a clerk may ask for anything


def assert_counted(report: ImportReport, written: list[RegisterHousehold]) -> None:
    outcomes = (report.taken, report.unchanged, report.refused)
    assert report.read.households == len(written) == sum(count.households for count in outcomes)
    persons_written = sum(len(each.persons) for each in written)
    assert report.read.persons == persons_written == sum(count.persons for count in outcomes)
    assert bool(report.errors) == bool(report.refused.households)


def assert_told(report: ImportReport) -> None:
    for problems, table in ((report.errors, ERRORS), (report.warnings, WARNINGS)):
        assert [each.row or 0 for each in problems] == sorted(each.row or 0 for each in problems)
        for problem in problems:
            assert problem.code in table
            assert "{" not in problem_message(problem, "zh") + problem_message(problem, "en")


def assert_nobody_twice(office: Office) -> None:
    """Nobody is in two contracts on one day, and what is claimed is what the contracts hold."""
    known = contracts(office)
    for resident_id in {each for contract in known.values() for each in contract.members}:
        held = {contract_id: held_of(contract, resident_id) for contract_id, contract in known.items()}
        claimed = office.ledger.claims([resident_id])[resident_id]
        assert {each: claimed.held[each] for each in claimed.held} == {each: held[each] for each in claimed.held}
        assert all(not held[each].stretches for each in held.keys() - claimed.held.keys())
        for one, other in combinations(held, 2):
            claims = ResidentClaims(resident_id=resident_id, held={one: held[one]})
            assert claims.overlap(other, held[other].stretches) is None


def recorded_rows(office: Office, since: int) -> Iterator[RegisterRow | None]:
    for record in office.ledger.records[since:]:
        yield record.cause.source


@given(st.data())
def test_an_import_keeps_its_promises(data: st.DataObject) -> None:
    office = Office(policy=data.draw(st.sampled_from(["hanbin", "erqi", "putuo"])))
    written = data.draw(registers())
    for _ in range(3):
        since = len(office.ledger.records)
        rehearsed = office.take(*written, ledger=Rehearsal(office.ledger, office.clock))
        assert len(office.ledger.records) == since, "a dry run records nothing"
        report = office.take(*written)
        assert rehearsed == report
        assert_counted(report, written)
        assert_told(report)
        assert_nobody_twice(office)
        assert len(set(recorded_rows(office, since))) == report.taken.households, "a refusal leaves no trace"
        recorded = len(office.ledger.records)
        if not report.errors and data.draw(st.booleans()):  # a clerk may make room for a household that was refused
            do_by_hand(office, data)
            recorded = len(office.ledger.records)
        again = office.take(*written)
        assert len(office.ledger.records) == recorded, "the same file again records nothing"
        assert (again.taken.households, again.refused) == (0, report.refused)
        written = data.draw(edited(written))
