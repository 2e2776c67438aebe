"""What every test of storage may ask for."""

from tests.support.stores import clock, ledger, store, store_settings

__all__ = ["clock", "ledger", "store", "store_settings"]
