"""Which contract of the ledger a household of a register is."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from application.imports.people import Listed
from application.imports.picture import Picture, load_picture
from application.ports import ContractDirectory, Ledger
from application.registers.households import RegisterHousehold


class Households:
    """Finds the contract that registers signed for a household: by its number, without one by its head.

    The claims of its people lead there, and are never behind; only where they do not is the directory asked, and not
    for people who sign one by one, under one number.
    """

    def __init__(self, ledger: Ledger, directory: ContractDirectory) -> None:
        self._ledger = ledger
        self._directory = directory
        self._position = ledger.head().position

    def picture_of(self, household: RegisterHousehold, people: Sequence[Listed]) -> Picture | None:
        """The contract of that day of signing; where there is none, the newest one."""
        claimed = {contract_id for listed in people for contract_id in listed.claims.held}
        found = self._told_of(household, people, claimed)
        if not found and household.number is not None and not household.alone:
            found = self._told_of(household, people, self._numbered(household.number))
        same_day = [picture for picture in found if picture.told.signed_on == household.signed_on]
        return max(same_day or found, key=_newest, default=None)

    def _numbered(self, number: str) -> Sequence[UUID]:
        return self._directory.by_household(number, at_least=self._position)

    def _told_of(
        self, household: RegisterHousehold, people: Sequence[Listed], contract_ids: Iterable[UUID]
    ) -> list[Picture]:
        pictures = (load_picture(self._ledger, contract_id) for contract_id in contract_ids)
        return [picture for picture in pictures if picture is not None and _is_of(picture, household, people)]


def _is_of(picture: Picture, household: RegisterHousehold, people: Sequence[Listed]) -> bool:
    if household.number is not None or picture.told.household_number is not None:
        return picture.told.household_number == household.number
    return any(each.person.is_head and each.resident_id == picture.told_representative_id for each in people)


def _newest(picture: Picture) -> tuple[bool, date, int]:
    return not picture.is_void, picture.told.start_on, picture.signed_at
