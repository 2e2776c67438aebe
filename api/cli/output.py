"""Where answers go: one JSON value or tables to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Protocol
from uuid import UUID

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

WIDE = 10_000
"""Columns of what is no terminal: whoever reads a file or a pipe wants whole lines."""


class Bar(Protocol):
    """Moves a progress bar: how much is done, and of how much."""

    def __call__(self, done: int, of: int) -> None:
        """Move it."""


def _console(*, error: bool) -> Console:
    terminal = (sys.stderr if error else sys.stdout).isatty()
    return Console(stderr=error, highlight=False, width=None if terminal else WIDE, soft_wrap=not terminal)


@dataclass(frozen=True, slots=True)
class Output:
    """The two streams of a command; with `as_json` people read standard error only."""

    as_json: bool
    answers: Console = field(default_factory=lambda: _console(error=False))
    notes: Console = field(default_factory=lambda: _console(error=True))

    def value(self, value: object) -> None:
        """The one JSON value of a command that was asked for JSON."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, default=plain) + "\n")
        sys.stdout.flush()

    def line(self, text: str, style: str | None = None) -> None:
        """A line of the answer for people."""
        self.answers.print(escape(text), style=style)

    def heading(self, text: str) -> None:
        """The heading of a part of the answer."""
        self.answers.print(f"\n{escape(text)}", style="bold cyan")

    def note(self, text: str, style: str | None = None) -> None:
        """A line about the answer, on standard error."""
        self.notes.print(escape(text), style=style)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None) -> None:
        """A table for people; cells are text, never markup."""
        table = Table(title=title, title_justify="left", header_style="bold")
        for heading in headings:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*(escape(str(cell)) for cell in row))
        self.answers.print(table)

    @contextmanager
    def progress(self, doing: str) -> Iterator[Bar]:
        """A progress bar on standard error, where somebody watches it; else nothing is shown."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(
            *columns, TimeRemainingColumn(), console=self.notes, transient=True, disable=not sys.stderr.isatty()
        )
        with bar:
            task = bar.add_task(doing, total=None)

            def move(done: int, of: int) -> None:
                bar.update(task, completed=done, total=of)

            yield move


def plain(value: object) -> object:
    """The JSON form of what JSON does not know: dates and instants in ISO 8601, ids and names as text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
