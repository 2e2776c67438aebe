"""Everything that can be asked about the terms of a contract, in the imperative.

What is entered long after its day says why, in `late_reason`.
"""

from dataclasses import dataclass
from datetime import date

from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewContract:
    """Renew the term in which `agreed_on` lies; `consents` are the sides that agreed on that day."""

    agreed_on: date
    consents: tuple[Side, ...]
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconfirmRenewal:
    """Note that both sides confirmed the term in which `confirmed_on` lies, which silence had renewed."""

    confirmed_on: date
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidReconfirmation:
    """Declare that it was a mistake that both sides had confirmed this term, which silence had renewed."""

    term_number: int
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidRenewal:
    """Declare that this term was agreed on by mistake. What silence renewed after it falls with it."""

    term_number: int
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestTermination:
    """Ask to end the contract. The reason `other` needs a note."""

    requested_on: date
    reason: TerminationReason
    note: Personal | None = None
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawTerminationRequest:
    """Take the request back, before it was decided."""

    withdrawn_on: date
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideTermination:
    """End the contract; `takes_effect_on` is the first day not covered.

    Without a `reason` it is that of the request; where nobody asked, the institution gives its own. `consents` are the
    sides that agreed, where the policy lets both decide.
    """

    decided_on: date
    takes_effect_on: date
    reason: TerminationReason | None = None
    note: Personal | None = None
    late_reason: Personal | None = None
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidTermination:
    """Declare that the contract was ended by mistake."""

    reason: Personal


TermCommand = (
    RenewContract
    | ReconfirmRenewal
    | VoidReconfirmation
    | VoidRenewal
    | RequestTermination
    | WithdrawTerminationRequest
    | DecideTermination
    | VoidTermination
)
