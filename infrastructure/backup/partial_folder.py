"""Where a backup is written until it is whole: a folder beside its place, held while somebody writes there."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path


@contextmanager
def partial_folder(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, gone at the end unless it was renamed. Raises `OSError`.

    A process that is killed leaves its own behind; the next one with the same place in mind clears it away.
    """
    _clear_left_behind(folder)
    partial = folder.with_name(f"{folder.name}.partial-{secrets.token_hex(4)}")
    partial.mkdir(mode=0o700, parents=True)
    held = os.open(partial, os.O_RDONLY)
    try:
        _hold(held)
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        os.close(held)


def _clear_left_behind(folder: Path) -> None:
    for partial in folder.parent.glob(f"{escape(folder.name)}.partial-*"):
        with suppress(OSError):  # somebody else's, or gone: it stands in nobody's way
            handle = os.open(partial, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                _hold(handle)
                shutil.rmtree(partial)
            finally:
                os.close(handle)


def _hold(handle: int) -> None:
    """Raises `BlockingIOError` where another process holds it; the end of a process ends its hold."""
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
