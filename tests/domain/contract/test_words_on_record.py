"""What was said beside a decision stays beside it: notes, guardians, reasons, the number on the paper."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.care.commands import CareCommand, ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.care.events import CareEvent, DoctorChanged, PackageChanged, TeamChanged
from domain.contract.commands import CorrectSigning, MemberToSign
from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentGiven, ConsentPurpose, ConsentWithdrawn
from domain.contract.events import ContractSigningCorrected, CorrectedMember
from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.packages import Package
from tests.support.policies import variant
from tests.support.scenario import (
    BABY,
    CONTRACT,
    DOCTOR,
    ERQI,
    OTHER_DOCTOR,
    OTHER_TEAM,
    TEAM,
    ZHANG,
    Scenario,
    given,
    household,
    team_of,
)

NOTE = Personal(CONTRACT, "王医生调走")
CHANGED_ON = date(2018, 6, 1)
RULE = 'when = "special_circumstances"\nclause = "特殊情况下可以变更"\nsource = "a test"\n'
ALL_FOR_A_REASON = variant(
    "putuo",
    "[version.doctor_change]",
    f"[version.team_change]\n{RULE}\n[version.package_change]\n{RULE}\n[version.doctor_change]",
)

MOVED_AWAY = ChangeReason.OTHER
TO_ANOTHER_DOCTOR = ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE)
TO_ANOTHER_TEAM = ChangeTeam(
    team_id=OTHER_TEAM, doctor=OTHER_DOCTOR, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE
)
TO_ANOTHER_PACKAGE = ChangePackage(package=Package.PRIMARY, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE)


def signed() -> Scenario:
    scenario = given(household(ZHANG, BABY, signed_on=date(2018, 3, 15)), policy=ALL_FOR_A_REASON)
    return replace(scenario, team=team_of(DOCTOR, OTHER_DOCTOR), born={BABY: date(2016, 5, 10)})


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (
            TO_ANOTHER_DOCTOR,
            DoctorChanged(doctor=OTHER_DOCTOR, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE),
        ),
        (
            TO_ANOTHER_TEAM,
            TeamChanged(team_id=OTHER_TEAM, doctor=OTHER_DOCTOR, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE),
        ),
        (
            replace(TO_ANOTHER_TEAM, team_id=TEAM),
            DoctorChanged(doctor=OTHER_DOCTOR, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE),
        ),
        (
            TO_ANOTHER_PACKAGE,
            PackageChanged(package=Package.PRIMARY, changed_on=CHANGED_ON, reason=MOVED_AWAY, note=NOTE),
        ),
    ],
)
def test_a_change_keeps_its_reason_and_what_was_said_about_it(change: CareCommand, fact: CareEvent) -> None:
    signed().when(change).then(fact)


@pytest.mark.parametrize("change", [TO_ANOTHER_DOCTOR, TO_ANOTHER_TEAM, TO_ANOTHER_PACKAGE])
def test_where_a_change_needs_its_reason_none_and_an_untold_one_are_refused(change: CareCommand) -> None:
    signed().when(replace(change, reason=None)).then_refused("reason_missing", policy="putuo")
    signed().when(replace(change, note=None)).then_refused("reason_unexplained", reason=ChangeReason.OTHER)


def test_a_childs_consent_names_the_guardian_and_what_was_said() -> None:
    giving = GiveConsent(
        resident_id=BABY,
        purpose=ConsentPurpose.PHOTO,
        spoken_by=ConsentBy.GUARDIAN,
        form=ConsentForm.SIGNATURE,
        given_on=date(2018, 4, 1),
        guardian_id=ZHANG,
        note=NOTE,
    )
    taking_back = WithdrawConsent(
        resident_id=BABY,
        purpose=ConsentPurpose.PHOTO,
        spoken_by=ConsentBy.GUARDIAN,
        withdrawn_on=date(2018, 6, 1),
        guardian_id=ZHANG,
        note=NOTE,
    )
    given_by = ConsentGiven(
        resident_id=BABY,
        purpose=ConsentPurpose.PHOTO,
        spoken_by=ConsentBy.GUARDIAN,
        form=ConsentForm.SIGNATURE,
        given_on=date(2018, 4, 1),
        guardian_id=ZHANG,
        note=NOTE,
    )
    taken_back_by = ConsentWithdrawn(
        resident_id=BABY,
        purpose=ConsentPurpose.PHOTO,
        spoken_by=ConsentBy.GUARDIAN,
        withdrawn_on=date(2018, 6, 1),
        guardian_id=ZHANG,
        note=NOTE,
    )
    signed().when(giving).then(given_by).when(taking_back).then(taken_back_by)


def test_a_correction_of_the_signing_records_what_differs_and_nothing_else() -> None:
    noted = MemberToSign(resident_id=ZHANG, relationship="户主", note=Personal(ZHANG, "行动不便"))
    before = given(replace(household(noted, signed_on=date(2018, 3, 15)), agreement_number="普签7"), policy=ERQI)
    before = replace(before, team=team_of(DOCTOR, OTHER_DOCTOR))
    as_it_is = CorrectSigning(
        team_id=TEAM,
        package=Package.BASIC,
        agreement_number="普签7",
        members=(CorrectedMember(resident_id=ZHANG, note=Personal(ZHANG, "行动不便")),),
    )
    before.when(as_it_is).then_nothing()
    after = before.when(replace(as_it_is, package=Package.PRIMARY)).then(
        ContractSigningCorrected(corrected_from=date(2018, 3, 15), package=Package.PRIMARY)
    )
    assert after.contract.package.on(date(2018, 3, 15)) is Package.PRIMARY
    assert after.contract.team_id.on(date(2018, 3, 15)) == TEAM


def test_another_team_is_corrected_to_only_if_the_doctor_serves_there() -> None:
    before = replace(given(household(ZHANG, signed_on=date(2018, 3, 15))), other_team=team_of(OTHER_DOCTOR))
    before.when(CorrectSigning(team_id=OTHER_TEAM)).then_refused("doctor_not_in_team", doctor=DOCTOR, team=OTHER_TEAM)
    before.when(CorrectSigning(team_id=OTHER_TEAM, doctor=OTHER_DOCTOR)).then(
        ContractSigningCorrected(corrected_from=date(2018, 3, 15), team_id=OTHER_TEAM, doctor=OTHER_DOCTOR)
    )


def test_a_village_is_corrected_whoever_serves_in_the_team_by_now() -> None:
    before = replace(given(household(ZHANG, signed_on=date(2018, 3, 15))), team=team_of(OTHER_DOCTOR))
    before.when(CorrectSigning(village="红旗村")).then(
        ContractSigningCorrected(corrected_from=date(2018, 3, 15), village="红旗村")
    )


def test_who_was_never_a_member_has_nothing_to_correct() -> None:
    nobody = UUID(int=77)
    before = given(household(ZHANG, signed_on=date(2018, 3, 15)))
    asked = CorrectSigning(members=(CorrectedMember(resident_id=nobody, relationship="儿子"),))
    before.when(asked).then_refused("not_a_member", resident=nobody, day=date(2018, 3, 15))


def test_an_agreement_without_a_household_number_is_numbered_as_a_persons_own() -> None:
    without = replace(household(ZHANG, signed_on=date(2018, 3, 15), number=None), agreement_number=None)
    assert given(without, policy=ERQI).contract.agreement_number == "P-20180315-000064"
    assert given(replace(without, household_number="61090200001"), policy=ERQI).contract.agreement_number == (
        "61090200001-20180315-000064"
    )
