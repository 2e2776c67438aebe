"""Lets the library's Application run on a store. Where its cost matters, recorder and mapper are used directly."""

from typing import Any

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    Mapper,
    ProcessRecorder,
    Transcoder,
)
from eventsourcing.utils import Environment

from infrastructure.clock import SystemClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.tracking import LedgerTracking
from infrastructure.settings import Settings


class LedgerFactory(InfrastructureFactory[LedgerTracking]):
    """Opens the store that the environment's `JIAYI_*` variables name; `PERSISTENCE_MODULE` is this module."""

    def __init__(self, env: Environment | dict[str, str] | None) -> None:
        super().__init__(env)
        self._store: Store = open_store(Settings.from_environment(self.env), writing=True)

    def mapper(
        self,
        transcoder: Transcoder | None = None,  # noqa: ARG002 records have one encoding
        mapper_class: type[Mapper[Any]] | None = None,  # noqa: ARG002 and one mapper
    ) -> Mapper[Any]:
        """The mapper of the store's tenant."""
        return RecordMapper(self._store.tenant)

    def application_recorder(self) -> ApplicationRecorder:
        """A recorder on the store."""
        return LedgerRecorder(self._store, SystemClock())

    def tracking_recorder(self, tracking_recorder_class: type[LedgerTracking] | None = None) -> LedgerTracking:
        """The positions of the library's readers on the store."""
        return (tracking_recorder_class or LedgerTracking)(self._store)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """There is none: the ledger keeps no snapshots."""
        raise InfrastructureFactoryError(purpose)

    def process_recorder(self) -> ProcessRecorder:
        """There is none: read models have a runner of their own."""
        raise InfrastructureFactoryError("process")

    def close(self) -> None:
        """Closes the store."""
        self._store.close()
