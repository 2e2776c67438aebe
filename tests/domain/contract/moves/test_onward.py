"""A death or a move away that becomes known after the person went to another contract counts in every one of them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import RecordDeath, RecordRelocation, RecordReturn, WithdrawMark
from domain.contract.consents.commands import WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentPurpose, ConsentWithdrawn
from domain.contract.consents.state import holds
from domain.contract.events import ContractLapsed, LapseReason, Mark, MarkWithdrawn, MemberDied, MemberRelocated
from domain.contract.keeping.commands import ApproveDisposal
from domain.contract.keeping.events import ContractDisposed
from domain.contract.moves.commands import MoveMember, MoveReason, VoidMove
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding, standing_on_record
from domain.contract.terms.due import is_due
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from domain.populations import Category
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.domain.contract.moves.test_carrying import GIVING
from tests.domain.contract.moves.test_joining import MARRYING
from tests.domain.contract.moves.test_joining import SIGNED as TWO_HOUSEHOLDS
from tests.domain.contract.moves.test_splitting import SIGNED as WITH_CHILD
from tests.domain.contract.moves.test_splitting import SPLITTING
from tests.domain.contract.moves.test_transfer import GOING, SIGNED
from tests.support.scenario import (
    BABY,
    CONTRACT,
    DOCTOR,
    ERQI,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    TEAM,
    WANG,
    ZHANG,
    household,
    person_with,
)

THIRD = UUID(int=301)
DIED = RecordDeath(resident_id=LI, died_on=date(2018, 5, 10))
MOVED_AWAY = RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 10))
NOT_DEAD = WithdrawMark(resident_id=LI, mark=Mark.DEATH, reason=Personal(LI, "记错了人"))
NOT_AWAY = WithdrawMark(resident_id=LI, mark=Mark.RELOCATION, reason=Personal(LI, "记错了人"))
NOT_BACK = replace(NOT_DEAD, mark=Mark.RETURN)
NEVER_BACK = MarkWithdrawn(
    resident_id=LI, mark=Mark.RETURN, last_day_on=date(2018, 4, 30), reason=Personal(LI, "记错了人")
)
TRANSFERRED = SIGNED.when(GOING).after
MARRIED = TWO_HOUSEHOLDS.when(MARRYING).after
ALONE = (
    Contracts(policy=ERQI)
    .given(CONTRACT, household(person_with(LI, Category.DISABLED), signed_on=date(2018, 3, 15)))
    .when(GOING)
    .after
)
FURTHER = replace(GOING, new_contract_id=THIRD, team_id=TEAM, doctor=DOCTOR, transferred_on=date(2018, 9, 1))


def spans(contracts: Contracts, *contract_ids: UUID) -> dict[tuple[UUID, UUID], object]:
    return {
        (contract_id, each.resident_id): each.present_spans()
        for contract_id in contract_ids
        for each in contracts.contract(contract_id).members.values()
    }


def test_19_a_death_before_a_transfer_told_after_it_is_recorded_on_both_contracts() -> None:
    after = TRANSFERRED.when(DIED).then(
        (CONTRACT, MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10))),
        (NEW, MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10))),
    )
    assert after.contracts_of(LI, date(2018, 5, 10)) == {CONTRACT}
    assert [after.contracts_of(LI, day) for day in (date(2018, 5, 11), date(2018, 6, 1))] == [set(), set()]
    assert after.contracts_of(ZHANG, date(2018, 6, 1)) == {NEW}
    after.when(DIED).then_nothing()


def test_21_the_last_living_member_leaves_neither_contract_behind() -> None:
    outcome = ALONE.when(DIED)
    assert outcome.facts == (
        (CONTRACT, MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10))),
        (CONTRACT, ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 5, 10))),
        (NEW, MemberDied(resident_id=LI, last_day_on=date(2018, 5, 10))),
        (NEW, ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 5, 31), never_in_force=True)),
    )
    for contract_id, last_day_on in ((CONTRACT, date(2018, 5, 10)), (NEW, date(2018, 5, 31))):
        contract = outcome.after.contract(contract_id)
        assert (contract.last_day_on, contract.goes_on_silently) == (last_day_on, False)
        assert not is_due(contract, date(2030, 1, 1))


def test_25_what_was_served_under_the_new_contract_conflicts_with_the_death() -> None:
    served = DeliverService(
        service_id=UUID(int=70),
        delivered_on=date(2018, 6, 15),
        resident_ids=(LI,),
        items=(ServiceItem.BP_MEASUREMENT,),
        performer=OTHER_DOCTOR,
        channel=ServiceChannel.HOME,
        late_reason=Personal(LI, "停电"),
    )
    contract = TRANSFERRED.given(NEW, served).when(DIED).after.contract(NEW)
    standing = standing_on_record(contract.services[UUID(int=70)], contract)
    assert standing is ServiceStanding.CONFLICT_WITH_DEATH


@pytest.mark.parametrize("signed", [TRANSFERRED, ALONE, MARRIED, WITH_CHILD.when(SPLITTING).after])
@pytest.mark.parametrize(("marked", "withdrawn"), [(DIED, NOT_DEAD), (MOVED_AWAY, NOT_AWAY)])
def test_a_mark_that_was_withdrawn_never_was_in_any_of_them(
    signed: Contracts, marked: RecordDeath | RecordRelocation, withdrawn: WithdrawMark
) -> None:
    after = signed.when(marked).after.when(withdrawn).after
    assert spans(after, *after.facts) == spans(signed, *signed.facts)
    for contract_id in signed.facts:
        assert after.contract(contract_id).last_day_on == signed.contract(contract_id).last_day_on
        assert after.contract(contract_id).lapse is None


def test_who_was_part_of_a_move_did_not_leave_by_a_removal_of_their_own() -> None:
    MARRIED.when(replace(NOT_DEAD, mark=Mark.REMOVAL)).then_refused(
        "went_elsewhere", resident=LI, contract=OTHER_CONTRACT, day=date(2018, 6, 1)
    )


def test_a_return_after_which_the_person_went_on_is_withdrawn_after_that_move() -> None:
    home = SIGNED.given(
        CONTRACT,
        replace(MOVED_AWAY, moved_on=date(2018, 4, 1)),
        RecordReturn(resident_id=LI, returned_on=date(2018, 5, 1)),
    )
    home.when(GOING).after.when(NOT_BACK).then_refused(
        "went_elsewhere", resident=LI, contract=NEW, day=date(2018, 6, 1)
    )
    home.when(NOT_BACK).then(
        (CONTRACT, NEVER_BACK),
    )


def test_a_move_before_another_is_withdrawn_without_a_word_to_where_the_person_went() -> None:
    home = RecordReturn(resident_id=LI, returned_on=date(2018, 4, 10))
    twice = TRANSFERRED.when(replace(MOVED_AWAY, moved_on=date(2018, 4, 1))).after.when(home).after
    twice = twice.when(MOVED_AWAY).after
    assert not twice.contract(NEW).members[LI].present_on(date(2018, 6, 1))
    twice.when(replace(NOT_AWAY, marked_on=date(2018, 4, 1))).then(
        (CONTRACT, replace(NEVER_BACK, mark=Mark.RELOCATION, last_day_on=date(2018, 3, 31))),
    )


def test_a_death_reaches_every_contract_on_the_way() -> None:
    twice = TRANSFERRED.when(FURTHER, about=NEW).after
    assert [contract_id for contract_id, _ in twice.when(DIED).facts] == [CONTRACT, NEW, THIRD]
    assert twice.when(DIED).after.contracts_of(LI, date(2018, 9, 1)) == set()
    in_between = replace(DIED, died_on=date(2018, 7, 1))
    assert [contract_id for contract_id, _ in twice.when(in_between, about=NEW).facts] == [NEW, THIRD]


def test_who_came_home_before_the_death_had_been_elsewhere() -> None:
    home = MoveMember(
        resident_id=LI,
        to_contract_id=CONTRACT,
        relationship="妻",
        reason=MoveReason.HOUSEHOLD_CHANGED,
        moved_on=date(2018, 8, 1),
    )
    back = MARRIED.when(home, about=OTHER_CONTRACT).after
    at_home = back.when(replace(DIED, died_on=date(2018, 9, 1)))
    assert [contract_id for contract_id, _ in at_home.facts] == [CONTRACT]
    away = back.when(replace(DIED, died_on=date(2018, 7, 1)), about=OTHER_CONTRACT)
    assert [contract_id for contract_id, _ in away.facts] == [OTHER_CONTRACT, CONTRACT]
    assert away.after.contracts_of(LI, date(2018, 8, 1)) == set()
    assert away.after.contracts_of(LI, date(2018, 5, 31)) == {CONTRACT}


def test_a_move_away_before_a_transfer_told_after_it_counts_in_both_contracts() -> None:
    after = TRANSFERRED.when(MOVED_AWAY).then(
        (CONTRACT, MemberRelocated(resident_id=LI, last_day_on=date(2018, 5, 9))),
        (NEW, MemberRelocated(resident_id=LI, last_day_on=date(2018, 5, 31))),
    )
    assert after.contracts_of(LI, date(2018, 5, 10)) == after.contracts_of(LI, date(2018, 6, 1)) == set()
    back = after.when(RecordReturn(resident_id=LI, returned_on=date(2018, 10, 1)), about=NEW).after
    assert back.contracts_of(LI, date(2018, 10, 1)) == {NEW}
    assert ALONE.when(MOVED_AWAY).after.contract(NEW).lapse is not None


def test_who_was_back_before_the_transfer_went_along() -> None:
    home = RecordReturn(resident_id=LI, returned_on=date(2018, 5, 20))
    returned = SIGNED.given(CONTRACT, replace(MOVED_AWAY, moved_on=date(2018, 5, 15)), home).when(GOING).after
    earlier = returned.when(MOVED_AWAY)
    assert [contract_id for contract_id, _ in earlier.facts] == [CONTRACT]
    assert earlier.after.contracts_of(LI, date(2018, 6, 1)) == {NEW}


def test_the_contract_of_that_day_is_named_to_who_marks_it_on_a_later_one() -> None:
    TRANSFERRED.when(DIED, about=NEW).then_refused(
        "covered_elsewhere", resident=LI, contract=CONTRACT, day=date(2018, 5, 10)
    )
    MARRIED.when(DIED, about=OTHER_CONTRACT).then_refused("covered_elsewhere", contract=CONTRACT)
    TRANSFERRED.when(MOVED_AWAY, about=NEW).then_refused("covered_elsewhere", contract=CONTRACT, day=date(2018, 5, 9))
    assert TRANSFERRED.when(replace(DIED, died_on=date(2018, 7, 1)), about=NEW).refusal is None


def test_a_second_day_of_death_is_told() -> None:
    later = TRANSFERRED.when(replace(DIED, died_on=date(2018, 7, 1)), about=NEW).after
    later.when(DIED).then_refused("marked_otherwise", resident=LI, died_on=date(2018, 7, 1))
    withdrawn = later.when(NOT_DEAD, about=NEW).after
    assert withdrawn.when(DIED).refusal is None


def test_who_signed_elsewhere_since_has_signed() -> None:
    """Nobody went there from this contract: somebody sat at that table, and one of the two is wrong."""
    away = TWO_HOUSEHOLDS.given(CONTRACT, replace(MOVED_AWAY, moved_on=date(2018, 7, 1)))
    elsewhere = away.given(
        THIRD, household(person_with(LI, Category.DISABLED), signed_on=date(2018, 8, 1), number="61090200003")
    )
    elsewhere.when(DIED).then_refused("contract_after_death", contract=THIRD)
    elsewhere.when(NOT_AWAY).then_refused("already_contracted", contract=THIRD)


def test_who_is_under_contract_elsewhere_by_now_does_not_come_back_to_the_one_they_had_gone_to() -> None:
    away = TRANSFERRED.when(MOVED_AWAY).after
    elsewhere = away.given(
        THIRD, household(person_with(LI, Category.DISABLED), signed_on=date(2018, 8, 1), number="61090200003")
    )
    elsewhere.when(NOT_AWAY).then_refused("already_contracted", resident=LI, contract=THIRD)


def test_papers_that_are_gone_record_no_death_any_more() -> None:
    disposed = ContractDisposed(
        retention_class=RetentionClass.CONTRACT_PAPERS,
        disposed_on=date(2018, 11, 1),
        approved_on=date(2018, 10, 1),
        kept_until=date(2018, 10, 1),
        certificate_number="2018-1",
    )
    TRANSFERRED.given(NEW, disposed).when(DIED).then_refused("disposed", certificate="2018-1")
    approve = ApproveDisposal(retention_class=RetentionClass.CONTRACT_PAPERS, approved_on=date(2018, 11, 2))
    assert TRANSFERRED.given(NEW, disposed).when(approve).refusal is not None


def test_a_new_contract_that_was_void_records_nothing() -> None:
    void = TRANSFERRED.when(VoidMove(to_contract_id=NEW, reason=Personal(CONTRACT, "录错了户"))).after
    assert [contract_id for contract_id, _ in void.when(DIED).facts] == [CONTRACT]


def test_a_move_is_taken_back_of_a_household_in_which_somebody_had_died_before() -> None:
    wrong = VoidMove(to_contract_id=NEW, reason=Personal(CONTRACT, "录错了户"))
    died = TRANSFERRED.when(DIED).after.when(wrong).after
    assert died.contracts_of(ZHANG, date(2018, 7, 1)) == {CONTRACT}
    assert died.contracts_of(LI, date(2018, 5, 11)) == set()
    assert died.when(NOT_DEAD).after.contracts_of(LI, date(2018, 7, 1)) == {CONTRACT}
    married = MARRIED.when(DIED).after.when(replace(wrong, to_contract_id=OTHER_CONTRACT, resident_id=LI)).after
    assert married.when(NOT_DEAD).after.contracts_of(LI, date(2018, 7, 1)) == {CONTRACT}


def test_a_consent_taken_back_in_the_contract_left_is_taken_back_where_the_person_is() -> None:
    taking_back = WithdrawConsent(
        resident_id=LI, purpose=ConsentPurpose.PHOTO, spoken_by=ConsentBy.PERSON, withdrawn_on=date(2018, 7, 1)
    )
    given = SIGNED.given(CONTRACT, GIVING).when(GOING).after
    back = given.when(taking_back)
    assert [(contract_id, type(fact)) for contract_id, fact in back.facts] == [
        (CONTRACT, ConsentWithdrawn),
        (NEW, ConsentWithdrawn),
    ]
    assert holds(back.after.contract(NEW).consents, LI, ConsentPurpose.PHOTO, date(2018, 7, 1)) is False
    since = given.given(NEW, taking_back, replace(GIVING, given_on=date(2018, 8, 1))).when(taking_back)
    assert [contract_id for contract_id, _ in since.facts] == [CONTRACT]
    assert not any(isinstance(fact, MarkWithdrawn) for _, fact in since.facts)


def test_others_of_a_household_are_not_touched_by_what_is_said_of_one() -> None:
    split = WITH_CHILD.when(SPLITTING).after.when(replace(DIED, resident_id=BABY)).after
    assert split.members_on(NEW, date(2018, 6, 1)) == {LI}
    assert split.members_on(CONTRACT, date(2018, 6, 1)) == {ZHANG}
    assert split.members_on(OTHER_CONTRACT, date(2018, 6, 1)) == {WANG}
