"""What is remembered of a contract: timelines, folded in the order of recording, that answer for any day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, assert_never
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract.absences import state as absences
from domain.contract.absences.events import AbsenceEvent
from domain.contract.care import state as care
from domain.contract.care.events import CareEvent
from domain.contract.care.state import Care
from domain.contract.consents import state as consents
from domain.contract.consents.events import ConsentEvent
from domain.contract.consents.state import Consents
from domain.contract.events import (
    ContractBackSigned,
    ContractEnteredInError,
    ContractEvent,
    ContractLapsed,
    ContractSigned,
    ContractSigningCorrected,
    CorrectedMember,
    LapseReason,
    MarkWithdrawn,
    MemberAdded,
    MemberCell,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
    PopulationFlagged,
    PopulationUnflagged,
    RepresentativeReplaced,
    SigningCell,
)
from domain.contract.fees import state as fees
from domain.contract.fees.events import FeeEvent
from domain.contract.fees.state import Fees
from domain.contract.keeping import state as keeping
from domain.contract.keeping.events import KeepingEvent
from domain.contract.keeping.state import Keeping
from domain.contract.member import Member, Movement
from domain.contract.moves.events import MemberMoveVoided, MoveEvent, Origin
from domain.contract.moves.state import Successor, successor_of
from domain.contract.papers import state as papers
from domain.contract.papers.events import PaperEvent
from domain.contract.papers.state import Papers
from domain.contract.services import state as services
from domain.contract.services.events import ServiceEvent
from domain.contract.services.state import Service
from domain.contract.terms import state as terms
from domain.contract.terms.events import TermEvent
from domain.contract.terms.state import AgreedTerm, Terms
from domain.policy.model import PolicyRef
from domain.policy.packages import Package
from domain.policy.terms import Term
from domain.timeline import Timeline

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lapse:
    """Nobody was left to serve after `last_day_on`."""

    reason: LapseReason
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class NotYet:
    """The contract begins on a later day."""

    from_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """The contract covers its members on that day."""

    term: Term
    policy: PolicyRef
    village: str
    team_id: UUID
    doctor: str
    package: Package
    representative_id: UUID
    members: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Over:
    """The contract's last day lies before that day; of days on which everybody was away, the last one before them."""

    last_day_on: date
    lapse: LapseReason | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Void:
    """The contract was entered in error: it never was in force."""


Standing = NotYet | InForce | Over | Void


@dataclass(frozen=True, kw_only=True, slots=True)
class Contract:
    """A signed contract, as far as its records tell."""

    agreement_number: str
    household_number: str | None
    household_size: int
    signed_on: date
    terms: Terms
    village: Timeline[str]
    team_id: Timeline[UUID]
    doctor: Timeline[str]
    package: Timeline[Package]
    representative_id: Timeline[UUID]
    members: Mapping[UUID, Member]
    previous_contract_id: UUID | None = None
    lapse: Lapse | None = None
    entered_in_error_on: date | None = None
    agreed_from_on: date | None = None
    origin: Origin | None = None
    successor: Successor | None = None
    papers: Papers = field(default_factory=dict)
    consents: Consents = field(default_factory=dict)
    services: Mapping[UUID, Service] = field(default_factory=dict)
    keeping: Keeping = field(default_factory=Keeping)
    fees: Fees = ()

    @property
    def entered_in_error(self) -> bool:
        """Whether it was declared that the contract never was one."""
        return self.entered_in_error_on is not None

    @property
    def start_on(self) -> date:
        """The first day of the first term."""
        return self.terms.start_on

    @property
    def policy(self) -> PolicyRef:
        """The version of the policy that governs the last term."""
        return self.terms.last.policy

    @property
    def last_day_on(self) -> date:
        """The last day covered, as far as is known."""
        endings = (ending.last_day_on for ending in (self.lapse, self.successor) if ending is not None)
        return min((self.terms.last_day_on, *endings))

    @property
    def goes_on_silently(self) -> bool:
        """Whether the contract holds its people beyond the last term agreed so far."""
        return self.terms.go_on_silently and self.lapse is None and self.successor is None

    @property
    def held_until(self) -> date | None:
        """The last day for which the contract holds its people; None: until somebody ends it."""
        if not self.goes_on_silently:
            return self.last_day_on
        return None if self.terms.termination is None else self.terms.termination.last_day_on

    def policy_on(self, day: date) -> PolicyRef:
        """The version of the policy that governs the term of `day`."""
        return self.terms.on(day).policy

    def on(self, day: date) -> Standing:
        """How the contract stands on `day`; every rule asks for the day of the fact, not for today."""
        if self.entered_in_error:
            return Void()
        if day < self.start_on:
            return NotYet(from_on=self.start_on)
        if day > self.last_day_on:
            lapsed = self.lapse is not None and self.lapse.last_day_on == self.last_day_on
            return Over(last_day_on=self.last_day_on, lapse=self.lapse.reason if self.lapse and lapsed else None)
        members = tuple(member.resident_id for member in self.members.values() if member.present_on(day))
        if not members:
            return Over(last_day_on=self._last_covered_before(day), lapse=LapseReason.RELOCATED)
        agreed = self.terms.on(day)
        return InForce(
            term=agreed.term,
            policy=agreed.policy,
            village=known(self.village, day),
            team_id=known(self.team_id, day),
            doctor=known(self.doctor, day),
            package=known(self.package, day),
            representative_id=known(self.representative_id, day),
            members=members,
        )

    def _last_covered_before(self, day: date) -> date:
        ends = (end_on for member in self.members.values() for _, end_on in member.present_spans())
        return max(
            (end_on for end_on in ends if end_on is not None and end_on < day), default=day_before(self.start_on)
        )


