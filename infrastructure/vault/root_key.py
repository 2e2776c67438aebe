"""The root key as it is on record: wrapped by one key file after the other. The newest row counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from infrastructure.failures import KekMismatch
from infrastructure.ledger.rows import Row
from infrastructure.ledger.tables import store_keys
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.keys import StoreKeys

KeyRows = Sequence[Mapping[str, Any]]
"""Rows of `store_keys` in their order, at least one."""


def key_row(keys: StoreKeys, file: KeyFile, kek_version: int, made_at: datetime) -> Row:
    """The row by which `file` opens the store from now on."""
    row: Row = {
        "kek_version": kek_version,
        "wrapped": file.wrap(keys.root, _place(keys.tenant, kek_version)),
        "made_at": made_at,
    }
    return {**row, "seal": keys.row_seal(store_keys.name, row)}


def open_keys(rows: KeyRows, file: KeyFile, tenant: str) -> StoreKeys:
    """The keys of a store. Raises `KekMismatch`, which tells a key file that was the store's once from another."""
    *former, newest = rows
    try:
        return _opened(newest, file, tenant)
    except KekMismatch:
        for row in former:
            if _opens(row, file, tenant):
                former_version, current = row["kek_version"], newest["kek_version"]
                raise KekMismatch(file=str(file.file), former=former_version, current=current) from None
        raise


def _opened(row: Mapping[str, Any], file: KeyFile, tenant: str) -> StoreKeys:
    return StoreKeys(file.unwrap(row["wrapped"], _place(tenant, row["kek_version"])), tenant)


def _opens(row: Mapping[str, Any], file: KeyFile, tenant: str) -> bool:
    try:
        _opened(row, file, tenant)
    except KekMismatch:
        return False
    return True


def _place(tenant: str, kek_version: int) -> bytes:
    return msgspec.json.encode([tenant, str(store_keys.name), kek_version])
