"""What goes along when people go to another contract: what was said, what is noted, the number on the new paper."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import MemberToSign, NotedCategory
from domain.contract.events import ContractSigned
from domain.contract.moves.commands import (
    FoundingMember,
    MergeHousehold,
    MoveCommand,
    MoveMember,
    MoveReason,
    MovingMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.moves.events import ContractTransferred
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.populations import Category
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.support.policies import variant
from tests.support.scenario import (
    CONTRACT,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    WANG,
    ZHANG,
    household,
)

EXPECTED_ON, DELIVERED_ON = date(2018, 9, 1), date(2018, 8, 30)
PREGNANT = MemberToSign(
    resident_id=LI,
    relationship="配偶",
    categories=(
        NotedCategory(category=Category.MATERNAL, expected_on=EXPECTED_ON, delivered_on=DELIVERED_ON),
        NotedCategory(category=Category.TUMOUR),
    ),
)
NOTE = Personal(CONTRACT, "搬去儿子家")
GOING = TransferContract(
    new_contract_id=NEW,
    team_id=OTHER_TEAM,
    doctor=OTHER_DOCTOR,
    transferred_on=date(2018, 9, 10),
    reason=ChangeReason.OTHER,
    note=NOTE,
    agreement_number="普转3",
)
SPLITTING = SplitHousehold(
    new_contract_id=NEW,
    household_number="61090200003",
    members=(FoundingMember(resident_id=LI, relationship="户主"),),
    representative_id=LI,
    split_on=date(2018, 9, 10),
    agreement_number="普分4",
)
SIGNED = (
    Contracts()
    .given(CONTRACT, household(ZHANG, PREGNANT, signed_on=date(2018, 3, 15)))
    .given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 4, 1), number="61090200002"))
)


def signed_anew(command: MoveCommand) -> ContractSigned:
    after = SIGNED.when(command)
    assert after.refusal is None
    (signed,) = (fact for contract_id, fact in after.facts if contract_id == NEW and isinstance(fact, ContractSigned))
    return signed


def test_a_transfer_keeps_what_was_said_about_it_and_the_number_of_the_new_agreement() -> None:
    ended = SIGNED.when(GOING).facts[0][1]
    assert ended == ContractTransferred(
        last_day_on=date(2018, 9, 9), to_contract_id=NEW, team_id=OTHER_TEAM, reason=ChangeReason.OTHER, note=NOTE
    )
    assert signed_anew(GOING).agreement_number == "普转3"
    assert signed_anew(SPLITTING).agreement_number == "普分4"


@pytest.mark.parametrize("command", [GOING, SPLITTING])
def test_a_delivery_goes_along_with_its_days(command: MoveCommand) -> None:
    (mother,) = (each for each in signed_anew(command).members if each.resident_id == LI)
    maternal = next(flag for flag in mother.flags if flag.category is Category.MATERNAL)
    assert (maternal.expected_on, maternal.delivered_on) == (EXPECTED_ON, DELIVERED_ON)
    assert maternal.until_on == date(2018, 10, 11)


def test_a_transfer_needs_the_reason_that_a_change_of_team_or_of_doctor_needs() -> None:
    of_teams = variant(
        "putuo",
        "[version.doctor_change]",
        '[version.team_change]\nwhen = "special_circumstances"\nclause = "特殊情况下可以变更"\nsource = "a test"\n\n'
        "[version.doctor_change]",
    )
    for policy in (of_teams, PUTUO):
        signed = Contracts(policy=policy, today=date(2018, 9, 10)).given(
            CONTRACT, household(ZHANG, signed_on=date(2018, 3, 15))
        )
        assert signed.when(GOING).refusal is None
        signed.when(replace(GOING, reason=None)).then_refused("reason_missing")
        signed.when(replace(GOING, note=None)).then_refused("reason_unexplained", reason=ChangeReason.OTHER)


NOBODY = UUID(int=77)


def test_who_is_no_member_cannot_go_and_is_named() -> None:
    alone = MoveMember(
        resident_id=NOBODY,
        to_contract_id=OTHER_CONTRACT,
        relationship="配偶",
        reason=MoveReason.MARRIAGE,
        moved_on=date(2018, 6, 1),
    )
    SIGNED.when(alone).then_refused("not_a_member", resident=NOBODY, day=date(2018, 5, 31))
    founding = replace(SPLITTING, members=(*SPLITTING.members, FoundingMember(resident_id=NOBODY, relationship="女")))
    SIGNED.when(founding).then_refused("not_a_member", resident=NOBODY, day=date(2018, 9, 9))


def test_nobody_is_named_twice_among_those_who_go() -> None:
    SIGNED.when(replace(SPLITTING, members=SPLITTING.members * 2)).then_refused("same_person_twice", resident=LI)
    both = (MovingMember(resident_id=ZHANG, relationship="父"), MovingMember(resident_id=LI, relationship="母"))
    merging = MergeHousehold(into_contract_id=OTHER_CONTRACT, members=(*both, both[0]), merged_on=date(2018, 6, 1))
    SIGNED.when(merging).then_refused("same_person_twice", resident=ZHANG)
    SIGNED.when(replace(merging, members=both[:1])).then_refused("not_everybody_named", resident=LI)
    SIGNED.when(replace(merging, members=both, into_contract_id=CONTRACT)).then_refused(
        "same_contract", contract=CONTRACT
    )


def test_who_went_by_mistake_went_nowhere() -> None:
    marrying = MoveMember(
        resident_id=LI,
        to_contract_id=OTHER_CONTRACT,
        relationship="配偶",
        reason=MoveReason.MARRIAGE,
        moved_on=date(2018, 6, 1),
    )
    married = SIGNED.when(marrying).after
    assert married.contract(CONTRACT).members[LI].gone_to == ((date(2018, 6, 1), OTHER_CONTRACT),)
    mistaken = VoidMove(to_contract_id=OTHER_CONTRACT, resident_id=LI, reason=Personal(LI, "录错了户"))
    assert married.when(mistaken).after.contract(CONTRACT).members[LI].gone_to == ()
