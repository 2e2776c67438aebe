"""Every refusal there is was seen by some test: one that nobody ever saw may be one that never comes.

Read from the tests' source and not counted while they run, so that it holds in any order and on any number of workers:
a test that expects a refusal fails by itself where it does not come.
"""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import application
import domain
from domain.refusal import Refused

TESTS = Path(__file__).parent
OF_COMMANDS = {"domain", "application"}


def refusals() -> set[type[Refused]]:
    """Every refusal of the rules and of what applies them."""
    for package in (domain, application):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: set[type[Refused]] = set()
    parents: list[type[Refused]] = [Refused]
    while parents:
        parents = [each for parent in parents for each in parent.__subclasses__()]
        found.update(parents)
    return {each for each in found if each.__module__.split(".")[0] in OF_COMMANDS and "code" in vars(each)}


def expected_in(test: str) -> set[str]:
    """Codes and class names that a test compares a refusal with.

    These are: what `then_refused` and `pytest.raises` are given, what is compared with a `code`, and the rows of a
    parametrised test.
    """
    return {name for node in ast.walk(ast.parse(test)) for part in compared_in(node) for name in named_in(part)}


def compared_in(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(attr="then_refused" | "raises" | "parametrize")):
            return node.args
        case ast.Compare() if "code" in ast.unparse(node):
            return [node.left, *node.comparators]
        case _:
            return []


def named_in(part: ast.expr) -> Iterator[str]:
    for node in ast.walk(part):
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.Name(id=name):
                yield name
            case _:
                pass


EXPECTED = {name for file in TESTS.rglob("*.py") for name in expected_in(file.read_text(encoding="utf-8"))}


REFUSALS = {each.code: each for each in refusals()}


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_expected_by_a_test(code: str) -> None:
    assert {code, REFUSALS[code].__name__} & EXPECTED
