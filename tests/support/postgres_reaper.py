"""Waits until the test session that started it is over, in whatever way, then stops its servers and removes its folder.

Run as a process of its own: `python -I postgres_reaper.py HOME`, standard input a pipe whose other end the session
holds. The end of the pipe is the end of the session, also when that was killed.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 20.0
STEP_SECONDS = 0.05


def stop_immediately(data: Path) -> None:
    """Stops the server of a data folder as `pg_ctl stop -m immediate` does, and waits until it is gone."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        for _ in range(int(PATIENCE_SECONDS / STEP_SECONDS)):
            os.kill(pid, 0)
            time.sleep(STEP_SECONDS)
        os.kill(pid, signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        return


def main() -> None:
    """Waits, stops, removes."""
    home = Path(sys.argv[1])
    sys.stdin.read()
    for data in home.glob("*/data"):
        stop_immediately(data)
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
