"""Taking back what was charged, waived or given back by mistake."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.contract.commands import (
    EnterInError,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    UnflagPopulation,
)
from domain.contract.fees.commands import ChargeFees, RefundFee, VoidFeeCharge, VoidFeeRefund, VoidFeeWaiver, WaiveFee
from domain.contract.fees.events import FeeChargeVoided, FeeRefundVoided, FeeWaiverVoided
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.state import newest_fee
from domain.contract.fees.statement import statement_of
from domain.personal import Personal
from domain.populations import Category
from tests.domain.contract.fees.charged import CHARGE, FORTY, NOTHING, SIGNED_ON, charge_of, charged, signed
from tests.support.policies import variant
from tests.support.scenario import CONTRACT, LI, ZHANG, Scenario, household

VOIDED_ON, WITHIN = date(2018, 5, 2), date(2018, 6, 1)
DIED = RecordDeath(resident_id=ZHANG, died_on=date(2018, 4, 1))
HALF_BACK = RefundFee(resident_id=ZHANG, in_year_of=WITHIN, refunded_on=date(2018, 4, 5), amount=Decimal("60.00"))

VOID_REFUND = VoidFeeRefund(
    resident_id=ZHANG,
    in_year_of=WITHIN,
    refunded_on=HALF_BACK.refunded_on,
    voided_on=VOIDED_ON,
    reason=Personal(ZHANG, "录错"),
)


def reason(resident_id: UUID) -> Personal:
    return Personal(resident_id, "录错")


def void_charge(resident_id: UUID = ZHANG, day: date = VOIDED_ON, in_year_of: date = WITHIN) -> VoidFeeCharge:
    return VoidFeeCharge(resident_id=resident_id, in_year_of=in_year_of, voided_on=day, reason=reason(resident_id))


def void_waiver(resident_id: UUID = LI, day: date = VOIDED_ON, in_year_of: date = WITHIN) -> VoidFeeWaiver:
    return VoidFeeWaiver(resident_id=resident_id, in_year_of=in_year_of, voided_on=day, reason=reason(resident_id))


def charge_voided(resident_id: UUID = ZHANG) -> FeeChargeVoided:
    return FeeChargeVoided(
        voided_on=VOIDED_ON, resident_id=resident_id, year_from=SIGNED_ON, reason=reason(resident_id)
    )


def waiver_voided(resident_id: UUID = LI, self_share: Decimal = FORTY) -> FeeWaiverVoided:
    return FeeWaiverVoided(
        voided_on=VOIDED_ON,
        resident_id=resident_id,
        year_from=SIGNED_ON,
        self_share=self_share,
        reason=reason(resident_id),
    )


def found_not_disabled(scenario: Scenario, since: date = CHARGE.charged_on) -> Scenario:
    return scenario.after(UnflagPopulation(resident_id=LI, category=Category.DISABLED, ended_on=since))


def test_who_was_charged_by_mistake_owes_nothing_and_may_be_charged_rightly() -> None:
    after = charged().when(void_charge()).then(charge_voided())
    fee = after.contract.fees[0]
    assert (fee.borne, fee.waived, fee.voided) == (FeeParts(), NOTHING, Decimal("120.00"))
    right = ChargeFees(charged_on=date(2018, 5, 3))
    again = after.when(right).then(charge_of(ZHANG, charged_on=date(2018, 5, 3)))
    again.when(right).then_nothing()
    assert statement_of(again.contract).borne.self_share == FORTY


def test_a_charge_is_void_once() -> None:
    charged().after(void_charge()).when(void_charge()).then_nothing()


def test_what_was_waived_of_a_void_charge_is_void_with_it() -> None:
    after = charged().when(void_charge(LI)).then(charge_voided(LI))
    fee = after.contract.fees[1]
    assert (fee.voided, fee.waived, fee.waived_for) == (Decimal("120.00"), NOTHING, ())


def test_what_was_given_back_of_a_void_charge_stays_given_back() -> None:
    after = charged().after(DIED, HALF_BACK).when(void_charge()).then(charge_voided())
    fee = after.contract.fees[0]
    assert (fee.refunded.total, fee.voided, fee.borne.total) == (Decimal("60.00"), Decimal("60.00"), NOTHING)


def test_nothing_is_waived_given_back_or_void_of_a_void_charge() -> None:
    void = charged().after(DIED, void_charge(), void_charge(LI))
    again = replace(HALF_BACK, refunded_on=VOIDED_ON)
    void.when(again).then_refused("not_charged", resident=ZHANG, day=WITHIN)
    waiver = WaiveFee(resident_id=ZHANG, in_year_of=WITHIN, waived_on=VOIDED_ON)
    void.when(waiver).then_refused("not_charged", resident=ZHANG, day=WITHIN)
    void.when(void_waiver()).then_refused("not_charged", resident=LI, day=WITHIN)


def test_a_charge_under_a_contract_that_was_entered_in_error_can_be_void_whatever_is_given_back() -> None:
    error = charged().after(EnterInError(reason=Personal(CONTRACT, "录错")))
    error.when(void_charge()).then(charge_voided())


def test_what_was_never_charged_cannot_be_void() -> None:
    signed().when(void_charge()).then_refused("not_charged", resident=ZHANG, day=WITHIN)
    charged().when(void_charge(in_year_of=date(2019, 1, 1))).then_refused("not_charged", day=date(2019, 1, 1))
    charged().when(void_charge(day=date(2018, 3, 19))).then_refused("before_the_charge", charged_on=date(2018, 3, 20))
    charged().on(date(2018, 5, 1)).when(void_charge()).then_refused("dated_in_future", day=VOIDED_ON)


def test_who_is_found_not_to_have_been_disabled_bears_the_own_share() -> None:
    after = found_not_disabled(charged()).when(void_waiver()).then(waiver_voided())
    fee = after.contract.fees[1]
    assert (fee.waived, fee.waived_for, fee.borne.self_share) == (NOTHING, (), FORTY)
    assert fee.borne.total == Decimal("120.00")
    after.when(void_waiver()).then_nothing()


def test_a_waiver_that_was_void_by_mistake_is_granted_again() -> None:
    disabled = NotedCategory(category=Category.DISABLED)
    noted = FlagPopulation(resident_id=LI, noted=disabled, noted_on=CHARGE.charged_on)
    after = found_not_disabled(charged()).after(void_waiver(), noted)
    again = after.after(WaiveFee(resident_id=LI, in_year_of=WITHIN, waived_on=date(2018, 5, 3)))
    fee = again.contract.fees[1]
    assert (fee.waived, fee.waived_for, fee.borne.self_share) == (FORTY, (Category.DISABLED,), NOTHING)


def test_what_was_waived_afterwards_can_be_void_too() -> None:
    disabled = NotedCategory(category=Category.DISABLED)
    noted = FlagPopulation(resident_id=ZHANG, noted=disabled, noted_on=SIGNED_ON)
    waiver = WaiveFee(resident_id=ZHANG, in_year_of=WITHIN, waived_on=date(2018, 4, 1))
    ended = UnflagPopulation(resident_id=ZHANG, category=Category.DISABLED, ended_on=SIGNED_ON)
    charged().after(noted, waiver, ended).when(void_waiver(ZHANG)).then(waiver_voided(ZHANG))


def test_row_38_who_lost_the_status_after_the_charge_keeps_what_was_waived() -> None:
    refused = found_not_disabled(charged(), date(2018, 3, 21)).when(void_waiver())
    refused.then_refused("waiver_holds", resident=LI, charged_on=date(2018, 3, 20), categories=(Category.DISABLED,))
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert "减免个人承担部分" in refused.refusal.rule.clause


def test_where_nothing_is_waived_nothing_is_to_be_taken_back() -> None:
    charged().when(void_waiver(ZHANG)).then_nothing()


def test_a_waiver_of_what_was_never_charged_cannot_be_void() -> None:
    signed().when(void_waiver()).then_refused("not_charged", resident=LI)
    charged().when(void_waiver(day=date(2018, 3, 19))).then_refused("before_the_charge", charged_on=date(2018, 3, 20))
    charged().on(date(2018, 5, 1)).when(void_waiver()).then_refused("dated_in_future", day=VOIDED_ON)


def test_an_age_that_waives_is_taken_back_once_the_birth_date_is_put_right() -> None:
    policy = variant("putuo", 'nursing_home_resident = "养', 'elderly = "养')
    scenario = replace(signed(policy), born={ZHANG: date(1950, 1, 1)}).after(CHARGE)
    scenario.when(void_waiver(ZHANG)).then_refused("waiver_holds", categories=(Category.ELDERLY,))
    younger = replace(scenario, born={ZHANG: date(1960, 1, 1)})
    younger.when(void_waiver(ZHANG)).then(waiver_voided(ZHANG))


def test_the_newest_charge_of_a_year_is_the_one_that_is_spoken_of() -> None:
    scenario = charged().after(void_charge(), ChargeFees(charged_on=date(2018, 5, 3)))
    newest = newest_fee(scenario.contract.fees, ZHANG, WITHIN)
    assert newest is not None
    assert (newest.charged.charged_on, newest.void) == (date(2018, 5, 3), None)
    scenario.when(void_charge(day=VOIDED_ON)).then_refused("before_the_charge", charged_on=date(2018, 5, 3))


def test_what_was_not_given_back_after_all_is_borne_again_by_those_who_bore_it() -> None:
    given_back = charged().after(DIED, HALF_BACK)
    after = given_back.when(VOID_REFUND).then(
        FeeRefundVoided(
            voided_on=VOIDED_ON,
            resident_id=ZHANG,
            year_from=SIGNED_ON,
            refunded_on=HALF_BACK.refunded_on,
            parts=FeeParts(
                fiscal_subsidy=Decimal("20.00"), insurance_fund=Decimal("20.00"), self_share=Decimal("20.00")
            ),
            reason=reason(ZHANG),
        )
    )
    fee = after.contract.fees[0]
    assert (fee.borne.total, fee.refunded.total, fee.refunds) == (Decimal("120.00"), NOTHING, ())
    after.when(VOID_REFUND).then_nothing()


def test_everything_that_was_given_back_on_that_day_is_void_and_nothing_else() -> None:
    rest, later = replace(HALF_BACK, amount=None), replace(HALF_BACK, refunded_on=date(2018, 4, 6), amount=Decimal(1))
    twice = charged().after(DIED, replace(HALF_BACK, amount=Decimal("10.00")), later, rest)
    fee = twice.after(VOID_REFUND).contract.fees[0]
    assert (fee.borne.total, fee.refunded.total) == (Decimal("119.00"), Decimal("1.00"))


def test_what_was_never_given_back_cannot_be_void() -> None:
    given_back = charged().after(DIED, HALF_BACK)
    other_day = replace(VOID_REFUND, refunded_on=date(2018, 4, 6))
    given_back.when(other_day).then_refused("nothing_given_back", resident=ZHANG, day=date(2018, 4, 6))
    signed().when(VOID_REFUND).then_refused("not_charged", resident=ZHANG, day=WITHIN)
    given_back.on(date(2018, 5, 1)).when(VOID_REFUND).then_refused("dated_in_future", day=VOIDED_ON)
    given_back.when(replace(VOID_REFUND, voided_on=date(2018, 3, 19))).then_refused("before_the_charge")


def test_a_refund_holds_once_the_year_was_charged_under_another_contract() -> None:
    left = RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 4, 2))
    whole = replace(HALF_BACK, amount=None)
    first = charged().after(left, whole)
    second = first.another().after(household(ZHANG, signed_on=date(2018, 7, 2)))
    charge = ChargeFees(charged_on=date(2018, 7, 3))
    beside = replace(first, beside={second.contract_id: second.after(charge).contract})
    beside.when(VOID_REFUND).then_refused("charged_since", resident=ZHANG, contract=second.contract_id)
    taken_back = second.after(charge, void_charge(day=date(2018, 7, 4), in_year_of=date(2018, 7, 3)))
    void = replace(first, beside={second.contract_id: taken_back.contract}).when(VOID_REFUND).after
    assert void.contract.fees[0].borne.total == Decimal("120.00")
    next_year = second.after(ChargeFees(charged_on=date(2019, 1, 1)))
    later = replace(first, beside={second.contract_id: next_year.contract})
    assert later.after(VOID_REFUND).contract.fees[0].stands
