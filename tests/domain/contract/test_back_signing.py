"""Agreements that are put in writing later than they were to hold (补签): in force from the day of the signing."""

from datetime import date
from uuid import UUID

import pytest

from domain.contract.events import ContractBackSigned
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.state import InForce, NotYet
from domain.policy.terms import Term
from tests.support.policies import variant
from tests.support.scenario import DOCTOR, LI, ZHANG, Scenario, given, household

LISHUI = variant("hanbin", 'name = "hanbin"', 'name = "lishui"')
"""溧水: one year from the signature, and 补签 is known there; none of the shipped documents speaks of it."""


def back_signed() -> Scenario:
    late = household(ZHANG, LI, signed_on=date(2018, 4, 10), agreed_from_on=date(2018, 1, 1))
    return given(policy=LISHUI).after(late).on(date(2018, 4, 12))


def visit(delivered_on: date) -> DeliverService:
    return DeliverService(
        service_id=UUID(int=501),
        delivered_on=delivered_on,
        resident_ids=(LI,),
        items=(ServiceItem.BP_MEASUREMENT,),
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
    )


def test_row_48_an_agreement_as_from_an_earlier_day_is_in_force_from_the_day_of_its_signing() -> None:
    (fact,) = back_signed().facts
    assert isinstance(fact, ContractBackSigned)
    assert fact.agreed_from_on == date(2018, 1, 1)
    contract = back_signed().contract
    assert contract.agreed_from_on == date(2018, 1, 1)
    assert contract.on(date(2018, 4, 9)) == NotYet(from_on=date(2018, 4, 10))
    assert isinstance(contract.on(date(2018, 4, 10)), InForce)
    assert contract.terms.last.term == Term(
        number=1, start_on=date(2018, 4, 10), end_on=date(2019, 4, 9), anchor_on=date(2018, 4, 10)
    )


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2018, 4, 9)])
def test_row_48_services_of_the_days_before_the_signing_cannot_be_claimed(day: date) -> None:
    back_signed().when(visit(day)).then_refused("not_in_force", day=day, from_on=date(2018, 4, 10))


def test_row_48_services_from_the_day_of_the_signing_on_can_be_claimed() -> None:
    assert back_signed().after(visit(date(2018, 4, 10))).contract.services


def test_row_48_the_days_before_the_signing_are_free_for_another_contract() -> None:
    until_december = given(policy=LISHUI).after(household(ZHANG, signed_on=date(2017, 1, 1)))
    late = household(ZHANG, signed_on=date(2018, 4, 10), agreed_from_on=date(2017, 6, 1))
    assert until_december.another(policy=LISHUI).after(late).contract.start_on == date(2018, 4, 10)


@pytest.mark.parametrize("agreed_from_on", [date(2018, 4, 10), date(2018, 4, 11)])
def test_an_agreement_as_from_the_signing_or_later_is_not_signed_late(agreed_from_on: date) -> None:
    late = household(ZHANG, signed_on=date(2018, 4, 10), agreed_from_on=agreed_from_on)
    given().when(late).then_refused("not_back_signed", agreed_from_on=agreed_from_on, first_day=date(2018, 4, 10))


def test_an_agreement_signed_late_does_not_start_later_still() -> None:
    late = household(ZHANG, signed_on=date(2018, 4, 10), start_on=date(2018, 5, 1), agreed_from_on=date(2018, 1, 1))
    given().when(late).then_refused("not_back_signed", agreed_from_on=date(2018, 1, 1), first_day=date(2018, 5, 1))


def test_an_agreement_signed_late_may_say_that_it_starts_on_the_day_of_signing() -> None:
    late = household(ZHANG, signed_on=date(2018, 4, 10), start_on=date(2018, 4, 10), agreed_from_on=date(2018, 4, 9))
    assert given().after(late).contract.agreed_from_on == date(2018, 4, 9)
