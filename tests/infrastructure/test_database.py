"""A store is made once, opened by whoever has its key, and says plainly what is wrong with it."""

from pathlib import Path

from infrastructure.database import Store, open_store
from infrastructure.settings import Settings


def test_a_store_that_was_made_is_opened_again(store: Store, store_settings: Settings) -> None:
    store.close()
    with open_store(store_settings, writing=False) as again:
        assert (again.tenant, again.demo, again.created_at) == ("default", True, store.created_at)


def test_the_key_file_is_readable_by_its_owner_alone(store: Store, store_settings: Settings) -> None:
    assert store.tenant == "default"
    assert Path(store_settings.kek_file).stat().st_mode & 0o777 == 0o600
