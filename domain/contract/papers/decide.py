"""Rules about papers: handed over once, replaced when lost, the old number void and its history kept."""

from datetime import date

from domain.contract.papers.commands import CopyToIssue, IssueDocuments, PaperCommand, ReissueDocument
from domain.contract.papers.events import DocumentReissued, DocumentsIssued, IssuedCopy, PaperEvent
from domain.contract.papers.refusals import NoSuchPaperHere, NothingToIssue, NotKeptBy, PaperNotIssued
from domain.contract.papers.state import held_by
from domain.contract.questions import require_agreed, require_no_error
from domain.contract.state import Contract
from domain.policy.documents import Keeper, Paper
from domain.policy.model import Policy
from domain.refusal import require_not_future


def day_of(command: PaperCommand) -> date:
    """The day of the fact."""
    return command.issued_on if isinstance(command, IssueDocuments) else command.reissued_on


def decide(command: PaperCommand, contract: Contract, policy: Policy, today: date) -> tuple[PaperEvent, ...]:
    """The facts that a command about papers leads to. `policy` governs the contract on the day of the fact."""
    if isinstance(command, IssueDocuments):
        return issue(command, contract, policy, today)
    return reissue(command, contract, policy, today)


def issue(command: IssueDocuments, contract: Contract, policy: Policy, today: date) -> tuple[DocumentsIssued, ...]:
    """Hand over papers. Who holds a copy already gets no second one; quiet where nobody is left.

    Refused: dated_in_future, not_in_force, nothing_to_issue, no_such_paper_here, not_kept_by.
    """
    require_not_future(command.issued_on, today)
    require_agreed(contract, command.issued_on)
    if not command.copies:
        raise NothingToIssue
    numbers = {paper: len(copies) for paper, copies in contract.papers.items()}
    issued: list[IssuedCopy] = []
    for asked in dict.fromkeys(command.copies):
        _require_kept_here(asked.paper, policy)
        _require_kept_by(asked, policy)
        if held_by(contract.papers, asked.paper, asked.holder) is None:
            numbers[asked.paper] = numbers.get(asked.paper, 0) + 1
            issued.append(_copy(asked, numbers[asked.paper]))
    return (DocumentsIssued(issued_on=command.issued_on, copies=tuple(issued)),) if issued else ()


def reissue(command: ReissueDocument, contract: Contract, policy: Policy, today: date) -> tuple[DocumentReissued, ...]:
    """Replace the copy that somebody holds. Quiet where it is a replacement of that day itself.

    "一旦遗失要及时补充" (000, article 5): also after the contract's last day, until its papers are disposed of.

    Refused: dated_in_future, not_in_force (entered in error), no_such_paper_here, paper_not_issued.
    """
    require_not_future(command.reissued_on, today)
    require_no_error(contract)
    _require_kept_here(command.paper, policy)
    held = held_by(contract.papers, command.paper, command.holder)
    if held is None or held.issued_on > command.reissued_on:
        raise PaperNotIssued(paper=command.paper, holder=command.holder, day=command.reissued_on)
    if held.replaces is not None and held.issued_on == command.reissued_on:
        return ()
    number = len(contract.papers[command.paper]) + 1
    return (
        DocumentReissued(
            copy=IssuedCopy(paper=command.paper, number=number, holder=command.holder),
            replaces=held.number,
            reissued_on=command.reissued_on,
            reason=command.reason,
        ),
    )


def _copy(asked: CopyToIssue, number: int) -> IssuedCopy:
    return IssuedCopy(paper=asked.paper, number=number, holder=asked.holder)


def _require_kept_here(paper: Paper, policy: Policy) -> None:
    """Where the documents list the papers, no other one belongs to a contract."""
    rule = policy.cite("documents")
    if rule.stated and not policy.documents.belongs(paper):
        raise NoSuchPaperHere(paper=paper, policy=policy.ref.name, rule=rule)


def _require_kept_by(asked: CopyToIssue, policy: Policy) -> None:
    """Where the documents say who keeps a paper, nobody else gets a copy."""
    rule = policy.cite("documents")
    if rule.stated and Keeper(asked.holder) not in policy.documents.keepers_of(asked.paper):
        raise NotKeptBy(paper=asked.paper, holder=asked.holder, policy=policy.ref.name, rule=rule)
