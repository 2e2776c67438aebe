"""A number that was corrected is nobody's, until somebody takes it; the rows about it tell who bore it when."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from application.ports import Append, Appended, Conflict, ConflictOn, Identifier
from domain.resident.events import IdentifierKind
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.ledger.tables import identifiers
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import (
    CITIZEN_ID,
    append,
    facts,
    identification,
    known_by,
    registered,
    registration,
)
from tests.infrastructure.ledger.test_integrity import by_hand, codes_after
from tests.support.stores import settings_for

LI, WANG = UUID(int=1), UUID(int=2)
RIGHT, THIRD = "110105194912310038", "110105194912310054"
TAKEN = Conflict(on=ConflictOn.IDENTIFIER)


def citizen(number: str) -> Identifier:
    return Identifier(kind=IdentifierKind.CITIZEN_ID, number=number)


def bearer(ledger: StoredLedger, number: str) -> UUID | None:
    return ledger.residents([citizen(number)]).get(citizen(number))


def rows(store: Store) -> list[tuple[int, UUID, int, bool]]:
    """Of the number that is corrected: the rows about it, in their order."""
    index = store.keys.blind_index("citizen_id", CITIZEN_ID)
    query = select(identifiers).where(identifiers.c.blind_index == index).order_by(identifiers.c.seq)
    with store.reading() as connection:
        return [(row.seq, row.resident_id, row.resident_version, row.released) for row in connection.execute(query)]


def both_known(ledger: StoredLedger) -> None:
    """Li is known by a number that is Wang's; Wang by none."""
    ledger.append([registration(LI), registration(WANG), identification(LI)])


CORRECTED = identification(LI, RIGHT, after=2, corrects=CITIZEN_ID)


def test_a_corrected_number_is_nobodys_and_the_right_one_leads_to_the_person(ledger: StoredLedger) -> None:
    both_known(ledger)
    ledger.append([CORRECTED])
    assert (bearer(ledger, CITIZEN_ID), bearer(ledger, RIGHT)) == (None, LI)
    assert ledger.former_residents([citizen(CITIZEN_ID), citizen(RIGHT)]) == {citizen(CITIZEN_ID): [LI]}


def test_a_released_number_is_taken_by_its_bearer_and_keeps_its_history(store: Store, ledger: StoredLedger) -> None:
    both_known(ledger)
    assert ledger.append([identification(WANG)]) == [TAKEN]
    ledger.append([CORRECTED, identification(WANG)])
    assert bearer(ledger, CITIZEN_ID) == WANG
    assert rows(store) == [(1, LI, 2, False), (2, LI, 3, True), (3, WANG, 2, False)]
    assert check_ledger(store) == []


@pytest.mark.parametrize("together", [True, False])
def test_what_is_corrected_there_and_back_is_told_each_time(
    store: Store, ledger: StoredLedger, *, together: bool
) -> None:
    back = identification(LI, CITIZEN_ID, after=3, corrects=RIGHT)
    again = identification(LI, THIRD, after=4, corrects=CITIZEN_ID)
    appends = [registration(LI), identification(LI), CORRECTED, back, again]
    for part in [appends] if together else [[each] for each in appends]:
        assert all(isinstance(outcome, Appended) for outcome in ledger.append(part))
    assert rows(store) == [(1, LI, 2, False), (2, LI, 3, True), (3, LI, 4, False), (4, LI, 5, True)]
    assert ledger.former_residents([citizen(CITIZEN_ID)]) == {citizen(CITIZEN_ID): [LI, LI]}
    assert ledger.residents([citizen(each) for each in (CITIZEN_ID, RIGHT, THIRD)]) == {citizen(THIRD): LI}
    assert check_ledger(store) == []


def test_who_bears_a_number_takes_it_again_without_a_trace(store: Store, ledger: StoredLedger) -> None:
    both_known(ledger)
    assert isinstance(ledger.append([identification(LI, after=2)])[0], Appended)
    assert rows(store) == [(1, LI, 2, False)]
    assert check_ledger(store) == []


@pytest.mark.parametrize("corrects", [CITIZEN_ID, THIRD])
def test_nobody_releases_a_number_that_they_do_not_bear(store: Store, ledger: StoredLedger, corrects: str) -> None:
    both_known(ledger)
    assert ledger.append([identification(WANG, RIGHT, corrects=corrects)]) == [TAKEN]
    ledger.append([CORRECTED])
    assert ledger.append([identification(LI, THIRD, after=3, corrects=CITIZEN_ID)]) == [TAKEN]
    assert len(rows(store)) == 2


