"""A team's contracts are moved to another team, all at once: each by the rules that move one, each told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from application.care_teams import load_teams
from application.contracts import Contracts, fold
from application.envelope import Actor, Event
from application.executing import Request
from application.ports import ZONE, Clock, ContractDirectory, Ledger
from application.queries.going_on import load_among
from domain.care_team.state import CareTeam
from domain.contract.care.commands import ChangeTeam
from domain.contract.care.stretches import care_stretches
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.policy.changes import ChangeReason
from domain.policy.model import Policy, PolicyRef
from domain.policy.resolve import PolicyBook
from domain.refusal import Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class DoctorFollowed:
    """Who cares for the people of a doctor after the move."""

    doctor: str
    followed_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReassignContracts:
    """Move what a team has on a day or later to another team, contract by contract.

    A doctor who serves in the other team too stays; `doctors` says who follows whom, `doctor` who follows everybody
    else. `note` explains a reason that is none of the listed ones; each contract keeps it sealed under its own key.
    """

    team_to: UUID
    moved_on: date
    reason: ChangeReason | None = None
    doctor: str | None = None
    doctors: tuple[DoctorFollowed, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotMoved:
    """A contract that stays with its team, and why."""

    contract_id: UUID
    refused: Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class ReassignmentReport:
    """What came of it for a team: `read` contracts, of which `moved`, the others refused; the ledger's end."""

    run_id: UUID
    team_id: UUID
    position: int
    read: int
    moved: int
    refused: tuple[NotMoved, ...]


class Reassignments:
    """Moves the contracts of teams. On a `Rehearsal` of the ledger the same is a dry run."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, clock: Clock, directory: ContractDirectory) -> None:
        self._ledger = ledger
        self._policies = policies
        self._clock = clock
        self._directory = directory
        self._contracts = Contracts(ledger, policies, clock, directory)

    def run(self, team_from: UUID, asked: ReassignContracts, by: Actor, run_id: UUID) -> ReassignmentReport:
        """Move every contract that may be moved; the others are told with their reason. Refused: not_found (a team).

        Each contract is a command of its own, whose id follows from `run_id`: run again, nothing happens twice, and
        what an interrupted run left is done: a contract that was moved is none of the team's and not read again.
        """
        team_to, _ = load_teams(self._ledger, [team_from, asked.team_to])[asked.team_to]
        contract_ids = self._directory.bound_to(
            team_from,
            asked.moved_on,
            renewed_to=max(asked.moved_on, self._clock.today(ZONE)),
            at_least=self._ledger.head().position,
        )
        move = _Move(team_from=team_from, team_to=team_to, asked=asked)
        settled = {contract_id: self._contracts.settle(contract_id).contract for contract_id in contract_ids}
        going = {each: (contract, move.changes(each, contract)) for each, contract in settled.items()}
        going = {each: (contract, changes) for each, (contract, changes) in going.items() if changes}
        room = _Room(self._contracts, self._policies)
        for contract, changes in going.values():
            room.look(contract, changes)
        refused: list[NotMoved] = []
        for contract_id, (contract, changes) in going.items():
            request = Request(by=by, command_id=uuid5(run_id, str(contract_id)), run_id=run_id)
            try:
                receipt = self._contracts.handle_together(contract_id, changes, request, load_of=room.load_of)
            except Refused as refusal:
                refused.append(NotMoved(contract_id=contract_id, refused=refusal))
            else:
                room.take(contract, receipt.events)
        return ReassignmentReport(
            run_id=run_id,
            team_id=team_from,
            position=self._ledger.head().position,
            read=len(going),
            moved=len(going) - len(refused),
            refused=tuple(refused),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Move:
    """What was asked for, and the two teams."""

    team_from: UUID
    team_to: CareTeam
    asked: ReassignContracts

    def changes(self, contract_id: UUID, contract: Contract) -> tuple[ChangeTeam, ...]:
        """One for everybody of the team who cares for the people from the day of the move on, the last one first.

        Also of days beyond the last term where silence goes on.
        """
        last_day_on = contract.held_until or date.max
        found = []
        for stretch in reversed(care_stretches(contract)):
            day = max(stretch.from_on, self.asked.moved_on)
            if stretch.team_id == self.team_from and day <= min(stretch.to_on or day, last_day_on):
                found.append(self._change(contract_id, stretch.doctor, day))
        return tuple(found)

    def _change(self, contract_id: UUID, doctor: str, day: date) -> ChangeTeam:
        note = self.asked.note
        return ChangeTeam(
            team_id=self.asked.team_to,
            doctor=self.follower(doctor, day),
            changed_on=day,
            reason=self.asked.reason,
            note=None if note is None else Personal(contract_id, note),
        )

    def follower(self, doctor: str, day: date) -> str:
        """Who cares for a doctor's people from a day on."""
        named = {each.doctor: each.followed_by for each in self.asked.doctors}
        if doctor in named:
            return named[doctor]
        if self.asked.doctor is None or doctor in self.team_to.staff_on(day):
            return doctor
        return self.asked.doctor


class _Room:
    """What the other team has: by the roster before anybody was moved, and with those whom this run did move.

    So a rehearsal, of which the roster knows nothing, says the same as the run itself.
    """

    def __init__(self, contracts: Contracts, policies: PolicyBook) -> None:
        self._contracts = contracts
        self._policies = policies
        self._before: dict[tuple[UUID, str, date, PolicyRef], Load | None] = {}
        self._moved: list[Contract] = []

    def look(self, contract: Contract, changes: Sequence[ChangeTeam]) -> None:
        """Count, before anybody is moved, what will be asked for."""
        for change in changes:
            policy = self._policies.by_ref(contract.policy_on(change.changed_on))
            asked = (change.team_id, change.doctor, change.changed_on)
            if (*asked, policy.ref) not in self._before:
                self._before[*asked, policy.ref] = self._contracts.load_of(*asked, policy)

    def load_of(self, team_id: UUID, doctor: str, day: date, policy: Policy) -> Load | None:
        """What there is on a day, those moved so far included."""
        before = self._before[team_id, doctor, day, policy.ref]
        if before is None:
            return None
        return before + load_among(self._moved, team_id, policy.capacity.alone(doctor), day)

    def take(self, contract: Contract, facts: Sequence[Event]) -> None:
        """A contract was moved."""
        moved = fold(facts, contract)
        if moved is not None:
            self._moved.append(moved)
