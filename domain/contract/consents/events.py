"""Everything that can happen to a member's own consent, in the past tense: part of the storage format.

"A household head's signature is not an adult member's separate consent" (national-rules.md §3.4, PIPL 29).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.personal import Personal


class ConsentPurpose(StrEnum):
    """What somebody agrees to, each for itself."""

    AGREEMENT = "agreement"
    PHOTO = "photo"
    FINGERPRINT = "fingerprint"
    DATA_SHARING = "data_sharing"


class ConsentForm(StrEnum):
    """How somebody said so."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    ELECTRONIC = "electronic"
    ORAL = "oral"


class ConsentBy(StrEnum):
    """Who speaks."""

    PERSON = "person"
    GUARDIAN = "guardian"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentGiven:
    """A member agreed, or a guardian for them. `guardian_id` where the guardian is a resident known here.

    `from_contract_id`: it was said under the contract that covered the person before, and goes along.
    """

    resident_id: UUID
    purpose: ConsentPurpose
    spoken_by: ConsentBy
    form: ConsentForm
    given_on: date
    guardian_id: UUID | None = None
    note: Personal | None = None
    from_contract_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentWithdrawn:
    """A member, or a guardian for them, agrees no longer, from `withdrawn_on`.

    `from_contract_id`: it was said under another contract, and counts for the person.
    """

    resident_id: UUID
    purpose: ConsentPurpose
    spoken_by: ConsentBy
    withdrawn_on: date
    guardian_id: UUID | None = None
    note: Personal | None = None
    from_contract_id: UUID | None = None


ConsentEvent = ConsentGiven | ConsentWithdrawn


def effective_on(event: ConsentEvent) -> date:
    """The first day for which the fact counts."""
    return event.given_on if isinstance(event, ConsentGiven) else event.withdrawn_on
