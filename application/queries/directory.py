"""Finds contracts by what people call them: an id, or a household number."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from application.ports import ContractDirectory, DirectoryEntry, Ledger
from application.queries.going_on import Silence, is_bound, load_among
from application.queries.moment import Moment
from application.queries.roster_view import ContractOnDay, RosterReadModels, RosterView, Scope, Within
from application.refusals import NotFound
from domain.policy.capacity import Load

EVERY_CONTRACT = 2**31 - 1
"""The limit of a page that has everything: a team has some thousand contracts."""


class RosterDirectory:
    """Implements `application.ports.ContractDirectory` on the roster.

    `bring_up` makes the read models come as far as a position, or says that they cannot. `silence` says what becomes
    of contracts whose next term is not on record: the roster has them until the last one ends.
    """

    def __init__(self, read_models: RosterReadModels, bring_up: Callable[[int], object], silence: Silence) -> None:
        self._read_models = read_models
        self._bring_up = bring_up
        self._silence = silence

    def by_household(self, household_number: str, *, at_least: int) -> Sequence[UUID]:
        """The contracts of a household number: those entered in error, then the others, oldest first."""
        found, position = self._look(household_number)
        if position < at_least:
            self._bring_up(at_least)
            found, _ = self._look(household_number)
        return found

    def in_force_with(self, team_id: UUID, day: date, *, at_least: int) -> Sequence[DirectoryEntry]:
        """The contracts in force with a team on a day, in the register's order."""
        self._reach(at_least)
        return self._read_models.ask(lambda view: _of_team(view, team_id, day))

    def load_of(self, team_id: UUID, doctor: str | None, day: date, *, at_least: int) -> Load:
        """What a team, or one doctor of it, has under contract on a day: households by their numbers, persons once.

        Silence renews, recorded or not.
        """
        self._reach(at_least)
        recorded, going_on = self._read_models.ask(
            lambda view: (_load(view, team_id, doctor, day), view.falling_due_with(team_id, day))
        )
        more = load_among(list(self._silence.settled(going_on, day).values()), team_id, doctor, day)
        return Load(persons=recorded.persons + more.persons, households=recorded.households + more.households)

    def bound_to(self, team_id: UUID, day: date, *, renewed_to: date, at_least: int) -> Sequence[UUID]:
        """The contracts that a team has on a day or later, in the register's order; then those that silence renews.

        Renewals up to `renewed_to` (inclusive) count, recorded or not.
        """
        self._reach(at_least)
        recorded, going_on = self._read_models.ask(
            lambda view: (view.bound_to(team_id, day), view.falling_due_with(team_id, renewed_to))
        )
        going = self._silence.settled(going_on, renewed_to)
        renewed = (contract_id for contract_id, contract in going.items() if is_bound(contract, team_id, day))
        return list(dict.fromkeys((*recorded, *renewed)))

    def _reach(self, at_least: int) -> None:
        if self._read_models.ask(lambda view: view.position) < at_least:
            self._bring_up(at_least)

    def _look(self, household_number: str) -> tuple[Sequence[UUID], int]:
        return self._read_models.ask(lambda view: (view.of_household(household_number), view.position))


def _now(view: RosterView, day: date) -> Moment:
    return Moment(as_of=day, known_at=f"@{view.position}", position=view.position)


def _contracts_of(view: RosterView, team_id: UUID, day: date) -> Sequence[ContractOnDay]:
    return view.contracts(_now(view, day), Within(limit=EVERY_CONTRACT, scope=Scope(teams=(team_id,))))


def _load(view: RosterView, team_id: UUID, doctor: str | None, day: date) -> Load:
    if doctor is None:
        counts = view.counts(_now(view, day), [], Scope(teams=(team_id,)))
        return Load(persons=counts.persons, households=counts.households)
    found = [each for each in _contracts_of(view, team_id, day) if each.doctor == doctor]
    members = view.members(_now(view, day), [each.contract_id for each in found])
    return Load(
        persons=len({member.resident_id for each in members.values() for member in each}),
        households=len({each.household_number or str(each.contract_id) for each in found}),
    )


def _of_team(view: RosterView, team_id: UUID, day: date) -> Sequence[DirectoryEntry]:
    found = _contracts_of(view, team_id, day)
    return [
        DirectoryEntry(contract_id=each.contract_id, household_number=each.household_number, village=each.village)
        for each in found
    ]


def find_contract(called: str, directory: ContractDirectory, ledger: Ledger) -> UUID:
    """The contract of an id, or of a household number: the newest one not void, else the newest. Raises `NotFound`."""
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
