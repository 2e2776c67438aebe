"""What is remembered of a contract's papers: every copy, void ones too."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.contract.papers.events import DocumentsIssued, Holder, IssuedCopy, PaperEvent
from domain.policy.documents import Paper


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """A copy of a paper: since when it is there, and from when it is void, if it was replaced."""

    number: int
    holder: Holder
    issued_on: date
    replaces: int | None = None
    void_from: date | None = None


Papers = Mapping[Paper, tuple[Copy, ...]]
"""The copies of each paper, in the order of their numbers."""


def evolve(papers: Papers, event: PaperEvent) -> Papers:
    """The papers after one more fact."""
    if isinstance(event, DocumentsIssued):
        for issued in event.copies:
            papers = _with(papers, issued, event.issued_on)
        return papers
    voided = tuple(
        replace(copy, void_from=event.reissued_on) if copy.number == event.replaces else copy
        for copy in papers[event.copy.paper]
    )
    return _with({**papers, event.copy.paper: voided}, event.copy, event.reissued_on, event.replaces)


def held_by(papers: Papers, paper: Paper, holder: Holder) -> Copy | None:
    """The copy that somebody holds and that is not void."""
    held = (copy for copy in papers.get(paper, ()) if copy.holder is holder and copy.void_from is None)
    return next(held, None)


def _with(papers: Papers, issued: IssuedCopy, day: date, replaces: int | None = None) -> Papers:
    copy = Copy(number=issued.number, holder=issued.holder, issued_on=day, replaces=replaces)
    return {**papers, issued.paper: (*papers.get(issued.paper, ()), copy)}
