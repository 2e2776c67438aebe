"""Who cares for people from when to when, and who holds their days: read off one contract among several."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.contract.care.commands import ChangeDoctor, ChangeTeam
from domain.contract.care.stretches import CareStretch, care_stretches
from domain.contract.claims import Held, Overlap, ResidentClaims
from domain.contract.commands import AddMember, RecordReturn
from domain.contract.events import JoinReason
from domain.contract.keeping.commands import ApproveDisposal, LiftLegalHold, PlaceLegalHold
from domain.contract.keeping.events import HoldReason, LegalHoldLifted, LegalHoldPlaced
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from tests.support.scenario import (
    CONTRACT,
    DOCTOR,
    JIANGXIAN,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    TEAM,
    ZHANG,
    given,
    household,
    team_of,
)

SIGNED = given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def test_each_doctor_and_team_cares_until_the_day_before_the_next() -> None:
    moved = replace(SIGNED, team=team_of(DOCTOR, OTHER_DOCTOR)).after(
        ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2018, 5, 1)),
        ChangeTeam(team_id=OTHER_TEAM, doctor=DOCTOR, changed_on=date(2018, 8, 1)),
    )
    assert care_stretches(moved.contract) == (
        CareStretch(from_on=date(2018, 3, 15), to_on=date(2018, 4, 30), team_id=TEAM, doctor=DOCTOR),
        CareStretch(from_on=date(2018, 5, 1), to_on=date(2018, 7, 31), team_id=TEAM, doctor=OTHER_DOCTOR),
        CareStretch(from_on=date(2018, 8, 1), to_on=None, team_id=OTHER_TEAM, doctor=DOCTOR),
    )


def test_a_contract_is_not_in_its_own_way_but_the_next_one_is() -> None:
    year = ((date(2018, 3, 15), date(2019, 3, 14)),)
    claims = ResidentClaims(resident_id=LI, held={CONTRACT: Held(stretches=year), OTHER_CONTRACT: Held(stretches=year)})
    assert claims.overlap(CONTRACT, year) == Overlap(contract_id=OTHER_CONTRACT, until_on=date(2019, 3, 14))
    assert claims.overlap(OTHER_CONTRACT, year) == Overlap(contract_id=CONTRACT, until_on=date(2019, 3, 14))


def test_who_never_was_a_member_cannot_return_and_is_named() -> None:
    nobody = UUID(int=77)
    SIGNED.when(RecordReturn(resident_id=nobody, returned_on=date(2018, 6, 1))).then_refused(
        "not_a_member", resident=nobody, day=date(2018, 6, 1)
    )


def test_who_signed_alone_is_a_member_already_and_no_second_person() -> None:
    alone = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=JIANGXIAN)
    again = AddMember(
        resident_id=ZHANG, relationship="户主", reason=JoinReason.OMITTED_AT_SIGNING, joined_on=date(2018, 5, 1)
    )
    alone.when(again).then_refused("already_member", resident=ZHANG, day=date(2018, 5, 1))


def test_a_hold_stands_from_its_day_keeps_what_was_said_and_may_be_lifted_on_that_day() -> None:
    audit, note = UUID(int=601), Personal(CONTRACT, "区里来查")
    kept = SIGNED.on(date(2024, 3, 20))
    placing = PlaceLegalHold(hold_id=audit, placed_on=date(2024, 3, 20), reason=HoldReason.OTHER, note=note)
    held = kept.when(placing).then(
        LegalHoldPlaced(hold_id=audit, placed_on=date(2024, 3, 20), reason=HoldReason.OTHER, note=note)
    )
    held.when(
        ApproveDisposal(retention_class=RetentionClass.CONTRACT_PAPERS, approved_on=date(2024, 3, 20))
    ).then_refused("on_hold", hold=audit)
    held.when(LiftLegalHold(hold_id=audit, lifted_on=date(2024, 3, 20))).then(
        LegalHoldLifted(hold_id=audit, lifted_on=date(2024, 3, 20))
    )
