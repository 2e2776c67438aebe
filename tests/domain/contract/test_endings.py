"""How a contract came to its last day: the archive tells it, and keeps its papers from there."""

from datetime import date

from domain.contract.commands import EnterInError, RecordDeath, RecordRelocation
from domain.contract.events import ContractLapsed, LapseReason
from domain.contract.keeping.commands import ApproveDisposal
from domain.contract.keeping.ending import EndedBy, Ending, ending_of
from domain.contract.terms.commands import DecideTermination
from domain.contract.terms.events import ExpiryOutcome
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from domain.policy.termination import TerminationReason
from tests.support.scenario import CONTRACT, ERQI, HANBIN, LI, ZHANG, Scenario, given, household

PAPERS = RetentionClass.CONTRACT_PAPERS
MISTAKE = Personal(CONTRACT, "录错")


def signed() -> Scenario:
    """Two people for a year, from 15 March 2018 to 14 March 2019."""
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15))).on(date(2018, 7, 1))


def ending(scenario: Scenario) -> Ending | None:
    return ending_of(scenario.contract)


def test_a_term_that_nobody_renewed_ends_by_itself_and_once_it_is_over_with_its_reason() -> None:
    last_day = Ending(by=EndedBy.TERM_END, last_day_on=date(2019, 3, 14), policy=HANBIN.ref)
    assert ending(signed()) == last_day
    assert ending(signed().settled_on(date(2019, 3, 15))) == Ending(
        by=EndedBy.TERM_END,
        last_day_on=date(2019, 3, 14),
        policy=HANBIN.ref,
        reason=ExpiryOutcome.NO_CONSENT,
    )


def test_a_contract_that_silence_renews_has_no_ending() -> None:
    assert ending(given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=ERQI)) is None


def test_a_lapse_ends_a_contract_with_what_became_of_its_people() -> None:
    left = signed().after(RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 1)))
    assert ending(left) == ending(signed())
    assert ending(left.after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 1)))) == Ending(
        by=EndedBy.LAPSE, last_day_on=date(2018, 6, 1), policy=HANBIN.ref, reason=LapseReason.MIXED
    )


def test_a_termination_ends_a_contract_with_the_reason_that_was_given() -> None:
    decided = DecideTermination(
        decided_on=date(2018, 6, 28), takes_effect_on=date(2018, 7, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP
    )
    terminated = signed().after(decided)
    assert ending(terminated) == Ending(
        by=EndedBy.TERMINATION,
        last_day_on=date(2018, 6, 30),
        policy=HANBIN.ref,
        reason=TerminationReason.LOST_TO_FOLLOW_UP,
    )


def test_of_a_termination_and_a_lapse_the_earlier_one_made_the_last_day() -> None:
    decided = DecideTermination(
        decided_on=date(2018, 6, 28), takes_effect_on=date(2018, 7, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP
    )
    both_gone = (
        RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 10)),
        RecordDeath(resident_id=LI, died_on=date(2018, 6, 20)),
    )
    assert ending(signed().after(decided, *both_gone)) == Ending(
        by=EndedBy.LAPSE, last_day_on=date(2018, 6, 20), policy=HANBIN.ref, reason=LapseReason.DECEASED
    )


def test_what_was_entered_in_error_is_kept_from_the_day_on_which_that_was_declared() -> None:
    void = signed().on(date(2018, 8, 1)).after(EnterInError(reason=MISTAKE))
    assert ending(void) == Ending(by=EndedBy.ENTERED_IN_ERROR, last_day_on=date(2018, 8, 1), policy=HANBIN.ref)


def test_a_contract_is_in_force_on_its_last_day_and_names_the_day_of_the_asking() -> None:
    on_the_last_day = signed().on(date(2019, 3, 14))
    on_the_last_day.when(ApproveDisposal(retention_class=PAPERS, approved_on=date(2019, 3, 14))).then_refused(
        "still_in_force", day=date(2019, 3, 14), last_day_on=date(2019, 3, 14)
    )
    the_day_after = signed().on(date(2019, 3, 15))
    the_day_after.when(ApproveDisposal(retention_class=PAPERS, approved_on=date(2019, 3, 15))).then_refused(
        "still_kept"
    )


def test_who_dies_on_the_first_day_was_under_contract_and_who_died_before_it_never_was() -> None:
    alone = given(household(ZHANG, signed_on=date(2018, 3, 15), start_on=date(2018, 4, 1))).on(date(2018, 4, 2))
    for died_on, never_in_force in ((date(2018, 4, 1), False), (date(2018, 3, 31), True)):
        (_, lapsed) = alone.when(RecordDeath(resident_id=ZHANG, died_on=died_on)).facts
        assert lapsed == ContractLapsed(reason=LapseReason.DECEASED, last_day_on=died_on, never_in_force=never_in_force)
