"""A fresh store on each engine, its key file beside the test, and the clock that stamps it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def settings_for(database_url: str, tmp_path: Path) -> Settings:
    """The settings of a store at `database_url` whose key file lies in the test's folder."""
    return Settings.from_environment(
        {"JIAYI_DATABASE_URL": database_url, "JIAYI_KEK_FILE": str(tmp_path / "store.kek")}
    )


@pytest.fixture
def store_settings(database_url: str, tmp_path: Path) -> Settings:
    return settings_for(database_url, tmp_path)


@pytest.fixture
def store(store_settings: Settings) -> Iterator[Store]:
    """An empty store, open for writing, on each engine in turn."""
    with open_store(store_settings, writing=True, demo=True) as opened:
        yield opened


@pytest.fixture
def clock() -> DemoClock:
    """Stands at 2026-03-02 08:00 UTC, 16:00 in Shanghai, until a test moves it."""
    return DemoClock(MORNING, demo=True)


@pytest.fixture
def ledger(store: Store, clock: DemoClock) -> StoredLedger:
    """The ledger of `store`, stamped by `clock`."""
    return StoredLedger(store, clock)
