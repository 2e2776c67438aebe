"""Finds contracts by what people call them: an id, or a household number."""

from collections.abc import Callable, Sequence
from uuid import UUID

from application.ports import Ledger
from application.queries.roster_view import RosterReadModels
from application.refusals import NotFound


class RosterDirectory:
    """Implements `application.ports.ContractDirectory` on the roster.

    `bring_up` makes the read models come as far as a position, or says that they cannot.
    """

    def __init__(self, read_models: RosterReadModels, bring_up: Callable[[int], object]) -> None:
        self._read_models = read_models
        self._bring_up = bring_up

    def by_household(self, household_number: str, *, at_least: int) -> Sequence[UUID]:
        """The contracts of a household number, oldest first, those entered in error among them."""
        found, position = self._look(household_number)
        if position < at_least:
            self._bring_up(at_least)
            found, _ = self._look(household_number)
        return found

    def _look(self, household_number: str) -> tuple[Sequence[UUID], int]:
        return self._read_models.ask(lambda view: (view.of_household(household_number), view.position))


def find_contract(called: str, directory: RosterDirectory, ledger: Ledger) -> UUID:
    """The contract of an id, or the newest one of a household number. Raises `NotFound`."""
    numbered = directory.by_household(called, at_least=ledger.head().position)
    if numbered:
        return numbered[-1]
    try:
        contract_id = UUID(called)
    except ValueError:
        raise NotFound(what="contract", id=called) from None
    if not ledger.stream(contract_id):
        raise NotFound(what="contract", id=called)
    return contract_id
