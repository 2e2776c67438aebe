"""What is remembered of the fees of a contract: charges in the order of recording, and what became of each."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from uuid import UUID

from domain.contract.fees.events import FeeCharged, FeeEvent, FeeRefunded, FeeWaived
from domain.contract.fees.parts import FeeParts
from domain.money import NOTHING
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Fee:
    """What one person was charged for one fee year; what was waived of it afterwards, and what was given back."""

    charged: FeeCharged
    waived_later: tuple[FeeWaived, ...] = ()
    refunds: tuple[FeeRefunded, ...] = ()

    @property
    def waived(self) -> Decimal:
        """What nobody bears, in yuan."""
        return self.charged.waived + sum((each.waived for each in self.waived_later), NOTHING)

    @property
    def waived_for(self) -> tuple[Category, ...]:
        """The categories for which it is waived, in alphabetical order."""
        later = (category for each in self.waived_later for category in each.waived_for)
        return tuple(sorted({*self.charged.waived_for, *later}))

    @property
    def refunded(self) -> FeeParts:
        """What was given back to each payer."""
        return reduce(FeeParts.plus, (each.parts for each in self.refunds), FeeParts())

    @property
    def borne(self) -> FeeParts:
        """What each payer bears in the end. With what is waived and what was given back it adds up to the charge."""
        waived_later = FeeParts(self_share=self.waived - self.charged.waived)
        return self.charged.parts.less(waived_later).less(self.refunded)

    @property
    def given_back_whole(self) -> bool:
        """Whether nothing is left of what was charged."""
        return bool(self.refunds) and self.borne.total == NOTHING


Fees = tuple[Fee, ...]


def newest_fee(fees: Fees, resident_id: UUID, day: date) -> Fee | None:
    """The newest charge of a person for the fee year of `day`."""
    found = (fee for fee in reversed(fees) if fee.charged.resident_id == resident_id and fee.charged.year.contains(day))
    return next(found, None)


def evolve(fees: Fees, event: FeeEvent) -> Fees:
    """The fees after one more fact."""
    if isinstance(event, FeeCharged):
        return (*fees, Fee(charged=event))
    fee = newest_fee(fees, event.resident_id, event.year_from)
    return tuple(_followed(each, event) if each is fee else each for each in fees)


def _followed(fee: Fee, event: FeeWaived | FeeRefunded) -> Fee:
    if isinstance(event, FeeWaived):
        return replace(fee, waived_later=(*fee.waived_later, event))
    return replace(fee, refunds=(*fee.refunds, event))
