"""Everything that can be asked of a resident's stream, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.personal import Personal
from domain.resident.events import IdentifierKind, ResidentDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterResident:
    """Make a person known."""

    registered_on: date
    details: ResidentDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifyResident:
    """Write down the number of a paper that the person showed."""

    identified_on: date
    kind: IdentifierKind
    number: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ExchangeNumbers:
    """Say that the numbers of one kind of this resident and of `other_id` were mixed up: each bears the other's."""

    exchanged_on: date
    kind: IdentifierKind
    other_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeDetails:
    """Write down what changed; None leaves a detail as it is."""

    changed_on: date
    details: ResidentDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeResident:
    """Say that this resident and `same_as_id` are one person, known as the latter from now on."""

    merged_on: date
    same_as_id: UUID


ResidentCommand = RegisterResident | IdentifyResident | ExchangeNumbers | ChangeDetails | MergeResident
