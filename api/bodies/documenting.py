"""Writes docs/commands.md from the code and the files of examples/: `python -m api.bodies.documenting`."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from api.bodies.catalogue import COMMANDS, fields_of, hints_of, is_required
from application.commanding import about_what
from domain.care_team.commands import FoundCareTeam
from domain.contract.commands import SignContract
from domain.personal import Personal
from domain.resident.commands import RegisterResident

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "commands.ndjson"
SERVICE_EXAMPLES = ROOT / "examples" / "services.ndjson"
DOCUMENT = ROOT / "docs" / "commands.md"

HEAD = """# Commands

Written by `python -m api.bodies.documenting` from the code; a test compares them. The examples are the lines of
[examples/commands.ndjson](../examples/commands.ndjson), one story that runs on an empty store, and of
[examples/services.ndjson](../examples/services.ndjson), which goes on from it in June 2023. A service is written
down within a year, and so is what people say of a term: sent later than that, those lines are refused, most as
`entry_too_late`.

`./jiayi apply FILE.ndjson [--dry-run] [--json]` runs one command a line and answers each with a line:
`{"line", "command_id", "ok": true, "contract" | "resident" | "team", "version", "position"}`, or
`{"line", "command_id", "error": {"code", "message", "rule", "facts"}}`; a malformed command has
`"errors": [{"pointer", "code", "message"}]` instead of the last two. What was answered with `ok` is durable, and the
same file sent again repeats nothing: a command is known again by what its line says, not by whom its names lead to
now, so that somebody whose number was corrected since is no obstacle. The same id with another body is refused as
`idempotency_key_reused`. A refused line stops nothing; the exit status is then 1.

`reassign_contracts` is a run of many commands, and answered with `{"line", "command_id", "ok": true, "team", "run",
"position", "read", "moved", "refused": [{"contract", "error"}]}`: how many contracts the team had, how many were moved,
and why the others were not. Sent again, it goes on with those that the team has then; the records of both carry the
same run. A dry run moves and counts the contracts that its own file signed, too.

Every command has `command` and `command_id`: a UUID of your own, the same for the same command. It may have `by` and
`role` (else `--by`, `--role`), and `expected_version`, which is refused as `stale_version` where the stream has moved
on; a run has none. What it is about: `contract` is an id or a household number, `resident` an id or a paper, `team` an
id or `{"institution", "name"}`.

Dates are `2018-12-31`. An *id* of a person may be given by a paper, `{"kind": "citizen_id", "number": "…"}`, that of a
team by `{"institution": "…", "name": "…"}`, that of a contract by `{"household_number": "…"}`. *Sealed*
text is kept encrypted under the key of whom it is about. `late_reason` says why something is entered long after its
day, where it is: without it, such an entry is refused as `late_reason_missing`.
"""


def document() -> str:
    """The whole document."""
    examples = {json.loads(line)["command"]: line for line in reversed(example_lines())}
    return "\n".join([HEAD, *_commands(examples), *_parts()]) + "\n"


def example_lines() -> list[str]:
    """Every example, in the order in which they are sent."""
    return [line for file in (EXAMPLES, SERVICE_EXAMPLES) for line in file.read_text("utf-8").splitlines()]


def _commands(examples: dict[str, str]) -> Iterator[str]:
    for name, command in COMMANDS.items():
        yield f"## {name}\n\n{inspect.getdoc(command)}\n"
        yield from _table(command, [*_beside(command)])
        yield f"\n```json\n{examples[name]}\n```\n"


def _beside(command: type) -> Iterator[tuple[str, str, str]]:
    if command is RegisterResident:
        yield "resident", "id of your own; left out: one is made", ""
        yield "papers", "list of identify_resident's fields", ""
    elif command is SignContract:
        yield "contract", "id of your own; left out: one is made", ""
        yield "policy", "whose rules, such as `hanbin`", "yes"
    elif command is not FoundCareTeam:
        what = about_what(command)
        yield what, f"the {what} that it is about", "yes"


def _parts() -> Iterator[str]:
    found: dict[str, type] = {}
    for command in COMMANDS.values():
        _collect(command, found)
    yield "# What commands are made of\n"
    for name in sorted(found):
        yield f"## {name}\n\n{inspect.getdoc(found[name])}\n"
        yield from _table(found[name], [])
        yield ""


def _collect(shape: type, found: dict[str, type]) -> None:
    for hint in hints_of(shape).values():
        part = _bare(hint)
        if is_dataclass(part) and isinstance(part, type) and part.__name__ not in found:
            found[part.__name__] = part
            _collect(part, found)


def _table(shape: type, beside: list[tuple[str, str, str]]) -> Iterator[str]:
    yield "| field | | required |\n|---|---|---|"
    rows = [
        (field.name, _words(hints_of(shape)[field.name]), "yes" if is_required(field) else "")
        for field in fields_of(shape)
    ]
    yield from (f"| `{name}` | {words} | {required} |" for name, words, required in (*beside, *rows))


def _bare(hint: Any) -> Any:  # noqa: ANN401 - a type
    """The type inside optional and list."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    return _bare(get_args(hint)[0]) if get_origin(hint) is tuple else hint


def _words(hint: Any) -> str:  # noqa: ANN401 - a type
    bare = _bare(hint)
    listed = any(get_origin(each) is tuple for each in (hint, *get_args(hint)))
    return f"list: {_single(bare)}" if listed else _single(bare)


def _single(shape: type) -> str:
    if is_dataclass(shape):
        return f"[{shape.__name__}](#{shape.__name__.lower()})"
    if issubclass(shape, StrEnum):
        return ", ".join(f"`{each.value}`" for each in shape)
    words = {UUID: "id", date: "date", Decimal: "amount as text", Personal: "sealed text", str: "text"}
    return words.get(shape, {int: "whole number", bool: "true or false"}.get(shape, shape.__name__))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
