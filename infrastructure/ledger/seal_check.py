"""Checks that every digest on record has a sealed value that opens to it.

Nothing forgets a subject yet: a key that is not there was taken away by hand.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from domain.personal import Personal
from infrastructure.database import Store
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.slices import slices
from infrastructure.ledger.stream_check import Facts
from infrastructure.ledger.stream_pages import Place, StreamPage
from infrastructure.ledger.tables import subject_keys
from infrastructure.vault.failures import SealBroken
from infrastructure.vault.key_ring import SubjectKey, Versioned
from infrastructure.vault.opening import opened
from infrastructure.vault.personal_fields import rewritten

Keys = Mapping[Versioned, SubjectKey]
Texts = dict[tuple[Place, str], str]
"""What was opened, by place and field. It goes into no finding."""


def check_seals(store: Store, page: StreamPage, facts: Facts) -> tuple[Texts, list[Finding]]:
    """What the sealed rows of a page open to, and where they are not those of its records."""
    values = {place: _values(event) for place, event in facts.items()}
    subjects = {value.subject for fields in values.values() for value in fields.values()}
    keys, found = _keys(store, subjects | {row.subject_id for rows in page.sealed.values() for row in rows})
    texts: Texts = {}
    for place in {*values, *page.sealed} & facts.keys():
        found += _check_place(place, values[place], page.sealed.get(place, ()), keys, texts)
    return texts, found


def _check_place(
    place: Place, values: Mapping[str, Personal], rows: Collection[Row[Any]], keys: Keys, texts: Texts
) -> Iterator[Finding]:
    sealed = {row.field: row for row in rows}
    for field in {*values, *sealed}:
        row, value = sealed.get(field), values.get(field)
        if row is None:
            yield _of(place, field, "seal_missing")
        elif value is None or (row.subject_id, row.digest.hex()) != (value.subject, value.digest):
            yield _of(place, field, "seal_differs")
        elif (row.subject_id, row.key_version) not in keys:
            yield _of(place, field, "subject_key_missing")
        else:
            yield from _check_row(place, row, keys, texts)


def _check_row(place: Place, row: Row[Any], keys: Keys, texts: Texts) -> Iterator[Finding]:
    try:
        text = opened(row, keys)
    except SealBroken:
        yield _of(place, row.field, "seal_broken")
    else:
        texts[place, row.field] = text or ""


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
                except SealBroken:
                    key_of = f"{row.subject_id}/{row.key_version}"
                    broken.append(Finding(table="subject_keys", key=key_of, code="subject_key_broken"))
                else:
                    found[row.subject_id, row.key_version] = SubjectKey(row.subject_id, row.key_version, key)
    return found, broken


def _of(place: Place, field: str, code: str) -> Finding:
    return Finding(table="sealed", key=f"{place[0]}/{place[1]}/{field}", code=code)
