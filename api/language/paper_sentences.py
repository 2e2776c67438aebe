"""What happened to the papers of a contract, one plain sentence a fact."""

from api.language.telling import Telling
from domain.contract.papers.events import DocumentReissued, DocumentsIssued, IssuedCopy, PaperEvent


def paper_sentence(event: PaperEvent, tell: Telling) -> str:
    """The sentence about papers that were handed over or replaced."""
    match event:
        case DocumentsIssued():
            copies, day = tell.listed([_copy(each, tell) for each in event.copies]), tell.day(event.issued_on)
            return tell.choose(f"{day}发放：{copies}。", f"Handed over on {day}: {copies}.")
        case DocumentReissued():
            copy, day, reason = _copy(event.copy, tell), tell.day(event.reissued_on), tell.word(event.reason)
            return tell.choose(
                f"{day}补发{copy}，原{event.replaces}号作废，原因：{reason}。",
                f"Replaced on {day}: {copy}; number {event.replaces} is void: {reason}.",
            )


def _copy(copy: IssuedCopy, tell: Telling) -> str:
    paper, holder = tell.word(copy.paper), tell.word(copy.holder)
    return tell.choose(f"{paper}{copy.number}号（{holder}）", f"{paper} no. {copy.number} ({holder})")
