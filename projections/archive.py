"""How long the papers of each contract are kept, as known at any position: one row a contract."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.envelope import Event, Recorded
from application.ports import ZONE
from domain.calendar import civil_date
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from projections.archive_tables import tables
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.papers import Papers, Row, papers_after
from projections.writing import add_rows, close_rows

SHANGHAI = ZoneInfo(ZONE)


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """Work the batch out in memory, then write it."""
    by_contract: dict[UUID, list[Recorded[Event]]] = {}
    for record in batch.records:
        if isinstance(record.event, ContractEvent):
            by_contract.setdefault(record.stream_id, []).append(record)
    history = batch.history(list(by_contract))
    added: list[Row] = []
    closed: list[Row] = []
    for contract_id, facts in by_contract.items():
        _fold(history.get(contract_id, ()), facts, added, closed)
    close_rows(connection, tables["papers"], closed)
    add_rows(connection, tables["papers"], added)


def _fold(
    history: Sequence[Recorded[Event]], facts: Sequence[Recorded[Event]], added: list[Row], closed: list[Row]
) -> None:
    """Take in the facts of one contract, which follow its history; together they begin with its signing."""
    contract: Contract | None = None
    before: Papers | None = None
    for record in history:
        contract = _evolved(contract, record)
        before = papers_after(before, contract, record)
    signed_position, row = (history or facts)[0].position, None
    for fact in facts:
        contract = _evolved(contract, fact)
        after = papers_after(before, contract, fact)
        if after == before:
            continue
        if row is not None:
            row["known_to"] = fact.position - 1
        elif before is not None:
            closed.append({"contract_id": fact.stream_id, "known_to": fact.position - 1})
        row = _row(fact, signed_position, after)
        added.append(row)
        before = after


def _row(fact: Recorded[Event], signed_position: int, papers: Papers) -> Row:
    return {
        "contract_id": fact.stream_id,
        "known_from": fact.position,
        "known_to": OPEN_POSITION,
        "known_on": civil_date(fact.recorded_at, SHANGHAI),
        "signed_position": signed_position,
        **papers.values(),
    }


def _evolved(contract: Contract | None, record: Recorded[Event]) -> Contract:
    if not isinstance(record.event, ContractEvent):
        raise TypeError("a contract's stream holds events of contracts only")
    return evolve(contract, record.event)


ARCHIVE = Projection(name="archive", version=1, tables=tables, apply=apply)
