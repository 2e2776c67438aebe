"""Years of contracts' life in memory, with a scheduler that may run on time, late, twice at once, or be killed.

What people do is drawn beforehand from a seed, and is the same however the scheduler runs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from application.care_teams import CareTeams, team_id_of
from application.contracts import Contracts, fold
from application.executing import NAMES, Request
from application.ports import Append, Ledger, Outcome
from application.renewal_ports import Clocks, DueContract
from application.renewals import Renewals
from application.residents import Residents
from application.settling import SCHEDULER
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole, Workplace
from domain.contract.commands import ContractChange, RecordDeath, RecordRelocation, RecordReturn
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.due import next_due_on
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.resolve import PolicyBook
from domain.policy.termination import TerminationReason
from domain.refusal import Refused
from domain.resident.commands import IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails
from tests.support.memory_ledger import FixedClock, MemoryDirectory, MemoryLedger
from tests.support.policies import BOOK, variant
from tests.support.world import CLERK
from tests.support.world_ledger import PassingLedger
from tests.support.world_people import DOCTOR, LONG_AGO, agreement

BEGIN = date(2017, 1, 2)
YEARS_DAYS = 3 * 365
YEARLY = variant("erqi", "years = 3", "years = 1")
"""As in 二七, but every year: so that silence renews often within three years."""

POLICIES = ("erqi", "erqi", "jiangxian", "putuo", "hanbin")
RULES = PolicyBook([YEARLY, *(each for name in set(POLICIES) - {"erqi"} for each in BOOK.versions(name))])
INSTITUTION = "城郊街道办卫生院"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What a household does on a day; `what` says it, given the day and the household's people."""

    day: date
    household: int
    what: Callable[[date, Sequence[UUID]], ContractChange]


class MemoryDueContracts:
    """Follows a ledger in memory: which days each contract was to fall due on, and which of them stands."""

    def __init__(self, ledger: MemoryLedger) -> None:
        self._ledger = ledger
        self._position = 0
        self._contracts: dict[UUID, Contract] = {}
        self._days: dict[UUID, set[date]] = {}

    def first_due_on(self) -> date | None:
        self._follow()
        return min((day for days in self._days.values() for day in days), default=None)

    def falling_due(self, from_on: date, to_on: date) -> Sequence[DueContract]:
        self._follow()
        found: dict[UUID, date] = {}
        for contract_id, days in self._days.items():
            stands = next_due_on(self._contracts[contract_id])
            due = [day for day in days if from_on <= day <= to_on or (day < from_on and day == stands)]
            if due:
                found[contract_id] = min(due)
        return [DueContract(contract_id=each, due_on=day, parked=False) for each, day in found.items()]

    def _follow(self) -> None:
        for record in self._ledger.records[self._position :]:
            if isinstance(record.event, ContractEvent):
                contract = evolve(self._contracts.get(record.stream_id), record.event)
                self._contracts[record.stream_id] = contract
                due_on = next_due_on(contract)
                if due_on is not None:
                    self._days.setdefault(record.stream_id, set()).add(due_on)
        self._position = len(self._ledger.records)


class Killed(Exception):
    """The process is dead."""


class DisturbedLedger(PassingLedger):
    """Something happens at the nth append of a run: before it is written, or when it is and nobody was told."""

    def __init__(self, ledger: Ledger, nth: int, happens: Callable[[], None], *, written: bool) -> None:
        super().__init__(ledger)
        self._left, self._happens, self._written = nth, happens, written

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        if not appends:
            return ()
        self._left -= 1
        if self._left == 0 and not self._written:
            self._happens()
        outcomes = super().append(appends)
        if self._left == 0 and self._written:
            self._happens()
        return outcomes


