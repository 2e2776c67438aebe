"""What can be wrong with a policy, said so that whoever wrote the file can put it right."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import ClassVar, Literal

from domain.refusal import Refused

Language = Literal["zh", "en"]

ProblemCode = Literal[
    "not_toml",
    "missing",
    "unknown_key",
    "wrong_value",
    "words_not_in_clause",
    "shares_do_not_add_up",
    "overlapping_versions",
    "first_version_dated",
    "name_taken",
    "unreadable",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyProblem:
    """One thing that is wrong in one place; `line` counts from 1, 0 where there is none.

    `entry` is the way to it (version[1].term.years). `expected` is written as TOML would write it, in no language.
    """

    problem: ProblemCode
    entry: str
    found: str = ""
    expected: str = ""
    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """The file with the line, as compilers write it, and the entry."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return " ".join(part for part in (place, self.entry) if part)


class PolicyFileError(Refused):
    """Policy files are not usable. It tells everything that is wrong with them, in the order of files and lines."""

    code: ClassVar[str] = "policy_file"

    def __init__(self, problems: Sequence[PolicyProblem]) -> None:
        super().__init__(problems=[asdict(problem) for problem in problems])
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(f"{problem.where}: {problem.problem} {problem.found}".rstrip() for problem in self.problems)

    def within(self, file: str) -> tuple[PolicyProblem, ...]:
        """The problems, as those of a file of this name."""
        return tuple(replace(problem, file=file) for problem in self.problems)


class UnknownPolicy(Refused):
    """No policy has this `name`; `known` are the names there are."""

    code: ClassVar[str] = "unknown_policy"


class UnknownPolicyVersion(Refused):
    """The policy `name` has no such `version`; `known` are the versions there are."""

    code: ClassVar[str] = "unknown_policy_version"


class PolicyVersionChanged(Refused):
    """A version on record was edited after it was used: `recorded` and `present` are its digests then and now."""

    code: ClassVar[str] = "policy_version_changed"


class OutsideCalendar(Refused):
    """The terms asked for cannot be told: `terms` must be at least 1 and end before the year 10000."""

    code: ClassVar[str] = "outside_calendar"


class NoFundSplit(Refused):
    """The policy does not say how income is split. Facts: policy."""

    code: ClassVar[str] = "no_fund_split"
