"""A small register on a real ledger: who records, and what the rules of 汉滨 call key."""

from datetime import date
from uuid import UUID, uuid4

from application.envelope import Cause, Event
from application.ports import Append, Appended, Ledger, StreamAppend
from domain.personal import Personal
from domain.resident.events import ResidentDetails, ResidentRegistered
from tests.projections.facts import CLERK
from tests.support.policies import BOOK

HANBIN_NOW = BOOK.version_on("hanbin", date(2018, 3, 15)).ref


def record(ledger: Ledger, stream_id: UUID, *events: Event) -> Appended:
    """Append facts to a stream, as one command of the clerk."""
    stream = StreamAppend(stream_id=stream_id, expected_version=len(ledger.stream(stream_id)), events=events)
    append = Append(streams=(stream,), actor=CLERK, cause=Cause(command_id=uuid4()))
    (outcome,) = ledger.append([append])
    assert isinstance(outcome, Appended)
    return outcome


def register(ledger: Ledger, resident_id: UUID, name: str, birth_on: str) -> Appended:
    """A person becomes known by name and birth date."""
    details = ResidentDetails(
        name=Personal(resident_id, name), birth_on=Personal(resident_id, birth_on), sex=Personal(resident_id, "female")
    )
    return record(ledger, resident_id, ResidentRegistered(registered_on=date(2018, 3, 15), details=details))
