"""Facts for the tests of read models, as the ledger would hand them out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from application.envelope import Actor, Cause, Channel, Event, Recorded, Role, effective_on
from domain.contract.events import ContractSigned, Flag, SignedMember
from domain.policy.model import PolicyRef, Term
from domain.policy.packages import Package
from domain.populations import Category

Fact = tuple[UUID, Event]
"""A stream and what happened in it."""


def an_id(number: int) -> UUID:
    return UUID(int=number)


CLERK = Actor(id="liguiying", name="李桂英", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)
TEAM = an_id(900)
HANBIN = PolicyRef(name="hanbin", version="2018-01", digest="0" * 64)
FIRST_INSTANT = datetime(2018, 1, 1, 8, tzinfo=UTC)


def signed(
    *members: UUID | SignedMember,
    start_on: date = date(2018, 3, 15),
    end_on: date = date(2019, 3, 14),
    household_number: str | None = "61090200001",
    team_id: UUID = TEAM,
    policy: PolicyRef = HANBIN,
    doctor: str = "王医生",
    village: str = "建民村",
) -> ContractSigned:
    listed = tuple(
        member if isinstance(member, SignedMember) else SignedMember(resident_id=member, relationship="户主")
        for member in members
    )
    return ContractSigned(
        agreement_number="2018-0001",
        household_number=household_number,
        household_size=len(listed),
        village=village,
        members=listed,
        representative_id=listed[0].resident_id,
        team_id=team_id,
        doctor=doctor,
        package=Package.BASIC,
        signed_on=start_on,
        term=Term(number=1, start_on=start_on, end_on=end_on, anchor_on=start_on),
        renews_silently=False,
        policy=policy,
    )


def flagged(resident_id: UUID, *categories: Category, relationship: str = "户主") -> SignedMember:
    flags = tuple(Flag(category=category) for category in categories)
    return SignedMember(resident_id=resident_id, relationship=relationship, flags=flags)


def recorded(facts: Iterable[Fact]) -> list[Recorded[Event]]:
    """The facts in their order, numbered; one a day from 2018-01-01 08:00 UTC on."""
    versions: dict[UUID, int] = {}
    records = []
    for position, (stream_id, event) in enumerate(facts, start=1):
        versions[stream_id] = versions.get(stream_id, 0) + 1
        records.append(
            Recorded(
                position=position,
                recorded_at=FIRST_INSTANT + timedelta(days=position - 1),
                stream_id=stream_id,
                stream_version=versions[stream_id],
                effective_on=effective_on(event),
                actor=CLERK,
                cause=Cause(command_id=an_id(position)),
                event=event,
            )
        )
    return records


@dataclass(frozen=True)
class GivenBatch:
    """A stretch of known records, and what came before it."""

    records: Sequence[Recorded[Event]]
    before: Sequence[Recorded[Event]] = field(default=())

    def history(self, stream_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        found: dict[UUID, list[Recorded[Event]]] = {}
        for record in self.before:
            if record.stream_id in stream_ids:
                found.setdefault(record.stream_id, []).append(record)
        return found
