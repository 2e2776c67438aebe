"""The options that many commands share."""

import os
from pathlib import Path

import pytest
import typer

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
    assert actor(None, Role.CENTRE_CLERK, Channel.REGISTER).id == f"uid {os.getuid()}"
    lock = WriterLock.acquire(tmp_path / "jiayi.db")
    assert f'"holder": "uid {os.getuid()}"' in (tmp_path / "jiayi.db.lock").read_text()
    lock.release()


def test_a_resident_is_named_by_an_id_and_a_name_is_not_repeated() -> None:
    resident = "01958f2a-0000-7000-8000-000000000002"
    assert actor(resident, Role.GUARDIAN, Channel.REGISTER).id == resident
    with pytest.raises(typer.BadParameter) as refused:
        actor("李秀英", Role.RESIDENT, Channel.REGISTER)
    assert "李秀英" not in refused.value.message
