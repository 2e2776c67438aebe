"""A township's office: a ledger in memory, registers written as households, and what its clerks do by hand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from application.contracts import Contracts, fold
from application.envelope import Actor, Channel, Event, Role
from application.executing import Request
from application.imports.importing import Imports
from application.imports.report import ImportReport
from application.ports import Append, Conflict, ConflictOn, Identifier, Ledger, Outcome
from application.registers.columns import Layout
from application.registers.households import Reading, RegisterHousehold, RegisterPerson
from application.residents import Residents, load_resident
from domain.citizen_id import Sex, parse_citizen_id
from domain.contract.commands import ContractChange
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.packages import Package
from domain.populations import Category
from domain.resident.commands import ChangeDetails, IdentifyResident
from domain.resident.events import IdentifierKind, ResidentDetails
from domain.resident.state import Resident
from tests.support.memory_directory import MemoryDirectory
from tests.support.memory_ledger import FixedClock, MemoryLedger
from tests.support.policies import BOOK
from tests.support.registers import citizen_number

CLERK = Actor(id="周敏", role=Role.CENTRE_CLERK, channel=Channel.REGISTER)
BY_HAND = Actor(id="周敏", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)
SIGNED_ON = date(2018, 3, 5)
LAST_DAY = date(2019, 3, 4)
_LAYOUT = Layout(heading_row=1, columns={}, headings={}, unread=())


def number(born: str, order: int = 0) -> str:
    """A citizen id of a woman born on that day; `order` tells two of one day apart."""
    return citizen_number(date.fromisoformat(born), order, Sex.FEMALE)


def person(
    name: str,
    citizen_id: str,
    relationship: str = "户主",
    *,
    phone: str | None = "13909150001",
    categories: Iterable[Category] = (),
    note: str | None = None,
    death: str | None = None,
    relocation: str | None = None,
) -> RegisterPerson:
    """One row."""
    parsed = parse_citizen_id(citizen_id)
    return RegisterPerson(
        row=0,
        name=name,
        citizen_id=parsed,
        sex=parsed.sex,
        phone=phone,
        relationship=relationship,
        is_head=relationship == "户主",
        categories=tuple(categories),
        note=note,
        death=None if death is None else date.fromisoformat(death),
        relocation=None if relocation is None else date.fromisoformat(relocation),
    )


WANG = person("王桂英", number("1950-05-10"), categories=[Category.HYPERTENSION])
LI = person("李军", number("1975-08-01"), "子")
XIAO = person("李小雨", number("2015-02-11"), "孙女")


def household(number: str | None = "61090200001", *persons: RegisterPerson, **cells: object) -> RegisterHousehold:
    """The rows of one household; without persons: 王桂英, her son and her granddaughter."""
    members = persons or (WANG, LI, XIAO)
    written = RegisterHousehold(
        sheet="登记册",
        row=2,
        unit="城郊街道办卫生院",
        number=number,
        village="石梯村",
        group="3",
        head_name=members[0].name,
        team="第1团队",
        doctor="陈静",
        package=Package.BASIC,
        signed_on=SIGNED_ON,
        persons=members,
        problems=(),
        layout=_LAYOUT,
    )
    return replace(written, **cells)  # type: ignore[arg-type]  # cells by name


def with_person(written: RegisterHousehold, place: int, **cells: object) -> RegisterHousehold:
    """The household with some cells of one person changed."""
    persons = list(written.persons)
    persons[place] = replace(persons[place], **cells)  # type: ignore[arg-type]  # cells by name
    return replace(written, persons=tuple(persons))


def register(*households: RegisterHousehold) -> Reading:
    """The households one below the other, from row 2 on in each sheet."""
    rows: dict[str, int] = {}
    placed = []
    for each in households:
        row = rows.get(each.sheet, 2)
        persons = tuple(replace(one, row=row + offset) for offset, one in enumerate(each.persons))
        problems = tuple(replace(problem, row=row) for problem in each.problems)
        placed.append(replace(each, row=row, persons=persons, problems=problems))
        rows[each.sheet] = row + len(persons)
    errors = tuple(problem for each in placed for problem in each.problems)
    return Reading(unit="城郊街道办卫生院", year=2018, households=tuple(placed), errors=errors, warnings=())


class RacedLedger(MemoryLedger):
    """Something else may happen just before an append of whoever is at work: `happenings`, one an append."""

    def __init__(self, clock: FixedClock) -> None:
        super().__init__(clock)
        self.happenings: list[Callable[[], object]] = []
        self.lost: list[ConflictOn] = []
        self._happens = False

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        if self._happens:
            return super().append(appends)
        if self.happenings:
            self._happens = True
            self.happenings.pop(0)()
            self._happens = False
        outcomes = super().append(appends)
        self.lost.extend(outcome.on for outcome in outcomes if isinstance(outcome, Conflict))
        return outcomes


@dataclass
class Office:
    """What the tests drive. Each import is another file."""

    clock: FixedClock = field(default_factory=lambda: FixedClock(datetime(2026, 11, 22, 4, 0, tzinfo=UTC)))
    policy: str = "hanbin"
    files: int = 0

    def __post_init__(self) -> None:
        self.ledger = RacedLedger(self.clock)

    def imports(self, ledger: Ledger | None = None) -> Imports:
        directory = MemoryDirectory(self.ledger)
        return Imports(ledger or self.ledger, BOOK, directory, self.clock, "default")

    def take(
        self, *households: RegisterHousehold, ledger: Ledger | None = None, file: str | None = None
    ) -> ImportReport:
        """Import a register of these households; `file` is its digest, another one each time where not given."""
        self.files += 1
        digest = file or f"{self.files:064x}"
        return self.imports(ledger).run(register(*households), self.policy, CLERK, file_digest=digest)

    def recorded(self, *households: RegisterHousehold) -> list[Event]:
        """What an import of these households records."""
        before = len(self.ledger.records)
        self.take(*households)
        return [record.event for record in self.ledger.records[before:]]

    def resident_id(self, citizen_id: str) -> UUID:
        identifier = Identifier(kind=IdentifierKind.CITIZEN_ID, number=citizen_id)
        return self.ledger.residents([identifier])[identifier]

    def id_of(self, listed: RegisterPerson) -> UUID:
        assert listed.citizen_id
        return self.resident_id(listed.citizen_id.number)

    def resident(self, listed: RegisterPerson) -> Resident:
        return load_resident(self.ledger, self.id_of(listed)).resident

    def contract_ids(self, household_number: str = "61090200001") -> list[UUID]:
        return list(MemoryDirectory(self.ledger).by_household(household_number, at_least=0))

    def contract(self, household_number: str = "61090200001") -> Contract:
        """The newest contract of a household number."""
        contract = fold([record.event for record in self.ledger.stream(self.contract_ids(household_number)[-1])])
        assert contract
        return contract

    def do(self, command: ContractChange, household_number: str = "61090200001") -> None:
        """A clerk's own command on the newest contract of a household number."""
        contracts = Contracts(self.ledger, BOOK, self.clock, MemoryDirectory(self.ledger))
        contracts.handle(self.contract_ids(household_number)[-1], command, Request.new(BY_HAND))

    def correct_number(self, listed: RegisterPerson, citizen_id: str) -> None:
        """A clerk writes down the number of the paper that the person showed."""
        resident_id = self.id_of(listed)
        shown = IdentifyResident(
            identified_on=date(2018, 9, 1), kind=IdentifierKind.CITIZEN_ID, number=Personal(resident_id, citizen_id)
        )
        Residents(self.ledger, self.clock).handle(resident_id, shown, Request.new(BY_HAND))

    def change_phone(self, listed: RegisterPerson, phone: str) -> None:
        """A clerk writes another phone number down."""
        resident_id = self.id_of(listed)
        details = ResidentDetails(phone=Personal(resident_id, phone))
        command = ChangeDetails(changed_on=date(2018, 9, 1), details=details)
        Residents(self.ledger, self.clock).handle(resident_id, command, Request.new(BY_HAND))


def codes(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.errors]


def warned(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.warnings]


def counts(report: ImportReport) -> tuple[tuple[int, int], ...]:
    """Households and persons: read, taken, unchanged, refused."""
    return tuple(
        (count.households, count.persons) for count in (report.read, report.taken, report.unchanged, report.refused)
    )
