"""Refusals: a rule said no. Every stream's refusals are small classes on top of this one."""

from collections.abc import Mapping
from typing import ClassVar

from domain.citation import Citation


class Refused(Exception):
    """A rule refused a command; nothing was recorded.

    `code` is stable and is what programs compare. `facts` are the values that the sentence about the refusal names;
    they never hold a personal value, only identifiers. `rule` is the sentence of the document behind the refusal, where
    there is one.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, *, rule: Citation | None = None, **facts: object) -> None:
        super().__init__(self.code)
        self.rule = rule
        self.facts: Mapping[str, object] = facts