def known(timeline: Timeline[T], day: date) -> T:
    """The value of a signed contract's timeline on a day from its first one on."""
    value = timeline.on(day)
    if value is None:
        raise AssertionError("a timeline of a signed contract begins on its first day")
    return value


def evolve(contract: Contract | None, event: ContractEvent) -> Contract:
    """The contract after one more fact. Total: what was recorded is folded, whatever the rules say now."""
    if isinstance(event, ContractSigned):
        return _signed(event)
    if isinstance(event, ContractBackSigned):
        return replace(_signed(event.signing), agreed_from_on=event.agreed_from_on)
    if contract is None:
        raise AssertionError("the first record of a contract's stream is its signing")
    if isinstance(event, AbsenceEvent):
        return _with_member(contract, absences.evolve(contract.members[event.resident_id], event))
    if isinstance(event, ServiceEvent):
        return replace(contract, services=services.evolve(contract.services, event))
    if isinstance(event, PaperEvent):
        return replace(contract, papers=papers.evolve(contract.papers, event))
    if isinstance(event, ConsentEvent):
        return replace(contract, consents=consents.evolve(contract.consents, event))
    if isinstance(event, CareEvent):
        after = care.evolve(Care(team_id=contract.team_id, doctor=contract.doctor, package=contract.package), event)
        return replace(contract, team_id=after.team_id, doctor=after.doctor, package=after.package)
    if isinstance(event, KeepingEvent):
        return replace(contract, keeping=keeping.evolve(contract.keeping, event))
    if isinstance(event, TermEvent):
        return replace(contract, terms=terms.evolve(contract.terms, event))
    if isinstance(event, FeeEvent):
        return replace(contract, fees=fees.evolve(contract.fees, event))
    if isinstance(event, MemberMoveVoided):
        stayed = contract.members[event.resident_id].stayed(day_after(event.last_day_on))
        return _resumed(_with_member(contract, stayed), resumes=event.contract_resumes)
    if isinstance(event, MoveEvent):
        return replace(contract, successor=successor_of(event))
    match event:
        case ContractSigningCorrected():
            return _signing_corrected(contract, event)
        case MemberAdded():
            return _member_added(contract, event)
        case MemberRemoved():
            left_on = day_after(event.last_day_on)
            return _with_member(contract, contract.members[event.resident_id].left(left_on, event.to_contract_id))
        case MemberRelocated():
            return _moved(contract, event.resident_id, day_after(event.last_day_on), Movement.MOVED_AWAY)
        case MemberReturned():
            returned = _moved(contract, event.resident_id, event.returned_on, Movement.RETURNED)
            return _resumed(returned, resumes=event.contract_resumes)
        case MemberDied():
            return _with_member(contract, replace(contract.members[event.resident_id], died_on=event.last_day_on))
        case MarkWithdrawn():
            return _mark_withdrawn(contract, event)
        case RepresentativeReplaced():
            return replace(
                contract,
                representative_id=contract.representative_id.write(event.replaced_on, event.representative_id),
            )
        case PopulationFlagged():
            member = contract.members[event.resident_id]
            return _with_member(contract, member.flagged((event.flag,), event.noted_on))
        case PopulationUnflagged():
            member = contract.members[event.resident_id]
            return _with_member(contract, member.unflagged(event.category, event.ended_on))
        case ContractLapsed():
            return replace(contract, lapse=Lapse(reason=event.reason, last_day_on=event.last_day_on))
        case ContractEnteredInError():
            return replace(contract, entered_in_error_on=event.declared_on)
        case _:
            assert_never(event)


