"""Reads what older versions recorded: the facts of a retired wire name, as its successor would have recorded them."""

from collections.abc import Callable, Mapping
from typing import Any

Facts = dict[str, Any]
Upcaster = tuple[str, Callable[[Facts], Facts]]
"""The wire name that follows, and how the facts change on the way."""

UPCASTERS: Mapping[str, Upcaster] = {}
"""By retired wire name. Empty until the first event changes its shape."""


def upcast(wire_name: str, facts: Facts, upcasters: Mapping[str, Upcaster]) -> tuple[str, Facts]:
    """The newest wire name and facts; a name that was never retired comes back as it is."""
    while wire_name in upcasters:
        wire_name, change = upcasters[wire_name]
        facts = change(facts)
    return wire_name, facts
