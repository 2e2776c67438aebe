"""What every test may ask for: databases of both engines, and how hard Hypothesis looks."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.support.campaign import LONG
from tests.support.postgres import PostgresServer
from tests.support.postgres_binaries import PostgresMissing, find_binaries
from tests.support.postgres_home import PostgresHome, current_home

STORAGE_FIXTURES = {"postgres", "own_postgres", "postgresql_url", "sqlite_url", "database_url"}
OURS = ("JIAYI_TEST_", "JIAYI_LONG")
HOME = pytest.StashKey[PostgresHome]()

for name in [name for name in os.environ if name.startswith("JIAYI_") and not name.startswith(OURS)]:
    del os.environ[name]  # no test ever works on the store of the person who runs it

# No deadlines: the machine is shared, and a slow second is no defect of the test.
SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, max_examples=50, suppress_health_check=SLOW_IS_FINE)
# The same examples on every run: a red build speaks of the change, not of luck. Hunting is for dev and nightly.
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, print_blob=True, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile(
    "nightly", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=SLOW_IS_FINE
)
# Every mutant of the domain meets these tests: few examples, always the same ones, and nobody reads the smallest.
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=20,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=SLOW_IS_FINE,
)
settings.load_profile("nightly" if LONG else "ci" if os.environ.get("CI") else "dev")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist uses its controller's
        config.stash[HOME] = PostgresHome()


def pytest_report_header() -> str:
    try:
        return f"postgresql: {find_binaries()}"
    except PostgresMissing as missing:
        return str(missing)  # the tests that need it fail; the others have no use for it


def pytest_unconfigure(config: pytest.Config) -> None:
    home = config.stash.get(HOME, None)
    if home:
        home.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if STORAGE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.storage)


@pytest.fixture(scope="session")
def postgres() -> PostgresServer:
    """The session's PostgreSQL; stopped when the session is over."""
    return PostgresServer.shared(current_home())


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL for one test alone, to be stopped, killed and restarted."""
    server = PostgresServer.create(current_home(), f"own-{secrets.token_hex(4)}")
    yield server
    server.discard()


@pytest.fixture
def postgresql_url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database, in its owner's name."""
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh SQLite file, not yet made."""
    return f"sqlite:///{tmp_path / 'jiayi.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database of each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
