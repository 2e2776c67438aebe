"""Rules about ending a contract early: asking, taking back, deciding, and decisions made by mistake."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.claims import Held
from domain.contract.commands import EnterInError, RecordDeath
from domain.contract.events import LapseReason, effective_on
from domain.contract.state import Over
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    VoidReconfirmation,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ContractTerminated,
    ExpiryOutcome,
    RenewalVoided,
    TerminationRequested,
    TerminationRequestWithdrawn,
    TerminationVoided,
)
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason, TerminationTime
from tests.support.scenario import CONTRACT, ERQI, HANBIN, LI, OTHER_CONTRACT, PUTUO, ZHANG, Scenario, given, household

WISH = TerminationReason.RESIDENT_REQUEST
ASKED_ON = date(2020, 2, 20)
BY_MISTAKE = Personal(CONTRACT, "录错了户")
SNOW = Personal(CONTRACT, "大雪封路")
ASKED = RequestTermination(requested_on=ASKED_ON, reason=WISH)
ASKED_LATE = replace(ASKED, late_reason=SNOW)


def of_erqi(today: date) -> Scenario:
    """To 27 February 2020, renewed by silence; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(today)


def elsewhere(first: Scenario, signed_on: date) -> Scenario:
    """The same contract, after one of its people signed another one."""
    second = first.another(policy=HANBIN).after(household(ZHANG, signed_on=signed_on))
    return replace(first, beside={OTHER_CONTRACT: second.contract})


def decide(decided_on: date, takes_effect_on: date, reason: TerminationReason | None = None) -> DecideTermination:
    return DecideTermination(decided_on=decided_on, takes_effect_on=takes_effect_on, reason=reason)


def test_a_request_closes_the_days_held_at_the_end_of_the_term_and_its_withdrawal_opens_them() -> None:
    before = of_erqi(date(2020, 2, 25))
    held = Held(stretches=((date(2017, 2, 28), None),))
    assert before.claims_of(ZHANG).held[CONTRACT] == held
    asking = before.when(ASKED).then(TerminationRequested(requested_on=ASKED_ON, reason=WISH))
    assert asking.claims_of(ZHANG).held[CONTRACT].stretches == ((date(2017, 2, 28), date(2020, 2, 27)),)
    back = asking.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25))).then(
        TerminationRequestWithdrawn(requested_on=ASKED_ON, withdrawn_on=date(2020, 2, 25))
    )
    assert back.claims_of(ZHANG).held[CONTRACT] == held


def test_the_same_request_is_quiet_and_another_one_waits_for_the_decision() -> None:
    asking = of_erqi(date(2020, 2, 25)).after(ASKED)
    asking.when(ASKED).then_nothing()
    other = RequestTermination(requested_on=date(2020, 2, 21), reason=WISH)
    asking.when(other).then_refused("termination_pending", requested_on=ASKED_ON)


def test_a_request_dated_within_the_term_and_entered_after_it_voids_the_silent_renewal() -> None:
    renewed = of_erqi(date(2020, 4, 1))
    ended = renewed.when(ASKED_LATE).then(
        TerminationRequested(requested_on=ASKED_ON, reason=WISH, late_reason=SNOW),
        RenewalVoided(term_number=2, last_day_on=date(2020, 2, 27), requested_on=ASKED_ON),
        ContractExpired(term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TERMINATION_REQUESTED),
    )
    in_time = of_erqi(ASKED_ON).after(ASKED).settled_on(date(2020, 4, 1))
    assert ended.contract == in_time.contract
    ended.when(ASKED).then_nothing()


def test_a_request_that_is_older_than_two_silent_renewals_voids_both_where_it_may_still_be_entered() -> None:
    of_erqi(date(2023, 4, 1)).when(ASKED_LATE).then_refused("entry_too_late", day=ASKED_ON, refused_after_days=365)
    patient = replace(ERQI, late_entry=replace(ERQI.late_entry, refused_after_days=3650))
    ended = replace(of_erqi(date(2023, 4, 1)), policy=patient).after(ASKED_LATE)
    assert ended.contract.last_day_on == date(2020, 2, 27)
    assert ended.due_on(date(2030, 1, 1)) == ()


