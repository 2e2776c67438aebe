"""Money: yuan as Decimal with two decimals, and shares that add up to the cent."""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

Share = TypeVar("Share")

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
HUNDRED_PERCENT = 100


def yuan(text: str) -> Decimal:
    """An amount as it is written: 120, 120.5, 120.50. ValueError for anything else, signs and spaces included."""
    if re.fullmatch(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?", text) is None:
        raise ValueError("an amount is written as 120 or 120.50")
    return Decimal(text).quantize(CENT)


def split(total: Decimal, percents: Mapping[Share, int], *, remainder_to: Share) -> dict[Share, Decimal]:
    """Each share of `total` by its percentage, rounded down to the cent; what is left over is added to one of them.

    ValueError where the percentages do not add up to a hundred.
    """
    if sum(percents.values()) != HUNDRED_PERCENT:
        raise ValueError("shares add up to a hundred percent")
    shares = {
        share: (total * percent / HUNDRED_PERCENT).quantize(CENT, ROUND_DOWN) for share, percent in percents.items()
    }
    shares[remainder_to] += total - sum(shares.values(), NOTHING)
    return shares
