"""Waiving afterwards: what a person was on the day of the charge became known late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.contract.commands import EnterInError, FlagPopulation, NotedCategory, RecordDeath
from domain.contract.fees.commands import RefundFee, WaiveFee
from domain.contract.fees.events import FeeWaived
from domain.personal import Personal
from domain.populations import Category
from tests.domain.contract.fees.charged import FORTY, NOTHING, SIGNED_ON, charged, signed
from tests.support.scenario import CONTRACT, LI, ZHANG, Scenario

WAIVED_ON = date(2018, 5, 2)


def waiver(resident_id: UUID = ZHANG, day: date = WAIVED_ON) -> WaiveFee:
    return WaiveFee(resident_id=resident_id, in_year_of=date(2018, 6, 1), waived_on=day)


def found_disabled(scenario: Scenario, since: date) -> Scenario:
    noted = NotedCategory(category=Category.DISABLED)
    return scenario.after(FlagPopulation(resident_id=ZHANG, noted=noted, noted_on=since))


def waived(amount: Decimal = FORTY) -> FeeWaived:
    return FeeWaived(
        waived_on=WAIVED_ON,
        resident_id=ZHANG,
        year_from=SIGNED_ON,
        waived=amount,
        waived_for=(Category.DISABLED,),
    )


def test_a_status_that_became_known_late_waives_the_own_share() -> None:
    after = found_disabled(charged(), date(2018, 3, 20)).when(waiver()).then(waived())
    fee = after.contract.fees[0]
    assert fee.waived == FORTY
    assert (fee.borne.fiscal_subsidy, fee.borne.insurance_fund, fee.borne.self_share) == (FORTY, FORTY, NOTHING)


def test_what_is_charged_may_be_waived_on_the_same_day() -> None:
    same_day = found_disabled(charged(), date(2018, 3, 20)).when(waiver(day=date(2018, 3, 20)))
    same_day.then(replace(waived(), waived_on=date(2018, 3, 20)))


def test_what_is_waived_is_not_waived_again() -> None:
    found_disabled(charged(), date(2018, 3, 20)).after(waiver()).when(waiver()).then_nothing()
    charged().when(waiver(LI)).then_nothing()


def test_a_status_that_began_after_the_charge_waives_nothing_of_that_year() -> None:
    found_disabled(charged(), date(2018, 3, 21)).when(waiver()).then_refused(
        "not_waivable", resident=ZHANG, charged_on=date(2018, 3, 20)
    )
    charged().when(waiver()).then_refused("not_waivable")


def test_only_what_the_person_still_bears_is_waived() -> None:
    died = RecordDeath(resident_id=ZHANG, died_on=date(2018, 4, 1))
    given_back = RefundFee(
        resident_id=ZHANG, in_year_of=SIGNED_ON, refunded_on=date(2018, 4, 5), amount=Decimal("60.00")
    )
    scenario = found_disabled(charged(), date(2018, 3, 20)).after(died, given_back)
    scenario.when(waiver()).then(waived(Decimal("20.00")))


def test_what_was_never_charged_is_not_waived() -> None:
    signed().when(waiver()).then_refused("not_charged", resident=ZHANG, day=date(2018, 6, 1))
    next_year = WaiveFee(resident_id=ZHANG, in_year_of=date(2019, 1, 1), waived_on=date(2019, 1, 2))
    charged().when(next_year).then_refused("not_charged", day=date(2019, 1, 1))
    charged().when(waiver(day=date(2018, 3, 19))).then_refused("before_the_charge", charged_on=date(2018, 3, 20))
    charged().on(date(2018, 5, 1)).when(waiver()).then_refused("dated_in_future", day=WAIVED_ON)
    void = found_disabled(charged(), date(2018, 3, 20)).after(EnterInError(reason=Personal(CONTRACT, "录错")))
    void.when(waiver()).then_refused("not_in_force")
