"""Everything that can be asked about the papers of a contract, in the imperative."""

from dataclasses import dataclass
from datetime import date

from domain.contract.papers.events import Holder, ReissueReason
from domain.policy.documents import Paper


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyToIssue:
    """A paper, and who gets the copy."""

    paper: Paper
    holder: Holder


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueDocuments:
    """Hand over papers."""

    issued_on: date
    copies: tuple[CopyToIssue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReissueDocument:
    """Replace the copy that somebody holds."""

    paper: Paper
    holder: Holder
    reissued_on: date
    reason: ReissueReason


PaperCommand = IssueDocuments | ReissueDocument
