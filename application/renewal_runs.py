"""The completed runs: one stream of the tenant, folded when asked. It says which business day was run last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from application.canonical import canonical
from application.envelope import Actor, Event, Recorded
from application.executing import ATTEMPTS, NAMES, Request
from application.ports import Append, Appended, CommandKey, Ledger, LedgerUnavailable, StreamAppend
from domain.renewal_run.events import RenewalRunCompleted, SkippedCount


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalRunPage:
    """One completed run: its days, what it came to, how long it took by the machine's clock, and who ran it."""

    run_id: UUID | None
    from_on: date
    to_on: date
    renewed: int
    expired: int
    waiting: int
    skipped: tuple[SkippedCount, ...]
    started_at: datetime
    seconds: float
    by: Actor
    position: int


class RenewalRuns:
    """Reads and records them."""

    def __init__(self, ledger: Ledger, tenant: str) -> None:
        self._ledger = ledger
        self._stream_id = uuid5(NAMES, canonical(["renewal_runs", tenant]).decode())

    def pages(self) -> Sequence[RenewalRunPage]:
        """Every completed run, newest first."""
        return [
            _page(record, record.event)
            for record in reversed(self._records())
            if isinstance(record.event, RenewalRunCompleted)
        ]

    def completed_to(self) -> date | None:
        """The last business day run; None before the first run."""
        return _last_day(self._records())

    def complete(self, completed: RenewalRunCompleted, request: Request) -> None:
        """Record a run. Nothing where another one has completed its days meanwhile. Raises `LedgerUnavailable`."""
        days = canonical(["renewal_run", str(self._stream_id), str(completed.from_on), str(completed.to_on)])
        key = CommandKey(principal=request.by.id, key=str(uuid5(NAMES, days.decode())), request=days)
        for _ in range(ATTEMPTS):
            records = self._records()
            last = _last_day(records)
            if last is not None and last >= completed.to_on:
                return
            append = Append(
                about=self._stream_id,
                streams=(StreamAppend(stream_id=self._stream_id, expected_version=len(records), events=(completed,)),),
                actor=request.by,
                cause=request.cause,
                command=key,
            )
            (outcome,) = self._ledger.append([append])
            if isinstance(outcome, Appended):
                return
        raise LedgerUnavailable

    def _records(self) -> Sequence[Recorded[Event]]:
        return self._ledger.stream(self._stream_id)


def _last_day(records: Sequence[Recorded[Event]]) -> date | None:
    """Every run goes further than those before it, so that the newest tells."""
    newest = records[-1].event if records else None
    return newest.to_on if isinstance(newest, RenewalRunCompleted) else None


def _page(record: Recorded[Event], run: RenewalRunCompleted) -> RenewalRunPage:
    started_at = datetime.fromisoformat(run.started_at)
    return RenewalRunPage(
        run_id=record.cause.run_id,
        from_on=run.from_on,
        to_on=run.to_on,
        renewed=run.renewed,
        expired=run.expired,
        waiting=run.waiting,
        skipped=run.skipped,
        started_at=started_at,
        seconds=(datetime.fromisoformat(run.finished_at) - started_at).total_seconds(),
        by=record.actor,
        position=record.position,
    )
