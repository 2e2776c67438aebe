"""Every fact there is: who, when, why, through what. One row a record, and the digest of the record's bytes."""

from hashlib import sha256

import msgspec
from sqlalchemy import Connection, Index, Integer, MetaData, Table
from sqlalchemy.schema import Column

from application.envelope import Event, Recorded, Source
from domain.contract.events import ContractEvent
from domain.contract.services.events import ServiceEvent
from projections.batch import Batch, Projection, Tables
from projections.columns import Instant, code_column, day_column, id_column, position_column, text_column
from projections.span_changes import Row
from projections.writing import add_rows


class Written(msgspec.Struct, frozen=True):
    """What a record says in its own words: the wire name, and the facts as they are written."""

    type: str
    facts: msgspec.Raw


WRITTEN = msgspec.json.Decoder(Written)


def tables(metadata: MetaData, suffix: str) -> Tables:
    """One row a record. `facts`: JSON as recorded, personal values as digests; `record_digest`: SHA-256, hex."""
    table = Table(
        f"audit_trail{suffix}",
        metadata,
        position_column("position", key=True),
        Column("recorded_at", Instant(), nullable=False),
        day_column("effective_on"),
        id_column("stream_id"),
        Column("stream_version", Integer(), nullable=False),
        code_column("wire_name"),
        text_column("actor_id"),
        text_column("actor_name"),
        code_column("actor_role"),
        code_column("actor_channel"),
        id_column("command_id"),
        id_column("run_id", nullable=True),
        code_column("source_kind", nullable=True),
        code_column("source_digest", nullable=True),
        text_column("source_sheet", nullable=True),
        Column("source_row", Integer(), nullable=True),
        id_column("contract_id", nullable=True),
        id_column("service_id", nullable=True),
        text_column("facts"),
        code_column("record_digest"),
    )
    Index(f"{table.name}_stream", table.c.stream_id, table.c.stream_version)
    Index(f"{table.name}_recorded_at", table.c.recorded_at)
    Index(f"{table.name}_actor", table.c.actor_id, table.c.position)
    of_a_run = table.c.run_id.is_not(None)
    Index(f"{table.name}_run", table.c.run_id, sqlite_where=of_a_run, postgresql_where=of_a_run)
    of_a_service = table.c.service_id.is_not(None)
    Index(f"{table.name}_service", table.c.service_id, sqlite_where=of_a_service, postgresql_where=of_a_service)
    return {"audit_trail": table}


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """One row a record."""
    add_rows(connection, tables["audit_trail"], [_row(record) for record in batch.records])


def _row(record: Recorded[Event]) -> Row:
    written = WRITTEN.decode(record.record)
    return {
        "position": record.position,
        "recorded_at": record.recorded_at,
        "effective_on": record.effective_on,
        "stream_id": record.stream_id,
        "stream_version": record.stream_version,
        "wire_name": written.type,
        "actor_id": record.actor.id,
        "actor_name": record.actor.name,
        "actor_role": record.actor.role.value,
        "actor_channel": record.actor.channel.value,
        "command_id": record.cause.command_id,
        "run_id": record.cause.run_id,
        **_read_from(record.cause.source),
        "contract_id": record.stream_id if isinstance(record.event, ContractEvent) else None,
        "service_id": record.event.service_id if isinstance(record.event, ServiceEvent) else None,
        "facts": bytes(written.facts).decode(),
        "record_digest": sha256(record.record).hexdigest(),
    }


def _read_from(source: Source | None) -> Row:
    if source is None:
        return dict.fromkeys(("source_kind", "source_digest", "source_sheet", "source_row"))
    return {
        "source_kind": "register",
        "source_digest": source.digest,
        "source_sheet": source.sheet,
        "source_row": source.row,
    }


AUDIT_TRAIL = Projection(name="audit_trail", version=3, tables=tables, apply=apply)
