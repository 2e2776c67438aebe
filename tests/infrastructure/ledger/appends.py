"""Appends to write in tests of the ledger: residents who register, contracts that hold their days."""

from datetime import date
from uuid import UUID, uuid4

from application.envelope import Actor, Cause, Channel, Event, RegisterRow, Role
from application.ports import Append, CommandKey, Identifier, NewClaim, NewIdentifier, StreamAppend
from domain.contract.claims import Held
from domain.contract.events import ContractSigned, SignedMember
from domain.personal import Personal
from domain.policy.model import PolicyRef
from domain.policy.packages import Package
from domain.policy.terms import Term
from domain.resident.events import IdentifierKind, ResidentDetails, ResidentIdentified, ResidentRegistered

ROW = RegisterRow(digest="ab" * 32, sheet="红旗村", row=7)
CLERK = Actor(id="张敏", role=Role.CENTRE_CLERK, channel=Channel.REGISTER)
NAME = "李秀英"
CITIZEN_ID = "11010519491231002X"


def append(*streams: StreamAppend, command: CommandKey | None = None, claims: tuple[NewClaim, ...] = ()) -> Append:
    """One command's facts."""
    return Append(
        about=streams[0].stream_id,
        streams=streams,
        actor=CLERK,
        cause=Cause(command_id=uuid4(), source=ROW),
        claims=claims,
        command=command,
    )


def facts(stream_id: UUID, *events: Event, after: int = 0) -> StreamAppend:
    """Events that follow version `after` of a stream."""
    return StreamAppend(stream_id=stream_id, expected_version=after, events=events)


def registered(resident_id: UUID, name: str = NAME) -> ResidentRegistered:
    """Somebody became known, by name."""
    return ResidentRegistered(registered_on=date(2026, 3, 1), details=ResidentDetails(name=Personal(resident_id, name)))


def registration(resident_id: UUID, name: str = NAME, command: CommandKey | None = None) -> Append:
    """A resident's first record."""
    return append(facts(resident_id, registered(resident_id, name)), command=command)


def known_by(resident_id: UUID, version: int, number: str = CITIZEN_ID, *, released: bool = False) -> NewIdentifier:
    """A resident is known by a citizen id from that version on, or is no longer."""
    identifier = Identifier(kind=IdentifierKind.CITIZEN_ID, number=number)
    return NewIdentifier(identifier=identifier, resident_id=resident_id, resident_version=version, released=released)


def identification(resident_id: UUID, number: str = CITIZEN_ID, after: int = 1, corrects: str | None = None) -> Append:
    """A resident shows a citizen id, by which the person is found from now on, and no longer by that it corrects."""
    shown = ResidentIdentified(
        identified_on=date(2026, 3, 1), kind=IdentifierKind.CITIZEN_ID, number=Personal(resident_id, number)
    )
    taken = known_by(resident_id, after + 1, number)
    released = () if corrects is None else (known_by(resident_id, after + 1, corrects, released=True),)
    return Append(
        about=resident_id,
        streams=(facts(resident_id, shown, after=after),),
        actor=CLERK,
        cause=Cause(command_id=uuid4()),
        identifiers=(*released, taken),
    )


def signed(resident_id: UUID, household_number: str = "0001") -> ContractSigned:
    """A household of one agreed for the year 2026, under a policy that renews by silence."""
    return ContractSigned(
        agreement_number="XY-0001",
        household_number=household_number,
        household_size=1,
        village="河西村",
        members=(SignedMember(resident_id=resident_id, relationship="户主"),),
        representative_id=resident_id,
        team_id=UUID(int=7),
        doctor="王建国",
        package=Package.BASIC,
        signed_on=date(2026, 3, 1),
        term=Term(number=1, start_on=date(2026, 3, 1), end_on=date(2027, 2, 28), anchor_on=date(2026, 3, 1)),
        renews_silently=True,
        policy=PolicyRef(name="erqi", version="1", digest="0" * 64),
    )


def signing(contract_id: UUID, resident_id: UUID, seq: int = 1, command: CommandKey | None = None) -> Append:
    """A contract's first record, with what it claims of the resident."""
    claim = NewClaim(
        resident_id=resident_id,
        seq=seq,
        contract_id=contract_id,
        contract_version=1,
        held=Held(stretches=((date(2026, 3, 1), None),)),
    )
    return append(facts(contract_id, signed(resident_id)), claims=(claim,), command=command)
