"""Who has been away too long, found on either database: computed for a day, and nothing is recorded."""

from datetime import date
from uuid import UUID

from application.long_absences import LongAbsence, LongAbsences
from domain.contract.absences.commands import EndAbsence, NoteAbsence
from domain.contract.commands import ContractChange, RecordDeath, RecordRelocation
from infrastructure.database import Store
from tests.support.policies import BOOK
from tests.support.renewing import Office
from tests.support.scenario import ERQI
from tests.support.world import require_sound


def member_of(office: Office, contract_id: UUID) -> UUID:
    (member,) = office.contract(contract_id).members
    return member


def say(office: Office, contract_id: UUID, command: ContractChange, told_on: date) -> None:
    office.at(told_on).world.contracts.handle(contract_id, command, office.request())


def away(office: Office, contract_id: UUID, since_on: date) -> UUID:
    member = member_of(office, contract_id)
    say(office, contract_id, NoteAbsence(resident_id=member, since_on=since_on), since_on)
    return member


def asked_on(office: Office, day: date) -> list[LongAbsence]:
    found = LongAbsences(office.world.ledger, BOOK, office.world.due_contracts).on(day)
    return list(found)


def test_row_23_who_is_away_is_asked_about_from_the_day_six_months_are_full(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    member = away(office, contract_id, date(2017, 8, 31))
    assert asked_on(office, date(2017, 12, 31)) == []
    assert asked_on(office, date(2018, 2, 27)) == []
    (asked,) = asked_on(office, date(2018, 2, 28))
    assert asked == LongAbsence(
        contract=contract_id,
        household="61090200001",
        village="石梯村",
        team_id=office.team_id,
        doctor="王建国",
        resident=member,
        since_on=date(2017, 8, 31),
        too_long_from_on=date(2018, 2, 28),
        rule=ERQI.cite("long_absence"),
    )
    assert asked_on(office, date(2018, 4, 30)) == [asked]
    assert [len(row.members) for row in office.world.roster_on(date(2018, 4, 30))] == [1]
    require_sound(office.world)


def test_row_23_nobody_is_asked_once_somebody_decided_or_they_are_back_or_died(store: Store) -> None:
    office = Office(store)
    contracts = [office.sign() for _ in range(4)]
    members = [away(office, each, date(2017, 3, 1 + number)) for number, each in enumerate(contracts)]
    assert [each.resident for each in asked_on(office, date(2018, 1, 5))] == members
    moved, back, died, still = members
    say(office, contracts[0], RecordRelocation(resident_id=moved, moved_on=date(2018, 1, 1)), date(2018, 1, 5))
    say(office, contracts[1], EndAbsence(resident_id=back, back_on=date(2018, 1, 2)), date(2018, 1, 5))
    say(office, contracts[2], RecordDeath(resident_id=died, died_on=date(2018, 1, 3)), date(2018, 1, 5))
    assert [each.resident for each in asked_on(office, date(2018, 1, 5))] == [still]
    assert len(office.world.roster_on(date(2018, 1, 5))) == 2
    require_sound(office.world)


def test_who_is_away_is_asked_about_in_a_term_that_began_by_silence_and_not_in_a_contract_that_is_over(
    store: Store,
) -> None:
    office = Office(store)
    renewed, over = office.sign(), office.sign("jiangxian")
    member = away(office, renewed, date(2017, 3, 1))
    away(office, over, date(2017, 3, 1))
    assert [each.resident for each in asked_on(office, date(2018, 2, 27))] == [member, member_of(office, over)]
    assert [each.resident for each in asked_on(office, date(2018, 2, 28))] == [member]
    assert [each.resident for each in asked_on(office, date(2021, 1, 1))] == [member]
