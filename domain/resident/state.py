"""What is remembered of a resident."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import assert_never
from uuid import UUID

from domain.personal import Personal
from domain.resident.events import (
    IdentifierKind,
    ResidentAbsorbed,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentEvent,
    ResidentIdentified,
    ResidentMerged,
    ResidentRegistered,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resident:
    """A person, as far as the records tell."""

    details: ResidentDetails
    identifiers: Mapping[IdentifierKind, Personal] = field(default_factory=dict)
    same_as_id: UUID | None = None
    duplicate_ids: tuple[UUID, ...] = ()


def evolve(resident: Resident | None, event: ResidentEvent) -> Resident:
    """The resident after one more fact."""
    if isinstance(event, ResidentRegistered):
        return Resident(details=event.details)
    if resident is None:
        raise AssertionError("the first record of a resident's stream is the registration")
    match event:
        case ResidentIdentified():
            return replace(resident, identifiers={**resident.identifiers, event.kind: event.number})
        case ResidentDetailsChanged():
            return replace(resident, details=_overlaid(resident.details, event.details))
        case ResidentMerged():
            return replace(resident, same_as_id=event.same_as_id)
        case ResidentAbsorbed():
            return replace(resident, duplicate_ids=(*resident.duplicate_ids, event.duplicate_id))
        case _:
            assert_never(event)


def _overlaid(known: ResidentDetails, changed: ResidentDetails) -> ResidentDetails:
    values = {each.name: getattr(changed, each.name) for each in fields(ResidentDetails)}
    return replace(known, **{name: value for name, value in values.items() if value is not None})
