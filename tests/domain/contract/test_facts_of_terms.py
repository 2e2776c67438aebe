"""What a refusal about terms names and cites, and what of a request or a decision stays on record."""

from datetime import date

from domain.contract.terms.commands import (
    DecideTermination,
    RenewContract,
    RequestTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import ContractTerminated, ExpiryOutcome, TerminationRequested
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from tests.support.policies import variant
from tests.support.scenario import CONTRACT, ERQI, LI, PUTUO, ZHANG, Scenario, given, household

NOTE = Personal(CONTRACT, "全家去外地")
WISH = TerminationReason.RESIDENT_REQUEST
BOTH = (Side.RESIDENT, Side.TEAM)
FEWER_REASONS = variant(
    "erqi",
    "[version.unit]",
    '[version.termination_reasons]\naccepted = ["lost_to_follow_up", "other"]\nstated = false\n'
    'reason = "只认失访 Nobody found."\nsource = "004_108fcb36ebd86237.txt"\n\n[version.unit]',
)


def of_putuo(today: date) -> Scenario:
    """To 31 December 2017; whoever looks on `today` finds it settled."""
    return given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO).settled_on(today)


def of_erqi(today: date) -> Scenario:
    """To 27 February 2020, renewed by silence."""
    return given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(today)


def renewing(day: date, *sides: Side) -> RenewContract:
    return RenewContract(agreed_on=day, consents=sides or BOTH)


def test_who_renews_otherwise_than_the_policy_says_is_told_the_sentence() -> None:
    of_erqi(date(2020, 2, 20)).when(renewing(date(2020, 2, 20))).then_refused(
        "renews_by_silence", policy="erqi", rule=ERQI.cite("renewal")
    )
    of_putuo(date(2017, 12, 20)).when(renewing(date(2017, 12, 20), Side.TEAM)).then_refused(
        "consent_missing", missing=(Side.RESIDENT,), rule=PUTUO.cite("renewal")
    )
    of_putuo(date(2018, 2, 1)).when(renewing(date(2017, 12, 31))).then_refused(
        "renewal_too_late",
        agreed_on=date(2017, 12, 31),
        end_on=date(2017, 12, 31),
        today=date(2018, 2, 1),
        rule=PUTUO.cite("late_consent"),
    )


def test_nothing_is_renewed_on_a_day_before_the_contract_and_its_first_day_is_one_of_its_days() -> None:
    of_putuo(date(2017, 3, 20)).when(renewing(date(2017, 3, 14))).then_refused(
        "not_in_force", day=date(2017, 3, 14), from_on=date(2017, 3, 15), last_day_on=date(2017, 12, 31)
    )
    assert of_putuo(date(2017, 3, 15)).when(renewing(date(2017, 3, 15))).refusal is None


def test_a_request_and_a_decision_keep_what_was_said() -> None:
    asking = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.OTHER, note=NOTE)
    asked = of_erqi(date(2020, 2, 20)).when(asking)
    after = asked.then(TerminationRequested(requested_on=date(2020, 2, 20), reason=TerminationReason.OTHER, note=NOTE))
    deciding = DecideTermination(decided_on=date(2020, 2, 20), takes_effect_on=date(2020, 2, 24), note=NOTE)
    after.when(deciding).then(
        ContractTerminated(
            last_day_on=date(2020, 2, 23),
            decided_on=date(2020, 2, 20),
            reason=TerminationReason.OTHER,
            requested_on=date(2020, 2, 20),
            note=NOTE,
        )
    )
    after.when(
        DecideTermination(
            decided_on=date(2020, 2, 20), takes_effect_on=date(2020, 2, 24), reason=TerminationReason.OTHER, note=NOTE
        )
    ).then(
        ContractTerminated(
            last_day_on=date(2020, 2, 23),
            decided_on=date(2020, 2, 20),
            reason=TerminationReason.OTHER,
            requested_on=date(2020, 2, 20),
            note=NOTE,
        )
    )


def test_what_is_decided_out_of_order_is_told_with_its_days() -> None:
    asked = of_erqi(date(2020, 2, 20)).after(RequestTermination(requested_on=date(2020, 2, 20), reason=WISH))
    asked.when(DecideTermination(decided_on=date(2020, 2, 19), takes_effect_on=date(2020, 2, 25))).then_refused(
        "before_the_request", day=date(2020, 2, 19), requested_on=date(2020, 2, 20)
    )
    asked.when(DecideTermination(decided_on=date(2020, 2, 20), takes_effect_on=date(2020, 2, 19))).then_refused(
        "effect_before_decision", takes_effect_on=date(2020, 2, 19), decided_on=date(2020, 2, 20)
    )
    taken_back = asked.when(WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 20)))
    assert taken_back.refusal is None


def test_a_reason_that_the_policy_does_not_list_is_refused_by_its_list() -> None:
    signed = given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=FEWER_REASONS).settled_on(date(2020, 2, 20))
    for command in (
        RequestTermination(requested_on=date(2020, 2, 20), reason=WISH),
        DecideTermination(decided_on=date(2020, 2, 20), takes_effect_on=date(2020, 2, 24), reason=WISH),
    ):
        signed.when(command).then_refused(
            "termination_reason_unknown", reason=WISH, policy="erqi", rule=FEWER_REASONS.cite("termination_reasons")
        )
    untold = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.OTHER)
    signed.when(untold).then_refused("termination_reason_missing", rule=FEWER_REASONS.cite("termination_reasons"))


def test_who_ended_already_is_told_the_last_day() -> None:
    ended = of_erqi(date(2019, 6, 1)).after(
        DecideTermination(
            decided_on=date(2019, 6, 1), takes_effect_on=date(2019, 7, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP
        )
    )
    ended.when(RequestTermination(requested_on=date(2019, 6, 1), reason=WISH)).then_refused(
        "already_terminated", last_day_on=date(2019, 6, 30)
    )


def test_a_request_that_is_taken_back_brings_no_term_back_that_nobody_had_renewed() -> None:
    over = of_putuo(date(2018, 1, 2))
    assert over.contract.terms.expiry is not None
    asked = over.after(RequestTermination(requested_on=date(2017, 12, 30), reason=WISH))
    back = asked.after(WithdrawTerminationRequest(withdrawn_on=date(2017, 12, 31)))
    assert back.contract.terms.expiry is not None
    assert back.contract.terms.expiry.outcome is ExpiryOutcome.NO_CONSENT
    assert back.contract.terms.pending_request is None
