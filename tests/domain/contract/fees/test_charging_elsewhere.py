"""A year is charged to a person once, whatever contract the person is in: "每人每年…费用120元" (000, article 3)."""

from dataclasses import replace
from datetime import date

from domain.contract.commands import EnterInError, RecordRelocation
from domain.contract.fees.commands import ChargeFees, RefundFee, VoidFeeCharge
from domain.contract.fees.years import FeeYear
from domain.personal import Personal
from tests.domain.contract.fees.charged import SIGNED_ON, charge_of, charged, signed
from tests.support.scenario import CONTRACT, ZHANG, Scenario, household

LEFT = RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 7, 1))
IN_JULY, ON_NEW_YEAR = ChargeFees(charged_on=date(2018, 7, 2)), ChargeFees(charged_on=date(2019, 1, 1))
VOID = VoidFeeCharge(
    resident_id=ZHANG, in_year_of=SIGNED_ON, voided_on=date(2018, 5, 2), reason=Personal(ZHANG, "登记错人")
)
ANEW = FeeYear(start_on=date(2018, 7, 1), end_on=date(2019, 12, 31))


def gone_elsewhere(first: Scenario) -> Scenario:
    """Of a household that was charged to the end of 2018, 张 leaves, and signs anew on 1 July."""
    return first.after(LEFT).another().after(household(ZHANG, signed_on=date(2018, 7, 1)))


def test_who_changes_the_contract_within_a_charged_year_is_charged_again_when_that_year_is_over() -> None:
    scenario = gone_elsewhere(charged())
    scenario.when(IN_JULY).then_nothing()
    scenario.when(ChargeFees(charged_on=date(2018, 12, 31))).then_nothing()
    after = scenario.when(ON_NEW_YEAR).then(charge_of(ZHANG, charged_on=date(2019, 1, 1), year=ANEW))
    after.when(ChargeFees(charged_on=date(2019, 1, 2))).then_nothing()


def test_who_owes_nothing_in_the_contract_left_is_charged_in_the_other() -> None:
    charge = charge_of(ZHANG, charged_on=date(2018, 7, 2), year=ANEW)
    gone_elsewhere(signed()).when(IN_JULY).then(charge)
    gone_elsewhere(charged().after(VOID)).when(IN_JULY).then(charge)


def test_what_was_given_back_whole_no_longer_counts_and_what_was_given_back_in_part_does() -> None:
    whole = RefundFee(resident_id=ZHANG, in_year_of=SIGNED_ON, refunded_on=date(2018, 7, 1))
    charge = charge_of(ZHANG, charged_on=date(2018, 7, 2), year=ANEW)
    gone_elsewhere(charged().after(LEFT, whole)).when(IN_JULY).then(charge)
    half = replace(whole, amount=charge.amount / 2)
    gone_elsewhere(charged().after(LEFT, half)).when(IN_JULY).then_nothing()


def test_a_charge_under_a_contract_that_was_entered_in_error_counts_until_it_is_void() -> None:
    error = charged().after(EnterInError(reason=Personal(CONTRACT, "录错")))
    right = household(ZHANG, signed_on=date(2018, 7, 1))
    error.another().after(right).when(IN_JULY).then_nothing()
    charge = charge_of(ZHANG, charged_on=date(2018, 7, 2), year=ANEW)
    error.after(VOID).another().after(right).when(IN_JULY).then(charge)


def test_nobody_is_charged_in_retrospect_for_a_day_of_a_year_that_was_charged_elsewhere() -> None:
    """The other contract was charged first; what is charged late in the one that was left is for days before it."""
    first = charged().after(VOID, LEFT)
    beside = gone_elsewhere(charged().after(VOID)).after(IN_JULY)
    back = replace(first, beside={beside.contract_id: beside.contract})
    year = FeeYear(start_on=SIGNED_ON, end_on=date(2018, 12, 31))
    back.when(ChargeFees(charged_on=date(2018, 6, 30))).then(charge_of(ZHANG, charged_on=date(2018, 6, 30), year=year))
    back.when(ChargeFees(charged_on=date(2018, 7, 2))).then_nothing()
