"""The folder of one test session's PostgreSQL servers, and who cleans it up."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import postgres_reaper
from tests.support.postgres_binaries import open_to_all, unprivileged

VARIABLE = "JIAYI_TEST_PG_HOME"


class PostgresHome:
    """Made once by the process that owns the session (with pytest-xdist the controller), found by its workers."""

    def __init__(self) -> None:
        base = next(place for place in (tempfile.gettempdir(), "/tmp", "/var/tmp") if _usable(Path(place)))  # noqa: S108 only as a place for mkdtemp
        self.folder = Path(tempfile.mkdtemp(prefix="jiayi-pg-", dir=base))
        self.folder.chmod(0o711)
        os.environ[VARIABLE] = str(self.folder)
        self._reaper = subprocess.Popen(
            [sys.executable, "-I", postgres_reaper.__file__, str(self.folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,  # an interrupt from the keyboard is for the session, not for who cleans up after it
        )

    def close(self) -> None:
        """Stops every server below the folder and removes it."""
        if self._reaper.stdin:
            self._reaper.stdin.close()
        self._reaper.wait(timeout=60)
        os.environ.pop(VARIABLE, None)


def current_home() -> Path:
    """The folder of the session that runs."""
    return Path(os.environ[VARIABLE])


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """One process of the session at a time."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _usable(place: Path) -> bool:
    return place.is_dir() and (unprivileged() is None or open_to_all(place))
