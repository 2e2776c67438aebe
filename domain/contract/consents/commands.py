"""Everything that can be asked about a member's own consent, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentPurpose
from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveConsent:
    """Write down that a member agreed, or a guardian for them."""

    resident_id: UUID
    purpose: ConsentPurpose
    spoken_by: ConsentBy
    form: ConsentForm
    given_on: date
    guardian_id: UUID | None = None
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawConsent:
    """Write down that a member, or a guardian for them, agrees no longer."""

    resident_id: UUID
    purpose: ConsentPurpose
    spoken_by: ConsentBy
    withdrawn_on: date
    guardian_id: UUID | None = None
    note: Personal | None = None


ConsentCommand = GiveConsent | WithdrawConsent
