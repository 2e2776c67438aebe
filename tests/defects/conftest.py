"""What every test of a defect may ask for."""

from tests.support.stores import store, store_settings

__all__ = ["store", "store_settings"]
