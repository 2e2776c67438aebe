"""What is wrong with a body: where, and what was expected there. What was sent is never quoted, it may be personal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyProblem:
    """One thing that is wrong. `pointer` is a JSON pointer (RFC 6901) into the body; "" is the body itself."""

    pointer: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class BodyRefused(Exception):
    """A body is not what the command needs; every problem that was found."""

    def __init__(self, problems: Sequence[BodyProblem]) -> None:
        super().__init__(", ".join(f"{problem.code} {problem.pointer}" for problem in problems))
        self.problems = tuple(problems)
