"""The care teams that a register names: founded where they are new, staffed with the doctors that it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.care_teams import load_team, team_id_of
from application.ports import Ledger, StreamAppend
from application.registers.households import RegisterHousehold
from domain.care_team import decide
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import CareTeamEvent, StaffMember, StaffRole
from domain.care_team.state import CareTeam, evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedTeam:
    """The team that a household names, after the records that the household makes necessary."""

    team_id: UUID
    team: CareTeam
    append: StreamAppend

    @property
    def is_founded(self) -> bool:
        """Whether the team begins with these records."""
        return self.append.expected_version == 0


class Teams:
    """The teams that one register names. They serve since the earliest signing that names them, as far as it tells.

    Each is loaded once; what is recorded of it, `remember` keeps up to date.
    """

    def __init__(self, ledger: Ledger, tenant: str, institution: str, households: Iterable[RegisterHousehold]) -> None:
        """`institution` is the reporting unit where the register names none."""
        self._ledger = ledger
        self._tenant = tenant
        self._institution = institution
        self._known: dict[UUID, tuple[CareTeam | None, int]] = {}
        self._first: dict[tuple[str | None, ...], date] = {}
        for household in households:
            if household.signed_on is not None and not household.problems:
                for key in _keys(household):
                    self._first[key] = min(self._first.get(key, household.signed_on), household.signed_on)

    def named_by(self, household: RegisterHousehold, today: date) -> NamedTeam:
        """The team of a household, with what has to be recorded of it first."""
        institution, name = self._named(household)
        team_id = self.id_of(household)
        if team_id not in self._known:
            self._known[team_id] = load_team(self._ledger, team_id)
        team, version = self._known[team_id]
        since_team, since_doctor = (self._first[key] for key in _keys(household))
        events: list[CareTeamEvent] = []
        if team is None:
            found = FoundCareTeam(institution=institution, name=name, founded_on=since_team, to_be_completed=True)
            events.extend(decide.found(found, None, today))
            team = evolve(None, events[0])
        for event in _staffing(household, team, since_doctor, today):
            events.append(event)
            team = evolve(team, event)
        return NamedTeam(
            team_id=team_id,
            team=team,
            append=StreamAppend(stream_id=team_id, expected_version=version, events=tuple(events)),
        )

    def id_of(self, household: RegisterHousehold) -> UUID:
        """The id of the team that a household names."""
        return team_id_of(self._tenant, *self._named(household))

    def remember(self, named: NamedTeam) -> None:
        """The records that the household made necessary stand in the ledger now."""
        version = named.append.expected_version + len(named.append.events)
        self._known[named.team_id] = (named.team, version)

    def look_again(self) -> None:
        """Somebody else was first: load every team anew."""
        self._known.clear()

    def _named(self, household: RegisterHousehold) -> tuple[str, str]:
        return household.unit or self._institution, household.team or ""


def _staffing(household: RegisterHousehold, team: CareTeam, since: date, today: date) -> tuple[CareTeamEvent, ...]:
    if (
        household.signed_on is None
        or household.doctor is None
        or household.doctor in team.staff_on(household.signed_on)
    ):
        return ()
    joining = (StaffMember(name=household.doctor, role=StaffRole.FAMILY_DOCTOR),)
    return decide.staff(StaffCareTeam(staffed_on=since, staff=joining), team, today)


def _keys(household: RegisterHousehold) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    team = (household.unit, household.team)
    return team, (*team, household.doctor)
