"""Import a register: each household whole or not at all, in the order of the sheets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from uuid6 import uuid7

from application.canonical import canonical
from application.envelope import Actor
from application.executing import ATTEMPTS, NAMES, Request, append_decision
from application.imports.alone import contracts_of
from application.imports.deciding import decide_household
from application.imports.households import Households
from application.imports.keeping import keeper_of_known
from application.imports.outcome import Outcome, Surroundings
from application.imports.paper import Paper
from application.imports.people import People
from application.imports.problems import HouseholdRefused
from application.imports.report import Count, ImportReport
from application.imports.teams import Teams
from application.imports.telling import unit_missing
from application.imports.unlisted import unlisted_households
from application.ports import ZONE, Appended, Clock, CommandKey, ContractDirectory, Ledger, LedgerUnavailable
from application.registers.households import Reading, RegisterHousehold
from application.registers.keeper import PersonKeeper
from domain.policy.resolve import PolicyBook


class Imports:
    """Imports registers into a ledger; into a `Rehearsal` for a dry run."""

    def __init__(
        self, ledger: Ledger, policies: PolicyBook, directory: ContractDirectory, clock: Clock, tenant: str
    ) -> None:
        self._ledger = ledger
        self._policies = policies
        self._directory = directory
        self._clock = clock
        self._tenant = tenant

    def run(
        self,
        reading: Reading,
        policy_name: str,
        by: Actor,
        *,
        file_digest: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Take every household that can be taken. What was taken is durable when its turn has passed.

        `file_digest` (hex SHA-256 of the workbook) goes into the records with sheet and row: a fact leads back to
        the paper. Every record carries the id of this run, which the report names. `progress` is called with households
        done and households read. Refused: unknown_policy. Raises `LedgerUnavailable`: what was taken by then stays, and
        the same file goes on from there.
        """
        today = self._clock.today(ZONE)
        contracts = [contracts_of(each, self._policies, policy_name, today) for each in reading.households]
        signed = tuple(contract for several in contracts for contract in several)
        around = self._surroundings(reading, signed, policy_name)
        report = ImportReport(run_id=around.new_id())
        paper = Paper.of(reading.households, file_digest)
        origin = _Origin(tenant=self._tenant, run_id=report.run_id, paper=paper, by=by)
        run = _Run(around=around, origin=origin, keeper=keeper_of_known(signed, around), report=report)
        run.report.errors.extend(reading.errors)
        run.report.warnings.extend(reading.warnings)
        run.report.warnings.extend(unit_missing(reading))
        run.report.warnings.extend(unlisted_households(signed, around, self._directory))
        for done, (household, several) in enumerate(zip(reading.households, contracts, strict=True), start=1):
            run.take(household, several)
            if progress is not None:
                progress(done, len(reading.households))
        run.report.sort(reading)
        return run.report

    def _surroundings(
        self, reading: Reading, households: Sequence[RegisterHousehold], policy_name: str
    ) -> Surroundings:
        today = self._clock.today(ZONE)
        policy = self._policies.version_on(policy_name, today)
        return Surroundings(
            ledger=self._ledger,
            today=today,
            policies=self._policies,
            policy_name=policy_name,
            people=People(self._ledger, households, uuid7),
            households=Households(self._ledger, self._directory),
            teams=Teams(self._ledger, self._tenant, reading.unit or policy.title.zh, households),
            new_id=uuid7,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Origin:
    """Where the households come from."""

    tenant: str
    run_id: UUID
    paper: Paper
    by: Actor

    def request(self, household: RegisterHousehold, outcome: Outcome) -> Request:
        """The same household of the same file, met by the same state of the ledger, is the same command."""
        place = f"{self.paper.digest} {household.sheet} row {household.row}"
        name = f"{self.tenant}/import/{place}/{' '.join(outcome.met)}"
        source = self.paper.row_of(household)
        return Request(by=self.by, command_id=uuid5(NAMES, name), run_id=self.run_id, source=source)


@dataclass(kw_only=True, slots=True)
class _Run:
    """One import, household by household."""

    around: Surroundings
    origin: _Origin
    keeper: PersonKeeper
    report: ImportReport

    def take(self, household: RegisterHousehold, contracts: Sequence[RegisterHousehold]) -> None:
        """Take one household, find it unchanged, or refuse it: each of its contracts; it counts once, as the first."""
        self.report.read.add(household)
        counts = []
        for contract in contracts:
            count = self._take(contract)
            count.add_persons_of(contract)
            counts.append(count)
        foremost = (self.report.taken, self.report.refused, self.report.unchanged)
        next(count for count in foremost if any(each is count for each in counts)).households += 1

    def _take(self, household: RegisterHousehold) -> Count:
        """Where what became of the household is counted."""
        try:
            changed = self._record(household)
        except HouseholdRefused as refused:
            self.report.errors.extend(refused.problems)
            return self.report.refused
        self.keeper.keep(household)
        return self.report.taken if changed else self.report.unchanged

    def _record(self, household: RegisterHousehold) -> bool:
        """Record what the household means; False where there is nothing to record."""
        if household.problems:
            raise HouseholdRefused  # the reader has told why
        conflicts = self.keeper.conflicts(household)
        if conflicts:
            raise HouseholdRefused(*conflicts)
        for _ in range(ATTEMPTS):
            outcome = decide_household(household, self.around)
            if outcome.decision.quiet or self._appended(household, outcome):
                self.report.warnings.extend(outcome.warnings)
                return not outcome.decision.quiet
            self.around.look_again(household)
        raise LedgerUnavailable

    def _appended(self, household: RegisterHousehold, outcome: Outcome) -> bool:
        """Whether the records stand in the ledger; False where somebody else was first."""
        request = self.origin.request(household, outcome)
        key = CommandKey(principal=request.by.id, key=str(request.command_id), request=canonical(request.source))
        if not isinstance(append_decision(self.around.ledger, outcome.decision, request, key), Appended):
            return False
        self.around.remember(outcome)
        return True
