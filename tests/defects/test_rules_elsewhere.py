"""What was read in other systems about signing, endings, fees and numbers, and does not happen here."""

from datetime import date

import pytest

from domain.contract.commands import RecordDeath
from domain.contract.events import ContractEvent, ContractLapsed
from domain.contract.state import Over
from domain.contract.terms.commands import DecideTermination, RenewContract, RequestTermination
from domain.contract.terms.events import ContractExpired, ContractTerminated, ExpiryOutcome
from domain.policy.explain import explain
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.support.policies import BOOK
from tests.support.scenario import (
    CONTRACT,
    ERQI,
    HANBIN,
    LI,
    PUTUO,
    ZHANG,
    Scenario,
    given,
    household,
    person_with,
)

ASKED = RequestTermination(requested_on=date(2018, 6, 1), reason=TerminationReason.RESIDENT_REQUEST)
DECIDED = DecideTermination(decided_on=date(2018, 6, 8), takes_effect_on=date(2018, 7, 1))


def of_putuo() -> Scenario:
    """To 31 December 2018."""
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)), policy=PUTUO)


def test_defect_3_c1_a_contract_that_silence_renewed_is_in_force_for_who_would_sign_its_people_again() -> None:
    renewed = given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(date(2020, 3, 2))
    renewed.another().when(household(ZHANG, signed_on=date(2020, 3, 2))).then_refused(
        "already_contracted", resident=ZHANG, contract=CONTRACT, until_on=None
    )


def test_defect_3_c1_so_is_one_that_was_renewed_by_consent() -> None:
    agreed = RenewContract(agreed_on=date(2018, 12, 20), consents=(Side.RESIDENT, Side.TEAM))
    renewed = of_putuo().on(date(2018, 12, 20)).after(agreed)
    again = household(ZHANG, signed_on=date(2019, 1, 1))
    of_putuo().settled_on(date(2019, 1, 1)).another().after(again)
    renewed.on(date(2019, 1, 1)).another().when(again).then_refused(
        "already_contracted", resident=ZHANG, contract=CONTRACT, until_on=date(2019, 12, 31)
    )


@pytest.mark.parametrize("category", sorted(HANBIN.key_categories - {Category.ELDERLY, Category.CHILD_0_6}))
def test_defect_5_c1_who_belongs_to_a_population_is_taken_and_who_does_not_is_not(category: Category) -> None:
    given().after(household(person_with(ZHANG, category), signed_on=date(2018, 3, 15)))
    given().when(household(person_with(ZHANG), signed_on=date(2018, 3, 15))).then_refused("not_eligible")


def test_defect_6_c2_expiry_termination_and_lapse_are_three_facts_with_coded_reasons() -> None:
    def last_fact(scenario: Scenario) -> ContractEvent:
        return scenario.facts[-1]

    deaths = [RecordDeath(resident_id=each, died_on=date(2018, 6, 30)) for each in (ZHANG, LI)]
    expired = of_putuo().settled_on(date(2019, 1, 1))
    terminated, lapsed = of_putuo().on(date(2018, 6, 8)).after(ASKED, DECIDED), of_putuo().after(*deaths)
    assert last_fact(expired) == ContractExpired(
        term_number=1, last_day_on=date(2018, 12, 31), outcome=ExpiryOutcome.NO_CONSENT
    )
    assert isinstance(last_fact(terminated), ContractTerminated)
    assert isinstance(last_fact(lapsed), ContractLapsed)
    assert (expired.contract.terms.termination, expired.contract.lapse) == (None, None)
    assert (terminated.contract.terms.expiry, terminated.contract.lapse) == (None, None)


def test_defect_8_c3_a_term_within_one_calendar_year_is_told_in_days() -> None:
    (told,) = explain(BOOK, "putuo", date(2017, 3, 15)).terms
    assert (told.start_on, told.end_on, told.days) == (date(2017, 3, 15), date(2017, 12, 31), 292)


@pytest.mark.parametrize("name", ["putuo", "hanbin", "yingdong", "jiangxian", "erqi", "fanhu"])
def test_defect_9_c3_whether_a_fee_is_given_back_is_a_rule_of_each_policy_with_its_source(name: str) -> None:
    policy = BOOK.version_on(name, date(2018, 1, 1))
    rule = policy.cite("fee_refund")
    assert rule.clause
    assert rule.source.partition(",")[0].endswith(".txt")
    assert not rule.stated


def test_defect_10_kill_bill_cancelling_twice_is_cancelling_once() -> None:
    once = of_putuo().on(date(2018, 6, 8)).after(ASKED, DECIDED)
    once.when(DECIDED).then_nothing()
    assert once.contract.on(date(2018, 7, 1)) == Over(last_day_on=date(2018, 6, 30), lapse=None)
    later = DecideTermination(decided_on=date(2018, 6, 8), takes_effect_on=date(2018, 8, 1))
    once.when(later).then_refused("already_terminated", last_day_on=date(2018, 6, 30))
    once.when(ASKED).then_refused("already_terminated", last_day_on=date(2018, 6, 30))
