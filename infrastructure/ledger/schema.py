"""Makes a store's tables, and the guards that keep what was written: triggers, and roles on PostgreSQL."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table, insert

from infrastructure.engines.postgresql import APP_ROLE, schema_of
from infrastructure.ledger.tables import GUARDED, NEVER_WRITTEN, WRITTEN_ONCE, ledger_head, metadata

LEDGER_VERSION = 1
"""What this code reads and writes; a store of another version is refused."""


GUARD = "append_only"
"""The trigger of every table on PostgreSQL."""

REFUSING = " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END "
"""What it runs."""


def create_tables(connection: Connection, tenant: str) -> None:
    """Makes every table of the ledger and the vault in one transaction of the owner."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"CREATE SCHEMA {schema_of(tenant)}")
    metadata.create_all(connection)
    connection.execute(insert(ledger_head), {"id": 1})


def guard_tables(connection: Connection, tenant: str) -> None:
    """Forbids changing and deleting, once the store's own rows are written."""
    on_server = connection.dialect.name == "postgresql"
    guards = _postgresql_guards(schema_of(tenant)) if on_server else sqlite_triggers().values()
    for statement in guards:
        connection.exec_driver_sql(statement)


def sqlite_triggers() -> Mapping[str, str]:
    """The triggers of an SQLite file, by name."""
    return dict(_sqlite_guards())


def _postgresql_guards(schema: str) -> Iterator[str]:
    yield f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${REFUSING}$$".replace("%", "%%")
    yield f"GRANT USAGE ON SCHEMA {schema} TO {APP_ROLE}"
    for table in GUARDED:
        yield (
            f"CREATE TRIGGER {GUARD} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        yield f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {GUARD}"
        yield f"GRANT SELECT ON {table.name} TO {APP_ROLE}"
    for table in WRITTEN_ONCE:
        yield f"GRANT INSERT ({_columns(table)}) ON {table.name} TO {APP_ROLE}"
    yield f"GRANT UPDATE (id) ON {ledger_head.name} TO {APP_ROLE}"  # SELECT … FOR UPDATE asks for it; the trigger stays
    yield f"GRANT SELECT, INSERT, UPDATE ON tracking, leases TO {APP_ROLE}"
    yield (
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE}"
    )  # tables made from now on are read models


def _sqlite_guards() -> Iterator[tuple[str, str]]:
    for table in GUARDED:
        refuse = f"SELECT RAISE(ABORT, '{table.name} is append-only')"
        for change in ("UPDATE", "DELETE"):
            name = f"{table.name}_no_{change.lower()}"
            yield name, f"CREATE TRIGGER {name} BEFORE {change} ON {table.name} BEGIN {refuse}; END"
        name = f"{table.name}_no_replacing"
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table.name} WHEN {_taken(table)} BEGIN {refuse}; END",
        )


def _taken(table: Table) -> str:
    """True for a row whose key, or other unique columns, are in the table: INSERT OR REPLACE would overwrite it."""
    if table in NEVER_WRITTEN:
        return "TRUE"
    keys = [[column.name for column in table.primary_key]]
    if table.name == "events":
        keys.append(["stream_id", "stream_version"])
    same = (" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys)
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table.name} WHERE {condition})" for condition in same)  # noqa: S608 names of our own tables and columns


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)
