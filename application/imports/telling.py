"""What is told of a household that is taken: each warning about a cell of the register."""

from collections.abc import Iterator, Sequence

from application.imports.differences import born_too_late
from application.imports.marks import Marks
from application.imports.people import Listed
from application.imports.picture import Picture
from application.imports.signing import village_of
from application.imports.teams import NamedTeam
from application.registers.columns import Column
from application.registers.households import Problem, Reading, RegisterHousehold
from domain.contract.member import Member
from domain.contract.state import Contract


def unit_missing(reading: Reading) -> tuple[Problem, ...]:
    """Nothing says who reports, so that the teams named are told apart by their names alone."""
    if reading.unit is not None or not any(household.team for household in reading.households):
        return ()
    sheet = reading.households[0].sheet
    return (Problem(code="unit_missing", sheet=sheet, row=None, column=None, household=None, value=""),)


def village_missing(household: RegisterHousehold) -> tuple[Problem, ...]:
    """Nothing says the village."""
    return () if village_of(household) else (household.problem("village_missing", Column.VILLAGE, ""),)


def founded(household: RegisterHousehold, team: NamedTeam) -> tuple[Problem, ...]:
    """The team that the household names is new."""
    if not team.is_founded:
        return ()
    return (household.problem("team_founded", Column.TEAM, household.team, team=household.team),)


def too_late(
    household: RegisterHousehold, people: Sequence[Listed], contract: Contract, marks: Marks
) -> Iterator[Problem]:
    """Deaths, moves and births of days on which the contract was over: they are not this contract's to record."""
    end_on = contract.terms.last_day_on.isoformat()
    for listed, last_day in marks.too_late:
        yield household.problem("note_after_end", Column.NOTE, last_day, person=listed.person, end_on=end_on)
    for listed in people:
        if listed.resident_id not in contract.members and born_too_late(listed, contract):
            number = listed.identifier.number
            yield household.problem("born_after_end", Column.CITIZEN_ID, number, person=listed.person, end_on=end_on)


def no_longer_listed(household: RegisterHousehold, people: Sequence[Listed], picture: Picture) -> tuple[Problem, ...]:
    """How many of whom registers told are not listed, and still members as far as anybody knows."""
    told = picture.told.members.keys() - {listed.resident_id for listed in people}
    missing = sum(stays(picture.known.contract.members[resident_id]) for resident_id in told)
    return (household.problem("no_longer_listed", Column.NAME, "", persons=missing),) if missing else ()


def stays(member: Member) -> bool:
    """Whether no last day of the person is known."""
    spans = member.present_spans()
    return bool(spans) and spans[-1][1] is None
