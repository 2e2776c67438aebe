"""What a year of the service costs a person, who bears it, for whom it is less, and how income is split."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.money import NOTHING, split
from domain.populations import Category


class FeeShare(StrEnum):
    """Who bears a part of the fee."""

    FISCAL_SUBSIDY = "fiscal_subsidy"
    INSURANCE_FUND = "insurance_fund"
    SELF_SHARE = "self_share"


class FundUse(StrEnum):
    """What the income of the service is used for."""

    INSTITUTION_HEAD = "institution_head"
    OPERATIONS = "operations"
    TEAM = "team"


class RefundKind(StrEnum):
    """What becomes of a fee where the cover ends before the year that it was charged for."""

    NONE = "none"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True, slots=True)
class Charge:
    """The fee of one person for one year, in yuan. `shares` are what each bears; `waived` nobody pays."""

    amount: Decimal
    shares: Mapping[FeeShare, Decimal] = field(hash=False)
    waived: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeRules:
    """The fee's shares, in yuan for a person and a year; none where no fee is charged.

    `refund` DECIDED: whoever decides says, case by case, how much is given back.
    """

    shares: Mapping[FeeShare, Decimal] = field(hash=False)
    waived_for: frozenset[Category]
    split_percents: Mapping[FundUse, int] = field(hash=False)
    refund: RefundKind

    @property
    def amount(self) -> Decimal:
        """The whole fee."""
        return sum(self.shares.values(), NOTHING)

    def charge(self, categories: AbstractSet[Category]) -> Charge | None:
        """What a person with these categories is charged for a year; None where there is no fee."""
        if not self.shares:
            return None
        waived = self.shares[FeeShare.SELF_SHARE] if self.waiving(categories) else NOTHING
        shares = {**self.shares, FeeShare.SELF_SHARE: self.shares[FeeShare.SELF_SHARE] - waived}
        return Charge(amount=self.amount, shares=shares, waived=waived)

    def waiving(self, categories: AbstractSet[Category]) -> tuple[Category, ...]:
        """For which of these categories a person does not pay the own share, in alphabetical order."""
        return tuple(sorted(self.waived_for & categories))

    def split(self, income: Decimal) -> Mapping[FundUse, Decimal] | None:
        """How income is used, to the cent, the remainder to the team; None where no split is set.

        The part of the head is the most that the head may get.
        """
        return split(income, self.split_percents, remainder_to=FundUse.TEAM) if self.split_percents else None
