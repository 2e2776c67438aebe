"""The process that is killed while it runs renewals: `python -m tests.support.renewing_process`.

The store comes from the environment. A line is said before each batch of contracts, and one at the end.
"""

import os
from datetime import UTC, date, datetime

from application.settling import SCHEDULER
from infrastructure.clock import DemoClock
from infrastructure.database import open_store
from infrastructure.settings import Settings
from tests.support.world import World

RUN_ON = date(2020, 3, 20)


def say(word: str) -> None:
    """One line, there for whoever reads it, whatever becomes of us."""
    os.write(1, f"{word}\n".encode())


def main() -> None:
    """One run."""
    with open_store(Settings.from_environment(os.environ), writing=True) as store:
        world = World(store, DemoClock(datetime(2020, 3, 20, 4, tzinfo=UTC), demo=True))
        world.renewing.run(RUN_ON, SCHEDULER, also=lambda: say("batch"))
    say("done")


if __name__ == "__main__":
    main()
