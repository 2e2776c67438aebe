"""Refusals: a rule said no. Every stream's refusals are small classes on top of this one."""

from collections.abc import Mapping
from datetime import date
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


class DatedInFuture(Refused):
    """A fact cannot be dated after today. Facts: day, today."""

    code = "dated_in_future"


def require_not_future(day: date, today: date) -> None:
    """Refuse a fact that is dated after today."""
    if day > today:
        raise DatedInFuture(day=day, today=today)
