"""Checks that every digest on record has a sealed value that opens to it, or a subject who was forgotten."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from domain.personal import Personal
from infrastructure.database import Store
from infrastructure.failures import KekMismatch
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.slices import slices
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.tables import subject_keys
from infrastructure.vault.key_ring import SubjectKey, Versioned
from infrastructure.vault.opening import opened
from infrastructure.vault.personal_fields import rewritten
from infrastructure.vault.sealing import SealBroken

Keys = Mapping[Versioned, SubjectKey]


def check_seals(store: Store, page: StreamPage, facts: Facts) -> Iterator[Finding]:
    """Where the sealed rows of a page are not those of its records."""
    values = {place: _values(event) for place, event in facts.items()}
    subjects = {value.subject for fields in values.values() for value in fields.values()}
    keys, broken = _keys(store, subjects | {row.subject_id for rows in page.sealed.values() for row in rows})
    yield from broken
    for place in {*values, *page.sealed} & facts.keys():
        yield from _check_place(place, values[place], page.sealed.get(place, ()), keys)


def _check_place(
    place: Place, values: Mapping[str, Personal], rows: Collection[Row[Any]], keys: Keys
) -> Iterator[Finding]:
    remembered = {subject_id for subject_id, _ in keys}
    sealed = {row.field: row for row in rows}
    for field in {*values, *sealed}:
        row, value = sealed.get(field), values.get(field)
        if row is None and value is not None and value.subject in remembered:
            yield _of(place, field, "seal_missing")
        elif row is not None and (value is None or _differs(row, value)):
            yield _of(place, field, "seal_differs")
        elif row is not None and not _opens(row, keys):
            yield _of(place, field, "seal_broken")


def _differs(row: Row[Any], value: Personal) -> bool:
    return bool((row.subject_id, row.digest.hex()) != (value.subject, value.digest))


def _opens(row: Row[Any], keys: Keys) -> bool:
    try:
        opened(row, keys)
    except SealBroken:
        return False
    return True


def _values(event: object) -> dict[str, Personal]:
    found: dict[str, Personal] = {}

    def keep(field: str, value: Personal) -> Personal:
        found[field] = value
        return value

    rewritten(event, keep)
    return found


def _keys(store: Store, subject_ids: Collection[UUID]) -> tuple[Keys, list[Finding]]:
    found: dict[Versioned, SubjectKey] = {}
    broken: list[Finding] = []
    with store.reading() as connection:
        for part in slices(subject_ids):
            for row in connection.execute(select(subject_keys).where(subject_keys.c.subject_id.in_(part))):
                try:
                    key = store.keys.unwrap(row.subject_id, row.key_version, row.wrapped)
                except KekMismatch:
                    key_of = f"{row.subject_id}/{row.key_version}"
                    broken.append(Finding(table="subject_keys", key=key_of, code="subject_key_broken"))
                else:
                    found[row.subject_id, row.key_version] = SubjectKey(row.subject_id, row.key_version, key)
    return found, broken


def _of(place: Place, field: str, code: str) -> Finding:
    return Finding(table="sealed", key=f"{place[0]}/{place[1]}/{field}", code=code)
