"""Amounts to the cent, and shares that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import allot, is_amount, split, yuan

PERCENTS = {"head": 10, "operations": 30, "team": 60}


@pytest.mark.parametrize(("text", "amount"), [("120", "120.00"), ("0", "0.00"), ("120.5", "120.50"), ("0.01", "0.01")])
def test_an_amount_is_read_as_it_is_written(text: str, amount: str) -> None:
    assert str(yuan(text)) == amount


@pytest.mark.parametrize("text", ["", "-1", "+1", "1e3", "1.005", " 1", "1,000", "01", "一百", "NaN", "1" * 13])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"120\.50"):
        yuan(text)


def test_row_39_income_is_split_and_the_remainder_goes_where_it_was_told_to() -> None:
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


def test_what_is_taken_is_taken_in_proportion_and_odd_cents_go_to_the_largest_fractions() -> None:
    thirds = {"fund": yuan("40"), "state": yuan("40"), "self": yuan("40")}
    assert allot(yuan("10"), thirds) == {
        "fund": Decimal("3.34"),
        "state": Decimal("3.33"),
        "self": Decimal("3.33"),
    }
    assert allot(yuan("0.05"), {"fund": yuan("0.01"), "self": yuan("0.06")}) == {
        "fund": Decimal("0.01"),
        "self": Decimal("0.04"),
    }
    assert str(allot(yuan("7"), {"self": yuan("40")})["self"]) == "7.00"


def test_nothing_can_be_taken_from_nothing() -> None:
    nothing = {"fund": yuan("0"), "self": yuan("0")}
    assert allot(yuan("0"), nothing) == nothing


@pytest.mark.parametrize("total", ["120.01", "-0.01", "0.001"])
def test_what_cannot_be_taken_is_a_defect_of_the_caller(total: str) -> None:
    with pytest.raises(ValueError, match=r"available|cents"):
        allot(Decimal(total), {"fund": yuan("80"), "self": yuan("40")})


@given(available=st.lists(st.integers(0, 10**12), min_size=1, max_size=4), part=st.integers(0, 10**12))
def test_what_is_taken_adds_up_and_is_there(available: list[int], part: int) -> None:
    amounts = {number: Decimal(cents) / 100 for number, cents in enumerate(available)}
    total = Decimal(part % (sum(available) + 1)) / 100
    taken = allot(total, amounts)
    assert sum(taken.values()) == total
    for share, amount in taken.items():
        assert 0 <= amount <= amounts[share]
        assert abs(amount * sum(available) - total * available[share]) <= Decimal("0.01") * sum(available)


@pytest.mark.parametrize("value", ["0.01", "120", "120.50", "999999999999.99", "1E+2"])
def test_what_may_be_paid_is_an_amount(value: str) -> None:
    assert is_amount(Decimal(value))


@pytest.mark.parametrize("value", ["0", "-0.01", "0.001", "1E+12", "1E+400", "1E-400", "120.005"])
def test_what_nobody_can_pay_is_no_amount(value: str) -> None:
    assert not is_amount(Decimal(value))