class Years:
    """One office, its households and one way in which its scheduler ran."""

    def __init__(self, households: int) -> None:
        self.clock = FixedClock(_noon(BEGIN))
        self.ledger = MemoryLedger(self.clock)
        directory = MemoryDirectory(self.ledger)
        self._contracts = Contracts(self.ledger, RULES, self.clock, directory)
        self._residents = Residents(self.ledger, self.clock)
        self._due_contracts = MemoryDueContracts(self.ledger)
        self._teams = CareTeams(self.ledger, self.clock, "default", directory)
        self.people = [
            [self._register(f"{number}/{order}") for order in range(1 + number % 3)] for number in range(households)
        ]
        self.team_id = self._found_team()
        self.answers: list[str] = []

    def sign(self, household: int, day: date, policy: str) -> None:
        """The household signs on that day, or is refused."""
        self.clock.instant = _noon(day)
        command = agreement(self.people[household], self.team_id, day, f"61090{household:06}")
        self._note(lambda: self._contracts.sign(_id_of(household), command, policy, Request.new(CLERK)))

    def do(self, deed: Deed) -> None:
        """Somebody does something, and it is recorded or refused."""
        self.clock.instant = _noon(deed.day)
        command = deed.what(deed.day, self.people[deed.household])
        self._note(lambda: self._contracts.handle(_id_of(deed.household), command, Request.new(CLERK)))

    def run(self, day: date, ledger: Ledger | None = None) -> None:
        """The scheduler runs that day."""
        self.clock.instant = _noon(day) - timedelta(hours=11, minutes=59)
        clocks = Clocks(business=self.clock, machine=self.clock)
        renewals = Renewals(ledger or self.ledger, RULES, self._due_contracts, clocks, "default")
        renewals.run(day, Request.new(SCHEDULER))

    def run_twice_at_once(self, day: date, nth: int) -> None:
        """A second run comes in between two appends of the first, and does everything."""
        self.run(day, DisturbedLedger(self.ledger, nth, lambda: self.run(day), written=False))

    def run_killed(self, day: date, nth: int, *, written: bool) -> None:
        """The run dies at an append, before or after it is written; nobody begins it again."""

        def die() -> None:
            raise Killed

        with suppress(Killed):
            self.run(day, DisturbedLedger(self.ledger, nth, die, written=written))

    def states(self) -> dict[int, Contract | None]:
        """The contract of each household, as far as its records tell; without instants, versions and positions."""
        return {
            number: fold([record.event for record in self.ledger.stream(_id_of(number))])
            for number in range(len(self.people))
        }

    def facts(self) -> Counter[str]:
        """How often each kind of fact is on record."""
        return Counter(type(record.event).__name__ for record in self.ledger.records)

    def _note(self, command: Callable[[], object]) -> None:
        try:
            command()
            self.answers.append("done")
        except Refused as refused:
            self.answers.append(refused.code)

    def _register(self, number: str) -> UUID:
        person = uuid5(NAMES, f"person/{number}")
        details = ResidentDetails(name=Personal(person, "某人"), birth_on=Personal(person, "1950-06-01"))
        paper = IdentifyResident(
            identified_on=LONG_AGO, kind=IdentifierKind.BIRTH_CERTIFICATE, number=Personal(person, number)
        )
        register = RegisterResident(registered_on=LONG_AGO, details=details)
        self._residents.register(person, register, [paper], Request.new(CLERK))
        return person

    def _found_team(self) -> UUID:
        founded = FoundCareTeam(institution=INSTITUTION, name="一队", founded_on=LONG_AGO)
        roles = (StaffRole.FAMILY_DOCTOR, StaffRole.PUBLIC_HEALTH_PHYSICIAN, StaffRole.RESPONSIBLE_NURSE)
        names = (DOCTOR, "周公卫", "孙护士")
        staff = tuple(
            StaffMember(name=name, role=role, workplace=Workplace.HEALTH_CENTRE)
            for name, role in zip(names, roles, strict=True)
        )
        self._teams.found(founded, Request.new(CLERK))
        team_id = team_id_of("default", INSTITUTION, "一队")
        self._teams.handle(team_id, StaffCareTeam(staffed_on=LONG_AGO, staff=staff), Request.new(CLERK))
        return team_id


def life(random: Random, households: int) -> Iterator[Deed | tuple[date, int, str]]:
    """Signings (day, household, policy) and deeds in the order of their days; most of them near the ends of terms."""
    drawn: list[tuple[date, int, str | Deed]] = []
    for household in range(households):
        day = BEGIN + timedelta(days=random.randrange(200))
        drawn.append((day, household, random.choice(POLICIES)))
        for _ in range(random.randrange(9)):
            later = day + timedelta(days=1 + random.randrange(YEARS_DAYS))
            if later < BEGIN + timedelta(days=YEARS_DAYS):
                drawn.append((later, household, Deed(day=later, household=household, what=_drawn_deed(random))))
    for day, household, what in sorted(drawn, key=lambda each: (each[0], each[1])):
        yield what if isinstance(what, Deed) else (day, household, what)


def _drawn_deed(random: Random) -> Callable[[date, Sequence[UUID]], ContractChange]:
    back, who = timedelta(days=random.choice([0, 0, 1, 6, 20, 45])), random.randrange(3)

    def person(people: Sequence[UUID]) -> UUID:
        return people[who % len(people)]

    deeds: list[Callable[[date, Sequence[UUID]], ContractChange]] = [
        lambda day, people: RecordDeath(resident_id=person(people), died_on=day - back),
        lambda day, people: RecordRelocation(resident_id=person(people), moved_on=day - back),
        lambda day, people: RecordReturn(resident_id=person(people), returned_on=day - back),
        lambda day, _: RequestTermination(requested_on=day - back, reason=TerminationReason.RESIDENT_REQUEST),
        lambda day, _: RequestTermination(requested_on=day - back, reason=TerminationReason.MOVED_OUT),
        lambda day, _: WithdrawTerminationRequest(withdrawn_on=day - back),
        lambda day, _: DecideTermination(
            decided_on=day, takes_effect_on=day, reason=TerminationReason.RESIDENT_REQUEST
        ),
        lambda day, _: RenewContract(agreed_on=day - back, consents=tuple(Side)),
        lambda day, _: RenewContract(agreed_on=day - back, consents=tuple(Side)),
        lambda day, _: ReconfirmRenewal(confirmed_on=day - back),
    ]
    return random.choice(deeds)


def _id_of(household: int) -> UUID:
    return uuid5(NAMES, f"contract/{household}")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
