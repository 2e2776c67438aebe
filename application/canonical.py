"""The canonical form of a request: what two sendings of the same command have in common, also over an upgrade."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

import msgspec

from domain.personal import Personal


def canonical(body: object) -> bytes:
    """One body, one sequence of bytes. A field that has its default is left out, as if the command had no such field.

    So a command that learned a new optional field since is still the same command when it is sent again. Its default
    never changes: it is what leaving the field out means.
    """
    return msgspec.json.encode(_told(body), order="sorted")


def _told(value: object) -> object:
    if isinstance(value, Personal):
        return [str(value.subject), value.text]
    if is_dataclass(value):
        held = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _told(one) for field, one in held if not _is_default(field, one)}
    if isinstance(value, tuple | list):
        return [_told(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _told(each) for key, each in value.items()}
    return value


def _is_default(field: Field[Any], held: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(held == field.default_factory())
    return field.default is not MISSING and bool(held == field.default)
