"""The sentence about a code and its facts, wherever the code comes from."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from api.language.bodies import BODIES
from api.language.failures import FAILURES
from api.language.policy_files import policy_files_sentence
from api.language.refusals import REFUSALS
from api.language.values import fact
from application.registers import messages as registers
from application.registers.households import Problem
from application.registers.messages import Message
from domain.citation import Citation
from domain.policy.errors import Language, PolicyFileError
from domain.refusal import Refused

IN_TWO_LANGUAGES = re.compile(r"(?s)(.*[\u3000-\u9fff\uff00-\uffef])\s*([^\u3000-\u9fff]+)")


def refusal_sentence(refused: Refused, language: Language) -> str:
    """What a refusal says, without its rule."""
    if isinstance(refused, PolicyFileError):
        return policy_files_sentence(refused, language)
    return code_sentence(refused.code, refused.facts, language)


def code_sentence(code: str, facts: Mapping[str, object], language: Language) -> str:
    """What a code says with these facts; the code itself where no sentence fits, so that nothing is ever hidden."""
    return _said(_of_rules(code), code, facts, language)


def problem_sentence(problem: Problem, language: Language) -> str:
    """What is wrong with a cell of a register: in the register's own words, else in those of the rule that refused."""
    candidates = (*_of_registers(problem.code), *_of_rules(problem.code))
    return _said(candidates, problem.code, problem.facts, language)


def rule_sentence(rule: Citation, language: Language) -> str:
    """The sentence of the document behind a rule; where it has none, our reason in one language."""
    if rule.stated:
        return (
            f"依据：“{rule.clause}”（{rule.source}）" if language == "zh" else f"Rule: “{rule.clause}” ({rule.source})"
        )
    reason = reason_in(rule.clause, language)
    return f"推定：{reason}（{rule.source}）" if language == "zh" else f"By default: {reason} ({rule.source})"


def reason_in(text: str, language: Language) -> str:
    """One language of a reason, which files give in Chinese and then in English; all of it where it is in one."""
    found = IN_TWO_LANGUAGES.fullmatch(text)
    return text if found is None else found[1 if language == "zh" else 2]


def _of_rules(code: str) -> tuple[Message, ...]:
    return (*REFUSALS.get(code, ()), *FAILURES.get(code, ()), *BODIES.get(code, ()), *_of_registers(code))


def _of_registers(code: str) -> Iterator[Message]:
    for table in (registers.ERRORS, registers.WARNINGS, registers.REFUSALS):
        if code in table:
            yield table[code]


def _said(candidates: tuple[Message, ...], code: str, facts: Mapping[str, object], language: Language) -> str:
    for message in candidates:
        text = message.zh if language == "zh" else message.en
        if all(facts.get(name) is not None for name in facts_named(text)):
            return text.format_map({name: fact(value, language) for name, value in facts.items()})
    return code


def facts_named(text: str) -> frozenset[str]:
    """The facts that a sentence names."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
