"""Checks claims: each row by its seal, the newest word of a contract on a person by what its records come to today.

An older claim was written by the rules of its day, which need not be today's, and no answer rests on it any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Row

from domain.contract.claims import Held, held_of
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from infrastructure.ledger.claims import StretchRow, stretches_of
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.tables import claims
from infrastructure.vault.keys import StoreKeys

FOLDING_FAILS = (AssertionError, LookupError, TypeError, ValueError)
"""What a fold raises over records that no decision ever wrote."""

Stretches = Mapping[UUID, set[StretchRow]]
"""By person, what a contract's newest claim says."""


def check_claims(page: StreamPage, facts: Facts, keys: StoreKeys) -> Iterator[Finding]:
    """Where claims were not written by who has the key file, or are not what a contract's records come to."""
    contracts = _contracts(page, facts)
    for place, rows in page.claims.items():
        yield from _check_seals(place, rows, keys)
        if place in facts and not isinstance(facts[place], get_args(ContractEvent)):
            yield _of(f"{place[0]}/{place[1]}", "claim_differs")
    newest = _newest(page)
    for contract_id, events in contracts.items():
        yield from _check_contract(contract_id, events, newest[contract_id])


def _check_seals(place: Place, rows: Sequence[Row[Any]], keys: StoreKeys) -> Iterator[Finding]:
    for row in rows:
        said = {name: value for name, value in row._mapping.items() if name != "seal"}  # noqa: SLF001 SQLAlchemy's public name for it
        if row.seal != keys.row_seal(claims.name, said):
            yield _of(f"{place[0]}/{place[1]}", "row_altered")


def _contracts(page: StreamPage, facts: Facts) -> Mapping[UUID, Sequence[ContractEvent]]:
    """The contracts of which every record could be read; whatever record they begin with."""
    found: dict[UUID, list[ContractEvent]] = defaultdict(list)
    for (stream_id, _), event in facts.items():
        if isinstance(event, get_args(ContractEvent)):
            found[stream_id].append(event)
    lengths = Counter(row.stream_id for row in page.records)
    return {stream_id: events for stream_id, events in found.items() if len(events) == lengths[stream_id]}


def _newest(page: StreamPage) -> Mapping[UUID, Stretches]:
    """The newest claim on each person, by contract."""
    seqs: dict[tuple[UUID, UUID], int] = {}
    found: dict[UUID, dict[UUID, set[StretchRow]]] = defaultdict(dict)
    for row in sorted((row for rows in page.claims.values() for row in rows), key=lambda row: row.seq):
        place = (row.contract_id, row.resident_id)
        if seqs.get(place) != row.seq:
            seqs[place] = row.seq
            found[row.contract_id][row.resident_id] = set()
        found[row.contract_id][row.resident_id].add(StretchRow(row.stretch, row.from_on, row.to_on, row.died_on))
    return found


def _check_contract(contract_id: UUID, events: Sequence[ContractEvent], newest: Stretches) -> Iterator[Finding]:
    try:
        contract = reduce(evolve, events, None)
        held = {resident_id: held_of(contract, resident_id) for resident_id in _people(contract, newest)}
    except FOLDING_FAILS as error:
        key = f"{contract_id}/{len(events)}"
        yield Finding(table="events", key=key, code="stream_does_not_fold", detail=type(error).__name__)
        return
    for resident_id, now in held.items():
        never = resident_id not in newest and now == Held()
        if not never and newest.get(resident_id) != set(stretches_of(now)):
            yield _of(f"{contract_id}/{resident_id}", "claim_differs")


def _people(contract: Contract | None, newest: Stretches) -> set[UUID]:
    return newest.keys() | (set() if contract is None else contract.members.keys())


def _of(key: str, code: str) -> Finding:
    return Finding(table=claims.name, key=key, code=code)
