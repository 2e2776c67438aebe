"""What a refusal about fees names, and what a refund keeps of what was said."""

from dataclasses import replace
from datetime import date

from domain.contract.commands import RecordDeath
from domain.contract.fees.commands import RefundFee, WaiveFee
from domain.personal import Personal
from tests.domain.contract.fees.charged import CHARGE, NOTHING_BACK, SIGNED_ON, charged
from tests.support.scenario import CONTRACT, PUTUO, ZHANG

DIED = RecordDeath(resident_id=ZHANG, died_on=date(2018, 4, 1))
REFUND = RefundFee(
    resident_id=ZHANG,
    in_year_of=SIGNED_ON,
    refunded_on=date(2018, 4, 5),
    note=Personal(CONTRACT, "家属来领"),
)


def test_a_refund_keeps_what_was_said_about_it() -> None:
    (fact,) = charged().after(DIED).when(REFUND).facts
    assert getattr(fact, "note", None) == REFUND.note


def test_nothing_is_given_back_before_it_was_charged() -> None:
    too_early = replace(REFUND, refunded_on=date(2018, 3, 19))
    charged().when(too_early).then_refused("before_the_charge", day=date(2018, 3, 19), charged_on=CHARGE.charged_on)


def test_the_rules_about_giving_back_and_waiving_are_cited() -> None:
    charged(NOTHING_BACK).after(DIED).when(REFUND).then_refused(
        "not_refundable", policy="putuo", rule=NOTHING_BACK.cite("fee_refund")
    )
    asked = WaiveFee(resident_id=ZHANG, in_year_of=SIGNED_ON, waived_on=date(2018, 5, 2))
    charged().when(asked).then_refused("not_waivable", rule=PUTUO.cite("fee_waiver"))
