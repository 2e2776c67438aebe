"""What is wrong with policy files, for whoever wrote them: a line for each problem, and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message
from domain.policy.errors import Language, PolicyFileError, PolicyProblem, ProblemCode

PROBLEMS: Mapping[ProblemCode, Message] = MappingProxyType(
    {
        "not_toml": Message(
            "{where}：不是有效的 TOML（{found}）。请改正语法。",
            "{where}: not valid TOML ({found}). Correct the syntax.",
        ),
        "missing": Message(
            "{where}：缺少此项，应为 {expected}。请补上。", "{where}: missing, should be {expected}. Add it."
        ),
        "unknown_key": Message(
            "{where}：不认识此项。可用的有 {expected}；请删除或改正拼写。",
            "{where}: unknown. It can be {expected}; remove it or correct its spelling.",
        ),
        "wrong_value": Message(
            "{where}：是 {found}，应为 {expected}。请改正。", "{where}: is {found}, should be {expected}. Correct it."
        ),
        "words_not_in_clause": Message(
            "{where}：“{found}”不在该规则的 clause 中。请照抄原文用词。",
            "{where}: “{found}” does not occur in the rule's clause. Use the document's own words.",
        ),
        "shares_do_not_add_up": Message(
            "{where}：{expected} 合计应为 {found}。请核对各项数字。",
            "{where}: {expected} should add up to {found}. Check the numbers.",
        ),
        "overlapping_versions": Message(
            "{where}：与另一版本重复（{found}）。请给每个版本各自的 version 和 effective_from。",
            "{where}: overlaps another version ({found}). Give each its own version and effective_from.",
        ),
        "first_version_dated": Message(
            "{where}：最早的版本从 {found} 起，更早的日期没有规则。请去掉它的 effective_from。",
            "{where}: the first version starts on {found}, so earlier days have none. Remove its effective_from.",
        ),
        "name_taken": Message(
            "{where}：名称 {found} 已被 {expected} 使用。请换一个名称。",
            "{where}: the name {found} is taken by {expected}. Choose another name.",
        ),
        "unreadable": Message(
            "{where}：无法读取（{found}）。请检查路径、权限和编码（UTF-8）。",
            "{where}: cannot be read ({found}). Check path, rights and encoding (UTF-8).",
        ),
    }
)
"""Each problem with its sentence: where it is, what is wrong, what to do. What is expected is written as in TOML."""


def policy_files_sentence(error: PolicyFileError, language: Language) -> str:
    """Everything that is wrong, a line each."""
    return "\n".join(_sentence(problem, language) for problem in error.problems)


def _sentence(problem: PolicyProblem, language: Language) -> str:
    message = PROBLEMS[problem.problem]
    text = message.zh if language == "zh" else message.en
    return text.format(where=problem.where, found=problem.found, expected=problem.expected)
