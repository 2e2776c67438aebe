"""Somebody goes to another household, or all of one do: no day without a contract, and no day in two."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import (
    AddMember,
    FlagPopulation,
    MemberToSign,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    ReplaceRepresentative,
)
from domain.contract.events import JoinReason, LeaveReason, MemberAdded, MemberRemoved
from domain.contract.keeping.ending import ending_of
from domain.contract.moves.commands import MergeHousehold, MoveMember, MoveReason, MovingMember
from domain.contract.moves.events import ContractMerged
from domain.contract.moves.state import Succession
from domain.personal import Personal
from domain.policy.capacity import Counted, Load, OverAdvised
from domain.populations import Category
from tests.domain.contract.moves.contracts import Contracts
from tests.support.scenario import BABY, CONTRACT, ERQI, JIANGXIAN, LI, OTHER_CONTRACT, PUTUO, WANG, ZHANG, household

SIGNED = (
    Contracts()
    .given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1), number="61090200002"))
)
MARRYING = MoveMember(
    resident_id=LI,
    to_contract_id=OTHER_CONTRACT,
    relationship="配偶",
    reason=MoveReason.MARRIAGE,
    moved_on=date(2018, 6, 1),
)
MERGING = MergeHousehold(
    into_contract_id=OTHER_CONTRACT,
    members=(
        MovingMember(resident_id=ZHANG, relationship="父"),
        MovingMember(resident_id=LI, relationship="配偶"),
    ),
    merged_on=date(2018, 6, 1),
)


def test_who_marries_leaves_one_contract_the_day_before_joining_the_other() -> None:
    after = SIGNED.when(MARRYING).then(
        (
            CONTRACT,
            MemberRemoved(
                resident_id=LI,
                reason=LeaveReason.MARRIED_OUT,
                last_day_on=date(2018, 5, 31),
                to_contract_id=OTHER_CONTRACT,
            ),
        ),
        (
            OTHER_CONTRACT,
            MemberAdded(
                resident_id=LI,
                relationship="配偶",
                reason=JoinReason.MARRIAGE,
                joined_on=date(2018, 6, 1),
                from_contract_id=CONTRACT,
            ),
        ),
    )
    assert after.contracts_of(LI, date(2018, 5, 31)) == {CONTRACT}
    assert after.contracts_of(LI, date(2018, 6, 1)) == {OTHER_CONTRACT}
    assert after.contracts_of(ZHANG, date(2018, 6, 1)) == {CONTRACT}


def test_a_move_is_quiet_where_it_is_on_record() -> None:
    SIGNED.when(MARRYING).after.when(MARRYING).then_nothing()


def test_who_comes_back_goes_by_the_same_rule() -> None:
    there = SIGNED.when(MARRYING).after
    back = replace(MARRYING, to_contract_id=CONTRACT, reason=MoveReason.HOUSEHOLD_CHANGED, moved_on=date(2018, 9, 1))
    after = there.when(back, about=OTHER_CONTRACT).after
    assert [after.contracts_of(LI, date(2018, month, 15)) for month in (5, 7, 10)] == [
        {CONTRACT},
        {OTHER_CONTRACT},
        {CONTRACT},
    ]


def test_what_is_known_of_the_one_who_goes_goes_along() -> None:
    noted = MemberToSign(resident_id=LI, relationship="女", note=Personal(LI, "过敏"))
    given = SIGNED.given(CONTRACT, household(ZHANG, noted, signed_on=date(2018, 3, 15))).given(
        CONTRACT,
        FlagPopulation(resident_id=LI, noted=NotedCategory(category=Category.MATERNAL), noted_on=date(2018, 4, 1)),
    )
    (_, (_, added)) = given.when(MARRYING).facts
    assert isinstance(added, MemberAdded)
    assert added.note == Personal(LI, "过敏")
    assert [(flag.category, flag.until_on) for flag in added.flags] == [(Category.MATERNAL, date(2019, 2, 17))]


def test_the_last_one_does_not_move_but_merges_the_households() -> None:
    alone = replace(MARRYING, resident_id=WANG, to_contract_id=CONTRACT)
    SIGNED.when(alone, about=OTHER_CONTRACT).then_refused("last_member", resident=WANG)
    merging = MergeHousehold(
        into_contract_id=CONTRACT,
        members=(MovingMember(resident_id=WANG, relationship="配偶"),),
        merged_on=date(2018, 6, 1),
    )
    after = SIGNED.when(merging, about=OTHER_CONTRACT).after
    assert after.members_on(CONTRACT, date(2018, 6, 1)) == {ZHANG, LI, WANG}
    assert after.members_on(OTHER_CONTRACT, date(2018, 6, 1)) == set()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(MARRYING, to_contract_id=CONTRACT), "same_contract"),
        (replace(MARRYING, resident_id=BABY), "not_a_member"),
        (replace(MARRYING, moved_on=date(2018, 12, 2)), "dated_in_future"),
        (replace(MARRYING, moved_on=date(2018, 3, 15)), "not_in_force"),
        (replace(MARRYING, moved_on=date(2018, 3, 20)), "not_in_force"),
        (replace(MERGING, into_contract_id=CONTRACT), "same_contract"),
        (replace(MERGING, merged_on=date(2018, 3, 20)), "not_in_force"),
        (replace(MERGING, merged_on=date(2018, 12, 2)), "dated_in_future"),
        (replace(MERGING, members=MERGING.members[:1]), "not_everybody_named"),
        (replace(MERGING, members=(*MERGING.members, MERGING.members[0])), "same_person_twice"),
        (
            replace(MERGING, members=(*MERGING.members, MovingMember(resident_id=BABY, relationship="女"))),
            "not_a_member",
        ),
    ],
)
def test_a_move_is_refused(command: MoveMember | MergeHousehold, code: str) -> None:
    SIGNED.when(command).then_refused(code)


def test_nobody_joins_a_contract_that_is_one_person_s_own() -> None:
    each_alone = (
        Contracts(policy=JIANGXIAN)
        .given(CONTRACT, household(ZHANG, signed_on=date(2018, 3, 15)))
        .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1)))
    )
    rule = JIANGXIAN.cite("unit")
    each_alone.when(replace(MERGING, members=MERGING.members[:1])).then_refused("one_person_only", rule=rule, signed=2)
    born = MemberAdded(resident_id=LI, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 5, 1))
    each_alone.given(CONTRACT, born).when(MARRYING).then_refused("one_person_only", rule=rule, signed=2)


def test_row_35_each_who_joins_by_a_merge_takes_a_place() -> None:
    putuo = (
        Contracts(policy=PUTUO, load=Load(persons=1499, households=600))
        .given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
        .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1)))
    )
    joined = [fact for _, fact in putuo.when(MERGING).facts if isinstance(fact, MemberAdded)]
    assert [fact.over_advised for fact in joined] == [
        None,
        OverAdvised(cap=1500, counted=Counted.PERSONS, load=1501),
    ]


def test_20_who_speaks_for_those_who_stay_is_replaced_before_going() -> None:
    """A death needs no successor at once, as the signature stays valid; who goes alive hands over first."""
    going = replace(MARRYING, resident_id=ZHANG)
    SIGNED.when(going).then_refused("representative_leaves", resident=ZHANG, day=date(2018, 6, 1))
    replaced = SIGNED.given(CONTRACT, ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 6, 1)))
    assert replaced.when(going).after.contracts_of(ZHANG, date(2018, 6, 1)) == {OTHER_CONTRACT}


def test_where_nobody_stays_nobody_needs_to_speak() -> None:
    assert SIGNED.when(MERGING).refusal is None


def test_the_dead_do_not_move() -> None:
    SIGNED.given(CONTRACT, RecordDeath(resident_id=LI, died_on=date(2018, 5, 1))).when(MARRYING).then_refused(
        "not_a_member", resident=LI
    )
    died_later = SIGNED.given(CONTRACT, RecordDeath(resident_id=LI, died_on=date(2018, 7, 1)))
    died_later.when(MARRYING).then_refused("resident_deceased", resident=LI, died_on=date(2018, 7, 1))


def test_everybody_of_a_household_joins_another_and_their_contract_ends() -> None:
    outcome = SIGNED.when(MERGING)
    assert outcome.facts[0] == (
        CONTRACT,
        ContractMerged(last_day_on=date(2018, 5, 31), into_contract_id=OTHER_CONTRACT),
    )
    assert [contract_id for contract_id, _ in outcome.facts] == [CONTRACT, OTHER_CONTRACT, OTHER_CONTRACT]
    assert outcome.after.members_on(OTHER_CONTRACT, date(2018, 6, 1)) == {ZHANG, LI, WANG}
    assert outcome.after.members_on(CONTRACT, date(2018, 6, 1)) == set()
    assert outcome.after.members_on(CONTRACT, date(2018, 5, 31)) == {ZHANG, LI}
    zhang = outcome.after.contract(OTHER_CONTRACT).members[ZHANG]
    assert (zhang.relationship, zhang.flags_on(date(2018, 6, 1))) == ("父", frozenset({Category.HYPERTENSION}))


def test_a_merge_is_quiet_where_it_is_on_record_and_happens_once() -> None:
    merged = SIGNED.when(MERGING).after
    merged.when(MERGING).then_nothing()
    merged.when(replace(MERGING, merged_on=date(2018, 7, 1))).then_refused(
        "contract_succeeded", contract=OTHER_CONTRACT, last_day_on=date(2018, 5, 31)
    )


def test_only_who_is_there_that_day_is_named() -> None:
    given = SIGNED.given(CONTRACT, RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 1)))
    given.when(MERGING).then_refused("not_a_member", resident=LI)
    assert given.when(replace(MERGING, members=MERGING.members[:1])).refusal is None


def test_a_household_does_not_merge_before_something_on_record() -> None:
    joined = AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 6, 10))
    SIGNED.given(CONTRACT, joined).when(MERGING).then_refused("recorded_later", day=date(2018, 6, 9))


def test_the_papers_of_a_household_that_merged_are_kept_from_its_last_day() -> None:
    ending = ending_of(SIGNED.when(MERGING).after.contract(CONTRACT))
    assert ending is not None
    assert (ending.reason, ending.last_day_on) == (Succession.MERGE, date(2018, 5, 31))


def test_a_contract_that_silence_renews_holds_nobody_after_a_merge() -> None:
    erqi = (
        Contracts(policy=ERQI)
        .given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
        .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1), number="61090200002"))
    )
    after = erqi.when(MERGING).after
    assert not after.contract(CONTRACT).goes_on_silently
    assert after.contracts_of(ZHANG, date(2019, 6, 1)) == {OTHER_CONTRACT}
