"""PostgreSQL: the URL's user owns the tenant's schema; every other connection works as the role `jiayi_app`."""

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection

from infrastructure.failures import AppRoleMissing

APP_ROLE = "jiayi_app"
CONNECT_SECONDS = 10
LOCK_SECONDS = 30
IDLE_SECONDS = 60  # a process that stops while it holds the head must not stop the others
USED = "used before"
POOL = 5
OVERFLOW = 15


def schema_of(tenant: str) -> str:
    """The schema of a tenant; a tenant's code is lower case letters, digits and _, so it needs no quoting."""
    return f"jiayi_{tenant}"


def owning_engine(url: URL, tenant: str) -> Engine:
    """Connections of the owner, for making tables; opened when needed, closed after."""
    return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=_arguments(tenant, ()))


def writing_engine(url: URL, tenant: str) -> Engine:
    """Connections of the app role."""
    return _app_engine(url, tenant, ())


def reading_engine(url: URL, tenant: str) -> Engine:
    """Connections of the app role whose transactions see one state and cannot write."""
    return _app_engine(
        url, tenant, ("default_transaction_read_only=on", "default_transaction_isolation=repeatable\\ read")
    )


def appending_engine(url: URL, tenant: str) -> Engine:
    """Connections of the app role for who keeps one: no pool looks after them."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=_arguments(tenant, ()))
    event.listen(engine, "checkout", _become_app)
    return engine


def _app_engine(url: URL, tenant: str, options: tuple[str, ...]) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, pool_size=POOL, max_overflow=OVERFLOW, connect_args=_arguments(tenant, options)
    )
    event.listen(engine, "checkout", _become_app)
    return engine


def _arguments(tenant: str, options: tuple[str, ...]) -> dict[str, object]:
    settings = (
        f"search_path={schema_of(tenant)}",
        "timezone=UTC",
        "default_transaction_isolation=read\\ committed",  # what is asked under the head is seen as it is by then
        "synchronous_commit=on",  # what was answered is on the disk, whatever the database is set to
        f"lock_timeout={LOCK_SECONDS}s",
        f"idle_in_transaction_session_timeout={IDLE_SECONDS}s",
        *options,
    )
    return {
        "application_name": "jiayi",
        "client_encoding": "utf8",
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": CONNECT_SECONDS,
        "keepalives_interval": CONNECT_SECONDS,
        "keepalives_count": 3,
        "options": " ".join(f"-c {setting}" for setting in settings),
    }


def _become_app(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """Also tells whether a connection used before still lives: the pool opens another where it does not."""
    driver = connection.driver_connection if hasattr(connection, "driver_connection") else connection
    try:
        driver.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"SET ROLE {APP_ROLE}")
        cursor.close()
        driver.autocommit = False
        entry.info[USED] = True
    except driver.OperationalError as error:
        if USED not in entry.info:  # a new one that is cut at once says so itself
            raise
        raise DisconnectionError from error
    except driver.Error as error:
        raise AppRoleMissing(sql=granting(driver.info.user)) from error


def granting(user: str) -> str:
    """What an administrator runs so that a user may work as the app role. `user` is quoted where it is not plain."""
    return f"CREATE ROLE {APP_ROLE} NOLOGIN; GRANT {APP_ROLE} TO {user};"
