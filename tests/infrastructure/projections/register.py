"""A small register on a real ledger: who records, and what the rules of 汉滨 call key."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from uuid import UUID, uuid4

from application.envelope import Cause, Event
from application.executing import ContractFacts, claims_after
from application.ports import Append, Appended, Ledger, NewClaim, StreamAppend
from domain.care_team.events import CareTeamFounded
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from domain.personal import Personal
from domain.populations import Category
from domain.resident.events import ResidentDetails, ResidentRegistered
from tests.projections.facts import CLERK, TEAM, an_id, flagged, signed
from tests.support.policies import BOOK

HOUSEHOLD, OTHER = an_id(101), an_id(102)
A, B, C, D = an_id(1), an_id(2), an_id(3), an_id(4)
HANBIN_NOW = BOOK.version_on("hanbin", date(2018, 3, 15)).ref


def record(ledger: Ledger, stream_id: UUID, *events: Event, cause: Cause | None = None) -> Appended:
    """Append facts to a stream, as one command of the clerk, with the claims that follow from them."""
    before = [record.event for record in ledger.stream(stream_id)]
    stream = StreamAppend(stream_id=stream_id, expected_version=len(before), events=events)
    append = Append(
        about=stream_id,
        streams=(stream,),
        actor=CLERK,
        cause=cause or Cause(command_id=uuid4()),
        claims=_claims(ledger, stream_id, before, events),
    )
    (outcome,) = ledger.append([append])
    assert isinstance(outcome, Appended)
    return outcome


def _claims(
    ledger: Ledger, contract_id: UUID, before: Sequence[Event], events: Sequence[Event]
) -> tuple[NewClaim, ...]:
    of_contract = tuple(event for event in events if isinstance(event, ContractEvent))
    contract: Contract | None = None
    for event in before:
        if isinstance(event, ContractEvent):
            contract = evolve(contract, event)
    after = reduce(evolve, of_contract, contract)
    known = dict(ledger.claims(list(after.members))) if after is not None else {}
    facts = ContractFacts(contract_id=contract_id, before=contract, version=len(before), events=of_contract)
    return claims_after([facts], known)


def register(ledger: Ledger, resident_id: UUID, name: str, birth_on: str) -> Appended:
    """A person becomes known by name and birth date."""
    details = ResidentDetails(
        name=Personal(resident_id, name), birth_on=Personal(resident_id, birth_on), sex=Personal(resident_id, "female")
    )
    return record(ledger, resident_id, ResidentRegistered(registered_on=date(2018, 3, 15), details=details))


def sign_household_of_four(ledger: Ledger) -> None:
    """Scenario 18: A (70, hypertension, diabetes), B (68), C (pregnant), D (2 years)."""
    founded = CareTeamFounded(institution="建民卫生院", name="一队", founded_on=date(2018, 1, 1), to_be_completed=True)
    record(ledger, TEAM, founded)
    for person, name, birth_on in (
        (A, "甲", "1948-01-05"),
        (B, "乙", "1950-01-05"),
        (C, "丙", "1990-06-01"),
        (D, "丁", "2016-02-01"),
    ):
        register(ledger, person, name, birth_on)
    members = (
        flagged(A, Category.HYPERTENSION, Category.TYPE2_DIABETES),
        flagged(B, relationship="配偶"),
        flagged(C, Category.MATERNAL, relationship="儿媳"),
        flagged(D, relationship="孙"),
    )
    record(ledger, HOUSEHOLD, signed(*members, policy=HANBIN_NOW))
