"""Everything that can be asked about the fees of a contract, in the imperative."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.personal import Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeFees:
    """Charge everybody who is covered on `charged_on`, and is not charged yet, for the fee year of that day."""

    charged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiveFee:
    """Waive the own share of a person's charge, for a category that the person had when it was made.

    `in_year_of` is any day of the fee year. The category itself is noted before, by flag_population.
    """

    resident_id: UUID
    in_year_of: date
    waived_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundFee:
    """Give back what a person was charged for a year that the cover does not reach the end of.

    `in_year_of` is any day of the fee year. `amount` is in yuan; without one, all that is left. Whoever bore more of
    the charge gets more of it back.
    """

    resident_id: UUID
    in_year_of: date
    refunded_on: date
    amount: Decimal | None = None
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidFeeCharge:
    """Declare that a person's charge was entered by mistake: the year may be charged again, or is not.

    `in_year_of` is any day of the fee year.
    """

    resident_id: UUID
    in_year_of: date
    voided_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidFeeWaiver:
    """Declare that the own share was waived by mistake: the person bears it.

    `in_year_of` is any day of the fee year. That the person had no such category is noted before, by
    unflag_population.
    """

    resident_id: UUID
    in_year_of: date
    voided_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidFeeRefund:
    """Declare that what was written down as given back to a person on `refunded_on` was not.

    `in_year_of` is any day of the fee year.
    """

    resident_id: UUID
    in_year_of: date
    refunded_on: date
    voided_on: date
    reason: Personal


FeeCommand = ChargeFees | WaiveFee | RefundFee | VoidFeeCharge | VoidFeeWaiver | VoidFeeRefund
