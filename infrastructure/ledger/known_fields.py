"""Finds what a record says beyond what this code knows: nothing of it is to be dropped silently.

msgspec passes over fields that a dataclass does not have. Beside each event stands a form with its field names alone,
in which everything else is left as bytes, and which refuses any other name.
"""

import re
from dataclasses import fields, is_dataclass
from types import GenericAlias
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from domain.personal import Personal

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>.*?)`(?: - at `\$\.?(?P<place>.*)`)?")


def known_fields(cls: type) -> "msgspec.json.Decoder[Any]":
    """Reads over JSON of a dataclass; raises `msgspec.ValidationError` at a field that it does not have."""
    return msgspec.json.Decoder(_form_of(cls))


def unknown_field(error: msgspec.ValidationError) -> str | None:
    """The path of the field that nobody knows, such as `members[0].flags[1].seen_on`; None for another error."""
    found = _UNKNOWN.fullmatch(str(error))
    return None if found is None else ".".join(part for part in (found["place"], found["field"]) if part)


def _form_of(cls: type) -> Any:  # noqa: ANN401 a class made at run time
    hints = get_type_hints(cls)
    names = [(each.name, _form_in(hints[each.name]), msgspec.UNSET) for each in fields(cls)]
    return msgspec.defstruct(cls.__name__, names, kw_only=True, forbid_unknown_fields=True, gc=False)


def _form_in(hint: Any) -> Any:  # noqa: ANN401 a type hint
    """The form of a value: of a dataclass, of one that may be missing, of many; everything else stays bytes."""
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Personal:
        return _form_of(hint) | msgspec.UnsetType
    forms = [_form_in(each) for each in get_args(hint) if each not in (type(None), Ellipsis)]
    inside = next((form for form in forms if form is not _ANYTHING), None)
    if inside is None:
        return _ANYTHING
    return GenericAlias(list, inside) | msgspec.UnsetType if get_origin(hint) is tuple else inside | None


_ANYTHING = msgspec.Raw | msgspec.UnsetType
