"""Makes a store where there is none."""

from datetime import datetime

from sqlalchemy import Connection, Engine, Table, insert, inspect
from sqlalchemy.exc import DBAPIError

from infrastructure.clock import SystemClock
from infrastructure.engines.app_role import require_app_role
from infrastructure.engines.postgresql import schema_of
from infrastructure.failures import RightsMissing
from infrastructure.ledger.rows import Row
from infrastructure.ledger.schema import LEDGER_VERSION, create_tables, guard_tables
from infrastructure.ledger.tables import ledger_versions, store_keys, store_meta
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from infrastructure.vault.keys import StoreKeys
from infrastructure.vault.root_key import KeyRows, key_row, open_keys

NOT_ALLOWED = "42501"
"""What PostgreSQL says to who lacks a right."""


def found(owning: Engine, settings: Settings, *, demo: bool, key_rows: KeyRows | None) -> None:
    """Makes the store of the tenant unless it is there. Of two processes that make it at once, both find it made.

    `key_rows` are those of a backup, which was sealed under its own root key; without them there is a new one.
    """
    with owning.connect() as connection:
        if owning.dialect.name == "postgresql":
            require_app_role(connection)
            connection.commit()
        if has_table(connection, settings.tenant, store_meta) or not is_empty(connection, settings.tenant):
            return
    try:
        with owning.begin() as connection:
            _make(connection, settings, demo=demo, key_rows=key_rows)
    except DBAPIError as error:
        with owning.connect() as connection:
            if has_table(connection, settings.tenant, store_meta):
                return
        if getattr(error.orig, "pgcode", None) == NOT_ALLOWED:
            raise RightsMissing(sql=_granting(settings)) from error
        raise


def has_table(connection: Connection, tenant: str, table: Table) -> bool:
    """Whether the tenant's store has this table; one that has `store_meta` is made, in whatever version."""
    return inspect(connection).has_table(table.name, schema=_schema(connection, tenant))


def is_empty(connection: Connection, tenant: str) -> bool:
    """Whether there is nothing where the store would be."""
    return not inspect(connection).get_table_names(schema=_schema(connection, tenant))


def _granting(settings: Settings) -> str:
    return f'GRANT CREATE ON DATABASE "{settings.url.database}" TO "{settings.url.username}";'


def _make(connection: Connection, settings: Settings, *, demo: bool, key_rows: KeyRows | None) -> None:
    """The key file comes second: whoever may make no tables, or was not first, leaves none behind."""
    tenant, now = settings.tenant, SystemClock().now()
    create_tables(connection, tenant)
    keys, rows = _keys(settings, key_rows, now)
    meta: Row = {"id": 1, "tenant": tenant, "demo": demo, "created_at": now}
    version: Row = {"ledger_version": LEDGER_VERSION, "made_at": now}
    for table, row in ((store_meta, meta), (ledger_versions, version)):
        connection.execute(insert(table), {**row, "seal": keys.row_seal(table.name, row)})
    connection.execute(insert(store_keys), rows)
    guard_tables(connection, tenant)


def _keys(settings: Settings, key_rows: KeyRows | None, now: datetime) -> tuple[StoreKeys, KeyRows]:
    if key_rows is not None:
        return open_keys(key_rows, KeyFile.read(settings.kek_file), settings.tenant), key_rows
    keys = StoreKeys.new(settings.tenant)
    return keys, [key_row(keys, KeyFile.create(settings.kek_file), 1, now)]


def _schema(connection: Connection, tenant: str) -> str | None:
    return schema_of(tenant) if connection.dialect.name == "postgresql" else None
