"""What is appended reads back: in order, dated, sealed, and once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from application.ports import (
    Appended,
    CommandKey,
    Conflict,
    ConflictOn,
    Head,
    Identifier,
    KeyReused,
    Repeated,
)
from domain.contract.claims import Held
from domain.resident.events import IdentifierKind
from infrastructure.clock import DemoClock
from infrastructure.ledger.canonical import UnsealedValue
from infrastructure.ledger.stored_ledger import StoredLedger
from tests.infrastructure.ledger.appends import (
    CITIZEN_ID,
    CLERK,
    NAME,
    ROW,
    append,
    facts,
    identification,
    registered,
    registration,
    signed,
    signing,
)
from tests.support.stores import MORNING

LI, WANG, CONTRACT, OTHER_CONTRACT = (UUID(int=number) for number in (1, 2, 3, 4))


def key(request: bytes = b"{}") -> CommandKey:
    return CommandKey(principal="clerk", key="k-1", request=request)


def test_an_empty_ledger_has_no_head(ledger: StoredLedger) -> None:
    assert ledger.head() == Head(position=0, recorded_at=None)
    assert ledger.position_at(MORNING) == 0
    assert ledger.stream(LI) == []


def test_records_read_back_with_everything_around_them(ledger: StoredLedger) -> None:
    (outcome,) = ledger.append([signing(CONTRACT, LI)])
    (record,) = ledger.stream(CONTRACT)
    assert outcome == Appended(first_position=1, last_position=1, recorded_at=MORNING)
    assert (record.position, record.recorded_at, record.stream_version) == (1, MORNING, 1)
    assert (record.effective_on, record.actor, record.cause.source) == (date(2026, 3, 1), CLERK, ROW)
    assert record.event == signed(LI)


def test_positions_have_no_gap_where_an_append_was_dropped(ledger: StoredLedger) -> None:
    outcomes = ledger.append([registration(LI), registration(LI), registration(WANG)])
    assert outcomes[1] == Conflict(on=ConflictOn.STREAM)
    assert [record.position for record in ledger.after(0, limit=10)] == [1, 2]
    assert [record.stream_id for record in ledger.after(1, limit=10)] == [WANG]


def test_a_personal_value_is_closed_on_record_and_opens_for_who_asks(ledger: StoredLedger) -> None:
    ledger.append([registration(LI), identification(LI)])
    records = ledger.stream(LI)
    assert all(NAME.encode() not in record.record for record in records)
    assert all(CITIZEN_ID.encode() not in record.record for record in records)
    first, second = ledger.opened(records)
    assert (first.event, second.event) == (registered(LI), identification(LI).streams[0].events[0])


def test_the_same_value_has_another_digest_each_time(ledger: StoredLedger) -> None:
    ledger.append([registration(LI), registration(WANG)])
    one, other = (record.record for record in ledger.after(0, limit=2))
    assert one.split(b'"digest":"')[-1][:64] != other.split(b'"digest":"')[-1][:64]


def test_a_closed_value_is_not_recorded_again(ledger: StoredLedger) -> None:
    ledger.append([registration(LI)])
    (record,) = ledger.stream(LI)
    with pytest.raises(UnsealedValue):
        ledger.append([append(facts(LI, record.event, after=1))])


def test_somebody_is_found_by_a_number_and_the_number_by_nobody_else(ledger: StoredLedger) -> None:
    shown = Identifier(kind=IdentifierKind.CITIZEN_ID, number=CITIZEN_ID)
    unknown = Identifier(kind=IdentifierKind.PASSPORT, number=CITIZEN_ID)
    ledger.append([registration(LI), identification(LI), registration(WANG)])
    assert ledger.residents([shown, unknown]) == {shown: LI}
    assert ledger.append([identification(WANG)]) == [Conflict(on=ConflictOn.IDENTIFIER)]
    assert isinstance(ledger.append([identification(LI, after=2)])[0], Appended)


def test_the_next_claim_of_a_resident_is_taken_once(ledger: StoredLedger) -> None:
    outcomes = ledger.append([signing(CONTRACT, LI), signing(OTHER_CONTRACT, LI)])
    assert outcomes[1] == Conflict(on=ConflictOn.CLAIM)
    assert ledger.append([signing(OTHER_CONTRACT, LI)]) == [Conflict(on=ConflictOn.CLAIM)]
    claims = ledger.claims([LI, WANG])
    assert claims[LI].held == {CONTRACT: Held(stretches=((date(2026, 3, 1), None),))}
    assert (claims[LI].last_seq, claims[WANG].last_seq) == (1, 0)


def test_a_command_sent_twice_is_recorded_once(ledger: StoredLedger) -> None:
    ledger.append([registration(LI, command=key())])
    repeated = Repeated(stream_id=LI, stream_version=1)
    assert ledger.append([registration(WANG, command=key())]) == [repeated]
    assert ledger.append([registration(WANG, command=key(b"another"))]) == [KeyReused()]
    assert (ledger.command(key()), ledger.command(key(b"another"))) == (repeated, KeyReused())
    assert ledger.head().position == 1


def test_an_append_without_a_key_is_known_by_its_command_id(ledger: StoredLedger) -> None:
    first = registration(LI)
    ledger.append([first])
    assert ledger.append([first]) == [Repeated(stream_id=LI, stream_version=1)]


def test_the_line_of_records_never_runs_backwards(ledger: StoredLedger, clock: DemoClock) -> None:
    ledger.append([registration(LI)])
    clock.move_to(MORNING + timedelta(days=1))
    ledger.append([registration(WANG)])
    behind = StoredLedger(ledger._store, DemoClock(MORNING, demo=True))  # noqa: SLF001 a second ledger on the same store
    (outcome,) = behind.append([registration(uuid4())])
    assert isinstance(outcome, Appended)
    assert outcome.recorded_at == MORNING + timedelta(days=1)
    assert ledger.position_at(MORNING + timedelta(hours=3)) == 1
    assert ledger.position_at(MORNING + timedelta(days=1)) == 3
    assert ledger.position_at(datetime(2020, 1, 1, tzinfo=UTC)) == 0


def test_streams_are_cut_at_a_position(ledger: StoredLedger) -> None:
    ledger.append([registration(LI), registration(WANG), identification(LI)])
    found = ledger.streams([LI, WANG, CONTRACT], up_to=2)
    assert {stream_id: len(records) for stream_id, records in found.items()} == {LI: 1, WANG: 1}


def test_a_command_leads_to_the_stream_that_it_is_about_wherever_that_stands(ledger: StoredLedger) -> None:
    two = append(facts(LI, registered(LI)), facts(WANG, registered(WANG)), command=key(b"two"))
    assert isinstance(ledger.append([replace(two, about=WANG)])[0], Appended)
    assert ledger.command(key(b"two")) == Repeated(stream_id=WANG, stream_version=1)
    with pytest.raises(ValueError, match="none of the streams"):
        ledger.append([replace(two, about=CONTRACT)])
