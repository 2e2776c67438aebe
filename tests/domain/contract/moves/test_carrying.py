"""What goes along with people who go to another contract, and what stays: what they agreed to for themselves."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentGiven, ConsentPurpose, ConsentWithdrawn
from domain.contract.consents.state import holds
from domain.contract.moves.commands import MoveCommand, MoveMember, MoveReason
from domain.personal import Personal
from tests.domain.contract.moves import test_joining, test_splitting, test_transfer
from tests.domain.contract.moves.contracts import NEW, Contracts
from tests.support.scenario import CONTRACT, LI, OTHER_CONTRACT, Scenario

GIVING = GiveConsent(
    resident_id=LI,
    purpose=ConsentPurpose.PHOTO,
    spoken_by=ConsentBy.PERSON,
    form=ConsentForm.SIGNATURE,
    given_on=date(2018, 4, 2),
    note=Personal(LI, "在家中说明"),
)
TAKING_BACK = WithdrawConsent(
    resident_id=LI, purpose=ConsentPurpose.PHOTO, spoken_by=ConsentBy.PERSON, withdrawn_on=date(2018, 7, 1)
)
CARRIED = ConsentGiven(
    resident_id=LI,
    purpose=ConsentPurpose.PHOTO,
    spoken_by=ConsentBy.PERSON,
    form=ConsentForm.SIGNATURE,
    given_on=date(2018, 4, 2),
    note=Personal(LI, "在家中说明"),
    from_contract_id=CONTRACT,
)
BACK = MoveMember(
    resident_id=LI,
    to_contract_id=CONTRACT,
    relationship="妻",
    reason=MoveReason.HOUSEHOLD_CHANGED,
    moved_on=date(2018, 9, 1),
)
MOVES: list[tuple[Contracts, MoveCommand]] = [
    (test_transfer.SIGNED, test_transfer.GOING),
    (test_splitting.SIGNED, test_splitting.SPLITTING),
    (test_joining.SIGNED, test_joining.MARRYING),
    (test_joining.SIGNED, test_joining.MERGING),
]


def agreed(contracts: Contracts, day: date) -> bool | None:
    (contract_id,) = contracts.contracts_of(LI, day)
    return holds(contracts.contract(contract_id).consents, LI, ConsentPurpose.PHOTO, day)


@pytest.mark.parametrize(("signed", "command"), MOVES, ids=lambda each: type(each).__name__)
def test_a_consent_goes_along_with_its_words_and_is_taken_back_where_the_person_is(
    signed: Contracts, command: MoveCommand
) -> None:
    moved = signed.given(CONTRACT, GIVING).when(command)
    ((joined, carried),) = [(each, fact) for each, fact in moved.facts if isinstance(fact, ConsentGiven)]
    assert carried == CARRIED
    assert moved.after.members_on(joined, date(2018, 6, 2)) >= {LI}
    back = moved.after.given(joined, TAKING_BACK)
    assert [agreed(back, day) for day in (date(2018, 6, 30), date(2018, 7, 1))] == [True, False]


@pytest.mark.parametrize(("signed", "command"), MOVES, ids=lambda each: type(each).__name__)
def test_what_was_taken_back_and_what_was_agreed_of_the_agreement_stay_behind(
    signed: Contracts, command: MoveCommand
) -> None:
    to_the_agreement = replace(GIVING, purpose=ConsentPurpose.AGREEMENT)
    given = signed.given(CONTRACT, GIVING, replace(TAKING_BACK, withdrawn_on=date(2018, 5, 1)), to_the_agreement)
    assert [fact for _, fact in given.when(command).facts if isinstance(fact, ConsentGiven | ConsentWithdrawn)] == []


def test_what_was_taken_back_elsewhere_is_taken_back_for_who_comes_home() -> None:
    away = test_joining.SIGNED.given(CONTRACT, GIVING).when(test_joining.MARRYING).after
    home = away.given(OTHER_CONTRACT, TAKING_BACK).when(BACK, about=OTHER_CONTRACT)
    (withdrawn,) = [fact for _, fact in home.facts if isinstance(fact, ConsentWithdrawn)]
    assert (withdrawn.withdrawn_on, withdrawn.from_contract_id) == (date(2018, 7, 1), OTHER_CONTRACT)
    assert agreed(home.after, date(2018, 9, 1)) is False


def test_what_was_said_last_counts_wherever_it_was_said() -> None:
    """Taken back on record of the contract that was left, given again since: who comes home with that keeps it."""
    away = test_joining.SIGNED.given(CONTRACT, GIVING).when(test_joining.MARRYING).after
    home = away.given(CONTRACT, TAKING_BACK).when(BACK, about=OTHER_CONTRACT)
    assert [fact for _, fact in home.facts if isinstance(fact, ConsentGiven)] == []
    assert agreed(home.after, date(2018, 9, 1)) is False
    again = replace(GIVING, given_on=date(2018, 8, 1))
    there = away.given(OTHER_CONTRACT, TAKING_BACK, again).given(CONTRACT, TAKING_BACK)
    assert agreed(there.when(BACK, about=OTHER_CONTRACT).after, date(2018, 9, 1)) is True


def test_a_forgotten_note_of_a_consent_stays_behind() -> None:
    given = test_transfer.SIGNED.given(CONTRACT, replace(GIVING, note=Personal(LI, None, "00")))
    (carried,) = [fact for _, fact in given.when(test_transfer.GOING).facts if isinstance(fact, ConsentGiven)]
    assert carried.note is None


def test_what_was_never_agreed_is_not_taken_back_in_the_new_contract() -> None:
    facts = test_transfer.SIGNED.when(test_transfer.GOING).after.facts[NEW]
    Scenario(facts=facts, today=date(2018, 12, 1)).when(TAKING_BACK).then_refused("nothing_consented", resident=LI)
