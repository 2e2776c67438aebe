"""Checks a ledger against itself: how it is built, one line, whole streams, true columns, seals, claims, companions.

It reads up to the position at which it began, in short transactions, and goes on past what is wrong. What it cannot
see is a record rewritten with care: that is seen by comparing it with a copy, as the audit trail's digests are.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import func, select

from infrastructure.database import Store
from infrastructure.ledger.cell_check import check_cells, check_file
from infrastructure.ledger.claim_check import check_claims
from infrastructure.ledger.companion_check import check_companions
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.guard_check import check_guards, check_tables
from infrastructure.ledger.identifier_check import check_identifiers, check_order_of_identifiers
from infrastructure.ledger.line_check import check_line
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.seal_check import check_seals
from infrastructure.ledger.stream_check import check_records
from infrastructure.ledger.stream_pages import StreamPage, stream_pages
from infrastructure.ledger.tables import events, metadata
from infrastructure.ledger.vault_check import check_commands

Progress = Callable[[int, int], None]
"""Told how many records of how many were checked."""

UNREADABLE = frozenset({"structure_missing", "structure_differs", "file_damaged", "cell_unreadable"})
"""What stops every reader: nothing behind it is looked at."""


def check_ledger(store: Store, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong, in no particular order; empty for a sound ledger."""
    found = [*check_building(store), *_check_readable(store)]
    if not is_readable(found):
        return found
    with store.reading() as connection:
        last = connection.execute(select(func.max(events.c.position))).scalar() or 0
        found += check_companions(connection, store.keys)
        found += check_order_of_identifiers(connection)
    found += check_line(store, last)
    mapper, done = RecordMapper(store.tenant), 0
    for page in stream_pages(store, last):
        found += _check_page(store, page, mapper)
        done += len(page.records)
        if progress is not None:
            progress(done, last)
    return found


def check_building(store: Store) -> list[Finding]:
    """What is wrong with tables, keys, triggers and rights: quick, however long the ledger is."""
    with store.reading() as connection:
        return [*check_tables(connection, store.tenant), *check_guards(connection, store.tenant)]


def is_readable(found: list[Finding]) -> bool:
    """Whether a ledger with these findings can be read at all."""
    return UNREADABLE.isdisjoint(finding.code for finding in found)


def _check_readable(store: Store) -> Iterator[Finding]:
    with store.reading() as connection:
        yield from check_file(connection)
        if not any(check_tables(connection, store.tenant)):
            yield from check_cells(connection, metadata)


def _check_page(store: Store, page: StreamPage, mapper: RecordMapper) -> Iterator[Finding]:
    facts, broken = check_records(page, mapper, store.tenant)
    texts, unsealed = check_seals(store, page, facts)
    yield from (*broken, *unsealed)
    yield from check_claims(page, facts, store.keys)
    yield from check_commands(page, store.keys)
    yield from check_identifiers(page, facts, texts, store.keys)
