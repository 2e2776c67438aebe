"""On which line of a TOML text each of its entries stands: the parser of the standard library does not tell."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#|[\[\]{}]')


class Lines:
    """The lines of a text's entries, which are named as in errors: version[1].term.years."""

    def __init__(self, text: str) -> None:
        self._found: dict[str, int] = {}
        self._arrays: dict[str, int] = {}
        table = ""
        for number, line in _at_top_level(text):
            if header := _HEADER.match(line):
                table = self._open(header[1] == "[[", _parts(header[2]))
                self._found.setdefault(table, number)
            elif key := _KEY.match(line):
                entry = table
                for part in _parts(key[1]):
                    entry = f"{entry}.{part}" if entry else part
                    self._found.setdefault(entry, number)

    def of(self, entry: str) -> int:
        """The line of an entry; of the table that it should stand in where there is none; 0 where that is none."""
        while entry and entry not in self._found:
            entry = entry.rpartition(".")[0]
        return self._found.get(entry, 0)

    def _open(self, array: bool, parts: list[str]) -> str:  # noqa: FBT001 -- one bracket or two
        """The name of a table: each array of tables on the way to it stands at its last one."""
        *outer, last = parts
        name = ""
        for part in outer:
            name = self._last_of(f"{name}.{part}" if name else part)
        name = f"{name}.{last}" if name else last
        if array:
            self._arrays[name] = self._arrays.get(name, 0) + 1
        return self._last_of(name)

    def _last_of(self, name: str) -> str:
        return f"{name}[{self._arrays[name]}]" if name in self._arrays else name


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]


def _at_top_level(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin outside every string and bracket, counted from 1."""
    depth, quote = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not depth and not quote:
            yield number, line
        header = not depth and not quote and _HEADER.match(line) is not None
        if not header:
            depth, quote = _after(line, depth, quote)


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How deep in brackets, and in which long string, the next line begins."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return depth, quote
            at, quote = end + len(quote), ""
            continue
        token = _TOKEN.search(line, at)
        if token is None or token[0] == "#":
            break
        at = token.end()
        if token[0] in ('"""', "'''"):
            quote = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth = max(0, depth - 1)
    return depth, quote
