"""Checks records against their columns and their stream, and claims against what the records say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, get_args
from uuid import UUID

import msgspec
from sqlalchemy import Row

from application.envelope import Event, effective_on
from domain.contract.claims import Held, claims_changed
from domain.contract.events import ContractEvent, ContractSigned
from domain.contract.state import Contract, evolve
from infrastructure.ledger.canonical import is_canonical
from infrastructure.ledger.claims import held_by
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.mapper import RecordBody, RecordMapper
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.wire_names import UnknownWireName

Facts = Mapping[Place, Event]
"""The events that could be read."""

FOLDING_FAILS = (AssertionError, LookupError, TypeError, ValueError)
"""What a fold raises over records that no decision ever wrote."""


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
            else:
                facts[row.stream_id, row.stream_version] = event
                found += _check_columns(row, body, event, tenant)
    return facts, found


def check_claims(page: StreamPage, facts: Facts) -> Iterator[Finding]:
    """Where the claims are not what folding a contract's records gives."""
    by_stream: dict[UUID, list[tuple[int, ContractEvent]]] = defaultdict(list)
    for (stream_id, version), event in facts.items():
        if isinstance(event, get_args(ContractEvent)):
            by_stream[stream_id].append((version, event))
    for stream_id, records in by_stream.items():
        if isinstance(records[0][1], ContractSigned):
            yield from _check_contract(page, stream_id, records)


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


def _check_contract(
    page: StreamPage, stream_id: UUID, records: Sequence[tuple[int, ContractEvent]]
) -> Iterator[Finding]:
    contract: Contract | None = None
    for version, event in records:
        try:
            after = evolve(contract, event)
            expected = claims_changed(contract, after)
        except FOLDING_FAILS as error:
            yield Finding(
                table="events", key=f"{stream_id}/{version}", code="stream_does_not_fold", detail=type(error).__name__
            )
            return
        if _claimed(page.claims.get((stream_id, version), ())) != expected:
            yield Finding(table="claims", key=f"{stream_id}/{version}", code="claim_differs")
        contract = after


def _claimed(rows: Sequence[Row[Any]]) -> dict[UUID, Held]:
    by_resident: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_resident[row.resident_id].append(row)
    return {resident_id: held_by(of_resident) for resident_id, of_resident in by_resident.items()}


def _of(row: Row[Any], code: str, detail: str = "") -> Finding:
    return Finding(table="events", key=str(row.position), code=code, detail=detail)
