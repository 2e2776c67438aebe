"""Everything that can become known of a resident, in the past tense.

These classes are the storage format. Add fields with a default or an upcaster; never rename, retype or delete one that
was ever recorded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.personal import Personal


class IdentifierKind(StrEnum):
    """What a person shows to say who they are. A 15-digit id is recorded as the 18-digit one that it became."""

    CITIZEN_ID = "citizen_id"
    BIRTH_CERTIFICATE = "birth_certificate"
    PASSPORT = "passport"


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentDetails:
    """What is written about a person; None is not known. `birth_on` as an ISO date, `sex` male, female."""

    name: Personal | None = None
    sex: Personal | None = None
    birth_on: Personal | None = None
    phone: Personal | None = None
    address: Personal | None = None
    household_book_number: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentRegistered:
    """A person became known."""

    registered_on: date
    details: ResidentDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentIdentified:
    """A person showed a paper; a second one of a kind corrects the first."""

    identified_on: date
    kind: IdentifierKind
    number: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentDetailsChanged:
    """Something else is written about the person now; None is unchanged."""

    changed_on: date
    details: ResidentDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentMerged:
    """The resident is the same person as `same_as_id`, under which the person is known from now on."""

    merged_on: date
    same_as_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentAbsorbed:
    """The resident `duplicate_id` turned out to be this same person; what that one holds counts here too."""

    merged_on: date
    duplicate_id: UUID


ResidentEvent = ResidentRegistered | ResidentIdentified | ResidentDetailsChanged | ResidentMerged | ResidentAbsorbed


def effective_on(event: ResidentEvent) -> date:
    """The day from which the fact counts."""
    match event:
        case ResidentRegistered():
            return event.registered_on
        case ResidentIdentified():
            return event.identified_on
        case ResidentDetailsChanged():
            return event.changed_on
        case ResidentMerged() | ResidentAbsorbed():
            return event.merged_on
        case _:
            assert_never(event)
