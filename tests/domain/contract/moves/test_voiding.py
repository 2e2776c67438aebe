"""A move written down by mistake is taken back: everybody is where they were, and no day is without a contract."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import (
    AddMember,
    ContractCommand,
    EnterInError,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    RemoveMember,
    ReplaceRepresentative,
    UnflagPopulation,
    WithdrawMark,
)
from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentPurpose
from domain.contract.consents.state import holds
from domain.contract.events import (
    ContractEnteredInError,
    JoinReason,
    LeaveReason,
    Mark,
    MemberRemoved,
)
from domain.contract.fees.commands import ChargeFees, RefundFee
from domain.contract.moves.commands import (
    FoundingMember,
    MergeHousehold,
    MoveMember,
    MoveReason,
    MovingMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.moves.events import MemberMoveVoided, MoveVoided
from domain.contract.moves.refusals import Resting
from domain.contract.services.commands import DeliverService, VoidService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.terms.commands import (
    DecideTermination,
    RenewContract,
    RequestTermination,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.domain.contract.moves.test_joining import MARRYING, MERGING
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
    PUTUO,
    TEAM,
    WANG,
    ZHANG,
    Scenario,
    household,
    person_with,
)

WRONG = VoidMove(to_contract_id=NEW, reason=Personal(CONTRACT, "录错了户"))
WRONG_MERGE = replace(WRONG, to_contract_id=OTHER_CONTRACT)
WRONG_MARRIAGE = replace(WRONG_MERGE, resident_id=LI)
TRANSFERRED = SIGNED.when(GOING).after
MERGED = TWO_HOUSEHOLDS.when(MERGING).after
MARRIED = TWO_HOUSEHOLDS.when(MARRYING).after
SPLIT = WITH_CHILD.when(SPLITTING).after

SERVICE = UUID(int=70)
SERVED = DeliverService(
    service_id=SERVICE,
    delivered_on=date(2018, 7, 1),
    resident_ids=(LI,),
    items=(ServiceItem.BP_MEASUREMENT,),
    performer=OTHER_DOCTOR,
    channel=ServiceChannel.HOME,
    late_reason=Personal(LI, "停电"),
)
CONSENTING = GiveConsent(
    resident_id=LI,
    purpose=ConsentPurpose.PHOTO,
    spoken_by=ConsentBy.PERSON,
    form=ConsentForm.ORAL,
    given_on=date(2018, 4, 2),
)


def as_if_nothing_had_happened(after: Contracts, before: Contracts, *contract_ids: UUID) -> bool:
    """Members, terms and ends of contracts are what they would be without the move and its undoing."""
    days = [date(year, month, day) for year in (2018, 2019) for month in range(1, 13) for day in (1, 15)]
    return all(after.contract(each).on(day) == before.contract(each).on(day) for each in contract_ids for day in days)


def test_a_transfer_of_the_wrong_household_is_taken_back_and_the_contract_goes_on() -> None:
    after = TRANSFERRED.when(WRONG).then(
        (
            NEW,
            ContractEnteredInError(
                void_from=date(2018, 6, 1), declared_on=date(2018, 12, 1), reason=Personal(NEW, "录错了户")
            ),
        ),
        (
            CONTRACT,
            MoveVoided(to_contract_id=NEW, last_day_on=date(2018, 5, 31), reason=Personal(CONTRACT, "录错了户")),
        ),
    )
    assert as_if_nothing_had_happened(after, SIGNED, CONTRACT)
    assert after.contracts_of(LI, date(2018, 6, 1)) == {CONTRACT}
    after.when(WRONG).then_refused("no_such_move", contract=NEW, resident=None)


def test_a_transfer_that_was_taken_back_is_made_again_under_another_id() -> None:
    after = TRANSFERRED.when(WRONG).after
    after.when(GOING).then_refused("new_contract_void", contract=NEW)
    again = after.when(replace(GOING, new_contract_id=UUID(int=301))).after
    assert again.contracts_of(LI, date(2018, 6, 1)) == {UUID(int=301)}


def test_how_the_contract_goes_on_is_a_question_again() -> None:
    facts = TRANSFERRED.when(WRONG).after.facts[CONTRACT]
    scenario = Scenario(facts=facts, today=date(2019, 3, 5))
    renewed = scenario.after(RenewContract(agreed_on=date(2019, 3, 1), consents=tuple(Side)))
    assert renewed.contract.last_day_on == date(2020, 3, 14)


def test_terms_that_silence_would_have_renewed_meanwhile_fall_due_at_the_next_touch() -> None:
    erqi = Contracts(policy=ERQI).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    late = replace(erqi.when(GOING).after, today=date(2022, 1, 10))
    after = late.when(WRONG).after
    assert after.contract(CONTRACT).goes_on_silently
    settled = Scenario(facts=after.facts[CONTRACT], policy=ERQI).settled_on(date(2022, 1, 10)).contract
    assert (settled.last_day_on, len(settled.terms.agreed)) == (date(2024, 3, 14), 2)


def test_a_new_contract_that_was_entered_in_error_before_leaves_the_old_one_to_go_on() -> None:
    void = TRANSFERRED.given(NEW, EnterInError(reason=Personal(NEW, "录错了户")))
    assert void.contracts_of(LI, date(2018, 6, 1)) == set()
    taken_back = void.when(WRONG)
    assert [contract_id for contract_id, _ in taken_back.facts] == [CONTRACT]
    assert as_if_nothing_had_happened(taken_back.after, SIGNED, CONTRACT)


def test_who_merged_by_mistake_leaves_with_no_day_covered_and_the_household_goes_on() -> None:
    undone = MERGED.when(WRONG_MERGE)
    assert [(each, type(fact)) for each, fact in undone.facts] == [
        (OTHER_CONTRACT, MemberRemoved),
        (OTHER_CONTRACT, MemberRemoved),
        (CONTRACT, MoveVoided),
    ]
    assert as_if_nothing_had_happened(undone.after, TWO_HOUSEHOLDS, CONTRACT, OTHER_CONTRACT)


def test_one_who_moved_by_mistake_stays() -> None:
    after = MARRIED.when(WRONG_MARRIAGE).then(
        (
            OTHER_CONTRACT,
            MemberRemoved(resident_id=LI, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 5, 31)),
        ),
        (
            CONTRACT,
            MemberMoveVoided(
                resident_id=LI,
                to_contract_id=OTHER_CONTRACT,
                last_day_on=date(2018, 5, 31),
                reason=Personal(LI, "录错了户"),
            ),
        ),
    )
    assert as_if_nothing_had_happened(after, TWO_HOUSEHOLDS, CONTRACT, OTHER_CONTRACT)
    again = after.when(MARRYING).after
    assert again.contracts_of(LI, date(2018, 6, 1)) == {OTHER_CONTRACT}


def test_a_split_by_mistake_is_taken_back_for_everybody_of_every_contract() -> None:
    given = Contracts(policy=ERQI)
    given = given.given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    given = given.given(OTHER_CONTRACT, household(WANG, BABY, signed_on=date(2018, 3, 15), number="61090200002"))
    marrying = SplitHousehold(
        new_contract_id=NEW,
        household_number=None,
        members=(
            FoundingMember(resident_id=LI, relationship="户主"),
            FoundingMember(resident_id=BABY, relationship="配偶", from_contract_id=OTHER_CONTRACT),
        ),
        representative_id=LI,
        split_on=date(2018, 6, 1),
    )
    undone = given.when(marrying).after.when(WRONG)
    assert [(each, type(fact)) for each, fact in undone.facts] == [
        (NEW, ContractEnteredInError),
        (CONTRACT, MemberMoveVoided),
        (OTHER_CONTRACT, MemberMoveVoided),
    ]
    assert as_if_nothing_had_happened(undone.after, given, CONTRACT, OTHER_CONTRACT)


def test_one_of_a_split_by_mistake_goes_back_and_the_others_stay_where_they_are() -> None:
    after = SPLIT.when(replace(WRONG, resident_id=BABY)).after
    assert after.contracts_of(BABY, date(2018, 6, 1)) == {CONTRACT}
    assert after.contracts_of(LI, date(2018, 6, 1)) == {NEW}
    after.when(replace(WRONG, resident_id=LI)).then_refused("last_member", resident=LI)


def test_a_contract_that_lapsed_for_want_of_the_one_who_moved_is_in_force_again() -> None:
    alone = MARRIED.given(CONTRACT, RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 1)))
    assert alone.contract(CONTRACT).lapse is not None
    undone = alone.when(WRONG_MARRIAGE)
    (stayed,) = [fact for _, fact in undone.facts if isinstance(fact, MemberMoveVoided)]
    assert stayed.contract_resumes
    assert undone.after.members_on(CONTRACT, date(2018, 9, 1)) == {LI}


def test_what_was_said_of_people_since_is_said_of_the_contract_that_goes_on() -> None:
    disabled, maternal = (NotedCategory(category=each) for each in (Category.DISABLED, Category.MATERNAL))
    given = SIGNED.given(
        CONTRACT, CONSENTING, FlagPopulation(resident_id=LI, noted=maternal, noted_on=date(2018, 4, 2))
    )
    since = given.when(GOING).after.given(
        NEW,
        FlagPopulation(resident_id=LI, noted=disabled, noted_on=date(2018, 7, 1)),
        UnflagPopulation(resident_id=LI, category=Category.MATERNAL, ended_on=date(2018, 7, 2)),
        WithdrawConsent(
            resident_id=LI, purpose=ConsentPurpose.PHOTO, spoken_by=ConsentBy.PERSON, withdrawn_on=date(2018, 7, 3)
        ),
    )
    contract = since.when(WRONG).after.contract(CONTRACT)
    assert contract.members[LI].flags_on(date(2018, 7, 1)) == {Category.DISABLED, Category.MATERNAL}
    assert contract.members[LI].flags_on(date(2018, 7, 2)) == {Category.DISABLED}
    said = [holds(contract.consents, LI, ConsentPurpose.PHOTO, day) for day in (date(2018, 7, 2), date(2018, 7, 3))]
    assert said == [True, False]


LATE = Personal(NEW, "停电")
BORN = AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 7, 1))
ENDING = DecideTermination(
    decided_on=date(2018, 7, 1),
    takes_effect_on=date(2018, 8, 1),
    reason=TerminationReason.MOVED_OUT,
    late_reason=LATE,
)
ASKING = RequestTermination(requested_on=date(2018, 7, 1), reason=TerminationReason.RESIDENT_REQUEST, late_reason=LATE)
BY_MISTAKE = RemoveMember(resident_id=BABY, reason=LeaveReason.LISTED_BY_MISTAKE, last_day_on=date(2018, 6, 30))


@pytest.mark.parametrize(
    ("since", "what", "undone"),
    [
        (SERVED, Resting.SERVICE, VoidService(service_id=SERVICE, reason=Personal(LI, "录错了户"))),
        (
            RecordDeath(resident_id=LI, died_on=date(2018, 7, 1)),
            Resting.DEATH,
            WithdrawMark(resident_id=LI, mark=Mark.DEATH, reason=Personal(LI, "录错了人")),
        ),
        (
            RecordRelocation(resident_id=LI, moved_on=date(2018, 7, 1)),
            Resting.COMING_OR_GOING,
            WithdrawMark(resident_id=LI, mark=Mark.RELOCATION, reason=Personal(LI, "录错了人")),
        ),
        (BORN, Resting.COMING_OR_GOING, BY_MISTAKE),
        (ENDING, Resting.TERMINATION, VoidTermination(reason=Personal(NEW, "录错了户"))),
        (
            ASKING,
            Resting.TERMINATION_REQUEST,
            WithdrawTerminationRequest(withdrawn_on=date(2018, 7, 2), late_reason=LATE),
        ),
    ],
)
def test_what_rests_on_a_transfer_is_undone_first(
    since: ContractCommand, what: Resting, undone: ContractCommand
) -> None:
    rested = TRANSFERRED.given(NEW, since)
    rested.when(WRONG).then_refused("move_rested_upon", contract=NEW, what=what, day=date(2018, 7, 1))
    assert rested.given(NEW, undone).when(WRONG).after.contracts_of(LI, date(2018, 7, 1)) == {CONTRACT}


def test_a_charge_under_the_new_contract_is_undone_first() -> None:
    putuo = Contracts(policy=PUTUO).given(CONTRACT, household(ZHANG, signed_on=date(2018, 3, 15)))
    charged = putuo.when(GOING).after.given(NEW, ChargeFees(charged_on=date(2018, 7, 1)))
    charged.when(WRONG).then_refused("move_rested_upon", what=Resting.FEE, day=date(2018, 7, 1))
    terminated = charged.given(NEW, ENDING)
    refund = RefundFee(resident_id=ZHANG, in_year_of=date(2018, 7, 1), refunded_on=date(2018, 8, 1))
    back = terminated.given(NEW, refund, VoidTermination(reason=Personal(NEW, "录错了户")))
    assert back.when(WRONG).after.contracts_of(ZHANG, date(2018, 7, 1)) == {CONTRACT}


def test_a_further_move_is_taken_back_first() -> None:
    further = replace(
        GOING, new_contract_id=UUID(int=301), team_id=TEAM, doctor=DOCTOR, transferred_on=date(2018, 9, 1)
    )
    twice = TRANSFERRED.when(further, about=NEW).after
    twice.when(WRONG).then_refused("move_rested_upon", what=Resting.FURTHER_MOVE, day=date(2018, 8, 31))
    once = twice.when(replace(WRONG, to_contract_id=UUID(int=301)), about=NEW).after
    assert once.when(WRONG).after.contracts_of(LI, date(2018, 9, 1)) == {CONTRACT}


def test_what_happened_to_others_of_the_household_joined_does_not_rest_on_who_joined() -> None:
    meanwhile = MERGED.given(
        OTHER_CONTRACT,
        replace(BORN, joined_on=date(2018, 8, 1)),
        RecordRelocation(resident_id=WANG, moved_on=date(2018, 9, 1)),
    )
    after = meanwhile.when(WRONG_MERGE).after
    assert after.members_on(OTHER_CONTRACT, date(2018, 9, 1)) == {BABY}
    assert after.members_on(CONTRACT, date(2018, 9, 1)) == {ZHANG, LI}


def test_a_household_that_would_be_left_without_anybody_is_told() -> None:
    gone = MERGED.given(
        OTHER_CONTRACT,
        ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 8, 2)),
        RemoveMember(resident_id=WANG, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 8, 1)),
    )
    gone.when(WRONG_MERGE).then_refused("last_member")


def test_who_speaks_for_the_household_joined_by_now_is_replaced_first() -> None:
    speaking = MERGED.given(
        OTHER_CONTRACT, ReplaceRepresentative(representative_id=ZHANG, replaced_on=date(2018, 7, 1))
    )
    speaking.when(WRONG_MERGE).then_refused("representative_leaves", resident=ZHANG, day=date(2018, 7, 1))
    handed_back = ReplaceRepresentative(representative_id=WANG, replaced_on=date(2018, 7, 1))
    back = speaking.given(OTHER_CONTRACT, handed_back).when(WRONG_MERGE).after
    assert back.members_on(CONTRACT, date(2018, 7, 1)) == {ZHANG, LI}


def test_somebody_who_is_under_contract_elsewhere_by_now_is_told() -> None:
    void = TRANSFERRED.given(NEW, EnterInError(reason=Personal(NEW, "录错了户")))
    elsewhere = void.given(
        OTHER_CONTRACT,
        household(person_with(LI, Category.DISABLED), signed_on=date(2018, 8, 1), number="61090200002"),
    )
    elsewhere.when(WRONG).then_refused("already_contracted", resident=LI, contract=OTHER_CONTRACT)


def test_nobody_comes_back_who_never_went() -> None:
    TWO_HOUSEHOLDS.when(WRONG_MERGE).then_refused("no_such_move", contract=OTHER_CONTRACT, resident=None)
    TWO_HOUSEHOLDS.when(WRONG_MARRIAGE).then_refused("no_such_move", resident=LI)
    MARRIED.when(replace(WRONG_MARRIAGE, resident_id=BABY)).then_refused("no_such_move", resident=BABY)
    MARRIED.when(WRONG_MERGE).then_refused("no_such_move", resident=None)
    void = TRANSFERRED.given(CONTRACT, EnterInError(reason=Personal(CONTRACT, "重复录入")))
    void.when(WRONG).then_refused("not_in_force")


def test_of_one_who_moved_before_the_others_merged_each_move_is_taken_back_for_itself() -> None:
    merging = MergeHousehold(
        into_contract_id=OTHER_CONTRACT,
        members=(MovingMember(resident_id=ZHANG, relationship="父"),),
        merged_on=date(2018, 6, 1),
    )
    both = MARRIED.when(merging).after
    apart = both.when(WRONG_MERGE).after
    assert apart.members_on(CONTRACT, date(2018, 6, 1)) == {ZHANG}
    assert apart.members_on(OTHER_CONTRACT, date(2018, 6, 1)) == {WANG, LI}
    assert as_if_nothing_had_happened(apart.when(WRONG_MARRIAGE).after, TWO_HOUSEHOLDS, CONTRACT, OTHER_CONTRACT)


def test_who_went_twice_comes_back_from_the_last_time() -> None:
    home = MoveMember(
        resident_id=LI,
        to_contract_id=CONTRACT,
        relationship="妻",
        reason=MoveReason.HOUSEHOLD_CHANGED,
        moved_on=date(2018, 8, 1),
    )
    twice = MARRIED.when(home, about=OTHER_CONTRACT).after.when(replace(MARRYING, moved_on=date(2018, 10, 1))).after
    MARRIED.when(home, about=OTHER_CONTRACT).after.when(WRONG_MARRIAGE).then_refused(
        "move_rested_upon", what=Resting.COMING_OR_GOING, day=date(2018, 8, 1)
    )
    once = twice.when(WRONG_MARRIAGE).after
    assert once.contracts_of(LI, date(2018, 11, 1)) == {CONTRACT}
    assert once.contracts_of(LI, date(2018, 7, 1)) == {OTHER_CONTRACT}


def test_a_transfer_for_a_wrong_reason_is_corrected_by_taking_it_back() -> None:
    rightly = TransferContract(
        new_contract_id=UUID(int=301),
        team_id=GOING.team_id,
        doctor=GOING.doctor,
        transferred_on=GOING.transferred_on,
        reason=ChangeReason.RESIDENT_REQUEST,
    )
    after = TRANSFERRED.when(WRONG).after.when(rightly).after
    successor = after.contract(CONTRACT).successor
    assert successor is not None
    assert successor.reason is ChangeReason.RESIDENT_REQUEST
