"""Reads a JSON object as a command: strictly, and with every problem at once.

Dates are ISO 8601 text, amounts are text, ids are UUIDs. Who has no id at hand names a person by a paper
({"kind": "citizen_id", "number": …}) and a team by {"institution": …, "name": …}. A free text becomes personal to the
person whom the object around it names, else to whom or what the command is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from api.bodies.catalogue import fields_of, hints_of, is_required
from api.bodies.naming import Naming
from api.bodies.problems import BodyProblem, BodyRefused
from domain.personal import Personal
from domain.plain_text import LONGEST, names_somebody

FIRST_DAY, LAST_DAY = date(1850, 1, 1), date(2999, 12, 31)
"""Nobody served was born before, and no contract reaches beyond: another century is a slip of the pen."""

SEALED_LATER = frozenset({"note"})
"""Texts of a wish about many contracts; each of them seals its own."""

WRONG = object()
"""Stands for a value that could not be read; its problem was noted."""


class BodyReader:
    """Reads bodies; `find` answers the id of somebody or of a team that is named otherwise, or None."""

    def __init__(self, find: Callable[[Naming], UUID | None]) -> None:
        self._find = find
        self._problems: list[BodyProblem] = []

    def read(self, shape: type, body: object, *, about: UUID, pointer: str = "") -> Any:  # noqa: ANN401 - an instance of `shape`
        """The command that a body is, of no use until `finish` passes. `about` is what it is about."""
        return self._object(shape, body, pointer, about)

    def id_of(self, value: object, pointer: str) -> UUID | None:
        """The id that a value is or names; None where it is none, which is noted."""
        found = self._id(value, pointer)
        return found if isinstance(found, UUID) else None

    def note(self, pointer: str, code: str, **facts: object) -> object:
        """Note a problem."""
        self._problems.append(BodyProblem(pointer=pointer, code=code, facts=facts))
        return WRONG

    def finish(self) -> None:
        """Raises `BodyRefused` where anything was noted."""
        if self._problems:
            raise BodyRefused(self._problems)

    def _object(self, shape: type, body: object, pointer: str, about: UUID) -> object:
        if not isinstance(body, Mapping):
            return self.note(pointer, "wrong_type", expected="object")
        known = {field.name: field for field in fields_of(shape)}
        for name in body:
            if name not in known:
                self.note(f"{pointer}/{_escaped(str(name))}", "unknown_field", known=sorted(known))
        named = body.get("resident_id")
        subject = about if named is None else self._quietly(named) or about
        values: dict[str, object] = {}
        for name, field in known.items():
            if name in body:
                values[name] = self._value(hints_of(shape)[name], body[name], f"{pointer}/{name}", subject)
            elif is_required(field):
                self.note(f"{pointer}/{name}", "missing_field")
        return WRONG if self._problems else shape(**values)

    def _value(self, shape: Any, value: object, pointer: str, about: UUID) -> object:  # noqa: ANN401, PLR0911 - a type; one line each
        origin = get_origin(shape)
        if origin in (Union, UnionType):
            if value is None:
                return None
            (shape,) = (each for each in get_args(shape) if each is not NoneType)
            return self._value(shape, value, pointer, about)
        if origin is tuple:
            return self._list(get_args(shape)[0], value, pointer, about)
        if is_dataclass(shape) and isinstance(shape, type):
            return self._object(shape, value, pointer, about)
        if shape is UUID:
            return self._id(value, pointer)
        if shape is Personal:
            return self._personal(value, pointer, about)
        return self._plain(shape, value, pointer)

    def _list(self, shape: Any, value: object, pointer: str, about: UUID) -> object:  # noqa: ANN401 - a type
        if not isinstance(value, list):
            return self.note(pointer, "wrong_type", expected="list")
        return tuple(self._value(shape, each, f"{pointer}/{index}", about) for index, each in enumerate(value))

    def _id(self, value: object, pointer: str) -> object:
        if isinstance(value, Mapping):
            return self._find(value) or self.note(pointer, "nobody_named")
        return self._quietly(value) or self.note(pointer, "wrong_type", expected="uuid")

    def _quietly(self, value: object) -> UUID | None:
        if isinstance(value, Mapping):
            return self._find(value)
        try:
            return UUID(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def _personal(self, value: object, pointer: str, about: UUID) -> object:
        if not isinstance(value, str) or not value.strip():
            return self.note(pointer, "wrong_type", expected="text")
        return Personal(about, value)

    def _plain(self, shape: type, value: object, pointer: str) -> object:
        if issubclass(shape, StrEnum):
            allowed = [each.value for each in shape]
            return shape(value) if value in allowed else self.note(pointer, "not_a_choice", choices=allowed)
        if shape is date:
            return self._day(value, pointer)
        if shape is Decimal:
            amount = _amount(value)
            return self.note(pointer, "wrong_type", expected="amount") if amount is None else amount
        expected = {str: "text", int: "whole_number", bool: "yes_or_no"}[shape]
        right = isinstance(value, shape) and (shape is bool or not isinstance(value, bool)) and value != ""
        if not right:
            return self.note(pointer, "wrong_type", expected=expected)
        return self._text(value, pointer) if isinstance(value, str) else value

    def _text(self, text: str, pointer: str) -> object:
        name = next((part for part in reversed(pointer.split("/")) if not part.isdigit()), "")
        if name in SEALED_LATER:
            return text
        if len(text) > LONGEST:
            return self.note(pointer, "too_long", longest=LONGEST)
        if names_somebody(text, is_number=name.endswith("number")):
            return self.note(pointer, "personal_in_plain")
        return text

    def _day(self, value: object, pointer: str) -> object:
        day = _date(value)
        if day is None:
            return self.note(pointer, "wrong_type", expected="date")
        if not FIRST_DAY <= day <= LAST_DAY:
            return self.note(pointer, "day_out_of_range", first=FIRST_DAY, last=LAST_DAY)
        return day


def _date(value: object) -> date | None:
    try:
        read = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.isoformat() == value else None


def _amount(value: object) -> Decimal | None:
    try:
        amount = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
