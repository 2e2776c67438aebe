"""Gives a store another key file: the root key is wrapped anew, and all that follows from it stays as it is."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, insert, select

from infrastructure.clock import SystemClock
from infrastructure.database import Store, open_store
from infrastructure.failures import KekMismatch
from infrastructure.ledger.look_up import take_head
from infrastructure.ledger.tables import store_keys
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.root_key import key_row


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyChange:
    """How a store is opened now. `kek_version` counts its key files from 1; `before` opened it until then."""

    file: Path
    before: Path
    kek_version: int


def change_key_file(settings: Settings, new_file: Path) -> KeyChange:
    """From now on `new_file`, made where there is none, opens the store, and the file of the settings no more.

    Killed at any moment it is run again: where `new_file` opens the store already, nothing is done. Raises what
    `open_store` raises, of either file; the store is as it was then.
    """
    changed = replace(settings, kek_file=new_file)
    if not (new_file.exists() and _opens(changed)):
        open_store(settings, writing=False).close()  # a store that is not there is not made
        with open_store(settings, writing=True) as store:
            _append(store, new_file)
    with open_store(changed, writing=False) as store:
        return KeyChange(file=new_file, before=settings.kek_file, kek_version=store.kek_version)


def _opens(settings: Settings) -> bool:
    try:
        open_store(settings, writing=False).close()
    except KekMismatch:
        return False
    return True


def _append(store: Store, new_file: Path) -> None:
    with store.owner_transaction() as connection:
        take_head(connection)
        last = connection.execute(select(func.max(store_keys.c.kek_version))).scalar_one()
        file = KeyFile.create(new_file)
        row = key_row(store.keys, file, last + 1, SystemClock().now())
        connection.execute(insert(store_keys), row)
