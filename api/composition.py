"""The one place that knows every concrete class: it builds the service from settings, for reading or for writing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import OperationalError, ProgrammingError

from api.language.messages import problem_sentence
from application.care_teams import CareTeams
from application.commanding import Commander
from application.contracts import Contracts
from application.imports.importing import Imports
from application.long_absences import LongAbsences
from application.moving import Moving
from application.ports import ZONE, Clock, ContractDirectory, Ledger, LedgerUnavailable
from application.prospects import Prospects
from application.queries.archive import ArchiveQueries
from application.queries.directory import RosterDirectory
from application.queries.going_on import Silence
from application.queries.rehearsed_directory import RehearsedDirectory
from application.queries.roster import RosterQueries
from application.queries.services import ServiceQueries
from application.queries.team_warnings import TeamWarnings
from application.reassigning import Reassignments
from application.registers.households import Problem, Reading
from application.registers.reading import read_register, require_headings
from application.rehearsal import Rehearsal
from application.renewal_runs import RenewalRuns
from application.renewals import RenewalAnswer
from application.residents import Residents
from domain.policy.errors import Language
from domain.policy.resolve import PolicyBook
from infrastructure.backup import Manifest, back_up
from infrastructure.backup import restore as restore_store
from infrastructure.clock import DemoClock, SystemClock
from infrastructure.database import Store, open_store
from infrastructure.engines.soundness import forgetful_settings, not_writable
from infrastructure.failures import StoreAltered, StoreBusy, StoreFailure, StoreNotBegun
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.integrity import check_building
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.wire_names import UnknownField, UnknownWireName
from infrastructure.policies import load_policies
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.due_contracts import RosterDueContracts
from infrastructure.projections.generation import ReadModelOutdated
from infrastructure.projections.ledger_source import LedgerSource
from infrastructure.projections.read_models import LiveReadModels
from infrastructure.projections.rebuilding import RebuildParked
from infrastructure.projections.verification import Verification, not_readable, verify
from infrastructure.registers import errors_workbook
from infrastructure.registers.divisions import division_allocated
from infrastructure.registers.workbook import RegisterWorkbook, open_workbook
from infrastructure.renewing import Renewing
from infrastructure.settings import SQLITE, Settings
from infrastructure.vault.changing import KeyChange, change_key_file
from infrastructure.vault.failures import SealBroken
from infrastructure.worker import Worker
from projections.registry import PROJECTIONS

__all__ = [
    "READ_MODELS",
    "DemoClock",
    "KeyChange",
    "Register",
    "Service",
    "Settings",
    "Verification",
    "back_up_store",
    "change_key_file",
    "demo_clock",
    "demo_settings",
    "failure_of",
    "load_policy_book",
    "open_for_rehearsal",
    "open_for_upkeep",
    "open_register",
    "open_service",
    "open_worker",
    "restore_store",
    "settings_from",
    "verify_store",
    "write_errors",
]

Checking = Callable[[str, int, int], None]
"""Called with what is being done, and how far of how much."""

Copying = Callable[[str, int], None]
"""Called with a table, and how many of its rows are done."""

READ_MODELS = tuple(projection.name for projection in PROJECTIONS)
"""The names of the read models."""

Register = RegisterWorkbook
"""A workbook that was opened."""

Step = Callable[[int], None]
"""Called with the position that has been reached."""


class Service:
    """A tenant's service on an open store. What it offers to change needs a store that was opened for writing."""

    def __init__(self, store: Store, settings: Settings, policies: PolicyBook, clock: Clock, *, writing: bool) -> None:
        self.store = store
        self.policies = policies
        self.clock = clock
        self.writing = writing
        self._settings = settings
        ledger = StoredLedger(store, clock)
        read_models = LiveReadModels(store)
        self.ledger: Ledger = ledger
        self.runner = ProjectionRunner(store, LedgerSource(ledger, store), PROJECTIONS)
        self._silence = Silence(ledger=ledger, policies=policies)
        self.directory = RosterDirectory(read_models, self.catch_up, self._silence)
        due_contracts = RosterDueContracts(read_models, self.catch_up, ledger)
        self.renewing = Renewing(
            store=store, ledger=ledger, policies=policies, due_contracts=due_contracts, clock=clock
        )
        self.renewal_runs = RenewalRuns(ledger, store.tenant)
        self.prospects = Prospects(ledger, policies, due_contracts)
        self.long_absences = LongAbsences(ledger, policies, due_contracts)
        self.roster = RosterQueries(read_models, policies, ledger, clock)
        self.team_warnings = TeamWarnings(read_models, policies, ledger, clock)
        self.services = ServiceQueries(read_models, policies, ledger, clock)
        self.archive = ArchiveQueries(read_models, policies, clock)
        self.contracts = Contracts(ledger, policies, clock, self.directory)
        self.residents = Residents(ledger, clock)
        self.care_teams = CareTeams(ledger, clock, store.tenant, self.directory)

    def imports(self, *, rehearse: bool = False) -> Imports:
        """What imports registers, or only rehearses it: then nothing is written anywhere."""
        ledger = Rehearsal(self.ledger, self.clock) if rehearse else self.ledger
        return Imports(ledger, self.policies, self.directory, self.clock, self.store.tenant)

    def commander(self, ledger: Ledger) -> Commander:
        """What runs any command on the store's ledger, or on a rehearsal of it."""
        directory = self.directory_of(ledger)
        contracts = Contracts(ledger, self.policies, self.clock, directory)
        return Commander(
            contracts,
            Moving(ledger, self.policies, contracts),
            Residents(ledger, self.clock),
            CareTeams(ledger, self.clock, self.store.tenant, directory),
            Reassignments(ledger, self.policies, self.clock, directory),
        )

    def directory_of(self, ledger: Ledger) -> ContractDirectory:
        """What finds contracts in the store's ledger, or in a rehearsal of it."""
        if isinstance(ledger, Rehearsal):
            return RehearsedDirectory(self.directory, self._silence, ledger)
        return self.directory

    def read_register(self, register: Register, policy_name: str) -> Reading:
        """The households of an opened workbook. Refused: unknown_policy, no_heading_row."""
        today = self.clock.today(ZONE)
        return read_register(
            register,
            today=today,
            elderly_from_age=self.policies.version_on(policy_name, today).elderly_from_age,
            division_allocated=division_allocated,
        )

    def catch_up(self, until: int | None = None, *, on_progress: Step | None = None) -> None:
        """Bring the read models up to a position, or to the end of the ledger.

        Who reads has it done by a writer that comes in for a moment; while somebody else writes, that is left to them.
        """
        if self.writing:
            self.runner.catch_up(until, on_progress=on_progress)
            return
        try:
            with open_for_upkeep(self._settings, clock=self.clock) as writer:
                writer.catch_up(until, on_progress=on_progress)
        except StoreBusy:
            return  # the answer says how far it is

    def verify(self, on_progress: Checking | None = None) -> Verification:
        """Check the ledger against itself and every read model against a replay."""
        return verify(self.store, self.ledger, PROJECTIONS, on_progress=on_progress)

    def building(self) -> Sequence[Finding]:
        """What is wrong with tables, keys, triggers and rights; quick."""
        return check_building(self.store)

    def not_writable(self) -> Sequence[str]:
        """What of the store this user may not write."""
        with self.store.reading() as connection:
            return not_writable(connection, self._settings)

    def forgetful_settings(self) -> Sequence[str]:
        """What the database server is set to that may lose what was recorded."""
        with self.store.reading() as connection:
            return forgetful_settings(connection)

    def is_behind(self) -> bool:
        """Whether some read model is not there, was built by other code, or has not come as far as the ledger."""
        head = self.ledger.head().position
        try:
            return any(each.position < head for each in self.runner.progress().values())
        except (KeyError, ReadModelOutdated):
            return True
        except (OperationalError, ProgrammingError):  # no tables of read models yet
            return True


