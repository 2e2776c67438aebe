"""Amounts to the cent, and shares that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import split, yuan

PERCENTS = {"head": 10, "operations": 30, "team": 60}


@pytest.mark.parametrize(("text", "amount"), [("120", "120.00"), ("0", "0.00"), ("120.5", "120.50"), ("0.01", "0.01")])
def test_an_amount_is_read_as_it_is_written(text: str, amount: str) -> None:
    assert str(yuan(text)) == amount


@pytest.mark.parametrize("text", ["", "-1", "+1", "1e3", "1.005", " 1", "1,000", "01", "一百", "NaN", "1" * 13])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"120\.50"):
        yuan(text)


def test_39_income_is_split_and_the_remainder_goes_where_it_was_told_to() -> None:
    assert split(yuan("100000"), PERCENTS, remainder_to="team") == {
        "head": Decimal(10000),
        "operations": Decimal(30000),
        "team": Decimal(60000),
    }
    assert split(yuan("0.15"), PERCENTS, remainder_to="team") == {
        "head": Decimal("0.01"),
        "operations": Decimal("0.04"),
        "team": Decimal("0.10"),
    }


def test_shares_that_are_not_a_hundred_percent_are_a_defect_of_the_caller() -> None:
    with pytest.raises(ValueError, match="hundred"):
        split(yuan("1"), {"head": 10, "team": 60}, remainder_to="team")


@given(cents=st.integers(0, 10**12))
def test_no_cent_is_lost_or_made(cents: int) -> None:
    total = Decimal(cents) / 100
    shares = split(total, PERCENTS, remainder_to="team")
    assert sum(shares.values()) == total
    assert shares["head"] * 10 <= total
