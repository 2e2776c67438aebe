"""Stores on both engines, for read models."""

from datetime import UTC, datetime

import pytest

from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections import control
from tests.infrastructure.projections.office import Office
from tests.support.stores import clock, store, store_settings

__all__ = ["clock", "store", "store_settings"]


@pytest.fixture
def read_model_store(store: Store) -> Store:
    """A store that can keep read models, without any."""
    with store.owner_transaction() as connection:
        control.metadata.create_all(connection)
    return store


@pytest.fixture
def office(store: Store) -> Office:
    """Stands at 2018-03-15, 10:00 in Shanghai, until a test moves its clock."""
    return Office(store, DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True))
