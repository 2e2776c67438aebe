"""Row 23 where everybody had moved away: who is back within the term takes the contract up again; the gap stays."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import AddMember, RecordDeath, RecordRelocation, RecordReturn
from domain.contract.events import ContractLapsed, JoinReason, LapseReason, MemberDied, MemberReturned
from domain.contract.keeping.ending import EndedBy, ending_of
from domain.contract.lapse import gaps
from domain.contract.state import InForce, Over
from domain.contract.terms.events import ContractRenewed
from projections.spans import ContractSpan, spans_of
from tests.support.scenario import (
    BABY,
    ERQI,
    HANBIN,
    JIANGXIAN,
    LI,
    OTHER_CONTRACT,
    WANG,
    ZHANG,
    Scenario,
    given,
    household,
)

LI_MOVED = RecordRelocation(resident_id=LI, moved_on=date(2018, 4, 1))
ZHANG_MOVED = RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 5, 1))
LI_BACK = RecordReturn(resident_id=LI, returned_on=date(2018, 10, 1))


def gone() -> Scenario:
    """A household of two that moved away in spring, in force until 14 March 2019 otherwise."""
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)), LI_MOVED, ZHANG_MOVED)


def test_row_23_who_is_back_within_the_term_takes_the_contract_up_again_and_the_gap_stays() -> None:
    back = (
        gone().when(LI_BACK).then(MemberReturned(resident_id=LI, returned_on=date(2018, 10, 1), contract_resumes=True))
    )
    assert back.contract.on(date(2018, 9, 30)) == Over(last_day_on=date(2018, 4, 30), lapse=LapseReason.RELOCATED)
    assert [back.members_on(day) for day in (date(2018, 4, 30), date(2018, 10, 1))] == [{ZHANG}, {LI}]
    assert (back.contract.lapse, back.contract.last_day_on) == (None, date(2019, 3, 14))
    assert gaps(back.contract) == ((date(2018, 5, 1), date(2018, 9, 30)),)
    back.when(LI_BACK).then_nothing()


def test_row_23_another_who_is_back_earlier_makes_the_gap_shorter() -> None:
    earlier = gone().after(LI_BACK, RecordReturn(resident_id=ZHANG, returned_on=date(2018, 9, 1)))
    assert earlier.members_on(date(2018, 9, 1)) == {ZHANG}
    assert gaps(earlier.contract) == ((date(2018, 5, 1), date(2018, 8, 31)),)


def test_row_23_a_contract_of_one_person_goes_on_too() -> None:
    alone = given(household(LI, signed_on=date(2018, 3, 15)), LI_MOVED, policy=JIANGXIAN)
    assert alone.after(LI_BACK).members_on(date(2018, 10, 1)) == {LI}


def test_row_23_who_is_back_after_the_term_signs_anew() -> None:
    gone().when(replace(LI_BACK, returned_on=date(2019, 3, 15))).then_refused("not_in_force", day=date(2019, 3, 15))
    assert gone().after(replace(LI_BACK, returned_on=date(2019, 3, 14))).members_on(date(2019, 3, 14)) == {LI}


def test_row_23_silence_renews_what_was_taken_up_again_and_nothing_else() -> None:
    silent = given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), LI_MOVED, ZHANG_MOVED, policy=ERQI)
    assert silent.due_on(date(2020, 2, 28)) == ()
    (renewed,) = silent.after(LI_BACK).due_on(date(2020, 2, 28))
    assert isinstance(renewed, ContractRenewed)
    told_late = silent.after(renewed)
    told_late.when(replace(LI_BACK, returned_on=date(2020, 3, 1))).then_refused("not_in_force")


def test_the_dead_are_not_back_but_the_one_who_outlived_them_is() -> None:
    dead = RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 10))
    mixed = given(household(ZHANG, LI, signed_on=date(2018, 3, 15)), LI_MOVED, dead)
    assert mixed.after(LI_BACK).members_on(date(2018, 10, 1)) == {LI}
    mixed.when(RecordReturn(resident_id=ZHANG, returned_on=date(2018, 10, 1))).then_refused("resident_deceased")
    alone = given(household(LI, signed_on=date(2018, 3, 15)), RecordDeath(resident_id=LI, died_on=date(2018, 5, 10)))
    alone.when(LI_BACK).then_refused("not_in_force")


def test_a_contract_is_not_taken_up_again_where_others_of_the_household_have_another_one() -> None:
    elsewhere = gone().another().after(household(ZHANG, signed_on=date(2018, 9, 1)))
    Scenario(facts=gone().facts, beside={OTHER_CONTRACT: elsewhere.contract}).when(LI_BACK).then_refused(
        "already_contracted",
        rule=HANBIN.cite("unit"),
        resident=ZHANG,
        contract=OTHER_CONTRACT,
        until_on=date(2019, 8, 31),
    )


@pytest.mark.parametrize("scenario", [gone(), gone().after(LI_BACK)], ids=["away", "taken up again"])
def test_nobody_joins_while_everybody_is_away_but_who_moved_may_die(scenario: Scenario) -> None:
    born = AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 7, 1))
    scenario.when(born).then_refused("not_in_force", day=date(2018, 7, 1))
    scenario.when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 7, 1))).then(
        MemberDied(resident_id=ZHANG, last_day_on=date(2018, 7, 1))
    )
    scenario.when(RecordDeath(resident_id=WANG, died_on=date(2018, 7, 1))).then_refused("not_a_member")


def test_the_roster_leaves_the_gap_out_and_the_clock_of_the_papers_stops() -> None:
    back = gone().after(LI_BACK)
    spans = sorted((each.from_on, each.to_on) for each in spans_of(back.contract) if isinstance(each, ContractSpan))
    assert spans == [(date(2018, 3, 15), date(2018, 4, 30)), (date(2018, 10, 1), date(2019, 3, 14))]
    endings = [ending_of(each.contract) for each in (gone(), back)]
    assert [ending.by for ending in endings if ending is not None] == [EndedBy.LAPSE, EndedBy.TERM_END]


def test_a_contract_that_was_taken_up_again_lapses_again() -> None:
    away = RecordRelocation(resident_id=LI, moved_on=date(2018, 12, 1))
    again = gone().after(LI_BACK, away)
    assert again.facts[-1] == ContractLapsed(reason=LapseReason.RELOCATED, last_day_on=date(2018, 11, 30))
    assert isinstance(again.contract.on(date(2018, 11, 30)), InForce)
    assert isinstance(again.contract.on(date(2018, 7, 1)), Over)
    assert again.after(replace(LI_BACK, returned_on=date(2019, 1, 1))).members_on(date(2019, 1, 1)) == {LI}
