"""Cuts what is asked for into parts that one statement can carry."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SLICE = 500


def slices(values: Collection[T], size: int = SLICE) -> Iterator[list[T]]:
    """The values in lists of at most `size`; none for no value."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