def _signed(event: ContractSigned) -> Contract:
    start_on = event.term.start_on
    return Contract(
        agreement_number=event.agreement_number,
        household_number=event.household_number,
        household_size=event.household_size,
        signed_on=event.signed_on,
        terms=Terms(agreed=(AgreedTerm(term=event.term, policy=event.policy, renews_silently=event.renews_silently),)),
        village=Timeline(((start_on, event.village),)),
        team_id=Timeline(((start_on, event.team_id),)),
        doctor=Timeline(((start_on, event.doctor),)),
        package=Timeline(((start_on, event.package),)),
        representative_id=Timeline(((start_on, event.representative_id),)),
        members={
            member.resident_id: Member(
                resident_id=member.resident_id,
                relationship=member.relationship,
                recorded=((start_on, Movement.JOINED),),
                flags={flag.category: Timeline(((start_on, flag),)) for flag in member.flags},
                note=member.note,
            )
            for member in event.members
        },
        previous_contract_id=event.previous_contract_id,
        origin=event.origin,
    )


def _signing_corrected(contract: Contract, event: ContractSigningCorrected) -> Contract:
    start_on, cleared = event.corrected_from, event.cleared
    members = dict(contract.members)
    for corrected in event.members:
        members[corrected.resident_id] = _member_corrected(members[corrected.resident_id], corrected)
    household_number = event.household_number or contract.household_number
    village = "" if SigningCell.VILLAGE in cleared else event.village
    return replace(
        contract,
        agreement_number=event.agreement_number or contract.agreement_number,
        household_number=None if SigningCell.HOUSEHOLD_NUMBER in cleared else household_number,
        household_size=event.household_size or contract.household_size,
        village=_rewritten(contract.village, start_on, village),
        team_id=_rewritten(contract.team_id, start_on, event.team_id),
        doctor=_rewritten(contract.doctor, start_on, event.doctor),
        package=_rewritten(contract.package, start_on, event.package),
        representative_id=_rewritten(contract.representative_id, start_on, event.representative_id),
        members=members,
    )


def _member_corrected(member: Member, corrected: CorrectedMember) -> Member:
    relationship, note = corrected.relationship or member.relationship, corrected.note or member.note
    return replace(
        member,
        relationship="" if MemberCell.RELATIONSHIP in corrected.cleared else relationship,
        note=None if MemberCell.NOTE in corrected.cleared else note,
    )


def _member_added(contract: Contract, event: MemberAdded) -> Contract:
    known = contract.members.get(event.resident_id) or Member(resident_id=event.resident_id, relationship="")
    member = replace(known, relationship=event.relationship, note=event.note or known.note)
    joined = member.moved(event.joined_on, Movement.JOINED).flagged(event.flags, event.joined_on)
    return _resumed(_with_member(contract, joined), resumes=event.contract_resumes)


def _mark_withdrawn(contract: Contract, event: MarkWithdrawn) -> Contract:
    member = contract.members[event.resident_id]
    return _resumed(
        _with_member(contract, member.unmarked(event.mark, event.last_day_on)), resumes=event.contract_resumes
    )


def _moved(contract: Contract, resident_id: UUID, from_on: date, movement: Movement) -> Contract:
    return _with_member(contract, contract.members[resident_id].moved(from_on, movement))


def _resumed(contract: Contract, *, resumes: bool) -> Contract:
    return replace(contract, lapse=None) if resumes else contract


def _with_member(contract: Contract, member: Member) -> Contract:
    return replace(contract, members={**contract.members, member.resident_id: member})


def _rewritten(timeline: Timeline[T], from_on: date, value: T | None) -> Timeline[T]:
    return timeline if value is None else timeline.write(from_on, value)
