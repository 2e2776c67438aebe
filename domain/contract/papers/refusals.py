"""Why a command about papers may be refused."""

from domain.refusal import Refused


class NoSuchPaperHere(Refused):
    """The policy's documents list other papers. Facts: paper, policy."""

    code = "no_such_paper_here"


class NotKeptBy(Refused):
    """By the policy's documents somebody else keeps the paper. Facts: paper, holder, policy."""

    code = "not_kept_by"


class PaperNotIssued(Refused):
    """Nobody can replace a copy that was never handed over by then. Facts: paper, holder, day."""

    code = "paper_not_issued"


class NothingToIssue(Refused):
    """Somebody who hands over papers says which."""

    code = "nothing_to_issue"
