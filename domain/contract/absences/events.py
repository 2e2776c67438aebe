"""Everything that is noted of a member's being away, in the past tense: part of the storage format.

Whoever is away stays covered. That somebody moved away (长期外迁) is another fact, which people decide.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class AbsenceNoted:
    """A member has been away since a day, the first one not spent here.

    `from_contract_id`: it was noted under the contract that covered the person before, and goes along.
    """

    resident_id: UUID
    since_on: date
    note: Personal | None = None
    from_contract_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AbsenceEnded:
    """A member who had been away is here again from `back_on`; on the day since when: they had not been away."""

    resident_id: UUID
    back_on: date


AbsenceEvent = AbsenceNoted | AbsenceEnded


def effective_on(event: AbsenceEvent) -> date:
    """The first day for which the fact counts."""
    return event.since_on if isinstance(event, AbsenceNoted) else event.back_on
