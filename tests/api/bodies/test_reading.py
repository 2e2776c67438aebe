"""A sent command is read strictly, with every problem at once, and no answer quotes what was sent."""

from datetime import date
from uuid import UUID

import pytest

from api.bodies.catalogue import COMMANDS
from api.bodies.problems import BodyRefused
from api.bodies.reading import BodyReader
from application.reassigning import ReassignContracts
from domain.care_team.commands import AssignVillages
from domain.contract.commands import EnterInError, FlagPopulation, RecordDeath, SignContract
from domain.personal import Personal
from domain.populations import Category

CONTRACT, LI, WANG = (UUID(int=number) for number in (100, 1, 2))
PAPER = {"kind": "citizen_id", "number": "11010519491231002X"}


def read(shape: type, body: object) -> object:
    reader = BodyReader(lambda naming: LI if naming == PAPER else None)
    command: object = reader.read(shape, body, about=CONTRACT)
    reader.finish()
    return command


def problems(shape: type, body: object) -> dict[str, str]:
    with pytest.raises(BodyRefused) as refused:
        read(shape, body)
    return {problem.pointer: problem.code for problem in refused.value.problems}


def test_a_command_is_read_with_its_dates_choices_and_parts() -> None:
    noted = {"category": "maternal", "expected_on": "2018-09-30"}
    command = read(FlagPopulation, {"resident_id": str(WANG), "noted": noted, "noted_on": "2018-06-11"})
    assert isinstance(command, FlagPopulation)
    assert (command.resident_id, command.noted_on) == (WANG, date(2018, 6, 11))
    assert (command.noted.category, command.noted.expected_on) == (Category.MATERNAL, date(2018, 9, 30))
    assert command.noted.delivered_on is None


def test_somebody_may_be_named_by_a_paper() -> None:
    command = read(RecordDeath, {"resident_id": PAPER, "died_on": "2018-05-10"})
    assert command == RecordDeath(resident_id=LI, died_on=date(2018, 5, 10))
    assert problems(RecordDeath, {"resident_id": {**PAPER, "number": "1"}, "died_on": "2018-05-10"}) == {
        "/resident_id": "nobody_named"
    }


def test_a_text_belongs_to_whom_the_object_around_it_names_else_to_what_the_command_is_about() -> None:
    assert read(EnterInError, {"reason": "重复"}) == EnterInError(reason=Personal(CONTRACT, "重复"))
    member = {"resident_id": PAPER, "relationship": "户主", "note": "独居"}
    signed = read(SignContract, {**SIGNING, "members": [member]})
    assert isinstance(signed, SignContract)
    assert signed.members[0].note == Personal(LI, "独居")


SIGNING: dict[str, object] = {
    "household_number": None,
    "household_size": 1,
    "village": "建民村",
    "members": [],
    "representative_id": str(LI),
    "team_id": str(CONTRACT),
    "doctor": "王医生",
    "package": "basic",
    "signed_on": "2018-03-15",
}


def test_every_problem_is_told_at_once_by_its_place() -> None:
    members = [{"resident_id": "9", "relationship": "", "note": 1}, "x", {"relationship": "子", "a/b~c": 1}]
    body = {**SIGNING, "household_size": True, "package": "best", "signed_on": "2018-3-5", "members": members}
    assert problems(SignContract, body) == {
        "/household_size": "wrong_type",
        "/package": "not_a_choice",
        "/signed_on": "wrong_type",
        "/members/0/resident_id": "wrong_type",
        "/members/0/relationship": "wrong_type",
        "/members/0/note": "wrong_type",
        "/members/1": "wrong_type",
        "/members/2/a~1b~0c": "unknown_field",
        "/members/2/resident_id": "missing_field",
    }


def test_nothing_personal_stands_in_what_is_kept_in_plain() -> None:
    member = {"resident_id": PAPER, "relationship": "子13909150001", "note": "电话13909150001"}
    body = {
        **SIGNING,
        "household_number": "11010519491231002X",
        "village": "13703710001 张三",
        "agreement_number": "11010519491231002X",
        "doctor": "王" * 101,
        "members": [member],
    }
    assert problems(SignContract, body) == {
        "/household_number": "personal_in_plain",
        "/village": "personal_in_plain",
        "/agreement_number": "personal_in_plain",
        "/doctor": "too_long",
        "/members/0/relationship": "personal_in_plain",
    }
    villages = {"assigned_on": "2018-03-15", "villages": ["建民村", "张三13909150001"]}
    assert problems(AssignVillages, villages) == {"/villages/1": "personal_in_plain"}


def test_a_number_that_looks_like_a_phone_and_a_note_that_is_sealed_later_are_taken() -> None:
    signed = read(SignContract, {**SIGNING, "household_number": "14082600101", "doctor": "王" * 100})
    assert isinstance(signed, SignContract)
    asked = read(ReassignContracts, {"team_to": str(LI), "moved_on": "2018-07-01", "note": "请打13909150001"})
    assert isinstance(asked, ReassignContracts)


@pytest.mark.parametrize("body", [None, [], "x", 1])
def test_a_body_is_an_object(body: object) -> None:
    assert problems(RecordDeath, body) == {"": "wrong_type"}


@pytest.mark.parametrize("day", ["2018-02-30", "20180310", 1520640000, "2018-03-10T00:00:00", ""])
def test_a_day_is_written_in_one_way(day: object) -> None:
    assert problems(RecordDeath, {"resident_id": str(LI), "died_on": day}) == {"/died_on": "wrong_type"}


@pytest.mark.parametrize("day", ["0001-01-01", "1849-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_a_slip_of_the_pen(day: str) -> None:
    assert problems(RecordDeath, {"resident_id": str(LI), "died_on": day}) == {"/died_on": "day_out_of_range"}


def test_no_problem_quotes_what_was_sent() -> None:
    with pytest.raises(BodyRefused) as refused:
        read(RecordDeath, {"resident_id": "张三", "died_on": "张三"})
    assert "张三" not in repr(refused.value.problems) + str(refused.value)


def test_commands_are_called_by_what_they_ask_for() -> None:
    assert {"sign_contract", "record_death", "register_resident", "found_care_team"} <= COMMANDS.keys()
    assert COMMANDS["record_death"] is RecordDeath
