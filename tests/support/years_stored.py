"""The ground of years on a real store: its ledger, and directories that read its read models."""

from datetime import UTC, datetime

from application.queries.directory import RosterDirectory
from application.queries.going_on import Silence
from infrastructure.database import Store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.due_contracts import RosterDueContracts
from infrastructure.projections.ledger_source import LedgerSource
from infrastructure.projections.read_models import LiveReadModels
from projections.registry import PROJECTIONS
from tests.support.memory_ledger import FixedClock
from tests.support.years import RULES, Ground, register_everybody


def stored(store: Store, households: int) -> Ground:
    """A store with everybody registered."""
    clock = FixedClock(datetime(2017, 1, 1, 4, tzinfo=UTC))
    ledger = StoredLedger(store, clock)
    runner = ProjectionRunner(store, LedgerSource(ledger, store), PROJECTIONS)
    runner.prepare()
    read_models = LiveReadModels(store)
    ground = Ground(
        clock=clock,
        ledger=ledger,
        directory=RosterDirectory(read_models, runner.catch_up, Silence(ledger=ledger, policies=RULES)),
        due_contracts=RosterDueContracts(read_models, runner.catch_up, ledger),
    )
    register_everybody(ledger, clock, ground.directory, households)
    return ground
