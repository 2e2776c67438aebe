"""Every code has its sentence, in both languages, with all facts named."""

from collections.abc import Mapping
from string import Formatter

import pytest

from application.registers import refusals
from application.registers.messages import ERRORS, REFUSALS, WARNINGS, Message, problem_message, refusal_message
from application.registers.reading import read_register
from application.registers.refusals import NoHeadingRow
from domain import citizen_id
from domain.refusal import Refused
from infrastructure.registers.workbook import read_workbook
from tests.support.register_layouts import write_register
from tests.support.registers import TODAY

SETTLED_ERRORS = (
    "check_digit id_length id_impossible_date id_missing id_as_number no_signing_date date_unreadable signed_in_future "
    "already_contracted same_person_twice formula name_missing no_head signing_date_changed note_date unknown_package"
)
SETTLED_WARNINGS = (
    "normalised unknown_division unknown_category unknown_note team_founded sheet_skipped no_longer_listed"
)


def facts_named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("table", [ERRORS, WARNINGS, REFUSALS])
def test_both_languages_name_the_same_facts(table: Mapping[str, Message]) -> None:
    assert {code: facts_named(message.zh) for code, message in table.items()} == {
        code: facts_named(message.en) for code, message in table.items()
    }
    assert all(message.zh and message.en for message in table.values())


def test_every_settled_code_has_a_sentence() -> None:
    assert set(SETTLED_ERRORS.split()) <= set(ERRORS)
    assert set(SETTLED_WARNINGS.split()) <= set(WARNINGS)
    assert not set(ERRORS) & set(WARNINGS)


@pytest.mark.parametrize(("module", "table"), [(refusals, REFUSALS), (citizen_id, ERRORS)])
def test_every_refusal_has_a_sentence(module: object, table: Mapping[str, Message]) -> None:
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Refused)]
    assert {each.code for each in classes if each.code != Refused.code} <= set(table)


@pytest.mark.parametrize("seed", [0, 1, 2, 5])
def test_what_is_told_carries_exactly_the_facts_that_its_sentence_names(seed: int) -> None:
    reading = read_register(read_workbook(write_register(seed).content), today=TODAY)
    for problem in (*reading.errors, *reading.warnings):
        message = {**ERRORS, **WARNINGS}[problem.code]
        assert facts_named(message.zh) == set(problem.facts)
        assert "{" not in problem_message(problem, "zh") + problem_message(problem, "en")


def test_the_refusal_of_a_workbook_is_told_in_both_languages() -> None:
    assert refusal_message(NoHeadingRow(), "zh").startswith("没有找到表头行")
    assert refusal_message(NoHeadingRow(), "en").startswith("No row of headings")
