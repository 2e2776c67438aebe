"""Rules about what is said of terms long after its day: with its reason, and not for ever."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.events import ContractEvent
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import (
    ContractRenewed,
    ContractTerminated,
    RenewalReconfirmed,
    TerminationRequested,
    TerminationRequestWithdrawn,
)
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from tests.support.scenario import CONTRACT, ERQI, PUTUO, ZHANG, Scenario, given, household

WISH = TerminationReason.RESIDENT_REQUEST
SNOW = Personal(CONTRACT, "大雪封路")
ON = date(2017, 6, 1)

Told = RequestTermination | DecideTermination

LATE: list[Told] = [
    RequestTermination(requested_on=ON, reason=WISH),
    DecideTermination(decided_on=ON, takes_effect_on=date(2018, 1, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP),
]


def of_erqi(today: date) -> Scenario:
    """To 27 February 2020, renewed by silence; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(today)


def of_putuo(today: date) -> Scenario:
    """To 31 December 2017; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, signed_on=date(2017, 3, 15)), policy=PUTUO).settled_on(today)


Dated = ContractRenewed | RenewalReconfirmed | TerminationRequested | TerminationRequestWithdrawn | ContractTerminated
"""Facts of terms that people tell, each with its day."""


def reason_of(fact: ContractEvent) -> Personal | None:
    assert isinstance(fact, Dated)
    return fact.late_reason


@pytest.mark.parametrize("command", LATE, ids=lambda each: type(each).__name__)
def test_what_is_entered_a_week_after_its_day_needs_no_reason_and_a_day_later_it_does(command: Told) -> None:
    assert of_erqi(date(2017, 6, 8)).when(command).facts
    of_erqi(date(2017, 6, 9)).when(command).then_refused(
        "late_reason_missing", day=ON, today=date(2017, 6, 9), late_after_days=7
    )
    (late,) = of_erqi(date(2017, 6, 9)).when(replace(command, late_reason=SNOW)).facts
    assert reason_of(late) == SNOW


@pytest.mark.parametrize("command", LATE, ids=lambda each: type(each).__name__)
def test_what_is_entered_a_year_after_its_day_is_refused_whatever_the_reason(command: Told) -> None:
    told = replace(command, late_reason=SNOW)
    assert of_erqi(date(2018, 6, 1)).when(told).facts
    of_erqi(date(2018, 6, 2)).when(told).then_refused("entry_too_late", day=ON, refused_after_days=365)


def test_a_reason_that_nobody_needs_is_not_kept() -> None:
    asked = RequestTermination(requested_on=ON, reason=WISH, late_reason=SNOW)
    of_erqi(date(2017, 6, 8)).when(asked).then(TerminationRequested(requested_on=ON, reason=WISH))


def test_what_is_on_record_may_be_sent_again_at_any_time() -> None:
    asked = RequestTermination(requested_on=ON, reason=WISH)
    of_erqi(ON).after(asked).on(date(2020, 2, 1)).when(asked).then_nothing()


def test_a_refusal_for_lateness_names_the_rule() -> None:
    asked = RequestTermination(requested_on=ON, reason=WISH)
    late, too_late = (of_erqi(day).when(asked).refusal for day in (date(2017, 6, 9), date(2018, 6, 2)))
    assert late is not None
    assert too_late is not None
    assert (late.rule, too_late.rule) == (ERQI.cite("late_entry"), ERQI.cite("late_entry_limit"))


def test_a_late_withdrawal_needs_its_reason() -> None:
    asking = of_erqi(ON).after(RequestTermination(requested_on=ON, reason=WISH)).on(date(2017, 6, 20))
    back = WithdrawTerminationRequest(withdrawn_on=date(2017, 6, 2))
    asking.when(back).then_refused("late_reason_missing", day=date(2017, 6, 2))
    (withdrawn,) = asking.when(replace(back, late_reason=SNOW)).facts
    assert reason_of(withdrawn) == SNOW
    asking.on(date(2018, 6, 3)).when(replace(back, late_reason=SNOW)).then_refused("entry_too_late")


def test_a_late_confirmation_of_a_silent_renewal_needs_its_reason() -> None:
    confirmed = ReconfirmRenewal(confirmed_on=date(2020, 3, 5))
    of_erqi(date(2020, 3, 13)).when(confirmed).then_refused("late_reason_missing", day=date(2020, 3, 5))
    (late,) = of_erqi(date(2020, 3, 13)).when(replace(confirmed, late_reason=SNOW)).facts
    assert reason_of(late) == SNOW
    of_erqi(date(2021, 3, 6)).when(replace(confirmed, late_reason=SNOW)).then_refused("entry_too_late")


def test_a_late_consent_needs_its_reason_and_has_thirty_days_after_the_term_besides() -> None:
    agreed = RenewContract(agreed_on=date(2017, 12, 31), consents=tuple(Side))
    of_putuo(date(2018, 1, 8)).when(agreed).then_refused("late_reason_missing", late_after_days=7)
    (renewed,) = of_putuo(date(2018, 1, 30)).when(replace(agreed, late_reason=SNOW)).facts
    assert reason_of(renewed) == SNOW
    of_putuo(date(2018, 1, 31)).when(replace(agreed, late_reason=SNOW)).then_refused("renewal_too_late")
