"""What the variables `JIAYI_*` mean."""

from pathlib import Path

import pytest

from infrastructure.failures import SettingInvalid
from infrastructure.settings import Settings


def test_without_variables_the_store_is_a_file_here_with_its_key_beside_it() -> None:
    settings = Settings.from_environment({})
    assert settings.database_url == "sqlite:///jiayi.db"
    assert (settings.tenant, settings.kek_file, settings.policies_dir) == ("default", Path("jiayi.db.kek"), None)


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "JIAYI_DATABASE_URL": "postgresql://clerk:s3cret@db/jiayi",
            "JIAYI_TENANT": "610902",
            "JIAYI_POLICIES_DIR": "policies",
        }
    )
    assert settings.url.drivername == "postgresql+psycopg2"
    assert (settings.tenant, settings.kek_file) == ("610902", Path("jiayi.kek"))
    assert settings.policies_dir == Path("policies")
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("JIAYI_DATABASE_URL", "jiayi.db"),
        ("JIAYI_DATABASE_URL", "mysql://db/jiayi"),
        ("JIAYI_DATABASE_URL", "sqlite://"),
        ("JIAYI_DATABASE_URL", "sqlite:///:memory:"),
        ("JIAYI_DATABASE_URL", "postgresql://db"),
        ("JIAYI_TENANT", "Hanbin"),
        ("JIAYI_TENANT", "a; DROP SCHEMA b"),
        ("JIAYI_TENANT", "a" * 41),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_not_quoted(variable: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        Settings.from_environment({variable: value})
    assert refused.value.facts["setting"] == variable
    assert value not in str(refused.value)
