"""Checks records against their columns and their stream."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Row

from application.envelope import Event, effective_on
from infrastructure.ledger.canonical import is_canonical
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.mapper import RecordBody, RecordMapper
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.wire_names import UnknownField, UnknownWireName

Facts = Mapping[Place, Event]
"""The events that could be read."""


def check_records(page: StreamPage, mapper: RecordMapper, tenant: str) -> tuple[Facts, list[Finding]]:
    """The events of a page, and what is wrong with its records: bytes, columns, versions."""
    facts: dict[Place, Event] = {}
    found: list[Finding] = []
    for stream_id, rows in groupby(page.records, key=lambda row: row.stream_id):
        for version, row in enumerate(rows, 1):
            if row.stream_version != version:
                found.append(_of(row, "version_gap", f"{stream_id}/{row.stream_version}"))
            if not is_canonical(row.record):
                found.append(_of(row, "record_not_canonical"))
            try:
                body = mapper.body(row.record)
                event = mapper.event(row.type, body.facts)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                found.append(_of(row, "record_unreadable", type(error).__name__))
            except UnknownWireName as error:
                found.append(_of(row, "unknown_wire_name", error.wire_name))
            except UnknownField as error:
                found.append(_of(row, error.code, f"{error.wire_name} {error.field}"))
            else:
                facts[row.stream_id, row.stream_version] = event
                found += _check_columns(row, body, event, tenant)
    return facts, found


def _check_columns(row: Row[Any], body: RecordBody, event: Event, tenant: str) -> Iterator[Finding]:
    pairs = {
        "stream_id": (row.stream_id, body.stream),
        "stream_version": (row.stream_version, body.version),
        "type": (row.type, body.type),
        "tenant": (tenant, body.tenant),
        "effective_on": (effective_on(event), body.effective_on),
    }
    different = [name for name, (column, recorded) in pairs.items() if column != recorded]
    if different:
        yield _of(row, "column_differs", ", ".join(different))


def _of(row: Row[Any], code: str, detail: str = "") -> Finding:
    return Finding(table="events", key=str(row.position), code=code, detail=detail)
