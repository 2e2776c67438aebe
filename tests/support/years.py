"""Years of contracts' life, with a scheduler that may run on time, late, twice at once, or be killed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from application.care_teams import CareTeams, team_id_of
from application.commanding import Commander, Instruction
from application.contracts import Contracts
from application.envelope import Event
from application.executing import NAMES, Receipt, Request
from application.moving import Moving
from application.ports import Append, ContractDirectory, Ledger, Outcome
from application.reassigning import Reassignments
from application.renewal_ports import Clocks, DueContracts
from application.renewals import Renewals
from application.residents import Residents
from application.settling import SCHEDULER
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole, Workplace
from domain.contract.claims import ResidentClaims
from domain.contract.moves.commands import TransferContract
from domain.personal import Personal
from domain.policy.parse import parse_policy
from domain.policy.resolve import PolicyBook
from domain.refusal import Refused
from domain.renewal_run.events import RenewalRunCompleted
from domain.resident.commands import IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails
from tests.support.memory_directory import MemoryDirectory, MemoryDueContracts
from tests.support.memory_ledger import FixedClock, MemoryLedger
from tests.support.policies import BOOK, replaced, written
from tests.support.world import CLERK
from tests.support.world_ledger import PassingLedger
from tests.support.world_people import DOCTOR, LONG_AGO

BEGIN = date(2017, 1, 2)
INSTITUTION = "城郊街道办卫生院"
TEAM_NAMES = ("一队", "二队", "三队", "四队", "五队")
STAFF = tuple(
    StaffMember(name=name, role=role, workplace=Workplace.HEALTH_CENTRE)
    for name, role in (
        (DOCTOR, StaffRole.FAMILY_DOCTOR),
        ("周公卫", StaffRole.PUBLIC_HEALTH_PHYSICIAN),
        ("孙护士", StaffRole.RESPONSIBLE_NURSE),
    )
)
NEWBORN = 9
"""The place of who is born into a household among its people."""

# As in 二七, but every year, so that silence renews often within three years; and a team is full with few households.
YEARLY = replaced(written("erqi"), "years = 3", "years = 1")
CAPPED = replaced(replaced(YEARLY, "advised = 1000", "advised = 40"), "at_most = 1500", "at_most = 70")
RULES = PolicyBook(
    [*parse_policy(CAPPED), *(each for name in BOOK.names() if name != "erqi" for each in BOOK.versions(name))]
)


@dataclass(kw_only=True, slots=True)
class Household:
    """Its people, who will be born into it, and its newest contract, or the id of none as long as there is none."""

    number: str
    people: Sequence[UUID]
    newborn: UUID
    contract_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What is asked for on a day. `ask` says it, given the office as it stands then; `household` None: not by one."""

    day: date
    household: int | None = None
    ask: Callable[["Years"], Instruction]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody was told: how many facts were recorded, or contracts moved; what was refused, with its facts."""

    recorded: int = 0
    refused: Sequence[tuple[str, Mapping[str, object]]] = ()


@dataclass(frozen=True, kw_only=True)
class History:
    """All that may not depend on the scheduler: every answer, every stream but that of the runs, what is claimed."""

    answers: Sequence["Answer"]
    facts: Mapping[UUID, Sequence[Event]]
    claims: Mapping[UUID, ResidentClaims]

    def kinds(self) -> Counter[str]:
        """How often each kind of fact is on record."""
        return Counter(type(event).__name__ for events in self.facts.values() for event in events)

    def refused(self) -> Counter[str]:
        """How often each rule refused what was asked for."""
        return Counter(code for each in self.answers for code, _ in each.refused)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Where the years are lived: in memory, or on a store."""

    clock: FixedClock
    ledger: Ledger
    directory: ContractDirectory
    due_contracts: DueContracts

    @staticmethod
    def in_memory(households: int) -> "Ground":
        """A ledger in memory, with everybody registered."""
        clock = FixedClock(_noon(BEGIN))
        ledger = _before_anybody_signs(households).copied(clock)
        directory = MemoryDirectory(ledger, RULES)
        due_contracts = MemoryDueContracts(directory.contracts)
        return Ground(clock=clock, ledger=ledger, directory=directory, due_contracts=due_contracts)


