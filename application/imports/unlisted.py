"""Households that an earlier register told of, and that this one does not list."""

from collections.abc import Iterator, Sequence
from datetime import date

from application.imports.outcome import Surroundings
from application.imports.picture import Picture, load_picture
from application.imports.signing import village_of
from application.imports.telling import stays
from application.ports import ContractDirectory, DirectoryEntry
from application.registers.households import Problem, RegisterHousehold


def unlisted_households(
    households: Sequence[RegisterHousehold], around: Surroundings, directory: ContractDirectory
) -> Iterator[Problem]:
    """A warning for each contract that a register signed with one of these teams in one of their villages.

    It must be in force on the latest day of signing in the register: what had ended by then is not expected there.
    """
    listed = [household for household in households if household.signed_on is not None and not household.problems]
    numbers = {household.number for household in households if not household.alone}
    numbers_of_persons = {household.number for household in households if household.alone}
    places = {(around.teams.id_of(each), village_of(each)): each.sheet for each in reversed(listed)}
    day = max((each.signed_on or date.min for each in listed), default=date.min)
    position = around.ledger.head().position
    for team_id in dict.fromkeys(team_id for team_id, _ in places):
        for entry in directory.in_force_with(team_id, day, at_least=position):
            sheet = places.get((team_id, entry.village))
            if sheet is None or (entry.household_number and entry.household_number in numbers):
                continue
            picture = load_picture(around.ledger, entry.contract_id)
            by_number = picture is not None and picture.told.household_number not in {None, *numbers_of_persons}
            if picture is None or (not by_number and picture.told_representative_id in around.people.named):
                continue
            persons = sum(stays(picture.known.contract.members[each]) for each in picture.told.members)
            if persons:
                yield _unlisted(entry, picture, sheet, persons)


def _unlisted(entry: DirectoryEntry, picture: Picture, sheet: str, persons: int) -> Problem:
    label = entry.household_number or picture.told.agreement_number
    return Problem(
        code="no_longer_listed",
        sheet=sheet,
        row=None,
        column=None,
        household=label,
        value=label,
        facts={"persons": persons},
    )
