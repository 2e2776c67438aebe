"""Marks that were wrong: which of several is meant, returns that were none, and people who never left."""

from dataclasses import replace
from datetime import date

from domain.contract.commands import (
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    WithdrawMark,
)
from domain.contract.events import ContractLapsed, LapseReason, LeaveReason, Mark, MarkWithdrawn
from domain.personal import Personal
from domain.populations import Category
from tests.support.scenario import LI, OTHER_CONTRACT, ZHANG, Scenario, given, household

WRONG = Personal(LI, "同名，标错")
LI_DIED = RecordDeath(resident_id=LI, died_on=date(2018, 5, 10))
LI_MOVED = RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 1))
ZHANG_MOVED = RecordRelocation(resident_id=ZHANG, moved_on=date(2018, 6, 1))
NO_DEATH = WithdrawMark(resident_id=LI, mark=Mark.DEATH, reason=WRONG)
NO_MOVE = WithdrawMark(resident_id=LI, mark=Mark.RELOCATION, reason=WRONG)
NO_RETURN = WithdrawMark(resident_id=LI, mark=Mark.RETURN, reason=WRONG)
NO_REMOVAL = WithdrawMark(resident_id=LI, mark=Mark.REMOVAL, reason=WRONG)


def of_two() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def alone() -> Scenario:
    return given(household(LI, signed_on=date(2018, 3, 15)))


def test_of_two_moves_the_one_that_is_named_is_withdrawn() -> None:
    moved_twice = of_two().after(
        LI_MOVED,
        RecordReturn(resident_id=LI, returned_on=date(2018, 7, 1)),
        RecordRelocation(resident_id=LI, moved_on=date(2018, 10, 1)),
    )
    days = (date(2018, 5, 1), date(2018, 10, 1))
    moved_twice.when(NO_MOVE).then_refused("which_mark", resident=LI, mark=Mark.RELOCATION, days=days)
    moved_twice.when(replace(NO_MOVE, marked_on=date(2018, 9, 30))).then_refused("which_mark", days=days)
    stayed = moved_twice.when(replace(NO_MOVE, marked_on=date(2018, 5, 1))).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.RELOCATION, last_day_on=date(2018, 4, 30), reason=WRONG)
    )
    assert stayed.members_on(date(2018, 6, 1)) == {ZHANG, LI}
    assert stayed.members_on(date(2018, 10, 1)) == {ZHANG}
    back = moved_twice.when(replace(NO_MOVE, marked_on=date(2018, 10, 1))).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.RELOCATION, last_day_on=date(2018, 9, 30), reason=WRONG)
    )
    assert back.members_on(date(2018, 6, 1)) == {ZHANG}
    assert back.members_on(date(2018, 10, 1)) == {ZHANG, LI}


def test_a_death_that_is_withdrawn_by_another_day_is_told_the_one_on_record() -> None:
    died = of_two().after(LI_DIED)
    died.when(replace(NO_DEATH, marked_on=date(2018, 5, 11))).then_refused("which_mark", days=(date(2018, 5, 10),))
    died.when(replace(NO_DEATH, marked_on=date(2018, 5, 10))).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.DEATH, last_day_on=date(2018, 5, 10), reason=WRONG)
    )


def test_a_return_marked_wrongly_is_withdrawn_and_the_contract_lapses_again() -> None:
    away = alone().after(LI_MOVED)
    back = away.after(RecordReturn(resident_id=LI, returned_on=date(2018, 7, 1)))
    assert back.contract.lapse is None
    gone = back.when(NO_RETURN).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.RETURN, last_day_on=date(2018, 6, 30), reason=WRONG),
        ContractLapsed(reason=LapseReason.RELOCATED, last_day_on=date(2018, 4, 30)),
    )
    assert gone.contract == away.contract
    gone.when(NO_RETURN).then_refused("nothing_marked", resident=LI, mark=Mark.RETURN)


def test_a_return_withdrawn_where_others_are_left_ends_nothing() -> None:
    back = of_two().after(LI_MOVED, RecordReturn(resident_id=LI, returned_on=date(2018, 7, 1)))
    gone = back.when(NO_RETURN).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.RETURN, last_day_on=date(2018, 6, 30), reason=WRONG)
    )
    assert gone.members_on(date(2018, 8, 1)) == {ZHANG}


def test_a_removal_made_wrongly_is_withdrawn_and_what_was_noted_is_there_again() -> None:
    noted = of_two().after(
        FlagPopulation(resident_id=LI, noted=NotedCategory(category=Category.HYPERTENSION), noted_on=date(2018, 4, 1))
    )
    left = noted.after(RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 6, 30)))
    assert left.members_on(date(2018, 7, 1)) == {ZHANG}
    stayed = left.when(NO_REMOVAL).then(
        MarkWithdrawn(resident_id=LI, mark=Mark.REMOVAL, last_day_on=date(2018, 6, 30), reason=WRONG)
    )
    assert stayed.contract == noted.contract
    left.when(replace(NO_REMOVAL, marked_on=date(2018, 7, 1))).then_refused("which_mark", days=(date(2018, 6, 30),))


def test_a_removal_withdrawn_brings_a_lapsed_contract_into_force_again() -> None:
    gone = of_two().after(
        RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 4, 30)), ZHANG_MOVED
    )
    assert gone.contract.lapse is not None
    gone.when(NO_REMOVAL).then(
        MarkWithdrawn(
            resident_id=LI,
            mark=Mark.REMOVAL,
            last_day_on=date(2018, 4, 30),
            reason=WRONG,
            contract_resumes=True,
        )
    )


def test_a_removal_is_not_withdrawn_once_another_contract_has_the_person() -> None:
    left = of_two().after(RemoveMember(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 5, 31)))
    elsewhere = left.another().after(household(LI, signed_on=date(2018, 6, 1)))
    Scenario(facts=left.facts, beside={OTHER_CONTRACT: elsewhere.contract}).when(NO_REMOVAL).then_refused(
        "already_contracted", contract=OTHER_CONTRACT
    )
