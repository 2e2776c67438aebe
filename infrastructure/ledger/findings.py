"""What a check found wrong: which row of which table, and what about it. Never a value."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """`key` names the row by its ids, versions or position; `code` is stable; `detail` says more, such as columns."""

    table: str
    key: str
    code: str
    detail: str = ""
