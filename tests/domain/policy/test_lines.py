"""On which line an entry stands, however the file is written."""

import tomllib
from collections.abc import Iterator

import pytest

from domain.policy.lines import Lines
from tests.support.policies import BOOK, written

AWKWARD = '''# [version] in a remark
name = "x" # = y
title = { zh = "一 = 二 [三]", en = "#" }
list = [
  "a]",  # ]
  'b = c',
]
long = """
[not.a.table]
key = 1
"""
"quoted" = 1

[ outer . inner ]
dotted.entry = 1

[[version]]
version = "1"

[version.term]
years = 1

[[version]]
version = "2"

  [version.term]
  years = 2
'''

LINES = {
    "name": 2,
    "title": 3,
    "list": 4,
    "long": 8,
    "quoted": 12,
    "outer.inner": 14,
    "outer.inner.dotted.entry": 15,
    "version[1]": 17,
    "version[1].version": 18,
    "version[1].term": 20,
    "version[1].term.years": 21,
    "version[2]": 23,
    "version[2].version": 24,
    "version[2].term": 26,
    "version[2].term.years": 27,
}


@pytest.mark.parametrize(("entry", "line"), LINES.items())
def test_an_entry_is_found_whatever_stands_before_it(entry: str, line: int) -> None:
    tomllib.loads(AWKWARD)
    assert Lines(AWKWARD).of(entry) == line


@pytest.mark.parametrize(
    ("entry", "line"),
    [("title.en", 3), ("version[2].term.clause", 26), ("version[2].renewal.kind", 23), ("nowhere", 0), ("", 0)],
)
def test_what_is_not_there_is_looked_for_where_it_should_stand(entry: str, line: int) -> None:
    assert Lines(AWKWARD).of(entry) == line


@pytest.mark.parametrize("name", BOOK.names())
def test_every_entry_of_the_shipped_files_has_a_line_that_names_it(name: str) -> None:
    text = written(name)
    lines = text.split("\n")
    for entry in entries(tomllib.loads(text), ""):
        assert entry.rpartition(".")[2].partition("[")[0] in lines[Lines(text).of(entry) - 1]


def entries(value: object, name: str) -> Iterator[str]:
    """The names of everything in a parsed file, inline tables as one."""
    if isinstance(value, dict) and not name.endswith(("title", "keepers")):
        for key, inner in value.items():
            yield from entries(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inner in enumerate(value, start=1):
            yield from entries(inner, f"{name}[{index}]")
        return
    if name:
        yield name
