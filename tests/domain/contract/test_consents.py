"""Each member's own consent: given by the person or a guardian, for one purpose, free to take back."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import EnterInError, RecordDeath
from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentGiven, ConsentPurpose, ConsentWithdrawn
from domain.contract.consents.state import holds as consent_holds
from domain.personal import Personal
from tests.support.scenario import BABY, CONTRACT, HANBIN, LI, WANG, ZHANG, Scenario, given, household

BORN = {ZHANG: date(1960, 1, 1), BABY: date(2004, 5, 10)}
GIVING = GiveConsent(
    resident_id=LI,
    purpose=ConsentPurpose.PHOTO,
    spoken_by=ConsentBy.PERSON,
    form=ConsentForm.SIGNATURE,
    given_on=date(2018, 4, 1),
)
GIVEN = ConsentGiven(
    resident_id=LI,
    purpose=ConsentPurpose.PHOTO,
    spoken_by=ConsentBy.PERSON,
    form=ConsentForm.SIGNATURE,
    given_on=date(2018, 4, 1),
)
TAKING_BACK = WithdrawConsent(
    resident_id=LI, purpose=ConsentPurpose.PHOTO, spoken_by=ConsentBy.PERSON, withdrawn_on=date(2018, 6, 1)
)
TAKEN_BACK = ConsentWithdrawn(
    resident_id=LI, purpose=ConsentPurpose.PHOTO, spoken_by=ConsentBy.PERSON, withdrawn_on=date(2018, 6, 1)
)


def of_three() -> Scenario:
    return given(household(ZHANG, LI, BABY, signed_on=date(2018, 3, 15)), born=BORN)


def holds(scenario: Scenario, purpose: ConsentPurpose, day: date) -> bool | None:
    return consent_holds(scenario.contract.consents, LI, purpose, day)


def test_a_member_consents_to_one_thing_and_to_no_other() -> None:
    agreed = of_three().when(GIVING).then(GIVEN)
    assert holds(agreed, ConsentPurpose.PHOTO, date(2018, 3, 31)) is None
    assert holds(agreed, ConsentPurpose.PHOTO, date(2018, 4, 1))
    assert holds(agreed, ConsentPurpose.FINGERPRINT, date(2018, 4, 1)) is None
    agreed.when(GIVING).then_nothing()
    agreed.when(replace(GIVING, given_on=date(2018, 5, 1))).then_nothing()


def test_a_consent_is_taken_back_from_a_day_and_may_be_given_again() -> None:
    back = of_three().after(GIVING).when(TAKING_BACK).then(TAKEN_BACK)
    assert [holds(back, ConsentPurpose.PHOTO, day) for day in (date(2018, 5, 31), date(2018, 6, 1))] == [True, False]
    back.when(TAKING_BACK).then_nothing()
    again = back.after(replace(GIVING, given_on=date(2018, 7, 1)))
    assert holds(again, ConsentPurpose.PHOTO, date(2018, 7, 1))


def test_nobody_takes_back_what_was_not_given_by_then() -> None:
    of_three().when(TAKING_BACK).then_refused("nothing_consented", resident=LI, purpose=ConsentPurpose.PHOTO)
    of_three().after(GIVING).when(replace(TAKING_BACK, withdrawn_on=date(2018, 3, 31))).then_refused(
        "nothing_consented", day=date(2018, 3, 31)
    )


def test_a_consent_may_be_taken_back_when_the_contract_is_over() -> None:
    agreed = of_three().after(GIVING, RecordDeath(resident_id=LI, died_on=date(2018, 5, 1)))
    assert agreed.after(replace(TAKING_BACK, withdrawn_on=date(2020, 1, 1))).facts[3:]


def test_only_who_is_a_member_consents_from_the_signing_on() -> None:
    of_three().when(replace(GIVING, resident_id=WANG)).then_refused("not_a_member", resident=WANG)
    of_three().when(replace(GIVING, given_on=date(2018, 3, 14))).then_refused("not_in_force")
    later = given(household(ZHANG, LI, signed_on=date(2018, 3, 15), start_on=date(2018, 5, 1)))
    assert later.after(replace(GIVING, given_on=date(2018, 3, 15))).contract.consents


def test_no_consent_tomorrow_nor_under_a_contract_that_never_was() -> None:
    of_three().on(date(2018, 3, 31)).when(GIVING).then_refused("dated_in_future")
    agreed = of_three().after(GIVING)
    agreed.on(date(2018, 5, 31)).when(TAKING_BACK).then_refused("dated_in_future")
    void = agreed.after(EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(TAKING_BACK).then_refused("not_in_force", from_on=None)


@pytest.mark.parametrize(("day", "refused"), [(date(2018, 5, 9), True), (date(2018, 5, 10), False)])
def test_for_a_child_under_14_a_guardian_speaks(day: date, *, refused: bool) -> None:
    alone = of_three().when(replace(GIVING, resident_id=BABY, given_on=day))
    if refused:
        alone.then_refused("guardian_required", resident=BABY, day=day)
    else:
        assert alone.facts
    guarded = replace(GIVING, resident_id=BABY, given_on=day, spoken_by=ConsentBy.GUARDIAN, guardian_id=ZHANG)
    assert of_three().when(guarded).facts


def test_a_child_does_not_take_back_alone_what_a_guardian_gave() -> None:
    guarded = replace(GIVING, resident_id=BABY, spoken_by=ConsentBy.GUARDIAN)
    back = replace(TAKING_BACK, resident_id=BABY, withdrawn_on=date(2018, 5, 9))
    of_three().after(guarded).when(back).then_refused("guardian_required")
    assert of_three().after(guarded).when(replace(back, withdrawn_on=date(2018, 5, 10))).facts


def test_a_guardian_is_of_age_and_alive_on_that_day() -> None:
    guarded = replace(GIVING, resident_id=BABY, spoken_by=ConsentBy.GUARDIAN, guardian_id=ZHANG)
    young = replace(of_three(), born={ZHANG: date(2000, 6, 2), BABY: date(2015, 1, 1)})
    young.when(replace(guarded, given_on=date(2018, 6, 1))).then_refused(
        "guardian_not_of_age", rule=HANBIN.cite("member_consent"), guardian=ZHANG, day=date(2018, 6, 1), age=18
    )
    assert young.after(replace(guarded, given_on=date(2018, 6, 2))).facts[1:]
    dead = of_three().after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 6, 1)))
    dead.when(replace(guarded, given_on=date(2018, 6, 2))).then_refused(
        "resident_deceased", resident=ZHANG, died_on=date(2018, 6, 1)
    )
    given_before = dead.after(replace(guarded, given_on=date(2018, 6, 1)))
    back = replace(TAKING_BACK, resident_id=BABY, spoken_by=ConsentBy.GUARDIAN, guardian_id=ZHANG)
    given_before.when(replace(back, withdrawn_on=date(2018, 7, 1))).then_refused("resident_deceased", resident=ZHANG)


def test_nobody_is_their_own_guardian() -> None:
    own = replace(GIVING, spoken_by=ConsentBy.GUARDIAN, guardian_id=LI)
    of_three().when(own).then_refused("guardian_required", resident=LI)
