"""Rules about a renewal that was agreed on by mistake: it never was, if nothing rests on the term."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import (
    AddMember,
    EnterInError,
    RecordDeath,
    RecordRelocation,
    RemoveMember,
)
from domain.contract.events import JoinReason, LeaveReason, effective_on
from domain.contract.keeping.ending import EndedBy, ending_of
from domain.contract.state import InForce, Over
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    VoidRenewal,
)
from domain.contract.terms.events import ContractExpired, ContractRenewed, ExpiryOutcome, RenewalVoided
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from tests.domain.contract.services.visits import visit
from tests.support.scenario import CONTRACT, ERQI, LI, PUTUO, WANG, ZHANG, Scenario, given, household

LAST_DAY = date(2017, 12, 31)
MISTAKEN = Personal(CONTRACT, "录错了户")
VOID = VoidRenewal(term_number=2, reason=MISTAKEN)
EXPIRED = ContractExpired(term_number=1, last_day_on=LAST_DAY, outcome=ExpiryOutcome.NO_CONSENT)


def agreed(day: date) -> RenewContract:
    return RenewContract(agreed_on=day, consents=tuple(Side))


def renewed(today: date) -> Scenario:
    """To 31 December 2017, renewed on 20 December for the year after."""
    signed = given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO).on(date(2017, 12, 20))
    return signed.after(agreed(date(2017, 12, 20))).settled_on(today)


def test_a_renewal_by_mistake_that_is_found_within_the_term_leaves_everything_as_it_was() -> None:
    voided = (
        renewed(date(2017, 12, 21)).when(VOID).then(RenewalVoided(term_number=2, last_day_on=LAST_DAY, reason=MISTAKEN))
    )
    before = given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO)
    assert voided.contract == before.contract
    assert voided.claims_of(ZHANG).held[CONTRACT].stretches == ((date(2017, 3, 15), LAST_DAY),)
    assert effective_on(voided.facts[-1]) == date(2018, 1, 1)


def test_found_after_the_term_the_contract_expired_with_it_and_its_papers_are_kept_from_that_day() -> None:
    over = renewed(date(2018, 3, 1)).after(VOID).settled_on(date(2018, 3, 1))
    assert over.facts[-1] == EXPIRED
    assert over.contract.on(date(2018, 1, 1)) == Over(last_day_on=LAST_DAY, lapse=None)
    ending = ending_of(over.contract)
    assert ending is not None
    assert (ending.by, ending.last_day_on, ending.reason) == (EndedBy.TERM_END, LAST_DAY, ExpiryOutcome.NO_CONSENT)


def test_found_after_the_renewed_term_its_expiry_is_that_of_the_term_before() -> None:
    over = renewed(date(2019, 2, 1)).after(VOID).settled_on(date(2019, 2, 1))
    assert over.facts[-1] == EXPIRED
    assert over.contract.last_day_on == LAST_DAY


def test_what_was_renewed_by_mistake_may_be_renewed_rightly() -> None:
    again = renewed(date(2017, 12, 21)).after(VOID, agreed(date(2017, 12, 21)))
    assert isinstance(again.contract.on(date(2018, 1, 1)), InForce)
    assert again.contract.terms.last.agreed_on == date(2017, 12, 21)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_only_a_term_that_somebody_agreed_on_was_agreed_on_by_mistake(number: int) -> None:
    voiding = VoidRenewal(term_number=number, reason=MISTAKEN)
    renewed(date(2018, 3, 1)).when(voiding).then_refused("renewal_not_agreed", term_number=number)
    silent = given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(date(2020, 3, 1))
    silent.when(VOID).then_refused("renewal_not_agreed", term_number=2)


def test_what_was_void_is_not_void_again() -> None:
    renewed(date(2017, 12, 21)).after(VOID).when(VOID).then_refused("renewal_not_agreed", term_number=2)


def test_a_later_term_that_somebody_agreed_on_stands_in_the_way() -> None:
    twice = renewed(date(2018, 12, 20)).after(agreed(date(2018, 12, 20)))
    twice.when(VOID).then_refused("renewed_since", term_number=2, later_number=3)
    both = twice.after(VoidRenewal(term_number=3, reason=MISTAKEN), VOID)
    assert both.contract.last_day_on == LAST_DAY


def test_what_silence_renewed_after_it_falls_with_it_unless_it_was_confirmed() -> None:
    silent = replace(PUTUO, renewal=ERQI.renewal)
    *signed, renewal = renewed(date(2017, 12, 21)).facts
    assert isinstance(renewal, ContractRenewed)
    rules_changed = given(*signed, replace(renewal, renews_silently=True), policy=silent)
    later = rules_changed.settled_on(date(2019, 1, 10))
    assert [each.term.number for each in later.contract.terms.agreed] == [1, 2, 3]
    assert [each.term.number for each in later.after(VOID).contract.terms.agreed] == [1]
    confirmed = later.after(ReconfirmRenewal(confirmed_on=date(2019, 1, 5)))
    confirmed.when(VOID).then_refused("renewed_since", later_number=3)


def test_nobody_is_served_come_gone_or_dead_in_a_term_that_never_was() -> None:
    on = date(2018, 2, 1)
    for fact in (
        visit(on, ZHANG),
        RecordDeath(resident_id=LI, died_on=on),
        RecordRelocation(resident_id=LI, moved_on=on),
        RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=on),
        AddMember(resident_id=WANG, relationship="子", reason=JoinReason.MOVED_IN, joined_on=on),
    ):
        renewed(date(2018, 2, 5)).after(fact).when(VOID).then_refused("recorded_later", last_day_on=LAST_DAY)
    assert renewed(date(2018, 2, 5)).after(RecordDeath(resident_id=LI, died_on=LAST_DAY)).when(VOID).facts


def test_a_term_that_was_asked_or_decided_to_end_is_not_void() -> None:
    reason = TerminationReason.RESIDENT_REQUEST
    asking = renewed(date(2018, 2, 1)).after(RequestTermination(requested_on=date(2018, 2, 1), reason=reason))
    asking.when(VOID).then_refused("termination_pending", requested_on=date(2018, 2, 1))
    ended = asking.after(DecideTermination(decided_on=date(2018, 2, 1), takes_effect_on=date(2018, 3, 1)))
    ended.when(VOID).then_refused("already_terminated", last_day_on=date(2018, 2, 28))


def test_what_was_asked_in_the_term_before_is_why_it_expired() -> None:
    asked = RequestTermination(requested_on=date(2017, 12, 22), reason=TerminationReason.RESIDENT_REQUEST)
    over = renewed(date(2017, 12, 22)).after(asked, VOID).settled_on(date(2018, 1, 1))
    assert over.facts[-1] == replace(EXPIRED, outcome=ExpiryOutcome.TERMINATION_REQUESTED)


def test_a_contract_that_never_was_one_had_no_renewal() -> None:
    renewed(date(2018, 2, 1)).after(EnterInError(reason=MISTAKEN)).when(VOID).then_refused("not_in_force")