def test_a_request_from_before_a_confirmed_renewal_is_overtaken() -> None:
    confirmed = of_erqi(date(2020, 4, 1)).after(ReconfirmRenewal(confirmed_on=date(2020, 3, 5), late_reason=SNOW))
    confirmed.when(ASKED).then_refused("renewal_agreed", requested_on=ASKED_ON, agreed_on=date(2020, 3, 5))


def test_a_request_from_before_a_confirmation_by_mistake_is_judged_as_if_nobody_had_confirmed() -> None:
    renewed = of_erqi(date(2020, 4, 1))
    confirmed = renewed.after(ReconfirmRenewal(confirmed_on=date(2020, 3, 5), late_reason=SNOW))
    voided = confirmed.after(VoidReconfirmation(term_number=2, reason=SNOW))
    voided.when(ASKED_LATE).then(*renewed.when(ASKED_LATE).facts)


def test_a_request_taken_back_by_mistake_is_made_again_of_its_day_and_counts_as_if_it_had_stood() -> None:
    stood = of_erqi(date(2020, 2, 25)).after(ASKED)
    mistaken = stood.after(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25)))
    again = mistaken.after(ASKED)
    assert again.contract == stood.contract
    renewed = mistaken.settled_on(date(2020, 4, 1))
    assert renewed.contract.last_day_on == date(2023, 2, 27)
    ended = renewed.when(ASKED_LATE).then(
        TerminationRequested(requested_on=ASKED_ON, reason=WISH, late_reason=SNOW),
        RenewalVoided(term_number=2, last_day_on=date(2020, 2, 27), requested_on=ASKED_ON),
        ContractExpired(term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TERMINATION_REQUESTED),
    )
    assert ended.contract == stood.settled_on(date(2020, 4, 1)).contract


def test_a_request_from_before_an_agreed_renewal_is_overtaken_and_one_from_after_it_waits_for_the_decision() -> None:
    agreed = RenewContract(agreed_on=date(2017, 12, 20), consents=tuple(Side))
    signed = given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO).on(date(2017, 12, 27))
    renewed = signed.after(agreed).on(date(2018, 1, 5))
    before = RequestTermination(requested_on=date(2017, 12, 19), reason=WISH, late_reason=SNOW)
    renewed.when(before).then_refused("renewal_agreed", agreed_on=date(2017, 12, 20))
    after = renewed.when(replace(before, requested_on=date(2017, 12, 20))).then(
        TerminationRequested(requested_on=date(2017, 12, 20), reason=WISH, late_reason=SNOW)
    )
    assert after.contract.last_day_on == date(2018, 12, 31)


def test_a_late_request_ends_the_contract_before_the_death_of_its_last_member() -> None:
    gone = of_erqi(date(2020, 6, 1)).after(
        RecordDeath(resident_id=ZHANG, died_on=date(2020, 5, 1)), RecordDeath(resident_id=LI, died_on=date(2020, 5, 2))
    )
    ended = gone.after(ASKED_LATE)
    assert ended.contract.on(date(2020, 2, 28)) == Over(last_day_on=date(2020, 2, 27), lapse=None)
    taken_back = WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 27), late_reason=SNOW)
    back = ended.after(taken_back).settled_on(date(2020, 6, 1))
    assert back.contract.on(date(2020, 5, 3)) == Over(last_day_on=date(2020, 5, 2), lapse=LapseReason.DECEASED)


def test_what_was_decided_is_not_taken_back() -> None:
    ended = of_erqi(date(2020, 2, 25)).after(ASKED, decide(date(2020, 2, 25), date(2020, 2, 26)))
    ended.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25))).then_refused("no_termination_request")


def test_endings_count_from_the_day_after_their_last() -> None:
    over = of_erqi(ASKED_ON).after(ASKED).settled_on(date(2020, 3, 5))
    assert [effective_on(fact) for fact in over.facts] == [date(2017, 2, 28), ASKED_ON, date(2020, 2, 28)]


