"""Correcting what was written down wrongly at the signing, and saying that there is nothing to write."""

from dataclasses import replace
from datetime import date

from domain.contract.commands import CorrectSigning, RecordDeath
from domain.contract.events import ContractSigningCorrected, CorrectedMember, MemberCell, SigningCell
from domain.personal import Personal
from tests.support.scenario import CONTRACT, LI, WANG, ZHANG, Scenario, given, household

OF_TWO = household(ZHANG, LI, signed_on=date(2018, 3, 15))
NOTE = Personal(LI, "行动不便")


def of_two() -> Scenario:
    return given(OF_TWO)


def corrected(**cells: object) -> ContractSigningCorrected:
    return replace(ContractSigningCorrected(corrected_from=date(2018, 3, 15)), **cells)  # type: ignore[arg-type]  # cells by their names


def test_a_household_number_is_corrected_and_the_same_again_is_quiet() -> None:
    right = CorrectSigning(household_number="61090200002")
    after = of_two().when(right).then(corrected(household_number="61090200002"))
    assert after.contract.household_number == "61090200002"
    after.when(right).then_nothing()


def test_who_signed_for_the_household_is_corrected_for_the_day_of_the_signing() -> None:
    after = of_two().when(CorrectSigning(representative_id=LI)).then(corrected(representative_id=LI))
    assert after.contract.representative_id.on(date(2018, 3, 15)) == LI
    after.when(CorrectSigning(representative_id=LI)).then_nothing()


def test_nobody_signed_for_the_household_who_was_no_member_on_that_day() -> None:
    of_two().when(CorrectSigning(representative_id=WANG)).then_refused(
        "representative_not_member", resident=WANG, day=date(2018, 3, 15)
    )


def test_who_signed_and_died_since_may_have_signed() -> None:
    died = of_two().after(RecordDeath(resident_id=LI, died_on=date(2018, 5, 1)))
    died.when(CorrectSigning(representative_id=LI)).then(corrected(representative_id=LI))


def test_a_number_and_a_village_that_there_are_not_are_emptied() -> None:
    none = CorrectSigning(cleared=(SigningCell.HOUSEHOLD_NUMBER, SigningCell.VILLAGE, SigningCell.VILLAGE))
    after = of_two().when(none).then(corrected(cleared=(SigningCell.HOUSEHOLD_NUMBER, SigningCell.VILLAGE)))
    assert after.contract.household_number is None
    assert after.contract.village.on(date(2018, 3, 15)) == ""
    after.when(none).then_nothing()
    after.when(CorrectSigning(household_number="7", cleared=(SigningCell.VILLAGE,))).then(
        corrected(household_number="7")
    )


def test_a_note_that_there_is_not_is_emptied_for_one_member_alone() -> None:
    noted = of_two().after(
        CorrectSigning(
            members=(
                CorrectedMember(resident_id=LI, note=NOTE),
                CorrectedMember(resident_id=ZHANG, note=Personal(ZHANG, "独居")),
            )
        )
    )
    none = CorrectSigning(members=(CorrectedMember(resident_id=LI, cleared=(MemberCell.NOTE,)),))
    after = noted.when(none).then(corrected(members=(CorrectedMember(resident_id=LI, cleared=(MemberCell.NOTE,)),)))
    assert after.contract.members[LI].note is None
    assert after.contract.members[ZHANG].note == Personal(ZHANG, "独居")
    assert after.contract.members[LI].relationship == "户主"
    after.when(none).then_nothing()


def test_a_relationship_that_nobody_knows_is_emptied() -> None:
    none = CorrectSigning(members=(CorrectedMember(resident_id=LI, cleared=(MemberCell.RELATIONSHIP,)),))
    after = of_two().after(none)
    assert after.contract.members[LI].relationship == ""
    after.when(none).then_nothing()


def test_a_cell_is_not_corrected_and_emptied_at_once() -> None:
    of_two().when(CorrectSigning(household_number="7", cleared=(SigningCell.HOUSEHOLD_NUMBER,))).then_refused(
        "corrected_and_cleared", cell=SigningCell.HOUSEHOLD_NUMBER
    )
    both = CorrectedMember(resident_id=LI, note=NOTE, cleared=(MemberCell.NOTE,))
    of_two().when(CorrectSigning(members=(both,))).then_refused("corrected_and_cleared", cell=MemberCell.NOTE)


def test_an_empty_text_says_nothing() -> None:
    of_two().when(CorrectSigning(household_number="", agreement_number="")).then_nothing()


def test_a_correction_counts_from_the_first_day_and_leaves_the_contract_number() -> None:
    after = of_two().after(CorrectSigning(cleared=(SigningCell.HOUSEHOLD_NUMBER,)))
    assert after.contract.agreement_number == of_two().contract.agreement_number
    assert after.contract_id == CONTRACT
