"""What stands in a store's way though it opens is found: rights to write, and a server that may lose what it kept."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infrastructure.database import Store, open_store
from infrastructure.engines.soundness import forgetful_settings, not_writable
from infrastructure.failures import FileNotWritable
from infrastructure.settings import Settings
from infrastructure.vault.key_file import KeyFile
from tests.infrastructure.ledger.test_unknown_outcome import executed
from tests.support.postgres import PostgresServer
from tests.support.stores import settings_for


def test_a_store_as_it_was_made_can_be_written_and_keeps_what_it_answered(
    store: Store, store_settings: Settings
) -> None:
    with store.reading() as connection:
        assert (list(not_writable(connection, store_settings)), list(forgetful_settings(connection))) == ([], [])


def test_tables_and_a_schema_that_may_not_be_written_are_named(own_postgres: PostgresServer, tmp_path: Path) -> None:
    settings = settings_for(own_postgres.create_database(), tmp_path)
    with open_store(settings, writing=True) as store:
        with store.owner_transaction() as connection:
            connection.exec_driver_sql("REVOKE INSERT ON claims, sealed FROM jiayi_app")
            connection.exec_driver_sql("REVOKE CREATE ON SCHEMA jiayi_default FROM CURRENT_USER")
        with store.reading() as connection:
            assert not_writable(connection, settings) == ["claims", "jiayi_default", "sealed"]


def test_a_server_that_may_lose_what_it_kept_is_told(own_postgres: PostgresServer, tmp_path: Path) -> None:
    with open_store(settings_for(own_postgres.create_database(), tmp_path), writing=True) as store:
        executed(own_postgres, "ALTER SYSTEM SET fsync = off")
        own_postgres.restart()
        with store.reading() as connection:
            assert forgetful_settings(connection) == ["fsync"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, where the tests run as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder below which everybody may look, and which nobody but its owner may write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_file_and_a_folder_that_may_not_be_written_are_named(place: Path) -> None:
    settings = settings_for(f"sqlite:///{place / 'jiayi.db'}", place)
    with open_store(settings, writing=True) as store, store.reading() as connection:
        for file in place.iterdir():
            file.chmod(0o444)
        place.chmod(0o555)
        with as_nobody():
            told = not_writable(connection, settings)
    assert told[:2] == [str(place), str(place / "jiayi.db")]


def test_where_no_key_file_can_be_made_no_store_is_begun(place: Path) -> None:
    place.chmod(0o555)
    for file in (place / "store.kek", place / "nowhere" / "store.kek"):
        with as_nobody(), pytest.raises(FileNotWritable) as refused:
            KeyFile.require_possible(file)
        assert refused.value.facts["file"] == str(file)
