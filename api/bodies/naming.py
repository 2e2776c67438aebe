"""Finds what a sent command names without an id: a contract by its household, a person by a paper, a team by name."""

from collections.abc import Mapping
from uuid import UUID

from api.composition import Service
from application.care_teams import team_id_of
from application.commanding import Instruction
from application.ports import Identifier, Ledger
from application.queries.directory import find_contract
from application.refusals import NotFound
from domain.citizen_id import CitizenIdRefused, parse_citizen_id
from domain.contract.commands import SignContract
from domain.contract.moves.commands import SplitHousehold, TransferContract, VoidMove
from domain.resident.events import IdentifierKind

Naming = Mapping[str, object]
"""What names a person, a team or a contract: {"kind", "number"}, {"institution", "name"}, {"household_number"}."""


class Finder:
    """Looks in a ledger and, for household numbers, in its directory; what was signed through here is known at once."""

    def __init__(self, service: Service, ledger: Ledger) -> None:
        self.tenant = service.store.tenant
        self.ledger = ledger
        self._directory = service.directory_of(ledger)
        self._signed: dict[str, UUID] = {}
        self._left: dict[UUID, UUID] = {}

    def contract(self, called: str) -> UUID:
        """The contract of an id, or the newest one of a household number. Refused: not_found."""
        if called in self._signed:
            return self._signed[called]
        try:
            return UUID(called)
        except ValueError:
            return find_contract(called, self._directory, self.ledger)

    def named(self, naming: Naming) -> UUID | None:
        """The person, team or contract that is named; None where there is none of that name."""
        match naming:
            case {"kind": str(kind), "number": str(number), **other} if not other:
                return self._person(kind, number)
            case {"institution": str(institution), "name": str(name), **other} if not other:
                return team_id_of(self.tenant, institution, name)
            case {"household_number": str(number), **other} if not other:
                return self._household(number)
            case _:
                return None

    def remember(self, instruction: Instruction) -> None:
        """A contract was signed: its household number leads to it. A transfer leads it on, until that is taken back."""
        command = instruction.command
        match command:
            case SignContract(household_number=str(number)):
                self._signed[number] = instruction.about
            case SplitHousehold(household_number=str(number)):
                self._signed[number] = command.new_contract_id
            case TransferContract():
                self._left[command.new_contract_id] = instruction.about
                self._lead_on(instruction.about, command.new_contract_id)
            case VoidMove() if self._left.get(command.to_contract_id) == instruction.about:
                self._lead_on(command.to_contract_id, instruction.about)
            case _:
                pass

    def _lead_on(self, from_id: UUID, to_id: UUID) -> None:
        numbers = [number for number, each in self._signed.items() if each == from_id]
        self._signed |= dict.fromkeys(numbers, to_id)

    def _household(self, number: str) -> UUID | None:
        try:
            return self.contract(number)
        except NotFound:
            return None

    def _person(self, kind: str, number: str) -> UUID | None:
        if kind not in {each.value for each in IdentifierKind}:
            return None
        try:
            whole = parse_citizen_id(number).number if kind == IdentifierKind.CITIZEN_ID else number
        except CitizenIdRefused:
            return None
        identifier = Identifier(kind=IdentifierKind(kind), number=whole)
        return self.ledger.residents([identifier]).get(identifier)
