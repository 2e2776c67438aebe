"""The stores of `tests.support.stores`, for campaigns on the whole stack."""

from tests.support.stores import clock, ledger, store, store_settings

__all__ = ["clock", "ledger", "store", "store_settings"]
