"""Which days of a person's life a record takes up or frees, as the next contract of that person meets them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.contract.claims import Held, claims_changed
from domain.contract.commands import RecordDeath, RecordRelocation
from tests.support.scenario import LI, ZHANG, Scenario, given, household

SIGNED = given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def of_the_last_record(scenario: Scenario) -> dict[UUID, Held]:
    before = replace(scenario, facts=scenario.facts[:-1])
    return claims_changed(before.signed_contract, scenario.contract)


def test_a_signing_takes_up_the_term_for_everybody() -> None:
    term = Held(stretches=((date(2018, 3, 15), date(2019, 3, 14)),))
    assert of_the_last_record(SIGNED) == {ZHANG: term, LI: term}


def test_a_move_frees_the_days_from_it_of_who_moved_and_of_nobody_else() -> None:
    moved = SIGNED.after(RecordRelocation(resident_id=LI, moved_on=date(2018, 6, 1)))
    assert of_the_last_record(moved) == {LI: Held(stretches=((date(2018, 3, 15), date(2018, 5, 31)),))}


def test_a_death_is_claimed_with_its_day() -> None:
    dead = SIGNED.after(RecordDeath(resident_id=LI, died_on=date(2018, 6, 1)))
    assert of_the_last_record(dead) == {
        LI: Held(stretches=((date(2018, 3, 15), date(2018, 6, 1)),), died_on=date(2018, 6, 1))
    }


def test_a_record_that_moves_nobodys_days_changes_no_claim() -> None:
    assert claims_changed(SIGNED.contract, SIGNED.contract) == {}
