"""What each payer bears of a fee: part of the storage format, as it stands in records."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.money import NOTHING
from domain.policy.fees import FeeShare


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeParts:
    """Amounts in yuan, to the cent, by who bears them."""

    fiscal_subsidy: Decimal = NOTHING
    insurance_fund: Decimal = NOTHING
    self_share: Decimal = NOTHING

    @property
    def by_payer(self) -> dict[FeeShare, Decimal]:
        """Each part by its payer."""
        return {
            FeeShare.FISCAL_SUBSIDY: self.fiscal_subsidy,
            FeeShare.INSURANCE_FUND: self.insurance_fund,
            FeeShare.SELF_SHARE: self.self_share,
        }

    @property
    def total(self) -> Decimal:
        """All parts together."""
        return self.fiscal_subsidy + self.insurance_fund + self.self_share

    def plus(self, other: "FeeParts") -> "FeeParts":
        """Both, payer by payer."""
        return parts_of({payer: amount + other.by_payer[payer] for payer, amount in self.by_payer.items()})

    def less(self, other: "FeeParts") -> "FeeParts":
        """What is left of each part without the other's."""
        return parts_of({payer: amount - other.by_payer[payer] for payer, amount in self.by_payer.items()})


def parts_of(amounts: Mapping[FeeShare, Decimal]) -> FeeParts:
    """The parts that these amounts are."""
    return FeeParts(
        fiscal_subsidy=amounts[FeeShare.FISCAL_SUBSIDY],
        insurance_fund=amounts[FeeShare.INSURANCE_FUND],
        self_share=amounts[FeeShare.SELF_SHARE],
    )
