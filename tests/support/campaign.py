"""How much of a campaign is run: a tenth of it, or all of it with `JIAYI_LONG=1` (`./jiayi test --long`)."""

import os

LONG = os.environ.get("JIAYI_LONG") == "1"
SHARE = 10


def share(full: int) -> int:
    """How many of `full` rounds this session runs: at least one."""
    return full if LONG else max(1, full // SHARE)
