"""Commands on care teams."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import reduce
from uuid import UUID, uuid5

from application.canonical import canonical
from application.executing import NAMES, Decision, Receipt, Request, execute
from application.ports import ZONE, Clock, ContractDirectory, Ledger, StreamAppend
from application.refusals import NotFound
from domain.calendar import day_after
from domain.care_team import decide
from domain.care_team.commands import (
    AppointLeader,
    AssignVillages,
    CareTeamCommand,
    CloseCareTeam,
    CompleteCareTeam,
    FoundCareTeam,
    LetStaffGo,
    StaffCareTeam,
)
from domain.care_team.events import CareTeamEvent
from domain.care_team.state import CareTeam, evolve


def team_id_of(tenant: str, institution: str, name: str) -> UUID:
    """A team is its reporting unit (填报单位) and its name: the same id wherever it is named."""
    return uuid5(NAMES, canonical(["care_team", tenant, institution, name]).decode())


def load_team(ledger: Ledger, team_id: UUID) -> tuple[CareTeam | None, int]:
    """The team, as far as its records tell, and its version; None and 0 where there is none."""
    records = ledger.stream(team_id)
    events = [record.event for record in records if isinstance(record.event, CareTeamEvent)]
    return fold(None, events), len(records)


def load_teams(ledger: Ledger, team_ids: Collection[UUID]) -> dict[UUID, tuple[CareTeam, int]]:
    """Each team with its version. Refused: not_found."""
    found: dict[UUID, tuple[CareTeam, int]] = {}
    for team_id in team_ids:
        team, version = load_team(ledger, team_id)
        if team is None:
            raise NotFound(what="care_team", id=team_id)
        found[team_id] = (team, version)
    return found


def fold(team: CareTeam | None, events: Sequence[CareTeamEvent]) -> CareTeam | None:
    """The team after more facts."""
    return reduce(evolve, events, team)


class CareTeams:
    """Founds teams and changes them."""

    def __init__(self, ledger: Ledger, clock: Clock, tenant: str, directory: ContractDirectory) -> None:
        self._ledger = ledger
        self._clock = clock
        self._tenant = tenant
        self._directory = directory

    def found(self, command: FoundCareTeam, request: Request) -> Receipt:
        """Found a team. Refused: team_exists, team_name_missing, dated_in_future."""
        return self.handle(team_id_of(self._tenant, command.institution, command.name), command, request)

    def handle(self, team_id: UUID, command: CareTeamCommand, request: Request) -> Receipt:
        """Run a command on a team. Refused: not_found, and what `domain.care_team.decide` says."""

        def decision() -> Decision:
            team, version = load_team(self._ledger, team_id)
            events = self._decide(team_id, team, command)
            return Decision(
                about=team_id, streams=(StreamAppend(stream_id=team_id, expected_version=version, events=events),)
            )

        return execute(self._ledger, request, [str(team_id), type(command).__name__, command], decision)

    def _decide(  # noqa: PLR0911 - one line a command
        self, team_id: UUID, team: CareTeam | None, command: CareTeamCommand
    ) -> tuple[CareTeamEvent, ...]:
        today = self._clock.today(ZONE)
        if isinstance(command, FoundCareTeam):
            return decide.found(command, team, today)
        if team is None:
            raise NotFound(what="care_team", id=team_id)
        match command:
            case StaffCareTeam():
                return decide.staff(command, team, today)
            case AssignVillages():
                return decide.assign_villages(command, team, today)
            case AppointLeader():
                return decide.appoint_leader(command, team, today)
            case LetStaffGo():
                return decide.let_staff_go(command, team)
            case CompleteCareTeam():
                return decide.complete(command, team, today)
            case CloseCareTeam():
                return decide.close(command, team, self._contracts_after(team_id, command.last_day_on))

    def _contracts_after(self, team_id: UUID, last_day_on: date) -> int:
        """How many contracts a team has after a day: counted, and not locked; one may be signed meanwhile.

        What silence renews before the team is gone is one of them, whether the scheduler has run or not.
        """
        found = self._directory.bound_to(
            team_id,
            day_after(last_day_on),
            renewed_to=max(last_day_on, self._clock.today(ZONE)),
            at_least=self._ledger.head().position,
        )
        return len(found)
