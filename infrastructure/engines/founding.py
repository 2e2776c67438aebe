"""Makes a store where there is none, and reads what a store says of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, inspect, select
from sqlalchemy.exc import DBAPIError, MultipleResultsFound

from infrastructure.clock import SystemClock
from infrastructure.engines.app_role import require_app_role
from infrastructure.engines.postgresql import schema_of
from infrastructure.failures import (
    DatabaseUnreachable,
    LedgerVersionUnknown,
    NotAStore,
    RightsMissing,
    TenantMismatch,
)
from infrastructure.ledger.schema import LEDGER_VERSION, create_tables, guard_tables
from infrastructure.ledger.tables import store_meta
from infrastructure.settings import Settings
from infrastructure.vault.keys import StoreKeys

NOT_ALLOWED = "42501"
"""What PostgreSQL says to who lacks a right."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreMeta:
    """What a store says of itself; written once, when it is made."""

    tenant: str
    ledger_version: int
    demo: bool
    kek_check: bytes
    created_at: datetime


def found(owning: Engine, settings: Settings, *, demo: bool) -> None:
    """Makes the store of the tenant unless it is there. Of two processes that make it at once, both find it made."""
    with owning.connect() as connection:
        if owning.dialect.name == "postgresql":
            require_app_role(connection)
            connection.commit()
        if _found(connection, settings.tenant) or not _empty(connection, settings.tenant):
            return
    try:
        with owning.begin() as connection:
            _make(connection, settings, demo=demo)
    except DBAPIError as error:
        with owning.connect() as connection:
            if _found(connection, settings.tenant):
                return
        if getattr(error.orig, "pgcode", None) == NOT_ALLOWED:
            raise RightsMissing(sql=_granting(settings)) from error
        raise


def _granting(settings: Settings) -> str:
    return f'GRANT CREATE ON DATABASE "{settings.url.database}" TO "{settings.url.username}";'


def read_meta(engine: Engine, settings: Settings, database: str) -> StoreMeta:
    """What the store says. Raises `DatabaseUnreachable`, `NotAStore`, `LedgerVersionUnknown`, `TenantMismatch`."""
    with engine.connect() as connection:
        if not _found(connection, settings.tenant):
            nothing = _empty(connection, settings.tenant)
            raise (DatabaseUnreachable if nothing else NotAStore)(database=database)
        version = connection.execute(select(store_meta.c.ledger_version)).scalar()
        if version not in (None, LEDGER_VERSION):
            raise LedgerVersionUnknown(found=version, known=LEDGER_VERSION)
        row = _only_row(connection, database)
    if row.tenant != settings.tenant:
        raise TenantMismatch(asked=settings.tenant, found=row.tenant)
    return StoreMeta(
        tenant=row.tenant,
        ledger_version=row.ledger_version,
        demo=row.demo,
        kek_check=row.kek_check,
        created_at=row.created_at,
    )


def _only_row(connection: Connection, database: str) -> Row[Any]:
    try:
        row = connection.execute(select(store_meta)).one_or_none()
    except (MultipleResultsFound, TypeError, ValueError) as error:  # the last two: SQLite takes what is no date
        raise NotAStore(database=database) from error
    if row is None or not isinstance(row.kek_check, bytes):
        raise NotAStore(database=database)
    return row


def _make(connection: Connection, settings: Settings, *, demo: bool) -> None:
    """The key file comes second: whoever may make no tables, or was not first, leaves none behind."""
    tenant = settings.tenant
    create_tables(connection, tenant)
    keys = StoreKeys.create(settings.kek_file)
    meta: dict[str, object] = {
        "id": 1,
        "tenant": tenant,
        "ledger_version": LEDGER_VERSION,
        "demo": demo,
        "kek_check": keys.check_value(tenant),
        "created_at": SystemClock().now(),
    }
    connection.execute(insert(store_meta), {**meta, "seal": keys.row_seal(store_meta.name, meta)})
    guard_tables(connection, tenant)


def _found(connection: Connection, tenant: str) -> bool:
    return inspect(connection).has_table(store_meta.name, schema=_schema(connection, tenant))


def _empty(connection: Connection, tenant: str) -> bool:
    return not inspect(connection).get_table_names(schema=_schema(connection, tenant))


def _schema(connection: Connection, tenant: str) -> str | None:
    return schema_of(tenant) if connection.dialect.name == "postgresql" else None
