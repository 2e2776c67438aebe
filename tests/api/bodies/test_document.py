"""docs/commands.md says what the code does, with an example of every command."""

import json

from api.bodies.catalogue import COMMANDS
from api.bodies.documenting import DOCUMENT, document, example_lines


def test_every_command_has_an_example_and_no_two_share_an_id() -> None:
    examples = [json.loads(line) for line in example_lines()]
    assert {each["command"] for each in examples} == COMMANDS.keys()
    assert len({each["command_id"] for each in examples}) == len(examples)


def test_the_document_is_what_the_code_says() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run: python -m api.bodies.documenting"
