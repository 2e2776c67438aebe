"""Checks claims against what the records of contracts say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Row

from domain.contract.claims import claims_changed
from domain.contract.events import ContractEvent, ContractSigned
from domain.contract.state import Contract, evolve
from infrastructure.ledger.claims import StretchRow, stretches_of
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage

FOLDING_FAILS = (AssertionError, LookupError, TypeError, ValueError)
"""What a fold raises over records that no decision ever wrote."""

Claimed = dict[UUID, set[StretchRow]]
"""The rows of a claim by person, as they are or as they should be."""

Records = Sequence[tuple[int, ContractEvent]]
"""The events of a contract with their versions."""


def check_claims(page: StreamPage, facts: Facts) -> Iterator[Finding]:
    """Where the claims are not what folding a contract's records gives."""
    contracts = _contracts(facts)
    for stream_id, records in contracts.items():
        yield from _check_contract(page, stream_id, records)
    for stream_id, version in page.claims:
        if stream_id not in contracts and (stream_id, version) in facts:
            yield _of((stream_id, version), "claim_differs")


def _contracts(facts: Facts) -> dict[UUID, list[tuple[int, ContractEvent]]]:
    found: dict[UUID, list[tuple[int, ContractEvent]]] = defaultdict(list)
    for (stream_id, version), event in facts.items():
        if isinstance(event, get_args(ContractEvent)):
            found[stream_id].append((version, event))
    return {stream_id: records for stream_id, records in found.items() if isinstance(records[0][1], ContractSigned)}


def _check_contract(page: StreamPage, stream_id: UUID, records: Records) -> Iterator[Finding]:
    contract: Contract | None = None
    for version, event in records:
        try:
            after = evolve(contract, event)
            expected = claims_changed(contract, after)
        except FOLDING_FAILS as error:
            key = f"{stream_id}/{version}"
            yield Finding(table="events", key=key, code="stream_does_not_fold", detail=type(error).__name__)
            return
        rows = page.claims.get((stream_id, version), ())
        should_be: Claimed = {resident_id: set(stretches_of(held)) for resident_id, held in expected.items()}
        if _claimed(rows) != should_be or len({(row.resident_id, row.seq) for row in rows}) != len(should_be):
            yield _of((stream_id, version), "claim_differs")
        contract = after


def _claimed(rows: Sequence[Row[Any]]) -> Claimed:
    found: Claimed = defaultdict(set)
    for row in rows:
        found[row.resident_id].add(StretchRow(row.stretch, row.from_on, row.to_on, row.died_on))
    return found


def _of(place: Place, code: str) -> Finding:
    return Finding(table="claims", key=f"{place[0]}/{place[1]}", code=code)