@pytest.mark.parametrize("day", [date(2017, 2, 27), date(2020, 2, 26)])
def test_a_request_is_dated_within_the_contract_and_not_in_the_future(day: date) -> None:
    code = "dated_in_future" if day > date(2020, 2, 25) else "not_in_force"
    of_erqi(date(2020, 2, 25)).when(RequestTermination(requested_on=day, reason=WISH)).then_refused(code)


def test_the_reason_other_needs_a_note_and_every_reason_is_one_of_the_policy() -> None:
    other = RequestTermination(requested_on=ASKED_ON, reason=TerminationReason.OTHER)
    of_erqi(ASKED_ON).when(other).then_refused("termination_reason_missing")
    assert of_erqi(ASKED_ON).when(replace(other, note=BY_MISTAKE)).facts
    fewer = replace(ERQI, termination=replace(ERQI.termination, reasons=frozenset({TerminationReason.MOVED_OUT})))
    replace(of_erqi(ASKED_ON), policy=fewer).when(ASKED).then_refused(
        "termination_reason_unknown", reason=WISH, policy="erqi"
    )


def test_what_nobody_asked_for_is_not_taken_back_and_the_same_withdrawal_is_quiet() -> None:
    back = WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25))
    of_erqi(date(2020, 2, 26)).when(back).then_refused("no_termination_request")
    withdrawn = of_erqi(date(2020, 2, 26)).after(ASKED, back)
    withdrawn.when(back).then_nothing()
    withdrawn.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 26))).then_refused("no_termination_request")


def test_nothing_is_taken_back_before_it_was_asked_for() -> None:
    of_erqi(date(2020, 2, 25)).after(ASKED).when(
        WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 19))
    ).then_refused("before_the_request", day=date(2020, 2, 19), requested_on=ASKED_ON)


def test_a_withdrawal_dated_after_the_last_day_is_too_late_and_one_entered_after_it_is_not() -> None:
    over = of_erqi(ASKED_ON).after(ASKED).settled_on(date(2020, 3, 5))
    over.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 28))).then_refused("not_in_force")
    back = over.after(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 27))).settled_on(date(2020, 3, 5))
    assert isinstance(back.facts[-1], ContractRenewed)
    assert back.members_on(date(2020, 2, 28)) == {ZHANG, LI}


def test_a_withdrawal_is_refused_where_somebody_has_signed_elsewhere() -> None:
    over = elsewhere(of_erqi(ASKED_ON).after(ASKED).settled_on(date(2020, 3, 5)), date(2020, 3, 1))
    over.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 27))).then_refused(
        "already_contracted", rule=ERQI.cite("unit"), resident=ZHANG, contract=OTHER_CONTRACT
    )


def test_the_institution_ends_a_contract_for_a_reason_of_its_own() -> None:
    of_erqi(date(2019, 6, 1)).when(decide(date(2019, 6, 1), date(2019, 7, 1), TerminationReason.REFUSED_ONE_YEAR)).then(
        ContractTerminated(
            last_day_on=date(2019, 6, 30), decided_on=date(2019, 6, 1), reason=TerminationReason.REFUSED_ONE_YEAR
        )
    )
    of_erqi(date(2019, 6, 1)).when(decide(date(2019, 6, 1), date(2019, 7, 1))).then_refused(
        "termination_reason_missing"
    )


def test_a_decision_is_neither_before_the_request_nor_in_the_future_and_takes_no_cover_away_afterwards() -> None:
    asking = of_erqi(date(2020, 2, 25)).after(ASKED)
    asking.when(decide(date(2020, 2, 19), date(2020, 2, 25))).then_refused("before_the_request", requested_on=ASKED_ON)
    asking.when(decide(date(2020, 2, 25), date(2020, 2, 24))).then_refused("effect_before_decision")
    asking.when(decide(date(2020, 2, 26), date(2020, 2, 26))).then_refused("dated_in_future")


