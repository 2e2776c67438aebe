"""Checks by which number each person is found, and the rows of commands, against records and key file."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row

from domain.resident.events import ResidentIdentified
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.seal_check import Texts
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.tables import commands
from infrastructure.vault.keys import StoreKeys

Shown = Mapping[Place, tuple[str, bytes]]
"""Kind and blind index of the paper that a record tells of."""


def check_commands(page: StreamPage, keys: StoreKeys) -> Iterator[Finding]:
    """Rows that were not written by who has the key file."""
    for row in (row for rows in page.commands.values() for row in rows):
        if row.seal != keys.row_seal(commands.name, row._mapping):  # noqa: SLF001 SQLAlchemy's public name for it
            key = f"{row.stream_id}/{row.stream_version}"
            yield Finding(table=commands.name, key=key, code="row_altered")


def check_identifiers(page: StreamPage, facts: Facts, texts: Texts, keys: StoreKeys) -> Iterator[Finding]:
    """Everybody is found by every paper they showed, and by no other. Numbers that do not open are told elsewhere."""
    shown = _shown(facts, texts, keys)
    rows = [row for rows in page.identifiers.values() for row in rows]
    for row in rows:
        place = row.resident_id, row.resident_version
        if place in facts and _differs(row, facts, shown):
            yield _of(place, "identifier_differs")
    known = {(row.resident_id, row.kind, row.blind_index) for row in rows}
    for (resident_id, version), (kind, index) in shown.items():
        if (resident_id, kind, index) not in known:
            yield _of((resident_id, version), "identifier_missing")


def _shown(facts: Facts, texts: Texts, keys: StoreKeys) -> Shown:
    return {
        place: (event.kind.value, keys.blind_index(event.kind.value, texts[place, "number"]))
        for place, event in facts.items()
        if isinstance(event, ResidentIdentified) and (place, "number") in texts
    }


def _differs(row: Row[Any], facts: Facts, shown: Shown) -> bool:
    place = row.resident_id, row.resident_version
    if place in shown:
        return shown[place] != (row.kind, row.blind_index)
    return not isinstance(facts[place], ResidentIdentified)


def _of(place: Place, code: str) -> Finding:
    return Finding(table="identifiers", key=f"{place[0]}/{place[1]}", code=code)
