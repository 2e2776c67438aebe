"""What can be wrong with a policy, said so that whoever wrote the file can put it right."""

from types import MappingProxyType
from typing import ClassVar, Literal

from domain.refusal import Refused

Language = Literal["zh", "en"]

PROBLEMS = MappingProxyType(
    {
        "not_toml": {
            "zh": "{where}：不是有效的 TOML（{found}）。请改正语法。",
            "en": "{where}: not valid TOML ({found}). Correct the syntax.",
        },
        "missing": {
            "zh": "{where}：缺少此项，应为 {expected}。请补上。",
            "en": "{where}: missing, should be {expected}. Add it.",
        },
        "unknown_key": {
            "zh": "{where}：不认识此项。可用的有 {expected}；请删除或改正拼写。",
            "en": "{where}: unknown. It can be {expected}; remove it or correct its spelling.",
        },
        "wrong_value": {
            "zh": "{where}：是 {found}，应为 {expected}。请改正。",
            "en": "{where}: is {found}, should be {expected}. Correct it.",
        },
        "words_not_in_clause": {
            "zh": "{where}：“{found}”不在该规则的 clause 中。请照抄原文用词。",
            "en": "{where}: “{found}” does not occur in the rule's clause. Use the document's own words.",
        },
        "overlapping_versions": {
            "zh": "{where}：与另一版本重复（{found}）。请给每个版本各自的 version 和 effective_from。",
            "en": "{where}: overlaps another version ({found}). Give each its own version and effective_from.",
        },
        "first_version_dated": {
            "zh": "{where}：最早的版本从 {found} 起，更早的日期没有规则。请去掉它的 effective_from。",
            "en": "{where}: the first version starts on {found}, so earlier days have none. Remove its effective_from.",
        },
        "name_taken": {
            "zh": "{where}：名称 {found} 已被 {expected} 使用。请换一个名称。",
            "en": "{where}: the name {found} is taken by {expected}. Choose another name.",
        },
        "unreadable": {
            "zh": "{where}：无法读取（{found}），应为 {expected}。请检查路径、权限和编码。",
            "en": "{where}: cannot be read ({found}), should be {expected}. Check path, rights and encoding.",
        },
    }
)
"""Each problem with its sentence: where it is, what is wrong, what to do."""


class PolicyFileError(Refused):
    """A policy file is not usable; `problem` is a key of PROBLEMS, `where` the file and the entry in it."""

    code: ClassVar[str] = "policy_file"

    def __init__(self, problem: str, *, where: str, found: str = "", expected: str = "") -> None:
        super().__init__(problem=problem, where=where, found=found, expected=expected)

    def sentence(self, language: Language) -> str:
        """Where, what, and what to do."""
        return PROBLEMS[str(self.facts["problem"])][language].format(**self.facts)

    def __str__(self) -> str:
        return self.sentence("en")

    def within(self, name: str) -> "PolicyFileError":
        """The same error, told from outside the file `name`."""
        told = {key: str(value) for key, value in self.facts.items() if key not in ("problem", "where")}
        return PolicyFileError(str(self.facts["problem"]), where=f"{name}, {self.facts['where']}", **told)


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
