"""What is written: one fact of about the same size, as ours and as the eventsourcing library's."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from eventsourcing.domain import Aggregate
from uuid6 import uuid7

from application.envelope import Actor, Cause, Channel, Role
from application.ports import Append, StreamAppend
from domain.contract.terms.events import ContractRenewed
from domain.policy.model import PolicyRef
from domain.policy.renewal import RenewalKind
from domain.policy.terms import Term

ACTOR = Actor(id="scheduler", role=Role.SCHEDULER, channel=Channel.SCHEDULER)
RENEWED = ContractRenewed(
    term=Term(number=2, start_on=date(2020, 2, 28), end_on=date(2023, 2, 27), anchor_on=date(2017, 2, 28)),
    basis=RenewalKind.SILENCE,
    policy=PolicyRef(name="erqi", version="2017", digest="ab" * 32),
    renews_silently=True,
    reconfirm_by=date(2020, 3, 29),
)


def renewal() -> Append:
    """One record of a new stream, with its command row."""
    stream = StreamAppend(stream_id=uuid7(), expected_version=0, events=(RENEWED,))
    return Append(about=stream.stream_id, streams=(stream,), actor=ACTOR, cause=Cause(command_id=uuid4()))


class Contract(Aggregate):
    """The library's way of the same: its first event has eleven fields and, in its own encoding, ours' size."""

    class Renewed(Aggregate.Created):
        """One event of a stream."""

        household: str
        team: UUID
        members: list[UUID]
        start_on: str
        end_on: str
        price: Decimal
        renewed_at: datetime
        policy: str
        note: str


def contract() -> Contract:
    """One to be saved."""
    return Contract._create(  # noqa: SLF001 the library's way to name the event of a creation
        Contract.Renewed,
        id=uuid4(),
        household="610902001001",
        team=uuid4(),
        members=[uuid4(), uuid4(), uuid4()],
        start_on="2020-02-28",
        end_on="2023-02-27",
        price=Decimal("120.00"),
        renewed_at=datetime(2020, 2, 28, 0, 1, tzinfo=UTC),
        policy="erqi/2017",
        note="silence",
    )
