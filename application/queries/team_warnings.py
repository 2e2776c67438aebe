"""What is wrong with teams that have contracts: nothing ends for it, and nothing is recorded; it is seen on any day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from application.care_teams import fold
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.queries.roster_view import Called, RosterReadModels, RosterView, Scope, TeamOnDay
from domain.care_team.events import CareTeamEvent
from domain.care_team.shortages import shortages_of
from domain.care_team.state import CareTeam
from domain.citation import Citation
from domain.policy.capacity import CapacityOf, Load, OverLimit, WithinCapacity
from domain.policy.composition import WorkplaceShort
from domain.policy.model import Policy
from domain.policy.resolve import PolicyBook


class TeamWarningCode(StrEnum):
    """What is wrong with a team. The contracts that it has go on."""

    TEAM_SHORT = "team_short"
    TEAM_LACKS_ROLE = "team_lacks_role"
    OVER_ADVISED = "over_advised"
    OVER_LIMIT = "over_limit"
    CLOSED_WITH_CONTRACTS = "closed_with_contracts"


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamWarning:
    """What is wrong with one team on a day, by which rule; None: by no policy's."""

    institution: str
    team: str
    code: TeamWarningCode
    facts: Mapping[str, object]
    rule: Citation | None


class TeamWarnings:
    """Looks at every team that has contracts in force on a day, by the policies that these are under."""

    def __init__(self, read_models: RosterReadModels, policies: PolicyBook, ledger: Ledger, clock: Clock) -> None:
        self._read_models = read_models
        self._policies = policies
        self._ledger = ledger
        self._clock = clock

    def on(self, asked: Asked, called: Called) -> Sequence[TeamWarning]:
        """What is wrong on that day, as known then, by team. Raises `UnreadableMoment`, `PositionNotReached`."""
        moment = moment_of(asked, self._ledger, self._clock)

        def question(view: RosterView) -> tuple[Sequence[TeamOnDay], int]:
            known = moment.up_to(view.position)
            teams = None if called.team is None else tuple(view.teams_called(called.team, known.position))
            return view.teams_on(known, Scope(teams=teams, village=called.village)), known.position

        found, position = self._read_models.ask(question)
        teams = self._teams([each.team_id for each in found], position)
        warnings = [
            TeamWarning(institution=team.institution, team=team.name, code=code, facts=facts, rule=rule)
            for each in found
            if (team := teams.get(each.team_id)) is not None
            for code, facts, rule in self._wrong_with(team, each, moment.as_of)
        ]
        return sorted(warnings, key=lambda warning: (warning.institution, warning.team))

    def _teams(self, team_ids: Sequence[UUID], position: int) -> Mapping[UUID, CareTeam]:
        known = {
            team_id: fold(None, [record.event for record in records if isinstance(record.event, CareTeamEvent)])
            for team_id, records in self._ledger.streams(team_ids, up_to=position).items()
        }
        return {team_id: team for team_id, team in known.items() if team is not None}

    def _wrong_with(self, team: CareTeam, on_day: TeamOnDay, day: date) -> Iterator["Wrong"]:
        if team.closed_on(day):
            yield TeamWarningCode.CLOSED_WITH_CONTRACTS, {"households": on_day.load.households}, None
            return
        for ref in on_day.policies:
            policy = self._policies.by_ref(ref)
            yield from _lacking(team, day, policy)
            yield from _crowded(on_day, policy)


Wrong = tuple[TeamWarningCode, Mapping[str, object], Citation | None]


def _lacking(team: CareTeam, day: date, policy: Policy) -> Iterator[Wrong]:
    for shortage in shortages_of(team, day, policy.composition):
        rule = policy.cite("composition")
        if isinstance(shortage, WorkplaceShort):
            short = {"workplace": shortage.workplace, "at_least": shortage.at_least, "found": shortage.found}
            yield TeamWarningCode.TEAM_SHORT, short, rule
        else:
            yield TeamWarningCode.TEAM_LACKS_ROLE, {"role": shortage.role}, rule


def _crowded(on_day: TeamOnDay, policy: Policy) -> Iterator[Wrong]:
    counted: dict[str | None, Load]
    match policy.capacity.per:
        case CapacityOf.NOBODY:
            return
        case CapacityOf.TEAM:
            counted = {None: on_day.load}
        case CapacityOf.DOCTOR:
            counted = dict(on_day.by_doctor.items())
    for doctor, load in counted.items():
        judged = policy.capacity.judge(load)
        if isinstance(judged, WithinCapacity):
            continue
        code = TeamWarningCode.OVER_LIMIT if isinstance(judged, OverLimit) else TeamWarningCode.OVER_ADVISED
        whose = {} if doctor is None else {"doctor": doctor}
        yield (
            code,
            {**whose, "counted": judged.counted, "cap": judged.cap, "load": judged.load},
            policy.cite("capacity"),
        )
