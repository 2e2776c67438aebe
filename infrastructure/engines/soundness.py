"""What stands in a store's way though it opens: what may not be written, a server that may lose what it answered."""

import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from infrastructure.engines.postgresql import APP_ROLE, schema_of
from infrastructure.ledger.tables import WRITTEN_ONCE
from infrastructure.settings import SQLITE, Settings

CLOSED = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relname = ANY (%(tables)s)
    AND NOT has_any_column_privilege(%(app)s, c.oid, 'INSERT')
UNION ALL SELECT %(schema)s WHERE NOT has_schema_privilege(session_user, %(schema)s, 'CREATE')
UNION ALL SELECT 'pg_is_in_recovery' WHERE pg_is_in_recovery()
ORDER BY 1
"""
"""Tables that the app role may not insert into, a schema in which read models cannot be made, a standby."""

FORGETFUL = """
SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name
"""
"""What a server is set to when it may lose committed rows in a power cut."""


def not_writable(connection: Connection, settings: Settings) -> Sequence[str]:
    """The tables, schema, folder or files that this user may not write; empty where everything can be recorded."""
    if settings.url.get_backend_name() == SQLITE:
        return _files_not_writable(Path(str(settings.url.database)).resolve())
    names = [table.name for table in WRITTEN_ONCE]
    asked = {"schema": schema_of(settings.tenant), "tables": names, "app": APP_ROLE}
    return [name for (name,) in connection.exec_driver_sql(CLOSED, asked)]


def forgetful_settings(connection: Connection) -> Sequence[str]:
    """The server's settings that are off and should be on; an SQLite file is always written through."""
    if connection.dialect.name == SQLITE:
        return ()
    return [name for (name,) in connection.exec_driver_sql(FORGETFUL)]


def _files_not_writable(database: Path) -> Sequence[str]:
    beside = [database.with_name(f"{database.name}{ending}") for ending in (".lock", "-wal", "-shm")]
    places = [database.parent, database, *(file for file in beside if file.exists())]
    return [str(place) for place in places if not os.access(place, os.R_OK | os.W_OK, effective_ids=True)]
