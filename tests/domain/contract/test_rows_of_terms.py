"""The dated scenarios about terms: renewal by silence and by consent, expiry, and contracts ended early."""

from datetime import date

import pytest

from domain.contract.commands import RecordDeath
from domain.contract.events import ContractEvent
from domain.contract.state import InForce, Over
from domain.contract.terms.commands import (
    DecideTermination,
    RenewContract,
    RequestTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ContractTerminated,
    ExpiryOutcome,
    TerminationRequested,
    TerminationRequestWithdrawn,
)
from domain.policy.renewal import RenewalKind, Side
from domain.policy.termination import TerminationReason
from domain.policy.terms import Term
from tests.support.policies import BOOK
from tests.support.scenario import CONTRACT, ERQI, LI, PUTUO, ZHANG, Scenario, given, household

BOTH = (Side.RESIDENT, Side.TEAM)
ASKED = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.RESIDENT_REQUEST)
JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))

RENEWED_BY_SILENCE = ContractRenewed(
    term=Term(number=2, start_on=date(2020, 2, 28), end_on=date(2023, 2, 27), anchor_on=date(2017, 2, 28)),
    basis=RenewalKind.SILENCE,
    policy=ERQI.ref,
    renews_silently=True,
    reconfirm_by=date(2020, 3, 29),
)
EXPIRED_ON_REQUEST = ContractExpired(
    term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TERMINATION_REQUESTED
)


def of_putuo() -> Scenario:
    """Ends on 31 December 2017."""
    return given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO)


def of_erqi() -> Scenario:
    """Ends on 27 February 2020."""
    return given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI)


def in_force(scenario: Scenario, day: date) -> bool:
    return isinstance(scenario.contract.on(day), InForce)


def test_row_5_a_renewal_that_both_sides_agreed_on_follows_without_a_gap() -> None:
    agreed = RenewContract(agreed_on=date(2017, 12, 20), consents=BOTH)
    renewed = (
        of_putuo()
        .on(date(2017, 12, 20))
        .when(agreed)
        .then(
            ContractRenewed(
                term=Term(number=2, start_on=date(2018, 1, 1), end_on=date(2018, 12, 31), anchor_on=date(2017, 3, 15)),
                basis=RenewalKind.MUTUAL_CONSENT,
                policy=PUTUO.ref,
                renews_silently=False,
                agreed_on=date(2017, 12, 20),
            )
        )
    )
    assert in_force(renewed, date(2018, 1, 1))
    assert renewed.contract.last_day_on == date(2018, 12, 31)
    assert renewed.settled_on(date(2018, 12, 31)).facts == renewed.facts
    renewed.when(agreed).then_nothing()


@pytest.mark.parametrize(
    ("consents", "missing"), [((), BOTH), ((Side.RESIDENT,), (Side.TEAM,)), ((Side.TEAM,), (Side.RESIDENT,))]
)
def test_row_5_a_renewal_without_mutual_consent_is_refused(
    consents: tuple[Side, ...], missing: tuple[Side, ...]
) -> None:
    of_putuo().on(date(2017, 12, 20)).when(RenewContract(agreed_on=date(2017, 12, 20), consents=consents)).then_refused(
        "consent_missing", missing=missing
    )


def test_row_5_without_consent_the_contract_expires_with_its_term() -> None:
    expired = ContractExpired(term_number=1, last_day_on=date(2017, 12, 31), outcome=ExpiryOutcome.NO_CONSENT)
    assert of_putuo().due_on(date(2017, 12, 31)) == ()
    assert of_putuo().due_on(date(2018, 1, 1)) == (expired,)


def test_row_10_where_nobody_acts_the_contract_of_jiangxian_is_over_after_its_last_day() -> None:
    signed = given(household(ZHANG, signed_on=date(2017, 12, 21)), policy=JIANGXIAN)
    over = signed.settled_on(date(2018, 12, 21))
    assert in_force(over, date(2018, 12, 20))
    assert over.contract.on(date(2018, 12, 21)) == Over(last_day_on=date(2018, 12, 20), lapse=None)
    assert over.facts[1:] == (
        ContractExpired(term_number=1, last_day_on=date(2018, 12, 20), outcome=ExpiryOutcome.NO_CONSENT),
    )


def test_row_11_silence_renews_and_leaves_something_to_confirm() -> None:
    renewed = of_erqi().settled_on(date(2020, 2, 28))
    assert renewed.facts[1:] == (RENEWED_BY_SILENCE,)
    assert in_force(renewed, date(2020, 2, 28))
    assert renewed.contract.terms.last.reconfirmation_pending


