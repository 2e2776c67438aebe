"""Everything that can be asked about a member's being away, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteAbsence:
    """Note that a member has been away for work since a day; they stay under contract."""

    resident_id: UUID
    since_on: date
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EndAbsence:
    """Note that a member who had been away is back; on the day since when: they had not been away."""

    resident_id: UUID
    back_on: date


AbsenceCommand = NoteAbsence | EndAbsence
