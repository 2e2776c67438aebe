"""Rules about renewing by consent, confirming a silent renewal, and what falls due by itself."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import EnterInError, RecordDeath, WithdrawMark
from domain.contract.events import LapseReason, Mark
from domain.contract.state import Over
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    VoidReconfirmation,
    WithdrawTerminationRequest,
)
from domain.contract.terms.due import lapsed_by
from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ExpiryOutcome,
    RenewalReconfirmationVoided,
    RenewalReconfirmed,
)
from domain.personal import Personal
from domain.policy.renewal import RenewalKind, Side
from domain.policy.termination import TerminationReason
from domain.policy.terms import Term
from tests.support.policies import BOOK
from tests.support.scenario import CONTRACT, ERQI, LI, PUTUO, TEAM, ZHANG, Scenario, given, household, team_of

BOTH = (Side.RESIDENT, Side.TEAM)
JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))
LAST_DAY = date(2017, 12, 31)
SNOW = Personal(CONTRACT, "大雪封路")


def agreed(day: date, *consents: Side, late_reason: Personal | None = None) -> RenewContract:
    return RenewContract(agreed_on=day, consents=consents or BOTH, late_reason=late_reason)


def of_putuo(today: date) -> Scenario:
    """To 31 December 2017; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO).settled_on(today)


