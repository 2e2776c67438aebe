"""What is remembered of the fees of a contract: charges in the order of recording, and what became of each."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import assert_never
from uuid import UUID

from domain.contract.fees.events import (
    FeeCharged,
    FeeChargeVoided,
    FeeEvent,
    FeeRefunded,
    FeeRefundVoided,
    FeeWaived,
    FeeWaiverVoided,
)
from domain.contract.fees.parts import FeeParts
from domain.money import NOTHING
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Fee:
    """What one person was charged for one fee year, and what became of it.

    `waived` is what nobody bears, in yuan, and `waived_for` why, in alphabetical order; `void`: the charge was entered
    by mistake. `refunds` are those that were not void.
    """

    charged: FeeCharged
    waived: Decimal
    waived_for: tuple[Category, ...]
    refunds: tuple[FeeRefunded, ...] = ()
    refunds_voided: tuple[FeeRefundVoided, ...] = ()
    void: FeeChargeVoided | None = None

    @property
    def refunded(self) -> FeeParts:
        """What was given back to each payer."""
        return reduce(FeeParts.plus, (each.parts for each in self.refunds), FeeParts())

    @property
    def borne(self) -> FeeParts:
        """What each payer bears in the end. With what is waived, given back and void it adds up to the charge."""
        if self.void is not None:
            return FeeParts()
        waived_later = FeeParts(self_share=self.waived - self.charged.waived)
        return self.charged.parts.less(waived_later).less(self.refunded)

    @property
    def voided(self) -> Decimal:
        """What of the charge nobody ever owed."""
        return NOTHING if self.void is None else self.charged.amount - self.refunded.total

    @property
    def given_back_whole(self) -> bool:
        """Whether nothing is left of what was charged."""
        return bool(self.refunds) and self.borne.total == NOTHING

    @property
    def stands(self) -> bool:
        """Whether the year is paid for: the charge is neither void nor given back whole."""
        return self.void is None and not self.given_back_whole


Fees = tuple[Fee, ...]
NO_FEES: Fees = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeElsewhere:
    """What a person was charged under another contract."""

    contract_id: UUID
    fee: Fee


def newest_fee(fees: Fees, resident_id: UUID, day: date) -> Fee | None:
    """The newest charge of a person for the fee year of `day`; it may be void."""
    found = (fee for fee in reversed(fees) if fee.charged.resident_id == resident_id and fee.charged.year.contains(day))
    return next(found, None)


def evolve(fees: Fees, event: FeeEvent) -> Fees:
    """The fees after one more fact."""
    if isinstance(event, FeeCharged):
        return (*fees, Fee(charged=event, waived=event.waived, waived_for=event.waived_for))
    fee = newest_fee(fees, event.resident_id, event.year_from)
    return tuple(_followed(each, event) if each is fee else each for each in fees)


def _followed(fee: Fee, event: FeeWaived | FeeRefunded | FeeChargeVoided | FeeWaiverVoided | FeeRefundVoided) -> Fee:
    match event:
        case FeeWaived():
            waived_for = tuple(sorted({*fee.waived_for, *event.waived_for}))
            return replace(fee, waived=fee.waived + event.waived, waived_for=waived_for)
        case FeeRefunded():
            return replace(fee, refunds=(*fee.refunds, event))
        case FeeWaiverVoided():
            return replace(fee, waived=fee.waived - event.self_share, waived_for=())
        case FeeRefundVoided():
            standing = tuple(each for each in fee.refunds if each.refunded_on != event.refunded_on)
            return replace(fee, refunds=standing, refunds_voided=(*fee.refunds_voided, event))
        case FeeChargeVoided():
            return replace(fee, void=event, waived=NOTHING, waived_for=())
        case _:
            assert_never(event)
