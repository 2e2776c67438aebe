"""Stores on both engines, for read models."""

import pytest

from infrastructure.database import Store
from infrastructure.projections import control
from tests.support.stores import clock, store, store_settings

__all__ = ["clock", "store", "store_settings"]


@pytest.fixture
def read_model_store(store: Store) -> Store:
    """A store that can keep read models, without any."""
    with store.owner_transaction() as connection:
        control.metadata.create_all(connection)
    return store
