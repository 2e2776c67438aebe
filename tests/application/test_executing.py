"""What a command answers where it is about one of several streams."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from application.envelope import Actor, Channel, Role
from application.executing import Decision, Receipt, Request, execute
from application.ports import StreamAppend
from domain.personal import Personal
from domain.resident.events import ResidentDetails, ResidentDetailsChanged, ResidentRegistered
from tests.support.memory_ledger import FixedClock, MemoryLedger

CLERK = Actor(id="zhangmin", role=Role.CENTRE_CLERK, channel=Channel.HTTP)
FIRST, SECOND = UUID(int=1), UUID(int=2)
REQUEST = Request(by=CLERK, command_id=UUID(int=15))


def stream(resident_id: UUID) -> StreamAppend:
    details = ResidentDetails(name=Personal(resident_id, "李秀英"))
    return StreamAppend(
        stream_id=resident_id,
        expected_version=0,
        events=(
            ResidentRegistered(registered_on=date(2026, 3, 1), details=details),
            ResidentDetailsChanged(changed_on=date(2026, 3, 1), details=details),
        ),
    )


@pytest.mark.parametrize(("about", "position"), [(FIRST, 2), (SECOND, 4)])
def test_the_receipt_is_of_the_stream_that_the_command_is_about_wherever_it_stands(about: UUID, position: int) -> None:
    ledger = MemoryLedger(FixedClock(datetime(2026, 3, 1, tzinfo=UTC)))

    def done() -> Receipt:
        decision = Decision(about=about, streams=(stream(FIRST), stream(SECOND)))
        return execute(ledger, REQUEST, "body", lambda: decision)

    receipt = done()
    assert (receipt.stream_id, receipt.stream_version, receipt.position) == (about, 2, position)
    assert done() == receipt
