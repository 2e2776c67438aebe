"""A person in two households of one register: the first in sheet order that is itself taken keeps them."""

from application.registers.columns import Column
from application.registers.households import Problem, RegisterHousehold


class PersonKeeper:
    """Remembers whom the households taken so far keep.

    Ask `conflicts` once a household has passed everything else, and `keep` once it is taken: a household that is
    refused for another reason keeps nobody.
    """

    def __init__(self) -> None:
        self._keeper_of: dict[str, RegisterHousehold] = {}

    def conflicts(self, household: RegisterHousehold) -> tuple[Problem, ...]:
        """Why the household cannot be taken: each of its persons whom another household of the register keeps."""
        found = []
        for person in household.persons:
            keeper = self._keeper_of.get(person.citizen_id.number) if person.citizen_id else None
            if person.citizen_id and keeper and (keeper.sheet, keeper.row) != (household.sheet, household.row):
                found.append(
                    household.problem(
                        "already_contracted",
                        Column.CITIZEN_ID,
                        person.citizen_id.number,
                        person=person,
                        first_household=keeper.label,
                    )
                )
        return tuple(found)

    def keep(self, household: RegisterHousehold) -> None:
        """The household was taken, or is unchanged since it was: its persons are its own."""
        for person in household.persons:
            if person.citizen_id:
                self._keeper_of[person.citizen_id.number] = household
