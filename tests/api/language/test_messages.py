"""Every code that a person may meet has its sentence in both languages, and the sentence names every fact."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import application
import domain
import infrastructure
from api.language.bodies import BODIES
from api.language.failures import FAILURES
from api.language.messages import code_sentence, facts_named, problem_sentence, refusal_sentence, rule_sentence
from api.language.refusals import REFUSALS
from application.registers import messages as registers
from application.registers.households import Problem
from domain.citation import Citation
from domain.contract.refusals import AlreadyContracted, NotInForce

ROOT = Path(__file__).parents[3]
RESIDENT = UUID("01900000-0000-7000-8000-000000000001")
CONTRACT = UUID("01900000-0000-7000-8000-000000000002")
SAID_BY_ITSELF = {"refused", "policy_file"}
"""The class of all refusals, which nobody raises; and policy files, which have a table of their own."""

SENTENCES = {**REFUSALS, **FAILURES, **BODIES}


def modules() -> Iterator[str]:
    for package in (domain, application, infrastructure):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
            yield module.name


def coded_classes() -> dict[str, str]:
    """Every exception class with a code, by its name."""
    found = {}
    for name in modules():
        for each in vars(importlib.import_module(name)).values():
            ours = isinstance(each, type) and each.__module__.split(".")[0] in {
                "domain",
                "application",
                "infrastructure",
            }
            if ours and issubclass(each, Exception) and isinstance(getattr(each, "code", None), str):
                found[each.__name__] = each.code
    return found


CODES = coded_classes()


def facts_given() -> set[tuple[str, frozenset[str]]]:
    """Every place that makes such an exception: its code and the facts that it is given by name."""
    found = set()
    for folder in ("domain", "application", "infrastructure"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODES:
                    names = frozenset(each.arg for each in node.keywords if each.arg and each.arg != "rule")
                    if names:
                        found.add((CODES[node.func.id], names))
    return found


@pytest.mark.parametrize("code", sorted(set(CODES.values()) - SAID_BY_ITSELF))
def test_every_code_has_a_sentence_in_both_languages(code: str) -> None:
    sentences = SENTENCES.get(code) or tuple(
        table[code] for table in (registers.ERRORS, registers.REFUSALS) if code in table
    )
    assert sentences
    for message in sentences:
        assert message.zh
        assert message.en
        assert facts_named(message.zh) == facts_named(message.en)


@pytest.mark.parametrize(("code", "facts"), sorted(facts_given() - {("policy_file", frozenset())}, key=str))
def test_a_sentence_names_every_fact_that_its_code_is_raised_with(code: str, facts: frozenset[str]) -> None:
    if code in SAID_BY_ITSELF or code not in SENTENCES:
        return  # policy files and registers have tables and tests of their own
    named = frozenset[str]().union(*(facts_named(message.zh) for message in SENTENCES[code]))
    assert facts <= named
    assert all(code_sentence(code, dict.fromkeys(facts, "某"), language) != code for language in ("zh", "en"))


def test_an_open_contract_is_told_apart_from_one_with_an_end() -> None:
    ends = AlreadyContracted(resident=RESIDENT, contract=CONTRACT, until_on=date(2019, 5, 24))
    open_ended = AlreadyContracted(resident=RESIDENT, contract=CONTRACT, until_on=None)
    assert "签约至2019年5月24日" in refusal_sentence(ends, "zh")
    assert "until 24 May 2019" in refusal_sentence(ends, "en")
    assert "未解约前一直有效" in refusal_sentence(open_ended, "zh")
    assert "until it is ended" in refusal_sentence(open_ended, "en")


def test_a_contract_entered_in_error_is_told_without_its_days() -> None:
    refused = NotInForce(day=date(2018, 6, 3), from_on=None, last_day_on=None)
    assert refusal_sentence(refused, "zh") == "合同系误录、已作废，2018年6月3日不在其内。"
    assert refusal_sentence(refused, "en") == "The contract was entered in error; it does not cover 3 June 2018."


def test_a_code_that_nobody_knows_is_shown_as_it_is() -> None:
    assert code_sentence("not_yet_invented", {}, "zh") == "not_yet_invented"


def test_a_rule_that_no_document_states_is_called_a_default() -> None:
    stated = Citation(clause="整户签约", source="000_8e15918b276c8fae.txt, article 5")
    assert rule_sentence(stated, "zh") == "依据：“整户签约”（000_8e15918b276c8fae.txt, article 5）"
    assert rule_sentence(Citation(clause="c", source="s", stated=False), "en") == "By default: c (s)"


def test_a_problem_found_by_a_rule_is_told_in_the_words_of_the_rule() -> None:
    by_register = a_problem("already_contracted", first_household="61090200001")
    by_rule = a_problem("already_contracted", resident="r", contract="c", until_on="2019-05-24")
    assert "61090200001" in problem_sentence(by_register, "zh")
    assert "2019-05-24" in problem_sentence(by_rule, "zh")


def a_problem(code: str, **facts: object) -> Problem:
    return Problem(code=code, sheet="登记册", row=5, column="身份证号码", household="1", value="", facts=facts)
