"""What calamine does not tell of a sheet, read from its XML: errors, formulas without a value, how far it reaches.

A part with a document type is refused: workbooks have none, and entities that multiply live there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from application.registers.refusals import NotAWorkbook

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26
_VALUES = frozenset({"v", "is"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The last row and column that hold something, and the cells that have no value to read.

    Those are formulas whose value was not stored, given as they stand, and errors (#N/A), given as formula or error.
    """

    rows: int
    columns: int
    unstored: Mapping[tuple[int, int], str]


def refuse_document_type(part: bytes) -> None:
    """Raises NotAWorkbook for a part that has a document type, or is no XML."""
    _parse(_parser(), part)


def read_attributes(part: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of every such element of a part, without the prefixes of their names. Raises NotAWorkbook."""
    found: list[dict[str, str]] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        if _bare(name) == element:
            found.append({_bare(key): value for key, value in attributes.items()})

    parser = _parser()
    parser.StartElementHandler = started
    _parse(parser, part)
    return found


def read_reach(part: bytes) -> Reach:
    """How far a sheet reaches, and where its formulas have no value. Raises NotAWorkbook."""
    scan = _Scan()
    parser = _parser()
    parser.StartElementHandler = scan.started
    parser.EndElementHandler = scan.ended
    parser.CharacterDataHandler = scan.text
    _parse(parser, part)
    return Reach(scan.last_row, scan.last_column, scan.unstored)


@dataclass(slots=True)
class _Scan:
    """The state of one pass: where the parser is, and what it has seen of the present cell."""

    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    kind: str = ""
    is_formula: bool = False
    has_value: bool = False
    inside: str = ""
    formula: str = ""
    error: str = ""
    unstored: dict[tuple[int, int], str] = field(default_factory=dict)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        element = _bare(name)
        if element == "c":
            self._cell_started(attributes)
        elif element == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = 0
        elif element == "f":
            self.is_formula = True
            self.formula = "="
            self.inside = "f"
        elif element in _VALUES:
            self.inside = "v"
            self.has_value = self.has_value or self.kind == "str"  # the empty text is a result, too

    def _cell_started(self, attributes: dict[str, str]) -> None:
        self.row, self.column = _place(attributes.get("r"), self.row, self.column + 1)
        self.is_formula = self.has_value = False
        self.formula = self.error = ""
        self.kind = attributes.get("t", "")

    def text(self, text: str) -> None:
        if self.inside == "f":
            self.formula += text
        elif self.inside == "v":
            self.has_value = True
            if self.kind == "e":
                self.error += text

    def ended(self, name: str) -> None:
        element = _bare(name)
        if element == "c":
            self._cell_ended()
        elif element == "f" or element in _VALUES:
            self.inside = ""

    def _cell_ended(self) -> None:
        if self.has_value or self.is_formula:
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
        if self.kind == "e" or (self.is_formula and not self.has_value):
            self.unstored[self.row, self.column] = self.formula or self.error


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    match = _REFERENCE.fullmatch((reference or "").upper())
    if not match:
        return row, column
    number = 0
    for letter in match[1]:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]), number


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _document_type_found
    return parser


def _document_type_found(*_: object) -> None:
    raise NotAWorkbook


def _parse(parser: expat.XMLParserType, part: bytes) -> None:
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as broken:
        raise NotAWorkbook from broken


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
