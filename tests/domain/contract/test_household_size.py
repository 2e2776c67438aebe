"""A household has at least as many people as signed: fewer would pass by the rule that all of them sign."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import CorrectSigning
from domain.contract.events import ContractSigningCorrected
from tests.support.scenario import LI, WANG, ZHANG, given, household

SIGNED_ON = date(2018, 3, 15)


@pytest.mark.parametrize("size", [1, 0, -3])
def test_a_household_smaller_than_those_who_sign_is_refused(size: int) -> None:
    wrong = replace(household(ZHANG, LI, signed_on=SIGNED_ON), household_size=size)
    given().when(wrong).then_refused("household_too_small", household_size=size, signed=2)


def test_the_size_is_not_corrected_to_less_than_signed() -> None:
    signed = given(household(ZHANG, LI, WANG, signed_on=SIGNED_ON))
    signed.when(CorrectSigning(household_size=2)).then_refused("household_too_small", household_size=2, signed=3)


def test_the_size_is_corrected_to_more_than_signed_and_back() -> None:
    larger = (
        given(household(ZHANG, LI, signed_on=SIGNED_ON))
        .when(CorrectSigning(household_size=3))
        .then(ContractSigningCorrected(corrected_from=SIGNED_ON, household_size=3))
    )
    larger.when(CorrectSigning(household_size=2)).then(
        ContractSigningCorrected(corrected_from=SIGNED_ON, household_size=2)
    )
