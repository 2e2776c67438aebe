"""Sees to it that the role `jiayi_app` exists and that the owner may work as it."""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from infrastructure.engines.postgresql import APP_ROLE, granting
from infrastructure.failures import AppRoleMissing


def require_app_role(connection: Connection) -> None:
    """Makes role and membership where the user may. Raises `AppRoleMissing` with the SQL for an administrator."""
    _attempt(connection, f"CREATE ROLE {APP_ROLE} NOLOGIN", unless=_role_exists(connection))
    _attempt(connection, f"GRANT {APP_ROLE} TO CURRENT_USER", unless=_may_become_app(connection))
    if not _may_become_app(connection):
        user = connection.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        raise AppRoleMissing(sql=granting(user))


def _role_exists(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (APP_ROLE,)).scalar()
    return found is not None


def _may_become_app(connection: Connection) -> bool:
    return _attempt(connection, f"SET LOCAL ROLE {APP_ROLE}", unless=False, keep=False)


def _attempt(connection: Connection, statement: str, *, unless: bool, keep: bool = True) -> bool:
    """Whether the statement went through; its effect is undone where it failed or is not to be kept."""
    if unless:
        return True
    savepoint = connection.begin_nested()
    try:
        connection.exec_driver_sql(statement)
    except DBAPIError:
        savepoint.rollback()
        return False
    if keep:
        savepoint.commit()
    else:
        savepoint.rollback()
    return True
