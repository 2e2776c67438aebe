"""Whom a household of the register keeps that another one lists too, because they are on record with it already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from application.imports.outcome import Surroundings
from application.registers.households import RegisterHousehold, RegisterPerson
from application.registers.keeper import PersonKeeper

Row = tuple[RegisterHousehold, RegisterPerson]


def keeper_of_known(households: Iterable[RegisterHousehold], around: Surroundings) -> PersonKeeper:
    """A keeper that knows them, so that the same register comes to the same end again.

    Who is on record with several, or with none, is left to the order of the sheets.
    """
    keeper = PersonKeeper()
    for rows in _listed_twice(households):
        on_record = [row for row in rows if _is_on_record(*row, around)]
        if len(on_record) == 1:
            household, person = on_record[0]
            keeper.keep(replace(household, persons=(person,)))
    return keeper


def _listed_twice(households: Iterable[RegisterHousehold]) -> Iterator[Sequence[Row]]:
    rows: dict[object, list[Row]] = {}
    for household in households:
        for person in () if household.problems else household.persons:
            rows.setdefault(person.citizen_id, []).append((household, person))
    return (several for several in rows.values() if len(several) > 1)


def _is_on_record(household: RegisterHousehold, person: RegisterPerson, around: Surroundings) -> bool:
    people = around.people.of(household)
    picture = around.households.picture_of(household, people)
    if picture is None or picture.is_void or picture.told.signed_on != household.signed_on:
        return False
    return any(each.person is person and each.resident_id in picture.told.members for each in people)
