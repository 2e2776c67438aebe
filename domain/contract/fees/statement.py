"""The account of a contract's fees: what was charged, waived, given back and void, and who bears the rest."""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from domain.contract.fees.parts import FeeParts
from domain.contract.fees.state import Fee
from domain.contract.state import Contract
from domain.money import NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeStatement:
    """Every charge, in the order of recording, and the sums of all. Amounts are yuan, to the cent."""

    fees: tuple[Fee, ...]

    @property
    def charged(self) -> Decimal:
        """The full fees."""
        return sum((fee.charged.amount for fee in self.fees), NOTHING)

    @property
    def waived(self) -> Decimal:
        """What nobody bears."""
        return sum((fee.waived for fee in self.fees), NOTHING)

    @property
    def voided(self) -> Decimal:
        """What was charged by mistake."""
        return sum((fee.voided for fee in self.fees), NOTHING)

    @property
    def refunded(self) -> FeeParts:
        """What each payer got back."""
        return reduce(FeeParts.plus, (fee.refunded for fee in self.fees), FeeParts())

    @property
    def borne(self) -> FeeParts:
        """What each payer bears in the end: what was charged less what was waived, given back and void."""
        return reduce(FeeParts.plus, (fee.borne for fee in self.fees), FeeParts())


def statement_of(contract: Contract) -> FeeStatement:
    """The account of a contract as far as its records tell."""
    return FeeStatement(fees=contract.fees)
