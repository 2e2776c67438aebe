"""Stores on both engines, for read models."""

from tests.support.stores import clock, store, store_settings

__all__ = ["clock", "store", "store_settings"]
