"""Checks that a store is built as it was made: tables, keys, and what keeps rows from being changed or deleted."""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Inspector, Table, UniqueConstraint, inspect

from infrastructure.engines.postgresql import APP_ROLE, schema_of
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.schema import GUARD, REFUSING, sqlite_triggers
from infrastructure.ledger.tables import GUARDED, ledger_head, metadata

TRIGGERS = """
SELECT c.relname, t.tgname, t.tgname = %(guard)s AND t.tgenabled = 'A' AND p.prosrc = %(refusing)s
    AND pg_get_triggerdef(t.oid, true) LIKE
        'CREATE TRIGGER ' || t.tgname || ' BEFORE DELETE OR UPDATE OR TRUNCATE ON %%' || c.relname
        || ' FOR EACH STATEMENT EXECUTE FUNCTION %%refuse_change()'
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relname = ANY (%(tables)s) AND NOT t.tgisinternal
UNION ALL
SELECT c.relname, r.rulename, false
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relname = ANY (%(tables)s)
"""
"""Every trigger and rule on the tables, and whether it is the one that belongs there, always on."""

RIGHTS = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relname = ANY (%(tables)s) AND (
    has_table_privilege(%(app)s, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
    OR (c.relname <> %(head)s AND has_any_column_privilege(%(app)s, c.oid, 'UPDATE'))
    OR pg_has_role(%(app)s, c.relowner, 'MEMBER') OR c.relrowsecurity)
"""
"""The tables on which the app role may do more than read and insert, or does not see every row."""


def check_tables(connection: Connection, tenant: str) -> Iterator[Finding]:
    """Tables that are not there, and columns, keys and indexes that are not as they were made."""
    schema = schema_of(tenant) if connection.dialect.name == "postgresql" else None
    inspector = inspect(connection)
    there = inspector.get_table_names(schema=schema)
    for table in metadata.sorted_tables:
        if table.name not in there:
            yield Finding(table=table.name, key="table", code="structure_missing")
        else:
            yield from _check_structure(inspector, table, schema)


def check_guards(connection: Connection, tenant: str) -> Iterator[Finding]:
    """Triggers and rights that no longer keep what was written."""
    if connection.dialect.name == "postgresql":
        yield from _check_server(connection, tenant)
    else:
        yield from _check_file_triggers(connection)


def _check_structure(inspector: Inspector, table: Table, schema: str | None) -> Iterator[Finding]:
    found = {column["name"] for column in inspector.get_columns(table.name, schema=schema)}
    for name in found ^ {column.name for column in table.columns}:
        yield Finding(table=table.name, key=name, code="structure_differs")
    indexes = {_named(index["column_names"]) for index in inspector.get_indexes(table.name, schema=schema)}
    unique = {_named(each["column_names"]) for each in inspector.get_unique_constraints(table.name, schema=schema)}
    unique.add(_named(inspector.get_pk_constraint(table.name, schema=schema)["constrained_columns"]))
    for key in _unique_keys(table) - unique:
        yield Finding(table=table.name, key=key, code="key_missing")
    for key in {_named([column.name for column in index.columns]) for index in table.indexes} - indexes:
        yield Finding(table=table.name, key=key, code="index_missing")


def _unique_keys(table: Table) -> set[str]:
    more = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {_named([column.name for column in columns]) for columns in (table.primary_key.columns, *more)}


def _named(columns: Collection[str | None]) -> str:
    return ", ".join(str(column) for column in columns)


def _check_file_triggers(connection: Connection) -> Iterator[Finding]:
    names = [table.name for table in metadata.sorted_tables]
    rows = connection.exec_driver_sql("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {name: (table, sql) for table, name, sql in rows if table in names}
    expected = sqlite_triggers()
    for name in expected.keys() - found.keys():
        yield Finding(table=name.rpartition("_no_")[0], key=name, code="guard_missing")
    for name, (table, sql) in found.items():
        if expected.get(name) != sql:
            yield Finding(table=table, key=name, code="guard_differs")


def _check_server(connection: Connection, tenant: str) -> Iterator[Finding]:
    names = [table.name for table in GUARDED]
    asked = {
        "schema": schema_of(tenant),
        "tables": names,
        "guard": GUARD,
        "refusing": REFUSING,
        "app": APP_ROLE,
        "head": ledger_head.name,
    }
    guarded = set()
    for table, name, good in connection.exec_driver_sql(TRIGGERS, asked):
        guarded.add(table if name == GUARD else None)
        if not good:
            yield Finding(table=table, key=name, code="guard_differs")
    for table in set(names) - guarded:
        yield Finding(table=table, key=GUARD, code="guard_missing")
    for (table,) in connection.exec_driver_sql(RIGHTS, asked):
        yield Finding(table=table, key=APP_ROLE, code="rights_differ")
