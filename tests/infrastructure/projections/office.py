"""A store with its ledger, its runner and its questions, on one clock."""

from application.queries.directory import RosterDirectory
from application.queries.going_on import Silence
from application.queries.roster import RosterQueries
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.projection_runner import ProjectionRunner
from infrastructure.projections.ledger_source import LedgerSource
from infrastructure.projections.read_models import LiveReadModels
from infrastructure.projections.verification import Verification, verify
from projections.registry import PROJECTIONS
from tests.support.policies import BOOK


class Office:
    """Records go in by `ledger`; `catch_up` brings the read models up to them."""

    def __init__(self, store: Store, clock: DemoClock) -> None:
        self.store = store
        self.clock = clock
        self.ledger = StoredLedger(store, clock)
        self.runner = ProjectionRunner(store, LedgerSource(self.ledger, store), PROJECTIONS, batch_size=3)
        self.runner.prepare()
        self.read_models = LiveReadModels(store)
        self.roster = RosterQueries(self.read_models, BOOK, self.ledger, clock)
        self.directory = RosterDirectory(
            self.read_models, self.runner.catch_up, Silence(ledger=self.ledger, policies=BOOK)
        )

    def catch_up(self) -> None:
        self.runner.catch_up()

    def verified(self) -> Verification:
        return verify(self.store, self.ledger, PROJECTIONS, batch_size=3)
