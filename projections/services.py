"""Who did what for whom on which day, who wrote it down and when, and how it stands, as known at any position."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, Table, select

from application.envelope import Event, Recorded
from domain.contract.events import ContractEvent
from domain.contract.services.events import ServiceDelivered, ServiceEvent
from domain.contract.state import Contract, evolve
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.services_tables import tables
from projections.work import Hands, Row, hands_after, row_of
from projections.writing import add_rows, close_rows


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """Work the batch out in memory, then write it: only contracts with services are loaded."""
    by_contract: dict[UUID, list[Recorded[Event]]] = {}
    for record in batch.records:
        if isinstance(record.event, ContractEvent):
            by_contract.setdefault(record.stream_id, []).append(record)
    served = _served(connection, tables["services"], by_contract)
    history = batch.history(served)
    changes = _Changes()
    for contract_id in served:
        changes.fold(history.get(contract_id, ()), by_contract[contract_id])
    close_rows(connection, tables["services"], changes.closed)
    add_rows(connection, tables["services"], changes.added)


def _served(connection: Connection, table: Table, by_contract: Mapping[UUID, Sequence[Recorded[Event]]]) -> list[UUID]:
    """The contracts under which something was delivered, before this batch or in it."""
    query = select(table.c.contract_id).where(table.c.contract_id.in_(by_contract)).distinct()
    before = set(connection.execute(query).scalars())
    return [
        contract_id
        for contract_id, facts in by_contract.items()
        if contract_id in before or any(isinstance(fact.event, ServiceDelivered) for fact in facts)
    ]


@dataclass
class _Changes:
    """Rows to add, some of them superseded already, and open rows of earlier batches to close."""

    added: list[Row] = field(default_factory=list)
    closed: list[Row] = field(default_factory=list)

    def fold(self, history: Sequence[Recorded[Event]], facts: Sequence[Recorded[Event]]) -> None:
        """Take in the facts of one contract, which follow its history; together they begin with its signing."""
        contract: Contract | None = None
        hands: Mapping[UUID, Hands] = {}
        for record in history:
            contract = _evolved(contract, record)
            hands = hands_after(hands, contract, record)
        known = {} if contract is None else {each: row_of(each, contract, hands[each]) for each in contract.services}
        open_here: dict[UUID, Row] = {}
        for fact in facts:
            contract = _evolved(contract, fact)
            hands = hands_after(hands, contract, fact)
            for service_id in _touched(contract, fact.event):
                row = row_of(service_id, contract, hands[service_id])
                if row == known.get(service_id):
                    continue
                self._close(fact, service_id, open_here.get(service_id), is_known=service_id in known)
                known[service_id] = row
                open_here[service_id] = _known_from(fact, service_id, row)
                self.added.append(open_here[service_id])

    def _close(self, fact: Recorded[Event], service_id: UUID, added: Row | None, *, is_known: bool) -> None:
        if added is not None:
            added["known_to"] = fact.position - 1
        elif is_known:
            self.closed.append({"contract_id": fact.stream_id, "service_id": service_id, "known_to": fact.position - 1})


def _touched(contract: Contract, event: Event) -> Sequence[UUID]:
    """A record about a service changes that one; one about people, days or terms may change how any of them stands."""
    return [event.service_id] if isinstance(event, ServiceEvent) else list(contract.services)


def _known_from(fact: Recorded[Event], service_id: UUID, row: Row) -> Row:
    return {
        "contract_id": fact.stream_id,
        "service_id": service_id,
        "known_from": fact.position,
        "known_to": OPEN_POSITION,
        **row,
    }


def _evolved(contract: Contract | None, record: Recorded[Event]) -> Contract:
    if not isinstance(record.event, ContractEvent):
        raise TypeError("a contract's stream holds events of contracts only")
    return evolve(contract, record.event)


SERVICES = Projection(name="services", version=2, tables=tables, apply=apply)