class Years:
    """One office, its households and one way in which its scheduler ran."""

    def __init__(self, ground: Ground, households: int) -> None:
        self.clock, self.ledger, directory = ground.clock, ground.ledger, ground.directory
        self._due_contracts = ground.due_contracts
        contracts = Contracts(self.ledger, RULES, self.clock, directory)
        self._commander = Commander(
            contracts,
            Moving(self.ledger, RULES, contracts),
            Residents(self.ledger, self.clock),
            CareTeams(self.ledger, self.clock, "default", directory),
            Reassignments(self.ledger, RULES, self.clock, directory),
        )
        self.households = [_household(number) for number in range(households)]
        self.teams = [team_id_of("default", INSTITUTION, each) for each in TEAM_NAMES]
        self._answers: list[Answer] = []

    def do(self, deed: Deed) -> None:
        """Somebody does something, and it is recorded or refused."""
        self.clock.instant = _noon(deed.day)
        instruction = deed.ask(self)
        request = Request(by=CLERK, command_id=uuid5(NAMES, f"deed/{len(self._answers)}"))
        try:
            answer = self._commander.run(instruction, request)
        except Refused as refused:
            self._answers.append(Answer(refused=[(refused.code, refused.facts)]))
            return
        if isinstance(answer, Receipt):
            self._answers.append(Answer(recorded=len(answer.events)))
        else:
            stayed = [(each.refused.code, each.refused.facts) for each in answer.refused]
            self._answers.append(Answer(recorded=answer.moved, refused=stayed))
        if deed.household is not None:
            self.households[deed.household].contract_id = _newest(instruction)

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

    def history(self) -> History:
        """What became of it all, without instants and positions."""
        facts: dict[UUID, list[Event]] = {}
        for record in self.ledger.opened(self.ledger.after(0, limit=self.ledger.head().position)):
            if not isinstance(record.event, RenewalRunCompleted):
                facts.setdefault(record.stream_id, []).append(record.event)
        people = [person for household in self.households for person in (*household.people, household.newborn)]
        return History(answers=self._answers, facts=facts, claims=self.ledger.claims(people))


def _household(number: int) -> Household:
    return Household(
        number=f"61090{number:06}",
        people=[_person(number, order) for order in range(1 + number % 3)],
        newborn=_person(number, NEWBORN),
        contract_id=uuid5(NAMES, f"contract/{number}"),
    )


def _person(household: int, order: int) -> UUID:
    return uuid5(NAMES, f"person/{household}/{order}")


@cache
def _before_anybody_signs(households: int) -> MemoryLedger:
    """A ledger with everybody registered, and every team founded and staffed."""
    clock = FixedClock(_noon(BEGIN))
    ledger = MemoryLedger(clock)
    register_everybody(ledger, clock, MemoryDirectory(ledger, RULES), households)
    return ledger


def register_everybody(ledger: Ledger, clock: FixedClock, directory: ContractDirectory, households: int) -> None:
    """Write down everybody, and every team with its staff."""
    residents, teams = Residents(ledger, clock), CareTeams(ledger, clock, "default", directory)
    for number in range(households):
        for order in (*range(1 + number % 3), NEWBORN):
            _register(residents, _person(number, order), f"{number}/{order}")
    for name in TEAM_NAMES:
        teams.found(FoundCareTeam(institution=INSTITUTION, name=name, founded_on=LONG_AGO), Request.new(CLERK))
        staffed = StaffCareTeam(staffed_on=LONG_AGO, staff=STAFF)
        teams.handle(team_id_of("default", INSTITUTION, name), staffed, Request.new(CLERK))


def _register(residents: Residents, person: UUID, number: str) -> None:
    details = ResidentDetails(name=Personal(person, "某人"), birth_on=Personal(person, "1950-06-01"))
    paper = IdentifyResident(
        identified_on=LONG_AGO, kind=IdentifierKind.BIRTH_CERTIFICATE, number=Personal(person, number)
    )
    residents.register(person, RegisterResident(registered_on=LONG_AGO, details=details), [paper], Request.new(CLERK))


def _newest(instruction: Instruction) -> UUID:
    command = instruction.command
    return command.new_contract_id if isinstance(command, TransferContract) else instruction.about


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
