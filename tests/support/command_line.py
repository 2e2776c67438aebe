"""The command line as its user meets it: a process, its two streams and its exit status."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.support.small_register import PERSONAL

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of the command line ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def answer(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The one JSON value on standard output; fails where there is anything else."""
        return json.loads(self.stdout)


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandLine:
    """Runs commands in a folder of its own; `env` goes on top of a bare environment."""

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: object, **env: str) -> Ran:
        """One command, to its end. Nothing personal may be said on standard error, whatever the command."""
        process = self.start(*arguments, env=env)
        try:
            stdout, stderr = process.communicate(timeout=120)
        finally:
            process.kill()  # of use only where it did not end in time
        assert [value for value in PERSONAL if value in stderr] == []
        return Ran(process.returncode, stdout, stderr)

    def start(
        self, *arguments: object, env: Mapping[str, str] = MappingProxyType({}), stdout: int = subprocess.PIPE
    ) -> "subprocess.Popen[str]":
        """One command, under way."""
        bare = {"PATH": os.defpath, "HOME": str(self.folder), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "api.cli", *map(str, arguments)],
            cwd=self.folder,
            env={**bare, **self.env, **env},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
