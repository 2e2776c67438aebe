"""The options that many commands share."""

import os
from pathlib import Path

import pytest

from api.cli.options import actor
from application.envelope import Channel, Role
from infrastructure.engines.writer_lock import WriterLock


@pytest.fixture
def _nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(user: int) -> None:
        raise KeyError(user)

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)


@pytest.mark.usefixtures("_nameless")
def test_a_system_user_without_a_name_goes_by_the_number(tmp_path: Path) -> None:
    assert actor(None, Role.CENTRE_CLERK, Channel.REGISTER).name == f"uid {os.getuid()}"
    lock = WriterLock.acquire(tmp_path / "jiayi.db")
    assert f'"holder": "uid {os.getuid()}"' in (tmp_path / "jiayi.db.lock").read_text()
    lock.release()
