"""Everything that can happen to the fees of a contract, in the past tense: part of the storage format.

Amounts are yuan, to the cent; of every charge, what the payers bear and what is waived add up to its amount.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never
from uuid import UUID

from domain.contract.fees.parts import FeeParts
from domain.contract.fees.years import FeeYear
from domain.personal import Personal
from domain.policy.model import PolicyRef
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeCharged:
    """A person is charged for one year under the contract, by the policy that governs the term.

    `waived` is the own share where the person belonged to one of the categories `waived_for` on that day; nobody
    bears it, because no document says who does. Whatever the person is later, it stays so for that year.
    """

    charged_on: date
    resident_id: UUID
    term_number: int
    year: FeeYear
    amount: Decimal
    parts: FeeParts
    waived: Decimal
    waived_for: tuple[Category, ...]
    policy: PolicyRef


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeWaived:
    """The own share of a charge was waived afterwards: that the person belonged to `waived_for` became known late."""

    waived_on: date
    resident_id: UUID
    year_from: date
    waived: Decimal
    waived_for: tuple[Category, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeRefunded:
    """Some or all of a charge was given back to those who bore it, because the cover ended before its year did."""

    refunded_on: date
    resident_id: UUID
    year_from: date
    parts: FeeParts
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeChargeVoided:
    """A charge had been entered by mistake: nobody owes anything of it. What was given back of it stays given back."""

    voided_on: date
    resident_id: UUID
    year_from: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeWaiverVoided:
    """The own share had been waived by mistake: the person bears `self_share` again."""

    voided_on: date
    resident_id: UUID
    year_from: date
    self_share: Decimal
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeRefundVoided:
    """What was written down as given back on `refunded_on` had not been: those who bore it bear `parts` again."""

    voided_on: date
    resident_id: UUID
    year_from: date
    refunded_on: date
    parts: FeeParts
    reason: Personal


FeeEvent = FeeCharged | FeeWaived | FeeRefunded | FeeChargeVoided | FeeWaiverVoided | FeeRefundVoided


def effective_on(event: FeeEvent) -> date:
    """The first day for which the fact counts."""
    match event:
        case FeeCharged():
            return event.charged_on
        case FeeWaived():
            return event.waived_on
        case FeeRefunded():
            return event.refunded_on
        case FeeChargeVoided() | FeeWaiverVoided() | FeeRefundVoided():
            return event.voided_on
        case _:
            assert_never(event)
