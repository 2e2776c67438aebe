"""What a store says of itself: whose it is, in which format, and the keys that its key file opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from infrastructure.engines.founding import has_table, is_empty
from infrastructure.failures import (
    KekMismatch,
    LedgerVersionUnknown,
    NotAStore,
    StoreAltered,
    StoreNotBegun,
    TenantMismatch,
)
from infrastructure.ledger.schema import LEDGER_VERSION
from infrastructure.ledger.tables import ledger_versions, store_keys, store_meta
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.keys import StoreKeys
from infrastructure.vault.root_key import KeyRows, open_keys


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who a store is. `kek_version` counts the key files that it has had, from 1."""

    tenant: str
    demo: bool
    created_at: datetime
    ledger_version: int
    kek_version: int
    keys: StoreKeys


def identify(engine: Engine, settings: Settings, database: str) -> Identity:
    """The store as its key file opens it.

    Raises `StoreNotBegun`, `NotAStore`, `LedgerVersionUnknown`, `TenantMismatch`, `KekMissing`, `KekUnreadable`,
    `KekMismatch`, and `StoreAltered` where what it says of itself was not written by who had the key file.
    """
    with engine.connect() as connection:
        if not has_table(connection, settings.tenant, store_meta):
            nothing = is_empty(connection, settings.tenant)
            raise (StoreNotBegun if nothing else NotAStore)(database=database)
        for table in (ledger_versions, store_keys):
            if not has_table(connection, settings.tenant, table):
                raise StoreAltered(table=table.name)
        version = _require_version(connection)
        meta, *others = _rows(connection, store_meta)
        key_rows = _rows(connection, store_keys)
    keys = _opened(key_rows, meta, settings)
    if others or meta["seal"] != keys.row_seal(store_meta.name, meta):
        raise StoreAltered(table=store_meta.name)
    return Identity(
        tenant=meta["tenant"],
        demo=meta["demo"],
        created_at=meta["created_at"],
        ledger_version=version,
        kek_version=key_rows[-1]["kek_version"],
        keys=keys,
    )


def _require_version(connection: Connection) -> int:
    """Asked first, and of one column: a store of a later version may be built otherwise."""
    version = connection.execute(select(func.max(ledger_versions.c.ledger_version))).scalar()
    if version is None:
        raise StoreAltered(table=ledger_versions.name)
    if version != LEDGER_VERSION:
        raise LedgerVersionUnknown(found=version, known=LEDGER_VERSION)
    return LEDGER_VERSION


def _rows(connection: Connection, table: Table) -> Sequence[Mapping[str, Any]]:
    try:
        found = connection.execute(select(table).order_by(*table.primary_key)).all()
    except (TypeError, ValueError) as error:  # SQLite takes text where a date belongs
        raise StoreAltered(table=table.name) from error
    if not found:
        raise StoreAltered(table=table.name)
    return [row._asdict() for row in found]


def _opened(key_rows: KeyRows, meta: Mapping[str, Any], settings: Settings) -> StoreKeys:
    """The key file knows whose store it is; the row that says so may have been edited."""
    try:
        return open_keys(key_rows, KeyFile.read(settings.kek_file), settings.tenant)
    except KekMismatch:
        if meta["tenant"] != settings.tenant:
            raise TenantMismatch(asked=settings.tenant, found=meta["tenant"]) from None
        raise