def of_erqi(today: date) -> Scenario:
    """To 27 February 2020; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(today)


def second_term(agreed_on: date, *, late: bool) -> ContractRenewed:
    return ContractRenewed(
        term=Term(number=2, start_on=date(2018, 1, 1), end_on=date(2018, 12, 31), anchor_on=date(2017, 3, 15)),
        basis=RenewalKind.MUTUAL_CONSENT,
        policy=PUTUO.ref,
        renews_silently=False,
        agreed_on=agreed_on,
        supersedes_expiry=late,
    )


@pytest.mark.parametrize(("agreed_on", "entered_on"), [(LAST_DAY, date(2018, 1, 1)), (LAST_DAY, date(2018, 1, 30))])
def test_a_consent_within_the_term_entered_in_time_supersedes_the_expiry(agreed_on: date, entered_on: date) -> None:
    over = of_putuo(entered_on)
    assert isinstance(over.contract.on(date(2018, 1, 1)), Over)
    late = SNOW if entered_on > date(2018, 1, 7) else None
    superseded = replace(second_term(agreed_on, late=True), late_reason=late)
    renewed = over.when(agreed(agreed_on, late_reason=SNOW)).then(superseded)
    assert renewed.members_on(date(2018, 1, 1)) == {ZHANG, LI}
    assert renewed.due_on(date(2018, 12, 31)) == ()
    assert renewed.due_on(date(2019, 1, 1)) == (
        ContractExpired(term_number=2, last_day_on=date(2018, 12, 31), outcome=ExpiryOutcome.NO_CONSENT),
    )


def test_a_consent_entered_on_the_thirty_first_day_after_the_term_is_too_late() -> None:
    of_putuo(date(2018, 1, 31)).when(agreed(LAST_DAY)).then_refused(
        "renewal_too_late", agreed_on=LAST_DAY, end_on=LAST_DAY, today=date(2018, 1, 31)
    )


def test_a_consent_of_the_day_after_the_term_renews_nothing() -> None:
    of_putuo(date(2018, 1, 2)).when(agreed(date(2018, 1, 1))).then_refused(
        "consent_after_end", agreed_on=date(2018, 1, 1), end_on=LAST_DAY
    )


def test_a_consent_of_a_day_before_the_contract_is_refused() -> None:
    of_putuo(date(2017, 6, 1)).when(agreed(date(2017, 3, 14))).then_refused("not_in_force", day=date(2017, 3, 14))


def test_a_consent_of_tomorrow_is_refused() -> None:
    of_putuo(date(2017, 6, 1)).when(agreed(date(2017, 6, 2))).then_refused("dated_in_future")


def test_where_it_is_the_residents_choice_their_consent_is_enough() -> None:
    signed = given(household(ZHANG, signed_on=date(2017, 12, 21)), policy=JIANGXIAN).on(date(2018, 12, 1))
    renewed = signed.after(agreed(date(2018, 12, 1), Side.RESIDENT)).contract.terms.last
    assert (renewed.basis, renewed.term.end_on) == (RenewalKind.RESIDENTS_CHOICE, date(2019, 12, 20))
    signed.when(agreed(date(2018, 12, 1), Side.TEAM)).then_refused("consent_missing", missing=(Side.RESIDENT,))


def test_where_silence_renews_nobody_agrees_and_what_silence_renewed_is_renewed_already() -> None:
    of_erqi(date(2020, 2, 20)).when(agreed(date(2020, 2, 20))).then_refused("renews_by_silence", policy="erqi")
    of_erqi(date(2020, 3, 2)).when(agreed(date(2020, 2, 20))).then_nothing()


def test_nothing_is_renewed_while_it_is_asked_to_end_the_contract_or_once_it_was_ended() -> None:
    asked = RequestTermination(requested_on=date(2017, 12, 1), reason=TerminationReason.RESIDENT_REQUEST)
    asking = of_putuo(date(2017, 12, 8)).after(asked).on(date(2017, 12, 20))
    asking.when(agreed(date(2017, 12, 20))).then_refused("termination_pending", requested_on=date(2017, 12, 1))
    at_the_end = DecideTermination(decided_on=date(2017, 12, 14), takes_effect_on=date(2018, 1, 1))
    asking.after(at_the_end).when(agreed(date(2017, 12, 20))).then_refused("already_terminated", last_day_on=LAST_DAY)
    asking.after(WithdrawTerminationRequest(withdrawn_on=date(2017, 12, 20))).when(agreed(date(2017, 12, 20))).then(
        second_term(date(2017, 12, 20), late=False)
    )


def test_a_contract_without_anybody_left_is_not_renewed() -> None:
    gone = of_putuo(date(2017, 12, 31)).after(
        RecordDeath(resident_id=ZHANG, died_on=LAST_DAY), RecordDeath(resident_id=LI, died_on=LAST_DAY)
    )
    gone.when(agreed(date(2017, 12, 20))).then_refused("not_in_force", last_day_on=LAST_DAY)
    assert gone.contract.on(date(2018, 1, 1)) == Over(last_day_on=LAST_DAY, lapse=LapseReason.DECEASED)


def test_who_signed_elsewhere_from_the_next_term_on_is_not_renewed_here() -> None:
    first = of_putuo(date(2017, 12, 20))
    elsewhere = first.another().after(household(LI, signed_on=date(2017, 12, 20), start_on=date(2018, 1, 1)))
    back = replace(first, beside={elsewhere.contract_id: elsewhere.contract})
    back.when(agreed(date(2017, 12, 20))).then_refused("already_contracted", resident=LI)


def test_what_was_entered_in_error_is_neither_renewed_nor_due() -> None:
    void = of_putuo(date(2017, 6, 1)).after(EnterInError(reason=Personal(CONTRACT, "录错")))
    void.when(agreed(date(2017, 6, 1))).then_refused("not_in_force")
    assert void.due_on(date(2018, 1, 1)) == ()


def test_both_sides_confirm_what_silence_renewed_once() -> None:
    renewed = of_erqi(date(2020, 3, 5))
    confirm = ReconfirmRenewal(confirmed_on=date(2020, 3, 5))
    confirmed = renewed.when(confirm).then(RenewalReconfirmed(term_number=2, confirmed_on=date(2020, 3, 5)))
    assert not confirmed.contract.terms.last.reconfirmation_pending
    confirmed.when(confirm).then_nothing()


def test_a_confirmation_by_mistake_is_void_and_the_term_is_to_be_confirmed_again() -> None:
    renewed = of_erqi(date(2020, 3, 5))
    confirm = ReconfirmRenewal(confirmed_on=date(2020, 3, 5))
    void = VoidReconfirmation(term_number=2, reason=Personal(CONTRACT, "录错了户"))
    voided = (
        renewed.after(confirm)
        .when(void)
        .then(RenewalReconfirmationVoided(term_number=2, confirmed_on=date(2020, 3, 5), reason=void.reason))
    )
    assert voided.contract == renewed.contract
    assert voided.contract.terms.last.reconfirmation_pending
    voided.when(void).then_refused("not_reconfirmed", term_number=2)
    voided.when(confirm).then(RenewalReconfirmed(term_number=2, confirmed_on=date(2020, 3, 5)))
    signed_in_error = voided.after(EnterInError(reason=Personal(CONTRACT, "录错")))
    signed_in_error.when(void).then_refused("not_in_force")


def test_a_signed_term_is_not_one_to_confirm() -> None:
    of_erqi(date(2020, 3, 5)).when(ReconfirmRenewal(confirmed_on=date(2020, 2, 27))).then_refused(
        "nothing_to_reconfirm", day=date(2020, 2, 27), term_number=1
    )
    of_erqi(date(2020, 3, 5)).when(ReconfirmRenewal(confirmed_on=date(2020, 3, 6))).then_refused("dated_in_future")


def test_a_mark_that_was_wrong_and_withdrawn_late_lets_silence_renew_from_the_day_on_which_it_would_have() -> None:
    alone = given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=ERQI).on(date(2020, 1, 10))
    gone = alone.after(RecordDeath(resident_id=ZHANG, died_on=date(2020, 1, 5))).settled_on(date(2020, 6, 1))
    assert [type(fact).__name__ for fact in gone.facts] == ["ContractSigned", "MemberDied", "ContractLapsed"]
    alive = gone.after(WithdrawMark(resident_id=ZHANG, mark=Mark.DEATH, reason=Personal(ZHANG, "同名")))
    assert alive.settled_on(date(2020, 6, 1)).members_on(date(2020, 2, 28)) == {ZHANG}


def test_a_contract_has_lapsed_by_the_end_of_the_term_in_which_its_last_member_died() -> None:
    alone = given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=ERQI).on(date(2021, 2, 1))
    assert lapsed_by(alone.contract) is None
    first = alone.after(RecordDeath(resident_id=ZHANG, died_on=date(2020, 1, 5)))
    assert lapsed_by(first.contract) == date(2020, 2, 28)
    known_late = alone.settled_on(date(2021, 2, 1)).after(RecordDeath(resident_id=ZHANG, died_on=date(2020, 1, 5)))
    assert lapsed_by(known_late.contract) is None
    void = first.after(EnterInError(reason=Personal(CONTRACT, "录错")))
    assert lapsed_by(void.contract) is None


def test_where_the_team_is_closed_silence_renews_nothing() -> None:
    closed = replace(team_of(), last_day_on=date(2020, 2, 27))
    signed = given(household(ZHANG, signed_on=date(2017, 2, 28), team_id=TEAM), policy=ERQI)
    over = replace(signed, team=closed).settled_on(date(2020, 2, 28))
    assert over.facts[1:] == (
        ContractExpired(term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TEAM_CLOSED),
    )
    assert over.claims_of(ZHANG).held[CONTRACT].stretches == ((date(2017, 2, 28), date(2020, 2, 27)),)


def test_nobody_agrees_to_a_term_that_a_closed_team_would_begin() -> None:
    consent = agreed(date(2017, 12, 20))
    before = of_putuo(date(2017, 12, 20))
    for last_day_on in (date(2017, 12, 10), LAST_DAY):
        replace(before, team=replace(team_of(), last_day_on=last_day_on)).when(consent).then_refused(
            "team_closed", last_day_on=last_day_on, day=date(2018, 1, 1)
        )
    assert replace(before, team=replace(team_of(), last_day_on=date(2018, 1, 1))).when(consent).facts
