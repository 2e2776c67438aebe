"""Finds what a sent command names without an id: a contract by its household, a person by a paper, a team by name."""

from collections.abc import Mapping
from uuid import UUID

from api.composition import Service
from application.care_teams import team_id_of
from application.commanding import Instruction
from application.ports import Identifier, Ledger
from application.queries.directory import find_contract
from domain.citizen_id import CitizenIdRefused, parse_citizen_id
from domain.contract.commands import SignContract
from domain.resident.events import IdentifierKind

Naming = Mapping[str, object]
"""What names a person or a team: {"kind", "number"} of a paper, or {"institution", "name"}."""


class Finder:
    """Looks in a ledger and, for household numbers, in the roster; what was signed through here is known at once."""

    def __init__(self, service: Service, ledger: Ledger) -> None:
        self.tenant = service.store.tenant
        self._service = service
        self._ledger = ledger
        self._signed: dict[str, UUID] = {}

    def contract(self, called: str) -> UUID:
        """The contract of an id, or the newest one of a household number. Refused: not_found."""
        if called in self._signed:
            return self._signed[called]
        try:
            return UUID(called)
        except ValueError:
            return find_contract(called, self._service.directory, self._service.ledger)

    def named(self, naming: Naming) -> UUID | None:
        """The person or team that is named; None where there is none of that name."""
        match naming:
            case {"kind": str(kind), "number": str(number), **other} if not other:
                return self._person(kind, number)
            case {"institution": str(institution), "name": str(name), **other} if not other:
                return team_id_of(self.tenant, institution, name)
            case _:
                return None

    def remember(self, instruction: Instruction) -> None:
        """A contract was signed: its household number leads to it."""
        command = instruction.command
        if isinstance(command, SignContract) and command.household_number is not None:
            self._signed[command.household_number] = instruction.about

    def _person(self, kind: str, number: str) -> UUID | None:
        if kind not in {each.value for each in IdentifierKind}:
            return None
        try:
            whole = parse_citizen_id(number).number if kind == IdentifierKind.CITIZEN_ID else number
        except CitizenIdRefused:
            return None
        identifier = Identifier(kind=IdentifierKind(kind), number=whole)
        return self._ledger.residents([identifier]).get(identifier)
