"""Checks the rows of commands against the key file."""

from collections.abc import Iterator

from infrastructure.ledger.findings import Finding
from infrastructure.ledger.stream_pages import StreamPage
from infrastructure.ledger.tables import commands
from infrastructure.vault.keys import StoreKeys


def check_commands(page: StreamPage, keys: StoreKeys) -> Iterator[Finding]:
    """Rows that were not written by who has the key file."""
    for row in (row for rows in page.commands.values() for row in rows):
        if row.seal != keys.row_seal(commands.name, row._mapping):  # noqa: SLF001 SQLAlchemy's public name for it
            key = f"{row.stream_id}/{row.stream_version}"
            yield Finding(table=commands.name, key=key, code="row_altered")