def open_register(file: Path) -> Register:
    """Open a workbook in which some sheet is a register. Refused: what `application.registers.refusals` says."""
    register = open_workbook(file)
    require_headings(register)
    return register


def write_errors(register: Register, problems: Sequence[Problem], out: Path, language: Language) -> None:
    """Write a copy of the workbook with its problems marked. Refused: errors_not_written."""
    errors_workbook.write_errors(register, problems, out, language, say=problem_sentence)


def settings_from(env: Mapping[str, str], *, tenant: str | None = None) -> Settings:
    """The settings of the surroundings; `tenant` goes before them. Raises `SettingInvalid`."""
    return Settings.from_environment({**env, "JIAYI_TENANT": tenant} if tenant else env)


def load_policy_book(settings: Settings) -> PolicyBook:
    """Every policy there is, those of JIAYI_POLICIES_DIR included. Refused: policy_file."""
    return load_policies(settings.policies_dir)


def demo_clock(at: datetime) -> DemoClock:
    """A clock that its owner moves, for a store that is marked demo."""
    return DemoClock(at, demo=True)


def demo_settings(database: Path) -> Settings:
    """The settings of a demonstration's store in an SQLite file, whatever the surroundings say."""
    return Settings.from_environment({"JIAYI_DATABASE_URL": f"sqlite:///{database}"})


