"""One thing that was looked at, and how it came out."""

from dataclasses import dataclass
from enum import StrEnum

from api.cli.speech import SPEECH as SAY
from api.composition import failure_of
from api.language.messages import code_sentence, refusal_sentence
from domain.refusal import Refused


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it came out, and what to do where it is not good."""

    check: str
    state: State
    message: str


def trouble(check: str, error: Exception) -> Check:
    """What an error says of the set-up. A defect of the program is raised again."""
    if isinstance(error, Refused):
        return Check(check, State.WRONG, refusal_sentence(error, SAY.language))
    failure = failure_of(error)
    if failure is None:
        raise error
    return Check(check, State.WRONG, code_sentence(failure.code, failure.facts, SAY.language))