@pytest.mark.parametrize("reason", [None, WISH])
def test_a_request_that_was_withdrawn_is_not_decided(reason: TerminationReason | None) -> None:
    kept = of_erqi(date(2020, 2, 26)).after(ASKED, WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25)))
    kept.when(decide(date(2020, 2, 26), date(2020, 2, 26), reason)).then_refused("no_termination_request")
    kept.after(decide(date(2020, 2, 26), date(2020, 2, 26), TerminationReason.LOST_TO_FOLLOW_UP))
    again = RequestTermination(requested_on=date(2020, 2, 26), reason=WISH)
    kept.after(again, decide(date(2020, 2, 26), date(2020, 2, 26), reason))


def test_a_contract_is_ended_once() -> None:
    ended = of_erqi(date(2019, 6, 1)).after(decide(date(2019, 6, 1), date(2019, 7, 1), WISH))
    ended.when(decide(date(2019, 6, 1), date(2019, 7, 1))).then_nothing()
    ended.when(decide(date(2019, 6, 1), date(2019, 7, 2))).then_refused(
        "already_terminated", last_day_on=date(2019, 6, 30)
    )
    ended.when(RequestTermination(requested_on=date(2019, 6, 1), reason=WISH)).then_refused("already_terminated")
    assert ended.due_on(date(2030, 1, 1)) == ()


def test_a_contract_that_is_over_is_not_ended_and_the_end_of_its_term_may_be_decided_before() -> None:
    over = of_erqi(ASKED_ON).after(ASKED).settled_on(date(2020, 3, 5))
    over.when(decide(date(2020, 2, 28), date(2020, 2, 28))).then_refused("not_in_force", last_day_on=date(2020, 2, 27))
    ahead = of_erqi(ASKED_ON).after(ASKED, decide(ASKED_ON, date(2020, 2, 28)))
    assert ahead.contract.last_day_on == date(2020, 2, 27)
    assert ahead.due_on(date(2020, 3, 5)) == ()


def test_where_the_policy_ends_contracts_with_their_term_only_a_request_takes_effect_then() -> None:
    at_the_end = replace(ERQI, termination=replace(ERQI.termination, when=TerminationTime.END_OF_TERM))
    asking = replace(of_erqi(date(2020, 2, 25)).after(ASKED), policy=at_the_end)
    asking.when(decide(date(2020, 2, 25), date(2020, 2, 26))).then_refused(
        "termination_too_early", takes_effect_on=date(2020, 2, 26), earliest_on=date(2020, 2, 28)
    )
    assert asking.when(decide(date(2020, 2, 25), date(2020, 2, 28))).facts


def test_what_was_ended_by_mistake_goes_on_as_if_it_had_not_been() -> None:
    before = of_erqi(date(2020, 2, 25)).after(ASKED)
    ended = before.after(decide(date(2020, 2, 25), date(2020, 2, 26)))
    back = ended.when(VoidTermination(reason=BY_MISTAKE)).then(
        TerminationVoided(last_day_on=date(2020, 2, 25), reason=BY_MISTAKE)
    )
    assert back.contract == before.contract
    back.when(VoidTermination(reason=BY_MISTAKE)).then_refused("not_terminated")


def test_what_was_ended_by_mistake_years_ago_is_renewed_since_unless_somebody_has_signed_elsewhere() -> None:
    ended = of_erqi(date(2019, 6, 1)).after(decide(date(2019, 6, 1), date(2019, 7, 1), WISH)).on(date(2024, 1, 1))
    assert ended.after(VoidTermination(reason=BY_MISTAKE)).settled_on(date(2024, 1, 1)).members_on(
        date(2024, 1, 1)
    ) == {ZHANG, LI}
    elsewhere(ended, date(2023, 5, 1)).when(VoidTermination(reason=BY_MISTAKE)).then_refused("already_contracted")


def test_nothing_is_asked_or_decided_of_a_contract_that_never_was_one() -> None:
    void = of_erqi(ASKED_ON).after(EnterInError(reason=BY_MISTAKE))
    for command in (
        ASKED,
        WithdrawTerminationRequest(withdrawn_on=ASKED_ON),
        decide(ASKED_ON, ASKED_ON, WISH),
        VoidTermination(reason=BY_MISTAKE),
    ):
        void.when(command).then_refused("not_in_force")
