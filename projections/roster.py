"""Who is under contract with whom, on any day, as known on any day."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, Table, insert, select, update

from application.envelope import Event, Recorded
from domain.care_team.events import CareTeamFounded
from domain.contract.events import ContractEvent
from domain.contract.keeping.events import ContractDisposalVoided, ContractDisposed
from domain.policy.retention import RetentionClass
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION
from projections.roster_tables import tables
from projections.span_changes import Row, SpanChanges
from projections.spans import AbsenceSpan, ContractSpan, DueDay, FlagSpan, MemberSpan
from projections.writing import add_rows, close_rows

SPAN_TABLES = (
    (ContractSpan, "contract_spans"),
    (MemberSpan, "member_spans"),
    (FlagSpan, "flag_spans"),
    (DueDay, "due_days"),
    (AbsenceSpan, "absences"),
)


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """Work the batch out in memory, then write it set by set."""
    changes = _span_changes(batch)
    for kind, name in SPAN_TABLES:
        close_rows(connection, tables[name], changes.closed(kind))
        add_rows(connection, tables[name], changes.added(kind))
    add_rows(connection, tables["teams"], _teams(batch.records))
    disposed, voided = _disposals(batch.records)
    close_rows(connection, tables["disposals"], voided)
    add_rows(connection, tables["disposals"], disposed)
    _note_policies(connection, tables["policies"], changes.added(ContractSpan))


def _span_changes(batch: Batch) -> SpanChanges:
    by_contract: dict[UUID, list[Recorded[Event]]] = {}
    for record in batch.records:
        if isinstance(record.event, ContractEvent):
            by_contract.setdefault(record.stream_id, []).append(record)
    history = batch.history(list(by_contract))
    changes = SpanChanges()
    for contract_id, facts in by_contract.items():
        changes.fold(history.get(contract_id, ()), facts)
    return changes


def _teams(records: Sequence[Recorded[Event]]) -> list[Row]:
    return [
        {
            "team_id": record.stream_id,
            "known_from": record.position,
            "known_to": OPEN_POSITION,
            "institution": record.event.institution,
            "name": record.event.name,
        }
        for record in records
        if isinstance(record.event, CareTeamFounded)
    ]


def _disposals(records: Sequence[Recorded[Event]]) -> tuple[list[Row], list[Row]]:
    """The rows to add, some of them closed already, and those of earlier batches to close."""
    added: list[Row] = []
    closed: list[Row] = []
    standing: dict[tuple[UUID, RetentionClass], Row] = {}
    for record in records:
        match record.event:
            case ContractDisposed(retention_class=what):
                row = {**_key(record.stream_id, what), "known_from": record.position, "known_to": OPEN_POSITION}
                added.append(row)
                standing[record.stream_id, what] = row
            case ContractDisposalVoided(retention_class=what):
                known_to = record.position - 1
                if (record.stream_id, what) in standing:
                    standing.pop((record.stream_id, what))["known_to"] = known_to
                else:
                    closed.append({**_key(record.stream_id, what), "known_to": known_to})
            case _:
                pass
    return added, closed


def _key(contract_id: UUID, what: RetentionClass) -> Row:
    return {"contract_id": contract_id, "retention_class": what.value}


def _note_policies(connection: Connection, table: Table, spans: Sequence[Row]) -> None:
    """Write down each policy with the first position at which it governs a contract; streams come in any order."""
    first: dict[tuple[str, str, str], int] = {}
    for span in spans:
        policy = (span["policy_name"], span["policy_version"], span["policy_digest"])
        first[policy] = min(span["known_from"], first.get(policy, OPEN_POSITION))
    if not first:
        return
    known = {(row.name, row.version, row.digest): row.known_from for row in connection.execute(select(table))}
    for policy, position in first.items():
        values = dict(zip(("name", "version", "digest"), policy, strict=True))
        if policy not in known:
            connection.execute(insert(table).values(**values, known_from=position))
        elif position < known[policy]:
            connection.execute(update(table).filter_by(**values).values(known_from=position))


ROSTER = Projection(name="roster", version=3, tables=tables, apply=apply)
