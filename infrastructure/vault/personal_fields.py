"""Finds the personal values inside an event, each with the path of its field, such as `members.0.note`."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from domain.personal import Personal

T = TypeVar("T")


def personal_values(event: object) -> Iterator[Personal]:
    """Every personal value of an event, in the order of its fields."""
    found: list[Personal] = []

    def keep(_path: str, value: Personal) -> Personal:
        found.append(value)
        return value

    rewritten(event, keep)
    return iter(found)


def rewritten(event: T, change: Callable[[str, Personal], Personal]) -> T:
    """The event with every personal value replaced by what `change(path, value)` answers."""
    return _rewritten(event, "", change)


@cache
def holds_personal(annotation: Hashable) -> bool:
    """Whether a value of that type can hold a personal value."""
    if annotation is Personal:
        return True
    if get_origin(annotation) in {Union, UnionType, tuple}:
        return any(holds_personal(part) for part in get_args(annotation))
    if isinstance(annotation, type) and is_dataclass(annotation):
        return any(holds_personal(hint) for hint in get_type_hints(annotation).values())
    return False


def _rewritten(value: T, path: str, change: Callable[[str, Personal], Personal]) -> T:
    if isinstance(value, Personal):
        return change(path, value)  # type: ignore[return-value]  # T is Personal here
    if isinstance(value, tuple):
        return tuple(_rewritten(part, f"{path}.{index}", change) for index, part in enumerate(value))  # type: ignore[return-value]  # a tuple of the same parts
    if not is_dataclass(value) or isinstance(value, type) or not holds_personal(type(value)):
        return value
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = _rewritten(before, f"{path}.{field.name}" if path else field.name, change)
        if after is not before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value
