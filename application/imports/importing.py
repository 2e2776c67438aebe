"""Import a register: each household whole or not at all, in the order of the sheets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from uuid6 import uuid7

from application.envelope import Actor
from application.executing import ATTEMPTS, NAMES, Request, append_decision, canonical
from application.imports.deciding import HouseholdRefused, Surroundings, decide_household
from application.imports.deciding import Outcome as Decided
from application.imports.people import Listed
from application.imports.report import ImportReport
from application.imports.teams import Teams
from application.ports import Clock, CommandKey, Conflict, ContractDirectory, Ledger, LedgerUnavailable
from application.registers.households import Reading, RegisterHousehold
from application.registers.keeper import PersonKeeper
from domain.policy.resolve import PolicyBook

ZONE = "Asia/Shanghai"


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
        the paper. `progress` is called with households done and households read. Refused: unknown_policy.
        """
        today = self._clock.today(ZONE)
        policy = self._policies.version_on(policy_name, today)
        known = _KnownContracts(self._ledger, self._directory, self._ledger.head().position)
        around = Surroundings(
            ledger=self._ledger,
            policy=policy,
            today=today,
            teams=Teams(self._ledger, self._tenant, reading.unit or policy.title.zh, reading.households),
            new_id=uuid7,
            contract_of=known.contract_of,
        )
        origin = _Origin(tenant=self._tenant, file_digest=file_digest, by=by)
        run = _Run(around=around, origin=origin, policies=self._policies, policy_name=policy_name, known=known)
        run.report.errors.extend(reading.errors)
        run.report.warnings.extend(reading.warnings)
        for done, household in enumerate(reading.households, start=1):
            run.take(household)
            if progress is not None:
                progress(done, len(reading.households))
        return run.report


@dataclass(frozen=True, kw_only=True, slots=True)
class _Origin:
    """Where the households come from."""

    tenant: str
    file_digest: str
    by: Actor

    def request(self, household: RegisterHousehold, version: int) -> Request:
        """The same household of the same file, met by the same state of its contract, is the same command."""
        name = f"{self.tenant}/import/{self.file_digest}/{household.sheet}/{household.row}/{version}"
        source = f"register sha256:{self.file_digest} {household.sheet} row {household.row}"
        return Request(by=self.by, command_id=uuid5(NAMES, name), source=source)


class _KnownContracts:
    """The newest contract of each household: those that the roster knows, and those of this run."""

    def __init__(self, ledger: Ledger, directory: ContractDirectory, position: int) -> None:
        self._ledger = ledger
        self._directory = directory
        self._position = position
        self._of_this_run: dict[str, UUID] = {}

    def contract_of(self, household: RegisterHousehold, people: Sequence[Listed]) -> UUID | None:
        """The contract found by the household's number; without one, by the head's claims."""
        if household.number is None:
            head = next(listed for listed in people if listed.person.is_head)
            return max(head.claims.held, key=lambda each: self._first_day(head, each), default=None)
        if household.number in self._of_this_run:
            return self._of_this_run[household.number]
        found = self._directory.by_household(household.number, at_least=self._position)
        return found[-1] if found else None

    def remember(self, household: RegisterHousehold, contract_id: UUID) -> None:
        """The household has this contract now."""
        if household.number is not None:
            self._of_this_run[household.number] = contract_id

    @staticmethod
    def _first_day(head: Listed, contract_id: UUID) -> str:
        return max((str(first_day) for first_day, _ in head.claims.held[contract_id].stretches), default="")


@dataclass(kw_only=True, slots=True)
class _Run:
    """One import, household by household."""

    around: Surroundings
    origin: _Origin
    policies: PolicyBook
    policy_name: str
    known: _KnownContracts
    report: ImportReport = field(default_factory=ImportReport)
    keeper: PersonKeeper = field(default_factory=PersonKeeper)

    def take(self, household: RegisterHousehold) -> None:
        """Take one household, find it unchanged, or refuse it."""
        self.report.read.add(household)
        if household.problems:
            self.report.refused.add(household)
            return
        conflicts = self.keeper.conflicts(household)
        if conflicts:
            self.report.errors.extend(conflicts)
            self.report.refused.add(household)
            return
        try:
            taken = self._record(household)
        except HouseholdRefused as refused:
            self.report.errors.extend(refused.problems)
            self.report.refused.add(household)
            return
        self.keeper.keep(household)
        (self.report.taken if taken else self.report.unchanged).add(household)

    def _record(self, household: RegisterHousehold) -> bool:
        """Record what the household means; False where there is nothing to record."""
        for _ in range(ATTEMPTS):
            decided = self._decide(household)
            if decided.decision.quiet:
                self.report.warnings.extend(decided.warnings)
                return False
            request = self.origin.request(household, decided.version)
            key = CommandKey(principal=request.by.name, key=str(request.command_id), request=canonical(request.source))
            outcome = append_decision(self.around.ledger, decided.decision, request, key)
            if isinstance(outcome, Conflict):
                continue
            self.report.warnings.extend(decided.warnings)
            self.known.remember(household, decided.contract_id)
            return True
        raise LedgerUnavailable

    def _decide(self, household: RegisterHousehold) -> Decided:
        if household.signed_on is None:
            raise AssertionError("a household without a signing date is refused by the reader")
        policy = self.policies.version_on(self.policy_name, household.signed_on)
        return decide_household(household, replace(self.around, policy=policy))
