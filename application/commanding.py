"""Runs any command there is, whichever stream it is about: what programs send one by one."""

from dataclasses import dataclass, replace
from typing import get_args
from uuid import UUID, uuid5

from application.care_teams import CareTeams
from application.contracts import Contracts
from application.executing import NAMES, Receipt, Request
from application.moving import Moving
from application.reassigning import ReassignContracts, ReassignmentReport, Reassignments
from application.residents import Residents
from domain.care_team.commands import CareTeamCommand, FoundCareTeam
from domain.citizen_id import parse_citizen_id
from domain.contract.commands import ContractCommand, SignContract
from domain.contract.moves.commands import MoveCommand
from domain.personal import Personal
from domain.resident.commands import IdentifyResident, RegisterResident, ResidentCommand
from domain.resident.events import IdentifierKind

Command = ContractCommand | ResidentCommand | CareTeamCommand | ReassignContracts


@dataclass(frozen=True, kw_only=True, slots=True)
class Instruction:
    """A command, and the id of the contract, person or team that it is about.

    `policy` names the rules that a signing is under; `papers` are those shown when a person is registered.
    """

    about: UUID
    command: Command
    policy: str = ""
    papers: tuple[IdentifyResident, ...] = ()


def about_what(command: type) -> str:
    """What a command of this class is about: a resident, a team or a contract."""
    if command in get_args(ResidentCommand):
        return "resident"
    return "team" if command in (*get_args(CareTeamCommand), ReassignContracts) else "contract"


def id_of_new(tenant: str, what: str, command_id: UUID) -> UUID:
    """The id of the contract or person that a command begins: the same however often the command is sent."""
    return uuid5(NAMES, f"{tenant}/{what}/{command_id}")


def run_of(command_id: UUID) -> UUID:
    """The id of the run that a command begins: the same however often the command is sent."""
    return uuid5(NAMES, f"run/{command_id}")


class Commander:
    """Runs instructions."""

    def __init__(
        self,
        contracts: Contracts,
        moving: Moving,
        residents: Residents,
        care_teams: CareTeams,
        reassignments: Reassignments,
    ) -> None:
        self._contracts = contracts
        self._reassignments = reassignments
        self._moving = moving
        self._residents = residents
        self._care_teams = care_teams

    def run(self, instruction: Instruction, request: Request) -> Receipt | ReassignmentReport:  # noqa: PLR0911 - one line a service
        """Run one. Refused: what the command's own service refuses, and a citizen id that can be none.

        Contracts are reassigned in a run of many commands, whose id follows from that of the request.
        """
        about, command = instruction.about, instruction.command
        if isinstance(command, RegisterResident):
            papers = [_sound(paper) for paper in instruction.papers]
            return self._residents.register(about, command, papers, request)
        if isinstance(command, ResidentCommand):
            sound = _sound(command) if isinstance(command, IdentifyResident) else command
            return self._residents.handle(about, sound, request)
        if isinstance(command, FoundCareTeam):
            return self._care_teams.found(command, request)
        if isinstance(command, CareTeamCommand):
            return self._care_teams.handle(about, command, request)
        if isinstance(command, ReassignContracts):
            return self._reassignments.run(about, command, request.by, run_of(request.command_id))
        if isinstance(command, SignContract):
            return self._contracts.sign(about, command, instruction.policy, request)
        if isinstance(command, MoveCommand):
            return self._moving.handle(about, command, request)
        return self._contracts.handle(about, command, request)


def _sound(paper: IdentifyResident) -> IdentifyResident:
    """The paper with its number as it is recorded. Refused: id_length, id_impossible_date, check_digit."""
    if paper.kind is not IdentifierKind.CITIZEN_ID or paper.number.text is None:
        return paper
    number = parse_citizen_id(paper.number.text, paper.identified_on).number
    return replace(paper, number=Personal(paper.number.subject, number))
