"""The whole application on a store, put together as a process would, and what all of its read models say."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from application.care_teams import CareTeams
from application.contracts import Contracts
from application.envelope import Actor, Channel, Role
from application.imports.importing import Imports
from application.imports.report import ImportReport
from application.moving import Moving
from application.ports import ZONE, Clock, Ledger
from application.queries.directory import RosterDirectory
from application.queries.going_on import Silence
from application.queries.moment import Asked
from application.queries.roster import RosterQueries, RosterRow
from application.queries.services import ServiceQueries
from application.registers.reading import read_register
from application.residents import Residents
from domain.policy.resolve import PolicyBook
from infrastructure.database import Store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import events
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.due_contracts import RosterDueContracts
from infrastructure.projections.ledger_source import LedgerSource
from infrastructure.projections.read_models import LiveReadModels
from infrastructure.projections.verification import verify
from infrastructure.registers.workbook import read_workbook
from infrastructure.renewing import Renewing
from projections.registry import PROJECTIONS
from tests.support.policies import BOOK

CLERK = Actor(id="张敏", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)
LEADER = Actor(id="王站长", role=Role.TEAM_LEADER, channel=Channel.COMMAND_LINE)
REGISTRAR = Actor(id="张敏", role=Role.CENTRE_CLERK, channel=Channel.REGISTER)


class World:
    """Every service of the application on one store. `wrap` may put something between them and the ledger."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        wrap: Callable[[Ledger], Ledger] = lambda ledger: ledger,
        batch: int = 1000,
        policies: PolicyBook = BOOK,
    ) -> None:
        self.store = store
        self.clock = clock
        stored = StoredLedger(store, clock)
        self.ledger = wrap(stored)
        self.runner = ProjectionRunner(store, LedgerSource(stored, store), PROJECTIONS, batch_size=batch)
        self.runner.prepare()
        read_models = LiveReadModels(store)
        self.directory = RosterDirectory(read_models, self.runner.catch_up, Silence(ledger=stored, policies=policies))
        self.due_contracts = RosterDueContracts(read_models, self.runner.catch_up, stored)
        self.renewing = Renewing(
            store=store, ledger=self.ledger, policies=policies, due_contracts=self.due_contracts, clock=clock
        )
        self.roster = RosterQueries(read_models, policies, stored, clock)
        self.services = ServiceQueries(read_models, policies, stored, clock)
        self.contracts = Contracts(self.ledger, policies, clock, self.directory)
        self.moving = Moving(self.ledger, policies, self.contracts)
        self.residents = Residents(self.ledger, clock)
        self.teams = CareTeams(self.ledger, clock, store.tenant, self.directory)
        self.imports = Imports(self.ledger, policies, self.directory, clock, store.tenant)

    def take(self, register: bytes, policy: str = "hanbin") -> ImportReport:
        """Import a workbook."""
        reading = read_register(read_workbook(register), today=self.clock.today(ZONE))
        return self.imports.run(reading, policy, REGISTRAR, file_digest=sha256(register).hexdigest())

    def roster_on(self, day: date, known_at: str | None = None) -> list[RosterRow]:
        """The whole roster of a day, once the read models are there."""
        self.runner.catch_up()
        return list(self.roster.rows(Asked(as_of=day, known_at=known_at)))

    def positions(self) -> list[int]:
        """Every position of the ledger, in order."""
        with self.store.reading() as connection:
            return list(connection.execute(select(events.c.position).order_by(events.c.position)).scalars())

    def wire_names(self) -> Counter[str]:
        """How often each kind of fact is on record."""
        with self.store.reading() as connection:
            return Counter(connection.execute(select(events.c.type)).scalars())


def require_sound(world: World) -> None:
    """No gap in the line of records, nothing parked, nothing that `verify` finds."""
    positions = world.positions()
    assert positions == list(range(1, len(positions) + 1))
    world.runner.catch_up()
    found = verify(world.store, world.ledger, PROJECTIONS)
    assert (found.ok, found.position) == (True, len(positions)), [*found.ledger_findings, *found.findings]


def as_people_read(rows: Iterable[RosterRow]) -> list[tuple[Any, ...]]:
    """A roster without the ids and the order of one ledger: what two ledgers of the same facts have in common."""
    return sorted(
        (
            row.household,
            row.village,
            row.team,
            row.doctor,
            row.term.start_on,
            row.term.end_on,
            tuple(
                (member.name, member.birth_on, member.sex, member.relationship, member.categories)
                for member in row.members
            ),
        )
        for row in rows
    )
