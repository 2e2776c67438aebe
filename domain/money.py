"""Money: yuan as Decimal with two decimals, and shares that add up to the cent."""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

Share = TypeVar("Share")

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
HUNDRED_PERCENT = 100
CENTS_PER_YUAN = 100
MORE_THAN_ANY = Decimal(10**12)


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


def allot(total: Decimal, available: Mapping[Share, Decimal]) -> dict[Share, Decimal]:
    """`total`, taken from what is available in proportion to it, to the cent and never more than there is.

    The cents that are left over go one each to the largest fractions; of equal ones, to those named first. ValueError
    for less than nothing, more than is available in all, and parts of a cent.
    """
    whole, cents = _cents(total), {share: _cents(amount) for share, amount in available.items()}
    everything = sum(cents.values())
    if not 0 <= whole <= everything:
        raise ValueError("no more can be taken than is available")
    exact = {share: divmod(whole * amount, everything or 1) for share, amount in cents.items()}
    left_over = whole - sum(quotient for quotient, _ in exact.values())
    by_fraction = sorted(exact, key=lambda share: -exact[share][1])
    favoured = set(by_fraction[:left_over])
    return {share: (quotient + (share in favoured)) * CENT for share, (quotient, _) in exact.items()}


def _cents(amount: Decimal) -> int:
    cents = amount * CENTS_PER_YUAN
    if cents != cents.to_integral_value():
        raise ValueError("an amount has whole cents")
    return int(cents)


def is_amount(value: Decimal) -> bool:
    """Whether this is more than nothing, in whole cents, and less than a million million yuan."""
    return NOTHING < value < MORE_THAN_ANY and value % CENT == 0
