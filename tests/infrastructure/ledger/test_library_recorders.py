"""The eventsourcing library's own test cases for recorders, unmodified, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.tests import persistence

from infrastructure.clock import SystemClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.recorder import LedgerRecorder
from infrastructure.ledger.tracking import LedgerTracking
from tests.support.stores import settings_for


class OnSqlite:
    store: Store

    @pytest.fixture(autouse=True)
    def _fresh_store(self, sqlite_url: str, tmp_path: Path) -> Iterator[None]:
        with open_store(settings_for(sqlite_url, tmp_path), writing=True) as self.store:
            yield


class OnPostgresql:
    store: Store

    @pytest.fixture(autouse=True)
    def _fresh_store(self, postgresql_url: str, tmp_path: Path) -> Iterator[None]:
        with open_store(settings_for(postgresql_url, tmp_path), writing=True) as self.store:
            yield


class TestRecorderOnSqlite(OnSqlite, persistence.ApplicationRecorderTestCase[LedgerRecorder]):
    def create_recorder(self) -> LedgerRecorder:
        return LedgerRecorder(self.store, SystemClock())

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestRecorderOnPostgresql(OnPostgresql, persistence.ApplicationRecorderTestCase[LedgerRecorder]):
    def create_recorder(self) -> LedgerRecorder:
        return LedgerRecorder(self.store, SystemClock())

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleavingOnSqlite(OnSqlite, persistence.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> LedgerRecorder:
        return LedgerRecorder(self.store, SystemClock())


class TestNonInterleavingOnPostgresql(OnPostgresql, persistence.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> LedgerRecorder:
        return LedgerRecorder(self.store, SystemClock())


class TestTrackingOnSqlite(OnSqlite, persistence.TrackingRecorderTestCase):
    def create_recorder(self) -> LedgerTracking:
        return LedgerTracking(self.store)


class TestTrackingOnPostgresql(OnPostgresql, persistence.TrackingRecorderTestCase):
    def create_recorder(self) -> LedgerTracking:
        return LedgerTracking(self.store)
