"""A household goes from one team to another: one contract ends, another begins the next day."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import (
    AddMember,
    ContractCommand,
    EnterInError,
    FlagPopulation,
    MemberToSign,
    NotedCategory,
    RecordDeath,
    RecordRelocation,
    RemoveMember,
)
from domain.contract.events import ContractSigned, JoinReason, LeaveReason
from domain.contract.keeping.ending import EndedBy, ending_of
from domain.contract.moves.commands import TransferContract
from domain.contract.moves.events import ContractTransferred, Origin, OriginKind
from domain.contract.moves.state import Succession
from domain.contract.terms.commands import DecideTermination, ReconfirmRenewal, RenewContract, RequestTermination
from domain.contract.terms.due import is_due
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.policy.changes import ChangeReason
from domain.policy.packages import Package
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.support.policies import BOOK
from tests.support.scenario import (
    BABY,
    CONTRACT,
    DOCTOR,
    ERQI,
    HANBIN,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    TEAM,
    WANG,
    ZHANG,
    Scenario,
    household,
    person_with,
)

GOING = TransferContract(
    new_contract_id=NEW,
    team_id=OTHER_TEAM,
    doctor=OTHER_DOCTOR,
    transferred_on=date(2018, 6, 1),
    reason=ChangeReason.RESIDENT_MOVED,
)
SIGNED = Contracts().given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
TRANSFERRED = ContractTransferred(
    last_day_on=date(2018, 5, 31), to_contract_id=NEW, team_id=OTHER_TEAM, reason=ChangeReason.RESIDENT_MOVED
)


JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))


def signing_of(contracts: Contracts, contract_id: UUID = NEW) -> ContractSigned:
    signed = contracts.facts[contract_id][0]
    assert isinstance(signed, ContractSigned)
    return signed


def test_a_transfer_ends_one_contract_and_signs_another_for_everybody_from_the_next_day() -> None:
    outcome = SIGNED.when(GOING)
    assert outcome.refusal is None
    assert outcome.facts[0] == (CONTRACT, TRANSFERRED)
    assert [contract_id for contract_id, _ in outcome.facts] == [CONTRACT, NEW]
    new = signing_of(outcome.after)
    assert (new.team_id, new.doctor, new.signed_on) == (OTHER_TEAM, OTHER_DOCTOR, date(2018, 6, 1))
    assert (new.term.number, new.term.start_on, new.term.end_on) == (1, date(2018, 6, 1), date(2019, 5, 31))
    assert new.previous_contract_id == CONTRACT
    assert new.origin == Origin(kind=OriginKind.TRANSFER, contract_ids=(CONTRACT,))
    assert (new.household_number, new.household_size, new.village) == ("61090200001", 2, "建民村")
    for person in (ZHANG, LI):
        assert outcome.after.contracts_of(person, date(2018, 5, 31)) == {CONTRACT}
        assert outcome.after.contracts_of(person, date(2018, 6, 1)) == {NEW}


def test_a_transfer_is_quiet_where_it_is_on_record() -> None:
    SIGNED.when(GOING).after.when(GOING).then_nothing()


def test_a_transfer_is_quiet_that_says_as_well_what_is_on_record_though_it_was_not_said() -> None:
    said = replace(GOING, representative_id=ZHANG, household_size=2, package=Package.BASIC, policy="hanbin")
    SIGNED.when(GOING).after.when(said).then_nothing()


@pytest.mark.parametrize(
    "otherwise",
    [
        replace(GOING, team_id=TEAM),
        replace(GOING, doctor=DOCTOR),
        replace(GOING, transferred_on=date(2018, 6, 2)),
        replace(GOING, reason=ChangeReason.RESIDENT_REQUEST),
        replace(GOING, representative_id=LI),
        replace(GOING, household_size=3),
        replace(GOING, package=Package.PAID),
        replace(GOING, policy="putuo"),
        replace(GOING, agreement_number="2018-7"),
    ],
)
def test_another_transfer_under_the_same_id_is_told(otherwise: TransferContract) -> None:
    SIGNED.when(GOING).after.when(otherwise).then_refused("move_recorded_otherwise", contract=NEW)


def test_a_transfer_whose_new_contract_was_entered_in_error_is_told() -> None:
    void = SIGNED.when(GOING).after.given(NEW, EnterInError(reason=Personal(NEW, "录错了户")))
    void.when(GOING).then_refused("new_contract_void", contract=NEW)


def test_a_team_of_another_jurisdiction_signs_under_the_policy_of_that_one() -> None:
    given = replace(SIGNED, policies=(HANBIN, ERQI))
    new = signing_of(given.when(replace(GOING, policy="erqi", package=Package.BASIC)).after)
    assert (new.policy, new.renews_silently, new.term.end_on) == (ERQI.ref, True, date(2021, 5, 31))
    assert signing_of(given.when(GOING).after).policy == HANBIN.ref


def test_what_the_other_jurisdiction_does_not_sign_is_refused_by_its_own_rules() -> None:
    alone = replace(SIGNED, policies=(HANBIN, JIANGXIAN))
    alone.when(replace(GOING, policy="jiangxian")).then_refused("one_person_only", policy="jiangxian")
    alone.when(replace(GOING, policy="nowhere")).then_refused("unknown_policy", name="nowhere")


def test_row_31_signing_with_another_team_without_a_transfer_is_refused_and_a_later_start_is_not() -> None:
    signed = Scenario(today=date(2018, 6, 1)).after(household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    beside = signed.another()
    elsewhere = household(LI, signed_on=date(2018, 6, 1), team_id=OTHER_TEAM, number="61090200002")
    elsewhere = replace(
        elsewhere,
        members=(MemberToSign(resident_id=LI, relationship="户主", categories=elsewhere.members[0].categories),),
    )
    beside.when(elsewhere).then_refused(
        "already_contracted", resident=LI, contract=CONTRACT, until_on=date(2019, 3, 14)
    )
    assert beside.when(replace(elsewhere, start_on=date(2019, 3, 15))).refusal is None


def test_what_is_known_of_people_goes_along_as_it_stands() -> None:
    maternal = NotedCategory(category=Category.MATERNAL)
    noted = MemberToSign(resident_id=LI, relationship="妻", note=Personal(LI, "独居"))
    given = Contracts().given(
        CONTRACT,
        household(person_with(ZHANG, Category.HYPERTENSION), noted, signed_on=date(2018, 3, 15)),
        FlagPopulation(resident_id=LI, noted=maternal, noted_on=date(2018, 4, 1)),
    )
    (zhang, li) = signing_of(given.when(GOING).after).members
    assert [flag.category for flag in zhang.flags] == [Category.HYPERTENSION]
    assert (li.relationship, li.note) == ("妻", Personal(LI, "独居"))
    assert [(flag.category, flag.until_on) for flag in li.flags] == [(Category.MATERNAL, date(2019, 2, 17))]


def test_what_had_ended_by_itself_stays_behind() -> None:
    delivered = NotedCategory(category=Category.MATERNAL, delivered_on=date(2018, 4, 1))
    given = SIGNED.given(CONTRACT, FlagPopulation(resident_id=LI, noted=delivered, noted_on=date(2018, 4, 2)))
    assert given.contract(CONTRACT).members[LI].flags_on(date(2018, 5, 13)) == {Category.MATERNAL}
    assert signing_of(given.when(GOING).after).members[1].flags == ()


def test_the_papers_of_a_contract_that_was_transferred_are_kept_from_its_last_day() -> None:
    ending = ending_of(SIGNED.when(GOING).after.contract(CONTRACT))
    assert ending is not None
    assert (ending.by, ending.reason, ending.last_day_on) == (
        EndedBy.SUCCESSION,
        Succession.TRANSFER,
        date(2018, 5, 31),
    )


def test_a_forgotten_note_stays_behind() -> None:
    noted = MemberToSign(resident_id=LI, relationship="妻", note=Personal(LI, None, "00"))
    given = Contracts().given(CONTRACT, household(ZHANG, noted, signed_on=date(2018, 3, 15)))
    assert signing_of(given.when(GOING).after).members[1].note is None


def test_only_who_is_there_goes_and_the_household_is_as_large_as_it_is() -> None:
    given = Contracts().given(
        CONTRACT,
        household(ZHANG, LI, WANG, signed_on=date(2018, 3, 15)),
        AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 4, 1)),
        RecordDeath(resident_id=WANG, died_on=date(2018, 5, 1)),
        RecordRelocation(resident_id=LI, moved_on=date(2018, 6, 1)),
    )
    new = signing_of(given.when(GOING).after)
    assert [member.resident_id for member in new.members] == [ZHANG, BABY]
    assert new.household_size == 2


def test_those_who_never_signed_are_still_of_the_household() -> None:
    given = Contracts(policy=ERQI).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15), size=4))
    assert signing_of(given.when(GOING).after).household_size == 4
    assert signing_of(given.when(replace(GOING, household_size=3)).after).household_size == 3


def test_who_speaks_for_the_household_is_a_member_on_that_day() -> None:
    given = SIGNED.given(CONTRACT, RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 1)))
    given = given.given(
        CONTRACT,
        FlagPopulation(resident_id=LI, noted=NotedCategory(category=Category.DISABLED), noted_on=date(2018, 5, 2)),
    )
    given.when(GOING).then_refused("representative_not_member", resident=ZHANG)
    assert signing_of(given.when(replace(GOING, representative_id=LI)).after).representative_id == LI


def test_the_same_team_is_no_transfer() -> None:
    SIGNED.when(replace(GOING, team_id=TEAM)).then_refused("same_team", team=TEAM, day=date(2018, 6, 1))


def test_special_circumstances_have_to_be_told_where_the_policy_wants_them() -> None:
    untold = replace(GOING, reason=None)
    putuo = Contracts(policy=PUTUO).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    refused = putuo.when(untold)
    refused.then_refused("reason_missing", policy="putuo")
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    erqi = Contracts(policy=ERQI).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    assert erqi.when(untold).refusal is None
    SIGNED.when(replace(GOING, reason=ChangeReason.OTHER)).then_refused("reason_unexplained")


@pytest.mark.parametrize("day", [date(2018, 3, 15), date(2018, 3, 1), date(2019, 3, 16)])
def test_only_who_is_under_contract_is_transferred(day: date) -> None:
    later = replace(SIGNED, today=date(2019, 6, 1))
    later.when(replace(GOING, transferred_on=day)).then_refused("not_in_force")


def test_a_transfer_may_follow_on_the_last_day_and_lies_not_ahead() -> None:
    later = replace(SIGNED, today=date(2019, 3, 15))
    at_end = later.when(replace(GOING, transferred_on=date(2019, 3, 15))).after
    assert at_end.contracts_of(LI, date(2019, 3, 14)) == {CONTRACT}
    assert at_end.contracts_of(LI, date(2019, 3, 15)) == {NEW}
    SIGNED.when(replace(GOING, transferred_on=date(2018, 12, 2))).then_refused("dated_in_future")


def test_a_doctor_who_does_not_serve_there_and_a_full_team_are_refused_as_at_any_signing() -> None:
    SIGNED.when(replace(GOING, doctor="不在队")).then_refused("doctor_not_in_team")
    erqi = Contracts(policy=ERQI).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    full = replace(erqi, load=Load(persons=4000, households=1500))
    full.when(GOING).then_refused("capacity_exceeded", load=1501)


def test_nothing_on_record_lies_after_the_end() -> None:
    given = SIGNED.given(
        CONTRACT,
        AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 6, 10)),
    )
    given.when(GOING).then_refused("recorded_later", last_day_on=date(2018, 5, 31), day=date(2018, 6, 9))
    assert given.when(replace(GOING, transferred_on=date(2018, 6, 10))).refusal is None
    died = SIGNED.given(CONTRACT, RecordDeath(resident_id=LI, died_on=date(2018, 7, 1)))
    died.when(GOING).then_refused("recorded_later", day=date(2018, 7, 1))


def test_an_id_of_another_contract_is_refused() -> None:
    other = SIGNED.given(OTHER_CONTRACT, household(WANG, signed_on=date(2018, 3, 15), number="61090200002"))
    other.when(replace(GOING, new_contract_id=OTHER_CONTRACT)).then_refused(
        "contract_id_taken", contract=OTHER_CONTRACT
    )


@pytest.mark.parametrize(
    "command",
    [
        RenewContract(agreed_on=date(2018, 5, 1), consents=tuple(Side)),
        RequestTermination(requested_on=date(2018, 5, 1), reason=TerminationReason.RESIDENT_REQUEST),
        DecideTermination(
            decided_on=date(2018, 4, 1), takes_effect_on=date(2018, 5, 1), reason=TerminationReason.MOVED_OUT
        ),
    ],
    ids=lambda each: type(each).__name__,
)
def test_how_a_contract_goes_on_that_was_transferred_is_no_question_any_more(command: ContractCommand) -> None:
    facts = SIGNED.when(GOING).after.facts[CONTRACT]
    Scenario(facts=facts, today=date(2018, 12, 1)).when(command).then_refused(
        "contract_succeeded", contract=NEW, last_day_on=date(2018, 5, 31)
    )


def test_a_second_transfer_follows_the_first_on_the_new_contract_only() -> None:
    after = SIGNED.when(GOING).after
    again = replace(GOING, new_contract_id=UUID(int=301), team_id=TEAM, doctor=DOCTOR, transferred_on=date(2018, 9, 1))
    after.when(again).then_refused("contract_succeeded", contract=NEW)
    assert after.when(again, about=NEW).refusal is None


def test_a_contract_that_silence_renews_neither_renews_nor_holds_anybody_after_a_transfer() -> None:
    erqi = Contracts(policy=ERQI).given(CONTRACT, household(ZHANG, LI, signed_on=date(2018, 3, 15)))
    ended = erqi.when(GOING).after.contract(CONTRACT)
    assert not ended.goes_on_silently
    assert ended.last_day_on == date(2018, 5, 31)
    assert not is_due(ended, date(2030, 1, 1))


def test_a_late_transfer_cuts_the_terms_that_silence_had_renewed() -> None:
    given = Scenario(policy=ERQI, today=date(2021, 4, 1)).after(household(ZHANG, signed_on=date(2018, 3, 15)))
    renewed = Contracts(policy=ERQI, today=date(2021, 4, 1), facts={CONTRACT: given.settled_on(date(2021, 4, 1)).facts})
    after = renewed.when(replace(GOING, transferred_on=date(2021, 3, 1))).after
    assert after.contract(CONTRACT).last_day_on == date(2021, 2, 28)
    assert after.contracts_of(ZHANG, date(2021, 4, 1)) == {NEW}


def test_one_person_a_contract_is_transferred_alike() -> None:
    given = Contracts(policy=JIANGXIAN).given(CONTRACT, household(ZHANG, signed_on=date(2018, 3, 15)))
    assert given.when(GOING).after.contracts_of(ZHANG, date(2018, 6, 1)) == {NEW}


def test_who_had_left_does_not_go() -> None:
    given = SIGNED.given(
        CONTRACT,
        RemoveMember(resident_id=LI, reason=LeaveReason.LEFT_HOUSEHOLD, last_day_on=date(2018, 5, 31)),
    )
    after = given.when(GOING).after
    assert (after.contracts_of(LI, date(2018, 6, 1)), after.contracts_of(ZHANG, date(2018, 6, 1))) == (set(), {NEW})
    Scenario(facts=after.facts[CONTRACT]).when(ReconfirmRenewal(confirmed_on=date(2018, 4, 1))).then_refused(
        "nothing_to_reconfirm"
    )
