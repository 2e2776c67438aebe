"""Renewal runs: what falls due by itself is recorded, one business day after the other, whether or not anybody looks.

A run does what every command does before it touches a contract: it settles it. So it changes nothing but the day on
which something is known, and a run that is late, doubled, or killed in the middle leads to the same history.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import heapify, heappop, heappush
from uuid import UUID

from application.executing import Request
from application.ports import ZONE, Ledger
from application.prospects import Prospects
from application.renewal_ports import Clocks, DueContracts, Keep, Reached, nobody_watches, nothing_to_keep
from application.renewal_runs import RenewalRuns
from application.settling_many import Settled, batches, settle_contracts
from domain.calendar import day_after
from domain.contract.terms.due import lapsed_by, next_due_on
from domain.policy.renewal import RenewalKind
from domain.policy.resolve import PolicyBook
from domain.refusal import require_not_future
from domain.renewal_run.events import RenewalRunCompleted, SkippedCount, SkipReason


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A contract that was due and was not renewed."""

    contract: UUID
    reason: SkipReason


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalAnswer:
    """What a run came to. `renewed` and `expired` count decisions over all days run, whoever recorded them.

    `waiting`: contracts that on the business date are near their end and need somebody's consent. `skipped`: every
    contract due and not renewed: expired ones, and those that had lapsed in the term that ended. `from_on` None: the
    day had been run before; nothing was done.
    """

    business_date: date
    from_on: date | None = None
    renewed: int = 0
    expired: int = 0
    waiting: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(kw_only=True, slots=True)
class _Tally:
    """What a run has come to so far."""

    renewed: int = 0
    expired: int = 0
    skipped: dict[UUID, SkipReason] = field(default_factory=dict)
    touched: set[UUID] = field(default_factory=set)

    def note(self, settled: Settled, day: date) -> None:
        """Count what was decided of a contract for `day`, by whomever, and what was made up for earlier days."""
        terms, expiry = settled.contract.terms, settled.contract.terms.expiry
        days = {day, *(each.due_on for each in settled.fresh)}
        self.renewed += sum(each.basis is RenewalKind.SILENCE and each.term.start_on in days for each in terms.agreed)
        if expiry is not None and day_after(expiry.last_day_on) in days:
            self.expired += 1
            self.skipped[settled.contract_id] = SkipReason(expiry.outcome)
        if lapsed_by(settled.contract) in days:
            self.skipped[settled.contract_id] = SkipReason.NO_MEMBER_LEFT
        self.touched.add(settled.contract_id)


class Renewals:
    """Runs business days."""

    def __init__(
        self, ledger: Ledger, policies: PolicyBook, due_contracts: DueContracts, clocks: Clocks, tenant: str
    ) -> None:
        self._ledger = ledger
        self._policies = policies
        self._due_contracts = due_contracts
        self._clocks = clocks
        self._runs = RenewalRuns(ledger, tenant)
        self._prospects = Prospects(ledger, policies, due_contracts)

    def run(
        self,
        on: date,
        request: Request,
        *,
        rehearsing: bool = False,
        keep: Keep = nothing_to_keep,
        reached: Reached = nobody_watches,
    ) -> RenewalAnswer:
        """Settle every business day after the last one run, up to `on`, and record that it was done.

        `request.run_id` is the run that its records name. On a day that was run before nothing is done. Only a
        rehearsal, whose ledger keeps nothing, looks ahead of today. Refused: dated_in_future. Raises
        `LedgerUnavailable`, and what `keep` raises.
        """
        if not rehearsing:
            require_not_future(on, self._clocks.business.today(ZONE))
        started_at = self._clocks.machine.now()
        from_on = self._first_day(on)
        if from_on > on:
            return RenewalAnswer(business_date=on)
        tally = self._settle_days(from_on, on, request.run_id, keep, reached)
        answer = RenewalAnswer(
            business_date=on,
            from_on=from_on,
            renewed=tally.renewed,
            expired=tally.expired,
            waiting=self._prospects.waiting(on, tally.touched),
            skipped=tuple(Skipped(contract=each, reason=reason) for each, reason in tally.skipped.items()),
        )
        self._runs.complete(_completed(answer, from_on, started_at, self._clocks.machine.now()), request)
        return answer

    def _first_day(self, on: date) -> date:
        """The day after the last one run; the first run begins where the earliest term ended."""
        last = self._runs.completed_to()
        if last is not None:
            return day_after(last)
        first_due_on = self._due_contracts.first_due_on()
        return on if first_due_on is None else min(on, first_due_on)

    def _settle_days(self, from_on: date, on: date, run_id: UUID | None, keep: Keep, reached: Reached) -> _Tally:
        """Each day's contracts in turn; one that is renewed may fall due again before `on`."""
        tally, agenda = _Tally(), list[tuple[date, UUID]]()
        for known in self._due_contracts.falling_due(from_on, on):
            if known.parked:
                tally.skipped[known.contract_id] = SkipReason.PARKED
            else:
                agenda.append((max(known.due_on, from_on), known.contract_id))
        heapify(agenda)
        while agenda:
            day = agenda[0][0]
            for contract_ids in batches(_of_day(agenda, day)):
                keep()
                for settled in settle_contracts(self._ledger, self._policies, contract_ids, day, run_id):
                    tally.note(settled, day)
                    again_on = next_due_on(settled.contract) or lapsed_by(settled.contract)
                    if again_on is not None and day < again_on <= on:
                        heappush(agenda, (again_on, settled.contract_id))
            reached(day)
        return tally


def _of_day(agenda: list[tuple[date, UUID]], day: date) -> Iterator[UUID]:
    """Takes what is on the agenda for a day."""
    while agenda and agenda[0][0] == day:
        yield heappop(agenda)[1]


def _completed(
    answer: RenewalAnswer, from_on: date, started_at: datetime, finished_at: datetime
) -> RenewalRunCompleted:
    reasons = Counter(each.reason for each in answer.skipped)
    return RenewalRunCompleted(
        from_on=from_on,
        to_on=answer.business_date,
        renewed=answer.renewed,
        expired=answer.expired,
        waiting=answer.waiting,
        skipped=tuple(SkippedCount(reason=each, contracts=reasons[each]) for each in SkipReason if reasons[each]),
        started_at=started_at.isoformat(),
        finished_at=finished_at.isoformat(),
    )
