"""A real store and what surrounds a contract, for a machine that tries every command in any order."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import func, select
from uuid6 import uuid7

from application.care_teams import team_id_of
from application.envelope import Actor, Event
from application.executing import Receipt, Request
from application.ports import ZONE, Identifier
from application.residents import load_residents
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
from domain.care_team.events import StaffMember, StaffRole
from domain.personal import Personal
from domain.populations import Category
from domain.refusal import Refused
from domain.resident.commands import (
    ChangeDetails,
    ExchangeNumbers,
    IdentifyResident,
    MergeResident,
    RegisterResident,
    ResidentCommand,
)
from domain.resident.events import IdentifierKind, ResidentDetails
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.tables import WRITTEN_ONCE
from infrastructure.settings import Settings
from tests.support.policies import BOOK
from tests.support.scenario import OTHER_STAFF
from tests.support.world import CLERK, World

MEMORY = Path("/dev/shm")  # noqa: S108 a folder is made there; what is tested is no durability
INSTITUTION = "城郊街道办卫生院"
DOCTORS = ("王建国", "薛翠")
BEGINNING = datetime(2018, 1, 8, 2, 0, tzinfo=UTC)

policies = st.sampled_from(BOOK.names())
picks = st.integers(0, 7)
days_ago = st.sampled_from([0, 0, 1, 2, 7, 30, 90, 380, -3])
categories = st.sampled_from(
    [
        Category.HYPERTENSION,
        Category.DISABLED,
        Category.MATERNAL,
        Category.MINIMUM_LIVING,
        Category.ELDERLY,
        Category.REGISTERED_POOR,
    ]
)


class Surroundings(RuleBasedStateMachine):
    """A store, a clock that moves on, teams and people; what a command leaves behind, and what a refusal does not."""

    produced: ClassVar[Counter[str]] = Counter()
    """How often each kind of fact was recorded, over all examples of this process."""

    refused: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.store: Store = open_store(self.new_settings(), writing=True, demo=True)
        self.clock = DemoClock(BEGINNING, demo=True)
        self.world = World(self.store, self.clock, batch=7)
        self.teams: list[UUID] = []
        self.people: list[UUID] = []
        self.told: dict[UUID, list[Event]] = {}

    def new_settings(self) -> Settings:
        """Those of a fresh store."""
        return Settings(
            database_url=f"sqlite:///{self.folder / 'jiayi.db'}", tenant="default", kek_file=self.folder / "kek"
        )

    @property
    def today(self) -> date:
        """The business day."""
        return self.clock.today(ZONE)

    def day(self, ago: int) -> date:
        """A civil date before, or shortly after, today."""
        return self.today - timedelta(days=ago)

    def attempt(self, act: Callable[[Request], Receipt], by: Actor = CLERK) -> Receipt | None:
        """Run a command: it is recorded, or refused and leaves no trace. Sent again, it changes nothing."""
        request = Request.new(by)
        before = self._traces()
        try:
            receipt = act(request)
        except Refused as refused:
            self.refused[refused.code] += 1
            assert self._traces() == before
            return None
        self.told.setdefault(receipt.stream_id, []).extend(receipt.events)
        after = self._traces()
        if receipt.events:
            assert act(request) == receipt
        assert self._traces() == after
        return receipt

    def _traces(self) -> Mapping[str, int]:
        with self.store.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in WRITTEN_ONCE
            }

    @rule(days=st.sampled_from([1, 5, 40, 100]))
    def move_on(self, days: int) -> None:
        self.clock.move_to(self.clock.now() + timedelta(days=days))

    @rule(what=st.integers(0, 6), pick=picks, ago=days_ago, one=st.booleans())
    def care_team(self, what: int, pick: int, ago: int, *, one: bool) -> None:
        doctor = DOCTORS[one]
        match what:
            case 0:
                self.found_team(pick, ago, to_be_completed=one)
            case 1:
                self.staff(pick, ago, doctor)
            case 2:
                villages = ("石梯村", "新田村") if one else ("石梯村",)
                self._change_team(pick, AssignVillages(assigned_on=self.day(ago), villages=villages))
            case 3:
                self._change_team(pick, AppointLeader(appointed_on=self.day(ago), name=doctor))
            case 4:
                self._change_team(pick, LetStaffGo(names=(doctor,), last_day_on=self.day(ago)))
            case 5:
                self._change_team(pick, CompleteCareTeam(completed_on=self.day(ago)))
            case _:
                self._change_team(pick, CloseCareTeam(last_day_on=self.day(ago)))

    def found_team(self, number: int, ago: int, *, to_be_completed: bool = False) -> None:
        name = f"第{number}团队"
        founded = FoundCareTeam(
            institution=INSTITUTION, name=name, founded_on=self.day(ago), to_be_completed=to_be_completed
        )
        if self.attempt(lambda request: self.world.teams.found(founded, request)):
            self.teams.append(team_id_of(self.store.tenant, INSTITUTION, founded.name))

    def staff(self, pick: int, ago: int, doctor: str) -> None:
        joining = (StaffMember(name=doctor, role=StaffRole.FAMILY_DOCTOR),)
        self._change_team(pick, StaffCareTeam(staffed_on=self.day(ago), staff=joining))

    def staff_whole(self, pick: int, ago: int) -> None:
        """Let everybody serve whom a team needs besides its doctors, under whichever policy."""
        self._change_team(pick, StaffCareTeam(staffed_on=self.day(ago), staff=OTHER_STAFF))

    def _change_team(self, pick: int, command: CareTeamCommand) -> None:
        team_id = self.teams[pick % len(self.teams)]
        self.attempt(lambda request: self.world.teams.handle(team_id, command, request))

    @rule(what=st.integers(0, 2), pick=picks, number=st.integers(0, 9))
    def person(self, what: int, pick: int, number: int) -> None:
        resident_id = self.who(pick)
        birth_on = Personal(resident_id, f"{1940 + 8 * number}-02-29")
        match what:
            case 0:
                self.register(number, 1940 + 8 * number)
                return
            case 1:
                command: ResidentCommand = self._paper(resident_id, IdentifierKind.PASSPORT, number)
            case _:
                command = ChangeDetails(changed_on=self.today, details=ResidentDetails(birth_on=birth_on))
        self.attempt(lambda request: self.world.residents.handle(resident_id, command, request))

    def register(self, number: int, year: int) -> None:
        resident_id = uuid7()
        details = ResidentDetails(
            name=Personal(resident_id, f"居民{number}"),
            birth_on=Personal(resident_id, f"{year}-02-28"),
            sex=Personal(resident_id, "female"),
        )
        paper = self._paper(resident_id, IdentifierKind.BIRTH_CERTIFICATE, number)
        command = RegisterResident(registered_on=self.today, details=details)
        if self.attempt(lambda request: self.world.residents.register(resident_id, command, [paper], request)):
            self.people.append(resident_id)

    def _paper(self, resident_id: UUID, kind: IdentifierKind, number: int) -> IdentifyResident:
        return IdentifyResident(identified_on=self.today, kind=kind, number=Personal(resident_id, f"R{number:05}"))

    @rule(pick=picks, other=picks, kind=st.sampled_from([IdentifierKind.BIRTH_CERTIFICATE, IdentifierKind.PASSPORT]))
    def exchange_numbers(self, pick: int, other: int, kind: IdentifierKind) -> None:
        resident_id = self.who(pick)
        command = ExchangeNumbers(exchanged_on=self.today, kind=kind, other_id=self.who(other))
        self.attempt(lambda request: self.world.residents.handle(resident_id, command, request))

    @rule()
    def everybody_is_found_by_their_last_papers(self) -> None:
        residents = load_residents(self.world.ledger, self.people)
        shown = {
            Identifier(kind=kind, number=number.text or ""): resident_id
            for resident_id, known in residents.items()
            for kind, number in known.resident.identifiers.items()
        }
        ever = [Identifier(kind=kind, number=f"R{number:05}") for kind in IdentifierKind for number in range(10)]
        assert self.world.ledger.residents(ever) == shown

    @rule(pick=picks, other=picks)
    def merge(self, pick: int, other: int) -> None:
        resident_id = self.who(pick)
        command = MergeResident(merged_on=self.today, same_as_id=self.who(other))
        self.attempt(lambda request: self.world.residents.handle(resident_id, command, request))

    def who(self, pick: int) -> UUID:
        """Somebody who was registered."""
        return self.people[pick % len(self.people)]
