"""A team's contracts are moved to another team, all at once: each by the rules that move one, each told of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID, uuid5

from application.care_teams import load_teams
from application.contracts import Contracts, load_contract
from application.envelope import Actor
from application.executing import Request
from application.ports import Clock, ContractDirectory, Ledger
from domain.care_team.state import CareTeam
from domain.contract.care.commands import ChangeTeam
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.resolve import PolicyBook
from domain.refusal import Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Reassignment:
    """Move what a team has on `moved_on` or later to another team.

    A doctor who serves in the other team too stays; `doctors` names who follows whom, `doctor` who follows everybody
    else. `note` explains a reason that is none of the listed ones; each contract keeps it under its own key.
    """

    team_from: UUID
    team_to: UUID
    moved_on: date
    reason: ChangeReason | None
    doctor: str | None = None
    doctors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotMoved:
    """A contract that stays with its team, and why."""

    contract_id: UUID
    refused: Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class ReassignmentReport:
    """What came of it: `read` contracts, of which `moved`, and the others refused. None is read a second time."""

    run_id: UUID
    read: int
    moved: int
    refused: tuple[NotMoved, ...]


class Reassignments:
    """Moves the contracts of teams. On a `Rehearsal` of the ledger the same is a dry run."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, clock: Clock, directory: ContractDirectory) -> None:
        self._ledger = ledger
        self._directory = directory
        self._contracts = Contracts(ledger, policies, clock, directory)

    def run(self, asked: Reassignment, by: Actor, run_id: UUID) -> ReassignmentReport:
        """Move every contract that may be moved; the others are told with their reason. Refused: not_found (a team).

        Each contract is a command of its own, whose id follows from `run_id`: run again, nothing happens twice, and
        what an interrupted run left is done. As far as the roster has come when it begins.
        """
        team_to, _ = load_teams(self._ledger, [asked.team_from, asked.team_to])[asked.team_to]
        position = self._ledger.head().position
        contract_ids = self._directory.bound_to(asked.team_from, asked.moved_on, at_least=position)
        refused: list[NotMoved] = []
        for contract_id in contract_ids:
            try:
                self._move(contract_id, asked, team_to, by, run_id)
            except Refused as refusal:
                refused.append(NotMoved(contract_id=contract_id, refused=refusal))
        return ReassignmentReport(
            run_id=run_id, read=len(contract_ids), moved=len(contract_ids) - len(refused), refused=tuple(refused)
        )

    def _move(self, contract_id: UUID, asked: Reassignment, team_to: CareTeam, by: Actor, run_id: UUID) -> None:
        contract = load_contract(self._ledger, contract_id).contract
        for day, doctor in _stretches(contract, asked):
            command = ChangeTeam(
                team_id=asked.team_to,
                doctor=_follower(doctor, asked, team_to, day),
                changed_on=day,
                reason=asked.reason,
                note=None if asked.note is None else Personal(contract_id, asked.note),
            )
            request = Request(by=by, command_id=uuid5(run_id, f"{contract_id}/{day}"))
            self._contracts.handle(contract_id, command, request)


def _stretches(contract: Contract, asked: Reassignment) -> Iterator[tuple[date, str]]:
    """The first day, and the doctor, of everything that the team has of a contract from the day of the move on."""
    for (start_on, end_on, team_id), (_, _, doctor) in zip(
        contract.team_id.spans(), contract.doctor.spans(), strict=True
    ):
        day = max(start_on, asked.moved_on)
        if team_id == asked.team_from and day <= min(end_on or day, contract.last_day_on):
            yield day, doctor


def _follower(doctor: str, asked: Reassignment, team_to: CareTeam, day: date) -> str:
    if doctor in asked.doctors:
        return asked.doctors[doctor]
    if asked.doctor is None or doctor in team_to.staff_on(day):
        return doctor
    return asked.doctor
