"""Verifies a store whole: the ledger against itself, and every read model against a replay of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from application.ports import Ledger
from infrastructure.database import Store
from infrastructure.ledger.cell_check import check_cells
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.integrity import check_ledger, is_readable
from infrastructure.projections import control
from infrastructure.projections.driving import BATCH, Driver
from infrastructure.projections.ledger_source import LedgerSource
from infrastructure.projections.verifying import ReadModelCheck, ReadModelFinding, check_read_models
from projections.batch import Projection


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """What was found. `position` is the last of the ledger; findings hold keys and codes, never a personal value."""

    position: int
    projections: Mapping[str, ReadModelCheck]
    ledger_findings: Sequence[Finding]
    findings: Sequence[ReadModelFinding]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong: with the ledger, with a read model, and no stream waits."""
        return not self.ledger_findings and not self.findings


def verify(
    store: Store,
    ledger: Ledger,
    projections: Sequence[Projection],
    *,
    on_progress: Callable[[str, int, int], None] | None = None,
    batch_size: int = BATCH,
) -> Verification:
    """Checks everything; `on_progress` is told what is checked, and how far of how much.

    Nothing is made or caught up before: what is not there is told. Raises `ReadModelOutdated`, and what the
    surroundings raise.
    """
    driver = Driver(store, LedgerSource(ledger, store, stops_at_unknown=False), batch_size=batch_size)

    def progress(what: str, done: int, of: int) -> None:
        if on_progress is not None:
            on_progress(what, done, of)

    of_ledger = check_ledger(store, lambda done, of: progress("ledger", done, of))
    with store.reading() as connection:
        of_ledger += check_cells(connection, control.metadata)
    if not is_readable(of_ledger):
        return _unread(projections, of_ledger)
    head = ledger.head().position
    of_read_models = check_read_models(
        driver, projections, lambda: ledger.head().position, lambda name, done: progress(name, done, head)
    )
    return Verification(
        position=head,
        projections=of_read_models.projections,
        ledger_findings=of_ledger,
        findings=of_read_models.findings,
    )


def not_readable(table: str, projections: Sequence[Projection]) -> Verification:
    """What is found of a store that is not opened, because somebody edited what it says of itself in `table`."""
    return _unread(projections, [Finding(table=table, key="", code="row_altered")])


def _unread(projections: Sequence[Projection], findings: Sequence[Finding]) -> Verification:
    """A ledger that cannot be read is not replayed: no read model is known to equal it, at any position."""
    unseen = {projection.name: ReadModelCheck(position=0, equal=False) for projection in projections}
    return Verification(position=0, projections=unseen, ledger_findings=findings, findings=())
