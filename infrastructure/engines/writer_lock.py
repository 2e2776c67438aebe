"""One writing process per SQLite file: a lock file beside it, which says who holds it."""

import fcntl
import getpass
import json
import os
import sys
import time
from pathlib import Path
from typing import Self

from infrastructure.clock import SystemClock
from infrastructure.failures import StoreBusy

PATIENCE_SECONDS = 10.0
STEP_SECONDS = 0.05


class WriterLock:
    """Held for the life of the process that writes; the operating system releases it when that dies."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, database: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> Self:
        """The lock of a database file. Raises `StoreBusy` with the holder's words after `patience_seconds`."""
        file = database.with_name(f"{database.name}.lock")
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + patience_seconds
        while not _locked(descriptor):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                raise StoreBusy(**_holder(file))
            time.sleep(STEP_SECONDS)
        _sign(descriptor)
        return cls(descriptor)

    def release(self) -> None:
        """Lets the next one write; said twice it does no more."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.ftruncate(descriptor, 0)
            os.close(descriptor)


def _sign(descriptor: int) -> None:
    words = {
        "holder": _user(),
        "pid": os.getpid(),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),  # no further: options name people
        "since": SystemClock().now().isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(words).encode(), 0)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name; before Python 3.13 that is a KeyError
        return f"uid {os.getuid()}"


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: Path) -> dict[str, object]:
    try:
        words = json.loads(file.read_text())
    except (OSError, ValueError):
        words = {}
    return {name: words.get(name, "?") for name in ("holder", "pid", "command", "since")}
