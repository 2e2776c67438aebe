"""The ground that the other tests stand on: real databases, and arrows that point inward."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from tests.support.postgres import PostgresServer

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock", "requirements-mutation.lock")
ALLOWED_IN_DOMAIN = sys.stdlib_module_names | {"domain"}


def scalar(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement)).scalar()
    finally:
        engine.dispose()


def carry_out(url: str, statement: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def imported_by(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    foreign = {
        str(file.relative_to(ROOT)): sorted(imported_by(file) - ALLOWED_IN_DOMAIN)
        for file in (ROOT / "domain").rglob("*.py")
    }
    assert {file: names for file, names in foreign.items() if names} == {}


def test_a_fresh_database_of_either_engine_answers(database_url: str) -> None:
    assert scalar(database_url, "SELECT 1") == 1


def test_the_owner_of_a_test_database_is_no_superuser_and_can_become_the_app_role(postgresql_url: str) -> None:
    assert scalar(postgresql_url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert scalar(postgresql_url, "SELECT pg_has_role(current_user, 'jiayi_app', 'MEMBER')") is True
    with pytest.raises(ProgrammingError):
        carry_out(postgresql_url, "CREATE ROLE another")


def test_every_test_has_a_database_of_its_own(postgres: PostgresServer) -> None:
    first, second = postgres.create_database(), postgres.create_database()
    carry_out(first, "CREATE TABLE only_here (number integer)")
    with pytest.raises(ProgrammingError):
        scalar(second, "SELECT count(*) FROM only_here")
    postgres.drop_database(first)
    postgres.drop_database(second)


def test_the_server_flushes_to_disk_and_logs_refused_statements(postgres: PostgresServer) -> None:
    assert scalar(postgres.url, "SHOW fsync") == "on"
    with pytest.raises(ProgrammingError):
        scalar(postgres.url, "SELECT * FROM nowhere_to_be_found")
    assert "nowhere_to_be_found" in postgres.log_path.read_text()


def test_what_was_committed_survives_the_death_of_the_server(own_postgres: PostgresServer) -> None:
    url = own_postgres.create_database()
    carry_out(url, "CREATE TABLE kept AS SELECT 7 AS number")
    own_postgres.kill()
    with pytest.raises(OperationalError):
        scalar(url, "SELECT number FROM kept")
    own_postgres.start()
    assert scalar(url, "SELECT number FROM kept") == 7


@pytest.mark.parametrize(
    ("lock", "groups"),
    list(zip(LOCKS, [(), ("test",), ("test", "bench"), ("test", "mutation")], strict=True)),
    ids=["runtime", "test", "bench", "mutation"],
)
def test_a_lock_pins_every_dependency_and_names_no_index(lock: str, groups: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *(line for group in groups for line in project["dependency-groups"][group] if isinstance(line, str)),
    ]
    pinned = (ROOT / lock).read_text()
    names = {re.split(r"[\[<>=,]", line)[0] for line in asked}
    assert [name for name in sorted(names) if f"\n{name}==" not in pinned] == []
    assert "://" not in pinned
    assert "--index" not in pinned


def test_the_locks_agree() -> None:
    runtime, test, *more = (set(re.findall(r"^(\S+==\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS)
    assert runtime <= test
    assert all(test <= each for each in more)
