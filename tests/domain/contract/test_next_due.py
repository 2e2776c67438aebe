"""When something falls due next by itself, as the scheduler asks."""

from datetime import date

from domain.contract.commands import EnterInError, RecordDeath
from domain.contract.terms.due import next_due_on
from domain.personal import Personal
from tests.support.scenario import CONTRACT, ERQI, ZHANG, given, household

SIGNED = household(ZHANG, signed_on=date(2018, 3, 15))


def test_something_falls_due_on_the_day_after_the_last_term() -> None:
    assert next_due_on(given(SIGNED).contract) == date(2019, 3, 15)


def test_what_is_over_falls_due_no_more() -> None:
    assert next_due_on(given(SIGNED).settled_on(date(2019, 3, 15)).contract) is None
    void = given(SIGNED).after(EnterInError(reason=Personal(CONTRACT, "录错")))
    assert next_due_on(void.contract) is None


def test_what_silence_renewed_falls_due_after_the_new_term() -> None:
    renewed = given(SIGNED, policy=ERQI).settled_on(date(2021, 3, 15))
    assert next_due_on(renewed.contract) == date(2024, 3, 15)


def test_who_dies_on_the_last_day_of_the_term_leaves_nothing_to_fall_due() -> None:
    on_the_last_day = given(SIGNED).after(RecordDeath(resident_id=ZHANG, died_on=date(2019, 3, 14)))
    assert next_due_on(on_the_last_day.contract) is None
