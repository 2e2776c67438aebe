"""How long the papers of each contract are kept, as known at any position."""

from collections.abc import Sequence
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.disposals import Hands
from application.envelope import Event, Recorded
from application.ports import ZONE
from domain.calendar import civil_date
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from projections.archive_tables import tables
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.papers import Kept, KeptHold, KeptPlace, Papers, Row, kept_of, key_of, row_of
from projections.writing import add_rows, close_rows

SHANGHAI = ZoneInfo(ZONE)

TABLE_OF: MappingProxyType[type[Kept], str] = MappingProxyType(
    {Papers: "papers", KeptHold: "holds", KeptPlace: "places"}
)


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """Work the batch out in memory, then write it."""
    by_contract: dict[UUID, list[Recorded[Event]]] = {}
    for record in batch.records:
        if isinstance(record.event, ContractEvent):
            by_contract.setdefault(record.stream_id, []).append(record)
    history = batch.history(list(by_contract))
    changes = Changes()
    for contract_id, facts in by_contract.items():
        _fold(history.get(contract_id, ()), facts, changes)
    for kind, name in TABLE_OF.items():
        close_rows(connection, tables[name], changes.closed(kind))
        add_rows(connection, tables[name], changes.added(kind))


class Changes:
    """Rows to add, some of them superseded already, and open rows of earlier batches to close."""

    def __init__(self) -> None:
        self._added: list[tuple[Kept, Row]] = []
        self._closed: list[tuple[Kept, Row]] = []
        self._open: dict[tuple[UUID, Kept], Row] = {}

    def close(self, fact: Recorded[Event], kept: Kept) -> None:
        """What the fact supersedes."""
        added_here = self._open.pop((fact.stream_id, kept), None)
        if added_here is None:
            row = {"contract_id": fact.stream_id, **key_of(kept), "known_to": fact.position - 1}
            self._closed.append((kept, row))
        else:
            added_here["known_to"] = fact.position - 1

    def add(self, fact: Recorded[Event], kept: Kept, signed_position: int) -> None:
        """What is known with the fact."""
        row: Row = {
            "contract_id": fact.stream_id,
            **row_of(kept),
            "known_from": fact.position,
            "known_to": OPEN_POSITION,
        }
        if isinstance(kept, Papers):
            row |= {"known_on": civil_date(fact.recorded_at, SHANGHAI), "signed_position": signed_position}
        self._open[fact.stream_id, kept] = row
        self._added.append((kept, row))

    def added(self, kind: type[Kept]) -> list[Row]:
        """The rows to add to the table of one kind."""
        return [row for kept, row in self._added if isinstance(kept, kind)]

    def closed(self, kind: type[Kept]) -> list[Row]:
        """The key of each open row to close, with its `known_to`."""
        return [row for kept, row in self._closed if isinstance(kept, kind)]


def _fold(history: Sequence[Recorded[Event]], facts: Sequence[Recorded[Event]], changes: Changes) -> None:
    """Take in the facts of one contract, which follow its history; together they begin with its signing."""
    contract: Contract | None = None
    hands = Hands()
    for record in history:
        contract, hands = _evolved(contract, record), hands.after(record)
    before = frozenset() if contract is None else kept_of(contract, hands)
    signed_position = (history or facts)[0].position
    for fact in facts:
        contract, hands = _evolved(contract, fact), hands.after(fact)
        after = kept_of(contract, hands)
        for kept in before - after:
            changes.close(fact, kept)
        for kept in after - before:
            changes.add(fact, kept, signed_position)
        before = after


def _evolved(contract: Contract | None, record: Recorded[Event]) -> Contract:
    if not isinstance(record.event, ContractEvent):
        raise TypeError("a contract's stream holds events of contracts only")
    return evolve(contract, record.event)


ARCHIVE = Projection(name="archive", version=1, tables=tables, apply=apply)
