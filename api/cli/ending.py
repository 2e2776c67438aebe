"""How a run of the command line ends: what went wrong, said to a person or to a program, and the exit status.

0 done, 1 refused by a rule or with refused rows, 2 wrong usage, 3 could not run. No message quotes a personal value:
of a defect only its class and the places in the program are shown, under a number to name when asking for help.
"""

import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import uuid4

from typer.exceptions import TyperException

from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import failure_of
from api.language.messages import code_sentence, refusal_sentence, rule_sentence
from domain.citation import Citation
from domain.refusal import Refused

DONE = 0
REFUSED = 1
WRONG_USAGE = 2
COULD_NOT_RUN = 3
INTERRUPTED = 130

USAGE_CODES = frozenset({"unreadable_moment"})
"""Refusals that are about how the command was typed."""

SET_UP_CODES = frozenset(
    {
        "policy_file",
        "policy_version_changed",
        "unknown_policy_version",
        "workbook_missing",
        "file_missing",
        "errors_not_written",
    }
)
"""Refusals that are about files of the set-up, and not about what is on record."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """The exit status, and what to tell."""

    status: int
    code: str
    message: str
    rule: Citation | None = None
    facts: Mapping[str, object] | None = None

    def tell(self, output: Output) -> int:
        """Say it, and answer the exit status."""
        if output.as_json:
            output.value(self.in_json())
        return self.note(output)

    def in_json(self) -> dict[str, object]:
        """It as programs read it."""
        rule = None if self.rule is None else asdict(self.rule)
        return {"error": {"code": self.code, "message": self.message, "rule": rule, "facts": dict(self.facts or {})}}

    def note(self, output: Output) -> int:
        """Say it beside an answer, and answer the exit status."""
        output.note(self.message, style="red")
        if self.rule is not None:
            output.note(rule_sentence(self.rule, SAY.language))
        return self.status


def ending_of(error: Exception) -> Ending:
    """How a run ends that was broken off by an error."""
    match error:
        case Refused():
            return _refused(error)
        case TyperException():
            return _wrong_usage(error)
        case _:
            return _failed(error)


def _refused(refused: Refused) -> Ending:
    status = WRONG_USAGE if refused.code in USAGE_CODES else COULD_NOT_RUN if refused.code in SET_UP_CODES else REFUSED
    message = refusal_sentence(refused, SAY.language)
    return Ending(status=status, code=refused.code, message=message, rule=refused.rule, facts=refused.facts)


def _wrong_usage(error: TyperException) -> Ending:
    context = getattr(error, "ctx", None)
    asked = "jiayi" if context is None else context.command_path
    hint = SAY(f"用法请看：{asked} --help", f"For usage: {asked} --help")
    message = getattr(error, "format_message", error.__str__)()  # typer keeps click's classes to itself
    return Ending(status=WRONG_USAGE, code="wrong_usage", message=f"{message} {hint}")


def _failed(error: Exception) -> Ending:
    failure = failure_of(error)
    if failure is not None:
        message = code_sentence(failure.code, failure.facts, SAY.language)
        return Ending(status=COULD_NOT_RUN, code=failure.code, message=message, facts=failure.facts)
    facts = {"request_id": str(uuid4()), "defect": type(error).__name__, "at": _places(error)}
    message = code_sentence("defect", facts, SAY.language)
    return Ending(
        status=COULD_NOT_RUN, code="defect", message=f"{message}\n{facts['defect']} {facts['at']}", facts=facts
    )


def _places(error: Exception) -> str:
    """The way through the program, without what the error says: that may quote a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(
        f"{frame.filename.rsplit('/', 2)[-2]}/{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames
    )
