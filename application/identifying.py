"""By which numbers a person is found after more of their records: the newest of each kind, and none before it."""

from collections.abc import Sequence
from uuid import UUID

from application.ports import Identifier, NewIdentifier
from domain.personal import Personal
from domain.resident.events import IdentifierKind, ResidentEvent, ResidentIdentified
from domain.resident.state import Resident, evolve


def identifier_of(kind: IdentifierKind, number: Personal) -> Identifier:
    """A paper's number as people are found by it. Raises `ValueError` for one that is closed or was forgotten."""
    if number.text is None:
        raise ValueError("a paper's number is open when it is written down")
    return Identifier(kind=kind, number=number.text)


def numbers_after(
    resident_id: UUID, before: Resident | None, version: int, events: Sequence[ResidentEvent]
) -> tuple[NewIdentifier, ...]:
    """What records that follow `version` change: each number that is written down takes the place of the one before.

    A number that was forgotten leads to nobody any more and is not released.
    """
    found: list[NewIdentifier] = []
    resident = before
    for at, event in enumerate(events, start=version + 1):
        after = evolve(resident, event)
        if isinstance(event, ResidentIdentified):
            known = {} if resident is None else resident.identifiers
            found += _replaced(resident_id, known.get(event.kind), event, at)
        resident = after
    return tuple(found)


def exchanged(numbers: Sequence[NewIdentifier]) -> tuple[NewIdentifier, ...]:
    """Those of several people who show one number of a kind each: all is released before anything is taken."""
    return tuple(sorted(numbers, key=lambda number: not number.released))


def _replaced(resident_id: UUID, old: Personal | None, event: ResidentIdentified, version: int) -> list[NewIdentifier]:
    taken = NewIdentifier(
        identifier=identifier_of(event.kind, event.number), resident_id=resident_id, resident_version=version
    )
    if old is None or old.text is None or old == event.number:
        return [taken]
    released = NewIdentifier(
        identifier=identifier_of(event.kind, old), resident_id=resident_id, resident_version=version, released=True
    )
    return [released, taken]
