"""Some of a household, or of several, found one of their own."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import EnterInError, MemberToSign, NotedCategory, ReplaceRepresentative
from domain.contract.events import ContractSigned, LeaveReason, MemberRemoved
from domain.contract.moves.commands import FoundingMember, SplitHousehold, SplitReason
from domain.contract.moves.events import Origin, OriginKind
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.populations import Category
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.support.scenario import BABY, CONTRACT, DOCTOR, ERQI, LI, OTHER_CONTRACT, TEAM, WANG, ZHANG, household

NOTED = MemberToSign(
    resident_id=LI,
    relationship="子",
    categories=(NotedCategory(category=Category.DISABLED),),
    note=Personal(LI, "独居"),
)
SIGNED = (
    Contracts()
    .given(CONTRACT, household(ZHANG, NOTED, BABY, signed_on=date(2018, 3, 15)))
    .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1), number="61090200002"))
)
SPLITTING = SplitHousehold(
    new_contract_id=NEW,
    household_number="61090200003",
    members=(
        FoundingMember(resident_id=LI, relationship="户主"),
        FoundingMember(resident_id=BABY, relationship="女"),
    ),
    representative_id=LI,
    split_on=date(2018, 6, 1),
)


def test_members_found_a_household_of_their_own_and_the_others_stay() -> None:
    outcome = SIGNED.when(SPLITTING)
    assert outcome.refusal is None
    assert [(contract_id, type(fact).__name__) for contract_id, fact in outcome.facts] == [
        (CONTRACT, "MemberRemoved"),
        (CONTRACT, "MemberRemoved"),
        (NEW, "ContractSigned"),
    ]
    assert outcome.facts[0][1] == MemberRemoved(
        resident_id=LI, reason=LeaveReason.HOUSEHOLD_SPLIT, last_day_on=date(2018, 5, 31), to_contract_id=NEW
    )
    signed = outcome.facts[2][1]
    assert isinstance(signed, ContractSigned)
    assert signed.origin == Origin(kind=OriginKind.SPLIT, contract_ids=(CONTRACT,))
    assert (signed.household_number, signed.household_size, signed.village) == ("61090200003", 2, "建民村")
    assert (signed.team_id, signed.doctor, signed.previous_contract_id) == (TEAM, DOCTOR, CONTRACT)
    assert (signed.members[0].relationship, signed.members[0].note) == ("户主", Personal(LI, "独居"))
    after = outcome.after
    assert [after.contracts_of(LI, day) for day in (date(2018, 5, 31), date(2018, 6, 1))] == [{CONTRACT}, {NEW}]
    assert after.contracts_of(ZHANG, date(2018, 6, 1)) == {CONTRACT}


def test_a_split_is_quiet_where_it_is_on_record() -> None:
    SIGNED.when(SPLITTING).after.when(SPLITTING).then_nothing()


@pytest.mark.parametrize(
    "otherwise",
    [
        replace(SPLITTING, members=SPLITTING.members[:1]),
        replace(SPLITTING, representative_id=BABY),
        replace(SPLITTING, household_number="61090200004"),
        replace(SPLITTING, split_on=date(2018, 6, 2)),
        replace(SPLITTING, household_size=3),
        replace(SPLITTING, village="新田村"),
        replace(SPLITTING, agreement_number="2018-7"),
        replace(SPLITTING, reason=SplitReason.MARRIAGE),
    ],
)
def test_another_split_under_the_same_id_is_told(otherwise: SplitHousehold) -> None:
    SIGNED.when(SPLITTING).after.when(otherwise).then_refused("move_recorded_otherwise", contract=NEW)


def test_a_split_whose_new_contract_was_entered_in_error_is_told() -> None:
    void = SIGNED.when(SPLITTING).after.given(NEW, EnterInError(reason=Personal(NEW, "录错了户")))
    void.when(SPLITTING).then_refused("new_contract_void", contract=NEW)


def test_20_who_speaks_for_those_who_stay_is_replaced_before_founding_another_household() -> None:
    leaving = FoundingMember(resident_id=ZHANG, relationship="户主")
    founding = replace(SPLITTING, members=(leaving, SPLITTING.members[1]), representative_id=ZHANG)
    SIGNED.when(founding).then_refused("representative_leaves", resident=ZHANG, day=date(2018, 6, 1))
    replaced = SIGNED.given(CONTRACT, ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 5, 1)))
    assert replaced.when(founding).after.contracts_of(ZHANG, date(2018, 6, 1)) == {NEW}


def test_two_who_marry_may_leave_their_contracts_for_one_of_their_own() -> None:
    given = Contracts(policy=ERQI)
    given = given.given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    given = given.given(OTHER_CONTRACT, household(WANG, BABY, signed_on=date(2018, 4, 1), number="61090200002"))
    given = given.given(OTHER_CONTRACT, ReplaceRepresentative(representative_id=BABY, replaced_on=date(2018, 6, 1)))
    marrying = replace(
        SPLITTING,
        members=(
            FoundingMember(resident_id=LI, relationship="户主"),
            FoundingMember(resident_id=WANG, relationship="配偶", from_contract_id=OTHER_CONTRACT),
        ),
        reason=SplitReason.MARRIAGE,
        village="新田村",
    )
    outcome = given.when(marrying)
    assert outcome.refusal is None
    assert [contract_id for contract_id, _ in outcome.facts] == [CONTRACT, OTHER_CONTRACT, NEW]
    signed = outcome.after.facts[NEW][0]
    assert isinstance(signed, ContractSigned)
    assert signed.origin == Origin(kind=OriginKind.MARRIAGE, contract_ids=(CONTRACT, OTHER_CONTRACT))
    assert signed.village == "新田村"
    assert outcome.after.contracts_of(WANG, date(2018, 6, 1)) == {NEW}
    assert outcome.after.contracts_of(BABY, date(2018, 6, 1)) == {OTHER_CONTRACT}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(SPLITTING, members=()), "nobody_signed"),
        (replace(SPLITTING, members=SPLITTING.members[:1] * 2), "same_person_twice"),
        (replace(SPLITTING, representative_id=ZHANG), "representative_not_member"),
        (replace(SPLITTING, household_size=1), "household_too_small"),
        (replace(SPLITTING, household_size=3), "whole_household"),
        (replace(SPLITTING, new_contract_id=OTHER_CONTRACT), "contract_id_taken"),
        (replace(SPLITTING, split_on=date(2018, 12, 2)), "dated_in_future"),
        (replace(SPLITTING, split_on=date(2018, 3, 15)), "not_in_force"),
        (
            replace(SPLITTING, members=(*SPLITTING.members, FoundingMember(resident_id=WANG, relationship="妻"))),
            "not_a_member",
        ),
        (
            replace(SPLITTING, members=(*SPLITTING.members, FoundingMember(resident_id=ZHANG, relationship="父"))),
            "last_member",
        ),
        (
            replace(
                SPLITTING,
                members=(FoundingMember(resident_id=WANG, relationship="户主", from_contract_id=OTHER_CONTRACT),),
                representative_id=WANG,
            ),
            "nobody_leaves",
        ),
    ],
)
def test_a_split_is_refused(command: SplitHousehold, code: str) -> None:
    SIGNED.when(command).then_refused(code)


def test_a_household_that_the_policy_does_not_sign_is_not_founded() -> None:
    healthy = Contracts().given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    alone = replace(SPLITTING, members=SPLITTING.members[:1])
    healthy.when(alone).then_refused("not_eligible", policy="hanbin")


def test_a_new_household_counts_in_the_load_of_its_team() -> None:
    erqi = Contracts(policy=ERQI, load=Load(persons=3000, households=1500))
    given = erqi.given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    given.when(replace(SPLITTING, members=SPLITTING.members[:1])).then_refused("capacity_exceeded", load=1501)
