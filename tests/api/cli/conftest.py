"""An office on each database: a register was imported, and commands are run beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, Ran
from tests.support.postgres import PostgresServer
from tests.support.small_register import write_small_register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register."""
    return write_small_register(tmp_path_factory.mktemp("register") / "登记册.xlsx")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A command line whose store is on each engine in turn; it is there from the first import on."""
    folder = tmp_path_factory.mktemp("office")
    if request.param == "sqlite":
        yield CommandLine(folder=folder)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database()
    yield CommandLine(folder=folder, env={"JIAYI_DATABASE_URL": url})
    server.drop_database(url)


@pytest.fixture(scope="module")
def imported(office: CommandLine, register: Path) -> Ran:
    """How the first import ended; whoever asks for it stands on its store."""
    return office.run("import", register, "--policy", "hanbin", "--json", "--by", "公卫科")


@pytest.fixture
def bare(tmp_path: Path) -> CommandLine:
    """A command line in an empty folder, without a store."""
    return CommandLine(folder=tmp_path)
