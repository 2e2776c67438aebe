"""Signing, correcting what was written at the signing, and signings that never were."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example
from hypothesis import given as examples
from hypothesis import strategies as st

from domain.contract.commands import CorrectSigning, EnterInError, NotedCategory, RecordDeath, RecordRelocation
from domain.contract.events import (
    ContractEnteredInError,
    ContractSigned,
    ContractSigningCorrected,
    CorrectedMember,
    Flag,
    SignedMember,
)
from domain.contract.state import InForce, NotYet, Over, Void
from domain.personal import Personal
from domain.policy.model import Policy
from domain.policy.packages import Package
from domain.populations import Category
from tests.support.policies import variant
from tests.support.scenario import (
    CONTRACT,
    DOCTOR,
    ERQI,
    HANBIN,
    LI,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    TEAM,
    WANG,
    ZHANG,
    Scenario,
    given,
    household,
    person_with,
    team_of,
)

BASIC_ONLY = variant(
    "hanbin", 'offered = ["basic", "primary", "intermediate", "paid", "personalised"]', 'offered = ["basic"]'
)
OF_TWO = household(ZHANG, LI, signed_on=date(2018, 3, 15))
ERROR = EnterInError(reason=Personal(CONTRACT, "录错人"))


def of_two() -> Scenario:
    return given(OF_TWO)


def test_a_signing_records_what_was_agreed_and_what_was_decided() -> None:
    expecting = NotedCategory(category=Category.MATERNAL, expected_on=date(2018, 9, 1))
    agreed = household(
        person_with(ZHANG, Category.HYPERTENSION),
        person_with(LI, expecting, relationship="儿媳"),
        signed_on=date(2018, 3, 15),
    )
    given().when(agreed).then(
        ContractSigned(
            agreement_number="61090200001-20180315-000064",
            household_number="61090200001",
            household_size=2,
            village="建民村",
            members=(
                SignedMember(resident_id=ZHANG, relationship="户主", flags=(Flag(category=Category.HYPERTENSION),)),
                SignedMember(
                    resident_id=LI,
                    relationship="儿媳",
                    flags=(
                        Flag(category=Category.MATERNAL, until_on=date(2018, 10, 13), expected_on=date(2018, 9, 1)),
                    ),
                ),
            ),
            representative_id=ZHANG,
            team_id=TEAM,
            doctor=DOCTOR,
            package=Package.BASIC,
            signed_on=date(2018, 3, 15),
            term=HANBIN.term_for(date(2018, 3, 15)),
            renews_silently=False,
            policy=HANBIN.ref,
        )
    )


def test_a_contract_stands_by_the_day_that_is_asked_for() -> None:
    contract = of_two().contract
    assert contract.on(date(2018, 3, 14)) == NotYet(from_on=date(2018, 3, 15))
    assert isinstance(contract.on(date(2018, 3, 15)), InForce)
    assert isinstance(contract.on(date(2019, 3, 14)), InForce)
    assert contract.on(date(2019, 3, 15)) == Over(last_day_on=date(2019, 3, 14), lapse=None)


def test_an_agreement_signed_tomorrow_is_refused_and_one_that_starts_tomorrow_is_not() -> None:
    today = given().on(date(2018, 3, 14))
    today.when(OF_TWO).then_refused("signed_in_future", signed_on=date(2018, 3, 15), today=date(2018, 3, 14))
    later = household(ZHANG, signed_on=date(2018, 3, 14), start_on=date(2018, 4, 1))
    assert today.after(later).contract.start_on == date(2018, 4, 1)


def test_an_agreement_covers_nothing_before_it_was_signed() -> None:
    given().when(household(ZHANG, signed_on=date(2018, 4, 10), start_on=date(2018, 1, 1))).then_refused(
        "starts_before_signing", start_on=date(2018, 1, 1), signed_on=date(2018, 4, 10)
    )


def test_an_agreement_may_say_that_it_starts_on_the_day_of_signing() -> None:
    agreed = household(ZHANG, signed_on=date(2018, 4, 10), start_on=date(2018, 4, 10))
    assert given().after(agreed).contract.start_on == date(2018, 4, 10)


def test_nobody_signed_or_somebody_twice_is_refused() -> None:
    given().when(replace(OF_TWO, members=())).then_refused("nobody_signed")
    twice = replace(OF_TWO, members=(*OF_TWO.members, OF_TWO.members[1]))
    given().when(twice).then_refused("same_person_twice", resident=LI)


def test_only_a_member_signs_for_the_household() -> None:
    given().when(replace(OF_TWO, representative_id=WANG)).then_refused("representative_not_member", resident=WANG)


def test_a_package_that_the_policy_does_not_offer_is_refused() -> None:
    primary = replace(OF_TWO, package=Package.PRIMARY)
    given(policy=BASIC_ONLY).when(primary).then_refused(
        "package_not_offered", rule=BASIC_ONLY.cite("packages"), package=Package.PRIMARY
    )
    assert given().after(primary).contract.package.on(date(2018, 3, 15)) is Package.PRIMARY


def test_the_doctor_serves_in_the_team_on_the_day_of_signing() -> None:
    given().after(OF_TWO)
    late = replace(given(), team=team_of(DOCTOR, since=date(2018, 3, 16)))
    late.when(OF_TWO).then_refused("doctor_not_in_team", doctor=DOCTOR, team=TEAM, day=date(2018, 3, 15))
    replace(given(), team=team_of(OTHER_DOCTOR)).when(OF_TWO).then_refused("doctor_not_in_team", doctor=DOCTOR)


def test_a_delivery_long_ago_makes_nobody_key() -> None:
    delivered = NotedCategory(category=Category.MATERNAL, delivered_on=date(2018, 2, 1))
    on_the_42nd_day = household(person_with(ZHANG, delivered), signed_on=date(2018, 3, 15))
    assert given().after(on_the_42nd_day).members_on(date(2018, 3, 15)) == {ZHANG}
    given().when(household(person_with(ZHANG, delivered), signed_on=date(2018, 3, 16))).then_refused("not_eligible")


def test_a_correction_counts_from_the_first_day_and_names_only_what_differs() -> None:
    wrong = CorrectSigning(
        village="新民村",
        doctor=OTHER_DOCTOR,
        household_size=2,
        members=(
            CorrectedMember(resident_id=LI, relationship="配偶"),
            CorrectedMember(resident_id=ZHANG, relationship="户主"),
        ),
    )
    corrected = (
        of_two()
        .when(wrong)
        .then(
            ContractSigningCorrected(
                corrected_from=date(2018, 3, 15),
                village="新民村",
                doctor=OTHER_DOCTOR,
                members=(CorrectedMember(resident_id=LI, relationship="配偶"),),
            )
        )
    )
    assert corrected.contract.doctor.on(date(2018, 3, 15)) == OTHER_DOCTOR
    assert corrected.contract.members[LI].relationship == "配偶"
    corrected.when(wrong).then_nothing()


def test_a_corrected_agreement_number_stays_when_something_else_is_corrected() -> None:
    corrected = of_two().after(CorrectSigning(agreement_number="2018-17"), CorrectSigning(village="新民村"))
    assert corrected.contract.agreement_number == "2018-17"
    assert corrected.contract.village.on(date(2018, 3, 15)) == "新民村"


def test_a_correction_names_something_somebody_and_a_doctor_of_the_team() -> None:
    of_two().when(CorrectSigning()).then_refused("nothing_to_correct")
    of_two().when(CorrectSigning(members=(CorrectedMember(resident_id=WANG, relationship="子"),))).then_refused(
        "not_a_member", resident=WANG
    )
    of_two().when(CorrectSigning(doctor="李医生")).then_refused("doctor_not_in_team", doctor="李医生", team=TEAM)
    of_two().when(CorrectSigning(team_id=OTHER_TEAM)).then(
        ContractSigningCorrected(corrected_from=date(2018, 3, 15), team_id=OTHER_TEAM)
    )


def test_a_contract_entered_in_error_never_was_one() -> None:
    void = (
        of_two()
        .when(ERROR)
        .then(
            ContractEnteredInError(
                void_from=date(2018, 3, 15), declared_on=date(2030, 1, 1), reason=Personal(CONTRACT, "录错人")
            )
        )
    )
    assert void.contract.on(date(2018, 6, 1)) == Void()
    void.when(ERROR).then_nothing()
    void.when(CorrectSigning(village="别村")).then_refused("not_in_force", from_on=None, last_day_on=None)


@examples(
    policy=st.sampled_from([HANBIN, PUTUO, ERQI]),
    signed_on=st.dates(date(2015, 1, 1), date(2024, 12, 31)),
    asked_for=st.dates(date(2015, 1, 1), date(2029, 12, 31)),
)
def test_on_any_day_a_signed_household_is_covered_exactly_in_its_term(
    policy: Policy, signed_on: date, asked_for: date
) -> None:
    term = policy.term_for(signed_on)
    covered = term.start_on <= asked_for <= term.end_on
    assert (given(household(ZHANG, signed_on=signed_on), policy=policy).members_on(asked_for) == {ZHANG}) is covered


@examples(
    first_on=st.dates(date(2017, 1, 1), date(2018, 12, 31)), second_on=st.dates(date(2017, 1, 1), date(2020, 12, 31))
)
def test_a_second_contract_is_refused_exactly_when_the_terms_share_a_day(first_on: date, second_on: date) -> None:
    first, second = HANBIN.term_for(first_on), HANBIN.term_for(second_on)
    share_a_day = first.start_on <= second.end_on and second.start_on <= first.end_on
    outcome = given(household(ZHANG, signed_on=first_on)).another().when(household(ZHANG, signed_on=second_on))
    assert (outcome.refusal is not None) is share_a_day


@examples(
    ended_on=st.dates(date(2018, 3, 15), date(2019, 3, 14)), again_on=st.dates(date(2018, 3, 15), date(2019, 12, 31))
)
@example(ended_on=date(2019, 3, 14), again_on=date(2018, 3, 15))
@pytest.mark.parametrize("died", [True, False])
def test_signing_again_is_possible_from_the_day_after_a_move_and_never_after_a_death(
    ended_on: date, again_on: date, *, died: bool
) -> None:
    moved_on = date.fromordinal(ended_on.toordinal() + 1)
    end = (
        RecordDeath(resident_id=ZHANG, died_on=ended_on)
        if died
        else RecordRelocation(resident_id=ZHANG, moved_on=moved_on)
    )
    ended = given(household(ZHANG, signed_on=date(2018, 3, 15)), end)
    outcome = ended.another().when(household(ZHANG, signed_on=again_on))
    if died and HANBIN.term_for(again_on).end_on <= ended_on:  # all of it before the death, and all of it taken
        outcome.then_refused("already_contracted")
    elif died:
        outcome.then_refused("resident_deceased", died_on=ended_on)
    else:
        assert (outcome.refusal is None) is (again_on >= moved_on)
