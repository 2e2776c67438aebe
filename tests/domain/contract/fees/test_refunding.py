"""Giving back: whether the policy says, how much is decided; never more than is left."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from domain.contract.commands import EnterInError, RecordDeath, RecordRelocation, RemoveMember, ReplaceRepresentative
from domain.contract.events import LeaveReason
from domain.contract.fees.commands import ChargeFees, RefundFee
from domain.contract.fees.events import FeeRefunded
from domain.contract.fees.parts import FeeParts
from domain.contract.terms.commands import DecideTermination, RenewContract, RequestTermination, VoidTermination
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from tests.domain.contract.fees.charged import CHARGE, FORTY, NOTHING_BACK, SIGNED_ON, charge_of, charged, signed
from tests.support.policies import variant
from tests.support.scenario import CONTRACT, LI, LONG_AFTER, ZHANG, Scenario, given, household, person_with

REFUNDED_ON = date(2018, 7, 5)
ENDED = DecideTermination(
    decided_on=date(2018, 7, 1), takes_effect_on=date(2018, 7, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP
)
ERQI_WITH_A_FEE = variant(
    "erqi",
    "[version.renewal]",
    '[version.fee]\nkind = "person_and_year"\namount = "10.00"\nfiscal_subsidy = "10.00"\ninsurance_fund = "0.00"\n'
    'self_share = "0.00"\nstated = false\nreason = "试"\nsource = "004_108fcb36ebd86237.txt"\n\n[version.renewal]',
)


def refund(amount: str | None = None, resident_id: UUID = ZHANG, day: date = REFUNDED_ON) -> RefundFee:
    wanted = None if amount is None else Decimal(amount)
    return RefundFee(resident_id=resident_id, in_year_of=date(2018, 6, 1), refunded_on=day, amount=wanted)


def refunded(fiscal_subsidy: str, insurance_fund: str, self_share: str, resident_id: UUID = ZHANG) -> FeeRefunded:
    parts = FeeParts(
        fiscal_subsidy=Decimal(fiscal_subsidy), insurance_fund=Decimal(insurance_fund), self_share=Decimal(self_share)
    )
    return FeeRefunded(refunded_on=REFUNDED_ON, resident_id=resident_id, year_from=SIGNED_ON, parts=parts)


def ended() -> Scenario:
    return charged().on(ENDED.decided_on).after(ENDED).on(LONG_AFTER)


def test_row_14_after_a_termination_what_is_given_back_of_the_renewed_term_is_decided() -> None:
    signed_2017 = given(household(person_with(ZHANG), signed_on=date(2017, 2, 28)), policy=ERQI_WITH_A_FEE)
    renewed = signed_2017.settled_on(date(2020, 3, 2)).after(ChargeFees(charged_on=date(2020, 2, 28)))
    asked = RequestTermination(requested_on=date(2020, 3, 2), reason=TerminationReason.RESIDENT_REQUEST)
    decided = DecideTermination(decided_on=date(2020, 3, 2), takes_effect_on=date(2020, 3, 2))
    back = RefundFee(resident_id=ZHANG, in_year_of=date(2020, 3, 1), refunded_on=date(2020, 3, 2))
    renewed.when(back).then_refused("covered_to_the_end", end_on=date(2021, 2, 27))
    renewed.after(asked, decided).when(back).then(
        FeeRefunded(
            refunded_on=date(2020, 3, 2),
            resident_id=ZHANG,
            year_from=date(2020, 2, 28),
            parts=FeeParts(fiscal_subsidy=Decimal("10.00")),
        )
    )


def test_other_systems_9_that_nothing_is_given_back_is_a_rule_with_its_source() -> None:
    refused = charged(NOTHING_BACK).on(ENDED.decided_on).after(ENDED).on(LONG_AFTER).when(refund())
    refused.then_refused("not_refundable", policy="putuo")
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert refused.refusal.rule.clause == "已付不退 Nothing back."


def test_all_that_is_left_goes_back_to_those_who_bore_it() -> None:
    ended().when(refund()).then(refunded("40.00", "40.00", "40.00"))
    ended().when(refund("120.00")).then(refunded("40.00", "40.00", "40.00"))
    ended().when(refund(resident_id=LI)).then(refunded("40.00", "40.00", "0.00", LI))


def test_a_part_goes_back_in_proportion_to_the_cent() -> None:
    ended().when(refund("59.50")).then(refunded("19.84", "19.83", "19.83"))
    ended().when(refund("0.01", LI)).then(refunded("0.01", "0.00", "0.00", LI))


def test_no_more_is_given_back_than_is_left() -> None:
    ended().when(refund("120.01")).then_refused("refund_too_large", amount=Decimal("120.01"), left=Decimal(120))
    once = ended().after(refund("100.00"))
    once.when(refund("20.01", day=date(2018, 7, 6))).then_refused("refund_too_large", left=Decimal("20.00"))
    rest = once.when(refund(day=date(2018, 7, 6)))
    assert sum(fact.parts.total for fact in rest.facts if isinstance(fact, FeeRefunded)) == Decimal("20.00")
    ended().when(refund("80.01", LI)).then_refused("refund_too_large", left=Decimal("80.00"))


def test_the_same_is_not_given_back_twice() -> None:
    ended().after(refund()).when(refund()).then_nothing()
    ended().after(refund("30.00")).when(refund("30.00")).then_nothing()
    assert ended().after(refund("30.00")).when(refund("30.00", day=date(2018, 7, 6))).facts


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "1E+30"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    ended().when(refund(amount)).then_refused("not_an_amount", amount=Decimal(amount))


@pytest.mark.parametrize(
    "ending",
    [
        RecordDeath(resident_id=ZHANG, died_on=date(2018, 7, 1)),
        RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 7, 1)),
        RemoveMember(resident_id=ZHANG, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 3, 15)),
        EnterInError(reason=Personal(CONTRACT, "录错")),
    ],
    ids=lambda each: type(each).__name__,
)
def test_who_is_not_covered_to_the_end_of_the_year_may_be_given_back(ending: RecordDeath) -> None:
    speaking = ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 3, 16))
    charged().after(speaking, ending).when(refund()).then(refunded("40.00", "40.00", "40.00"))


def test_who_is_covered_to_the_end_of_the_year_is_given_nothing_back() -> None:
    charged().when(refund()).then_refused("covered_to_the_end", resident=ZHANG, end_on=date(2018, 12, 31))
    died_on_the_last_day = RecordDeath(resident_id=ZHANG, died_on=date(2018, 12, 31))
    charged().after(died_on_the_last_day).when(refund()).then_refused("covered_to_the_end")
    the_day_before = RecordDeath(resident_id=ZHANG, died_on=date(2018, 12, 30))
    assert charged().after(the_day_before).when(refund()).facts


def test_what_was_never_charged_is_not_given_back() -> None:
    never_charged = signed().on(ENDED.decided_on).after(ENDED).on(LONG_AFTER)
    never_charged.when(refund()).then_refused("not_charged", resident=ZHANG, day=date(2018, 6, 1))
    ended().when(refund(day=date(2018, 3, 19))).then_refused("before_the_charge", charged_on=date(2018, 3, 20))
    ended().on(date(2018, 7, 4)).when(refund()).then_refused("dated_in_future", day=REFUNDED_ON)


def test_what_is_given_back_of_one_year_leaves_the_other_as_it_was() -> None:
    renewed = RenewContract(agreed_on=date(2018, 12, 20), consents=(Side.RESIDENT, Side.TEAM))
    died = RecordDeath(resident_id=ZHANG, died_on=date(2019, 3, 1))
    back = RefundFee(resident_id=ZHANG, in_year_of=date(2019, 2, 1), refunded_on=date(2019, 3, 4))
    next_year = charged().on(date(2018, 12, 20)).after(renewed).on(date(2019, 3, 4))
    scenario = next_year.after(ChargeFees(charged_on=date(2019, 1, 2)), died, back)
    of_zhang = [fee.borne.total for fee in scenario.contract.fees if fee.charged.resident_id == ZHANG]
    assert of_zhang == [Decimal(120), Decimal(0)]


def test_who_stays_after_all_is_charged_again_if_all_was_given_back() -> None:
    mistaken = VoidTermination(reason=Personal(CONTRACT, "联系上了"))
    again = ended().after(refund())
    again.when(CHARGE).then_nothing()
    charged_again = again.after(mistaken).when(CHARGE).then(charge_of(ZHANG))
    charged_again.on(ENDED.decided_on).after(ENDED).on(LONG_AFTER).when(refund()).then(
        refunded("40.00", "40.00", "40.00")
    )
    ended().after(refund("119.99"), mistaken).when(CHARGE).then_nothing()
    assert ended().after(refund("30.00")).contract.fees[0].borne.self_share == FORTY - Decimal("10.00")
