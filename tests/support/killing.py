"""Stops a process at a chosen moment of its work and kills it there, as `kill -9` does.

The process under test is `tests.support.killing_process`: it announces on standard output, line by line and flushed,
what it was answered and where it is. What it printed is what it acknowledged.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any, Self

ROOT = Path(__file__).parents[2]


class Moment(StrEnum):
    """Where in its work a process may be killed."""

    READING = "reading"
    DECIDED = "decided"
    APPENDING = "appending"
    COMMITTING = "committing"
    ANSWERED = "answered"
    PROJECTING = "projecting"
    COMMITTING_PROJECTION = "committing_projection"


IN_A_TRANSACTION = frozenset({Moment.APPENDING, Moment.PROJECTING})
"""Rows are written and not committed: the transaction is open when the process dies."""

GOES_ON = frozenset({Moment.COMMITTING, Moment.COMMITTING_PROJECTION})
"""The process does not wait to be killed: the blow falls before, during or after the COMMIT, as it comes."""

LONGEST_PAUSE_SECONDS = 0.004

TEN_KILLS = (
    *(Moment.READING, Moment.READING, Moment.DECIDED, Moment.APPENDING, Moment.APPENDING, Moment.COMMITTING),
    *(Moment.COMMITTING, Moment.ANSWERED, Moment.PROJECTING, Moment.COMMITTING_PROJECTION),
)
OCCURRENCES = {Moment.READING: 16, Moment.PROJECTING: 6, Moment.COMMITTING_PROJECTION: 3}
"""How often a round of work surely comes to a moment; eight times where nothing is said."""


@dataclass(frozen=True, kw_only=True)
class Kill:
    """Where the process of one round is killed: when it comes to the moment for the nth time."""

    round: int
    moment: Moment
    nth: int
    pause_seconds: float


def schedule(seed: int, rounds: int) -> list[Kill]:
    """Kills spread over every moment; of each ten, three fall inside an open transaction."""
    random = Random(seed)
    moments: list[Moment] = []
    while len(moments) < rounds:
        moments += random.sample(TEN_KILLS, k=len(TEN_KILLS))
    return [
        Kill(
            round=number,
            moment=moment,
            nth=random.randint(1, OCCURRENCES.get(moment, 8)),
            pause_seconds=random.uniform(0, LONGEST_PAUSE_SECONDS) if moment in GOES_ON else 0.0,
        )
        for number, moment in enumerate(moments[:rounds])
    ]


@dataclass
class Said:
    """What a process had printed when it died."""

    answers: list[dict[str, Any]] = field(default_factory=list)
    reached: bool = False
    status: int = 0

    @property
    def killed(self) -> bool:
        """Whether it was the kill that ended it."""
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL


class Mother:
    """A process that has loaded the program and makes a fresh child of itself for every round."""

    def __init__(self, environment: Mapping[str, str], errors: Path) -> None:
        self._errors = errors.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.support.killing_process"],
            cwd=ROOT,
            env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def run(self, kill: Kill) -> Said:
        """Lets a child do the work of one round, kills it, and answers what it had said."""
        order = {"round": kill.round, "moment": kill.moment, "nth": kill.nth}
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("the pipes were asked for")
        print(json.dumps(order), file=self._process.stdin, flush=True)
        said, child = Said(), 0
        for line in self._process.stdout:
            word, _, rest = line.partition(" ")
            match word:
                case "begun":
                    child = int(rest)
                case "answer":
                    said.answers.append(json.loads(rest))
                case "at":
                    said.reached = True
                    time.sleep(kill.pause_seconds)
                    os.kill(child, signal.SIGKILL)
                case "ended":
                    said.status = int(rest)
                    return said
                case _:
                    break
        raise AssertionError("the process ended, or said something else; look into the file of errors")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)
        self._errors.close()
