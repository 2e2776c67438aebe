"""Where the store is, whose it is, and where its key lies: read once from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from infrastructure.failures import SettingInvalid

LONGEST_TENANT = 40
TENANT = re.compile(rf"[a-z0-9][a-z0-9_]{{0,{LONGEST_TENANT - 1}}}")
SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings of one process. `tenant` is an immutable code; `kek_file` holds the key that wraps all keys."""

    database_url: str = field(default="sqlite:///jiayi.db", repr=False)
    tenant: str = "default"
    kek_file: Path = Path("jiayi.db.kek")
    policies_dir: Path | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Settings":
        """The settings that the variables `JIAYI_*` name. Raises `SettingInvalid`."""
        database_url = env.get("JIAYI_DATABASE_URL") or "sqlite:///jiayi.db"
        url = _parsed(database_url)
        tenant = env.get("JIAYI_TENANT") or "default"
        if not TENANT.fullmatch(tenant):
            raise SettingInvalid(setting="JIAYI_TENANT", longest=LONGEST_TENANT, example="chengguan_2")
        kek_file = env.get("JIAYI_KEK_FILE") or _default_kek_file(url)
        policies_dir = env.get("JIAYI_POLICIES_DIR")
        return cls(
            database_url=database_url,
            tenant=tenant,
            kek_file=Path(kek_file),
            policies_dir=Path(policies_dir) if policies_dir else None,
        )

    @property
    def url(self) -> URL:
        """The database's address in parts."""
        return _parsed(self.database_url)


def _parsed(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise SettingInvalid(setting="JIAYI_DATABASE_URL") from None  # the message would quote the URL
    backend = url.get_backend_name()
    if backend not in {SQLITE, POSTGRESQL} or not url.database or url.database == ":memory:":
        raise SettingInvalid(setting="JIAYI_DATABASE_URL")
    return url if backend == SQLITE else url.set(drivername="postgresql+psycopg2")


def _default_kek_file(url: URL) -> str:
    return f"{url.database}.kek" if url.get_backend_name() == SQLITE else "jiayi.kek"