def exchange() -> Append:
    """Li and Wang take one another's numbers in one append."""
    li, wang = identification(LI, RIGHT, after=2), identification(WANG, CITIZEN_ID, after=2)
    return Append(
        about=LI,
        streams=(*li.streams, *wang.streams),
        actor=li.actor,
        cause=li.cause,
        identifiers=(
            known_by(LI, 3, CITIZEN_ID, released=True),
            known_by(WANG, 3, RIGHT, released=True),
            *li.identifiers,
            *wang.identifiers,
        ),
    )


def test_two_exchange_their_numbers_in_one_append(store: Store, ledger: StoredLedger) -> None:
    both_known(ledger)
    ledger.append([identification(WANG, RIGHT)])
    assert isinstance(ledger.append([exchange()])[0], Appended)
    assert (bearer(ledger, RIGHT), bearer(ledger, CITIZEN_ID)) == (LI, WANG)
    assert rows(store) == [(1, LI, 2, False), (2, LI, 3, True), (3, WANG, 3, False)]
    assert check_ledger(store) == []


def test_a_number_that_the_records_correct_but_that_is_not_released_is_found(
    store: Store, ledger: StoredLedger
) -> None:
    both_known(ledger)
    ledger.append([identification(LI, RIGHT, after=2)])
    assert {(each.key, each.code) for each in check_ledger(store)} == {(f"{LI}/3", "identifier_missing")}


def test_a_number_that_is_released_without_a_record_of_it_is_found(store: Store, ledger: StoredLedger) -> None:
    both_known(ledger)
    again = append(facts(LI, registered(LI), after=2))
    ledger.append([replace(again, identifiers=(known_by(LI, 3, released=True),))])
    assert {(each.key, each.code) for each in check_ledger(store)} == {(f"{LI}/3", "identifier_differs")}


@pytest.fixture
def corrected_file(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> Settings:
    """An SQLite file in which Li's number was corrected; some time later Wang took it, and was corrected too."""
    settings = settings_for(sqlite_url, tmp_path)
    with open_store(settings, writing=True, demo=True) as store:
        ledger = StoredLedger(store, clock)
        both_known(ledger)
        ledger.append([CORRECTED])
        clock.move_to(clock.now() + timedelta(hours=1))
        ledger.append([identification(WANG), identification(WANG, THIRD, after=2, corrects=CITIZEN_ID)])
    return settings


ROW_EDITS = [
    ("UPDATE identifiers SET released = 0 WHERE seq = 2", {"identifier_differs", "identifier_missing"}),
    ("UPDATE identifiers SET released = 1 WHERE seq = 3", {"identifier_differs", "identifier_missing"}),
    ("DELETE FROM identifiers WHERE seq = 2", {"identifier_missing"}),
    ("UPDATE identifiers SET seq = 6 WHERE seq = 4", set()),
    ("UPDATE identifiers SET seq = 5 WHERE seq = 4", set()),
    ("UPDATE identifiers SET seq = 0 WHERE seq = 3", set()),
    ("UPDATE identifiers SET resident_version = 2 WHERE seq = 2", {"identifier_differs", "identifier_missing"}),
    ("UPDATE identifiers SET resident_id = replace(resident_id, '1', '2') WHERE seq = 2", {"identifier_missing"}),
]


@pytest.mark.parametrize(("edit", "codes"), ROW_EDITS, ids=[edit for edit, _ in ROW_EDITS])
def test_an_edit_of_a_numbers_history_is_found(corrected_file: Settings, edit: str, codes: set[str]) -> None:
    assert codes_after(corrected_file, edit) == {*codes, "identifier_out_of_order"}


def test_a_history_told_backwards_is_found(corrected_file: Settings) -> None:
    """Every row is that of a record, but Wang bore the number before Li did."""
    with by_hand(corrected_file) as connection:
        connection.execute("""UPDATE identifiers SET seq = (seq + 1) % 4 + 11
            WHERE blind_index = (SELECT blind_index FROM identifiers WHERE seq = 4)""")
    assert codes_after(corrected_file, "UPDATE identifiers SET seq = seq - 10 WHERE seq > 10") == {
        "identifier_out_of_order"
    }