def test_row_12_an_undecided_request_keeps_silence_from_renewing() -> None:
    over = of_erqi().on(date(2020, 2, 20)).after(ASKED).settled_on(date(2020, 2, 28))
    assert over.facts[2:] == (EXPIRED_ON_REQUEST,)
    assert in_force(over, date(2020, 2, 27))
    assert not in_force(over, date(2020, 2, 28))


def test_row_13_a_request_that_was_withdrawn_in_time_changes_nothing() -> None:
    withdrawn = WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25))
    renewed = of_erqi().on(date(2020, 2, 25)).after(ASKED, withdrawn).settled_on(date(2020, 2, 28))
    assert renewed.facts[1:] == (
        TerminationRequested(requested_on=date(2020, 2, 20), reason=TerminationReason.RESIDENT_REQUEST),
        TerminationRequestWithdrawn(requested_on=date(2020, 2, 20), withdrawn_on=date(2020, 2, 25)),
        RENEWED_BY_SILENCE,
    )


def test_row_14_a_request_after_the_silent_renewal_is_decided_and_the_renewed_term_stays() -> None:
    renewed = of_erqi().settled_on(date(2020, 3, 2))
    asked = RequestTermination(requested_on=date(2020, 3, 2), reason=TerminationReason.RESIDENT_REQUEST)
    ended = (
        renewed.after(asked)
        .when(DecideTermination(decided_on=date(2020, 3, 2), takes_effect_on=date(2020, 3, 2)))
        .then(
            ContractTerminated(
                last_day_on=date(2020, 3, 1),
                decided_on=date(2020, 3, 2),
                reason=TerminationReason.RESIDENT_REQUEST,
                requested_on=date(2020, 3, 2),
            )
        )
    )
    assert [agreed.term.number for agreed in ended.contract.terms.agreed] == [1, 2]
    assert in_force(ended, date(2020, 3, 1))
    assert ended.contract.on(date(2020, 3, 2)) == Over(last_day_on=date(2020, 3, 1), lapse=None)
    assert ended.due_on(date(2030, 1, 1)) == ()


def test_row_15_settling_twice_is_settling_once() -> None:
    once = of_erqi().settled_on(date(2020, 2, 28))
    assert once.settled_on(date(2020, 2, 28)).facts == once.facts
    assert sum(isinstance(fact, ContractRenewed) for fact in once.facts) == 1


def test_row_16_a_renewal_that_is_recorded_late_counts_from_its_own_day() -> None:
    late, in_time = of_erqi().settled_on(date(2020, 3, 2)), of_erqi().settled_on(date(2020, 2, 28))
    assert late.facts == in_time.facts
    assert in_force(late, date(2020, 2, 29))


def test_row_47_signed_again_20_days_after_the_expiry_it_is_a_new_contract_and_the_old_one_has_no_new_term() -> None:
    over = of_putuo().settled_on(date(2018, 1, 20))
    again = over.another().after(household(ZHANG, LI, signed_on=date(2018, 1, 20)))
    assert again.contract.previous_contract_id == CONTRACT
    assert [agreed.term.number for agreed in again.contract.terms.agreed] == [1]
    assert [agreed.term.number for agreed in over.contract.terms.agreed] == [1]
    assert again.members_on(date(2018, 1, 19)) == set()


def test_years_without_anybody_at_work_leave_every_term_in_its_place() -> None:
    facts: tuple[ContractEvent, ...] = of_erqi().settled_on(date(2027, 6, 1)).facts
    terms = [
        (fact.term.number, fact.term.start_on, fact.term.end_on) for fact in facts if isinstance(fact, ContractRenewed)
    ]
    assert terms == [
        (2, date(2020, 2, 28), date(2023, 2, 27)),
        (3, date(2023, 2, 28), date(2026, 2, 27)),
        (4, date(2026, 2, 28), date(2029, 2, 27)),
    ]


def test_nothing_is_due_of_a_contract_that_lapsed_until_it_is_in_force_again() -> None:
    gone = (
        of_erqi()
        .on(date(2019, 6, 1))
        .after(
            RecordDeath(resident_id=ZHANG, died_on=date(2019, 5, 1)),
            RecordDeath(resident_id=LI, died_on=date(2019, 5, 2)),
        )
    )
    assert gone.due_on(date(2020, 2, 28)) == ()