@contextmanager
def open_service(
    settings: Settings, *, writing: bool, clock: Clock | None = None, demo: bool = False, as_it_stands: bool = False
) -> Iterator[Service]:
    """The service of a tenant, closed at the end; for writing, a store that is not there is made.

    Its read models are made, or brought up to the ledger, before; not where it is asked for `as_it_stands`.
    Raises what `open_store` raises, policy_file, and policy_version_changed for rules that are not those on record.
    """
    policies = load_policy_book(settings)
    with open_store(settings, writing=writing, demo=demo) as store:
        service = Service(store, settings, policies, clock or SystemClock(), writing=writing)
        if writing and not as_it_stands:
            service.runner.prepare()
        elif not as_it_stands and service.is_behind():
            service.catch_up()
        if not as_it_stands:
            service.roster.require_policies()
        yield service


@contextmanager
def open_for_upkeep(settings: Settings, *, clock: Clock | None = None, as_it_stands: bool = False) -> Iterator[Service]:
    """The service of a store that is there, for writing; none is made. Raises `DatabaseUnreachable` too."""
    with open_store(settings, writing=False):
        pass
    with open_service(settings, writing=True, clock=clock, as_it_stands=as_it_stands) as service:
        yield service


@contextmanager
def open_worker(
    settings: Settings, told: Callable[[RenewalAnswer], object], troubled: Callable[[Exception], object]
) -> Iterator[Worker]:
    """What keeps the read models up to date and runs the renewals until it is told to stop.

    On SQLite it holds the file only while there is something to do, so that others can write beside it.
    """
    with open_service(settings, writing=True) as service:
        if settings.url.get_backend_name() != SQLITE:
            yield Worker(hands=lambda: nullcontext(service), is_behind=service.is_behind, told=told, troubled=troubled)
            return
    with open_service(settings, writing=False, as_it_stands=True) as reader:
        hands = partial(open_service, settings, writing=True)
        yield Worker(hands=hands, is_behind=reader.is_behind, told=told, troubled=troubled)


@contextmanager
def open_for_rehearsal(settings: Settings) -> Iterator[Service]:
    """A service to rehearse in: the store as it stands; where there is none yet, an empty one that leaves no trace."""
    if _is_begun(settings):
        with open_service(settings, writing=False) as service:
            yield service
        return
    with TemporaryDirectory(prefix="jiayi-rehearsal-") as folder:
        elsewhere = replace(
            settings, database_url=f"sqlite:///{folder}/jiayi.db", kek_file=Path(folder) / "jiayi.db.kek"
        )
        with open_service(elsewhere, writing=True) as service:
            yield service


def _is_begun(settings: Settings) -> bool:
    """Whether there is a store. Raises what `open_store` raises where that cannot be said."""
    try:
        with open_store(settings, writing=False):
            return True
    except StoreNotBegun:
        return False


def back_up_store(settings: Settings, folder: Path, on_progress: Copying) -> Manifest:
    """Copy ledger and vault into a folder that is not there yet. Raises `BackupTargetTaken`."""
    with open_store(settings, writing=False) as store:
        return back_up(store, folder, on_progress)


def verify_store(settings: Settings, on_progress: Checking) -> Verification:
    """Check a store as it stands; one that cannot be used because somebody edited what it says of itself is told."""
    try:
        with open_for_upkeep(settings, as_it_stands=True) as service:
            return service.verify(on_progress)
    except StoreAltered as altered:
        return not_readable(str(altered.facts["table"]), PROJECTIONS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """What is wrong with the surroundings: a stable code, and the facts that a sentence about it names."""

    code: str
    facts: Mapping[str, object]


FAILURES: Sequence[tuple[type[Exception], str, Sequence[str]]] = (
    (SealBroken, "seal_broken", ()),
    (UnknownWireName, "unknown_wire_name", ("wire_name",)),
    (UnknownField, "unknown_field", ("wire_name", "field")),
    (ReadModelOutdated, "read_model_outdated", ("name", "found", "expected")),
    (RebuildParked, "rebuild_parked", ("name", "streams")),
    (AnotherRunnerMoved, "another_runner_moved", ()),
    (LedgerUnavailable, "ledger_unavailable", ()),
)
"""What else can be wrong with the surroundings: its code, and what it says of itself."""


def failure_of(error: Exception) -> Failure | None:
    """What an error says of the surroundings; None for a defect of the program."""
    if isinstance(error, StoreFailure):
        return Failure(code=error.code, facts=error.facts)
    for kind, code, names in FAILURES:
        if isinstance(error, kind):
            return Failure(code=code, facts={name: getattr(error, name) for name in names})
    return None
