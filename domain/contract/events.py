"""Everything that can happen to a family-doctor contract, in the past tense.

These classes are the storage format, and so are those that they are made of: Term, PolicyRef, Package, Category,
ServiceItem, ServiceChannel, ChangeReason, OverAdvised. A family of events that belong together has its own folder
beside this file. Add fields with a default or an upcaster; never rename, retype or delete one that was ever recorded.
Dates are civil dates of the policy's zone; every interval is inclusive at both ends.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.calendar import day_after
from domain.care_team.events import StaffRole
from domain.contract.absences import events as absence_events
from domain.contract.absences.events import AbsenceEvent
from domain.contract.care import events as care_events
from domain.contract.care.events import CareEvent
from domain.contract.consents import events as consent_events
from domain.contract.consents.events import ConsentEvent
from domain.contract.fees import events as fee_events
from domain.contract.fees.events import FeeEvent
from domain.contract.keeping import events as keeping_events
from domain.contract.keeping.events import KeepingEvent
from domain.contract.moves import events as move_events
from domain.contract.moves.events import MoveEvent, Origin
from domain.contract.papers import events as paper_events
from domain.contract.papers.events import PaperEvent
from domain.contract.services import events as service_events
from domain.contract.services.events import ServiceEvent
from domain.contract.terms import events as term_events
from domain.contract.terms.events import TermEvent
from domain.personal import Personal
from domain.policy.capacity import OverAdvised
from domain.policy.model import PolicyRef
from domain.policy.packages import Package
from domain.policy.terms import Term
from domain.populations import Category


class JoinReason(StrEnum):
    """Why somebody joined a contract in force."""

    BIRTH = "birth"
    MARRIAGE = "marriage"
    MOVED_IN = "moved_in"
    HOUSEHOLDS_MERGED = "households_merged"
    OMITTED_AT_SIGNING = "omitted_at_signing"


class LeaveReason(StrEnum):
    """Why somebody left a contract in force without having died or moved away."""

    MARRIED_OUT = "married_out"
    LEFT_HOUSEHOLD = "left_household"
    HOUSEHOLD_SPLIT = "household_split"
    LISTED_BY_MISTAKE = "listed_by_mistake"


class Mark(StrEnum):
    """What the papers are marked with: "因死亡、长期外迁等原因无法继续落实服务的" (000, article 5); and coming back."""

    DEATH = "death"
    RELOCATION = "relocation"
    RETURN = "return"
    REMOVAL = "removal"


class LapseReason(StrEnum):
    """Why nobody was left to serve."""

    DECEASED = "deceased"
    RELOCATED = "relocated"
    MIXED = "mixed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """A population category noted of a person; `until_on` is its last day where the category ends by itself.

    Of a pregnancy it keeps what was told: when the delivery is expected, or when it was.
    """

    category: Category
    until_on: date | None = None
    expected_on: date | None = None
    delivered_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the category, noted by then, has not ended by itself before `day`."""
        return self.until_on is None or day <= self.until_on


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedMember:
    """One person named on the agreement. `relationship` to the head as the register words it (户主, 配偶, 子 …)."""

    resident_id: UUID
    relationship: str
    flags: tuple[Flag, ...] = ()
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractSigned:
    """A household agreed with a care team. `household_size` is how many people the household has, signed or not.

    `origin`: the contracts that it came out of, where somebody was under contract until the day before.
    What was warned of: `over_advised`, the team has more under contract than is advised; `team_lacks`, roles that the
    policy wants in a team.
    """

    agreement_number: str
    household_number: str | None
    household_size: int
    village: str
    members: tuple[SignedMember, ...]
    representative_id: UUID
    team_id: UUID
    doctor: str
    package: Package
    signed_on: date
    term: Term
    renews_silently: bool
    policy: PolicyRef
    previous_contract_id: UUID | None = None
    over_advised: OverAdvised | None = None
    team_lacks: tuple[StaffRole, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractBackSigned:
    """An agreement that was to hold from `agreed_from_on` was put in writing later (补签).

    It is in force from the day of its signing; what was done before cannot be claimed under it.
    """

    agreed_from_on: date
    signing: ContractSigned


class MemberCell(StrEnum):
    """What is written of a member at the signing and may be empty."""

    RELATIONSHIP = "relationship"
    NOTE = "note"


class SigningCell(StrEnum):
    """What is written of a household at the signing and may be empty."""

    HOUSEHOLD_NUMBER = "household_number"
    VILLAGE = "village"


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectedMember:
    """What was written down wrongly about one member at the signing; a field that is None was right.

    `cleared` names the cells of which there is nothing to say.
    """

    resident_id: UUID
    relationship: str | None = None
    note: Personal | None = None
    cleared: tuple[MemberCell, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractSigningCorrected:
    """The signing had been written down wrongly; a field that is None was right.

    `cleared` names the cells of which there is nothing to say. Counts from the first day of the contract.
    """

    corrected_from: date
    household_number: str | None = None
    village: str | None = None
    team_id: UUID | None = None
    doctor: str | None = None
    package: Package | None = None
    household_size: int | None = None
    agreement_number: str | None = None
    representative_id: UUID | None = None
    members: tuple[CorrectedMember, ...] = ()
    cleared: tuple[SigningCell, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberAdded:
    """Somebody joined the contract on `joined_on`, its first day for them.

    `contract_resumes` says that the contract had lapsed because nobody knew of them, and is in force again.
    `from_contract_id`: the contract that covered them until the day before. `over_advised`: what was warned of, the
    team has more under contract than is advised.
    """

    resident_id: UUID
    relationship: str
    reason: JoinReason
    joined_on: date
    flags: tuple[Flag, ...] = ()
    note: Personal | None = None
    contract_resumes: bool = False
    from_contract_id: UUID | None = None
    over_advised: OverAdvised | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberRemoved:
    """Somebody left the contract; `last_day_on` is the last day covered. `to_contract_id` covers them from the next."""

    resident_id: UUID
    reason: LeaveReason
    last_day_on: date
    to_contract_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberDied:
    """Somebody died on `last_day_on`, which is still covered."""

    resident_id: UUID
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberRelocated:
    """Somebody moved away for long; the move counts from the day after `last_day_on`."""

    resident_id: UUID
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberReturned:
    """Somebody who had moved away lives here again; the gap stays.

    `contract_resumes` says that the contract had lapsed, and is in force again from that day.
    `over_advised`: what was warned of.
    """

    resident_id: UUID
    returned_on: date
    contract_resumes: bool = False
    over_advised: OverAdvised | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkWithdrawn:
    """A mark was wrong: it is as if `last_day_on` had been no last day; or nobody came back after it, of a return.

    `contract_resumes` says that the contract had lapsed by that mark and is in force again.
    """

    resident_id: UUID
    mark: Mark
    last_day_on: date
    reason: Personal
    contract_resumes: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RepresentativeReplaced:
    """Another member speaks for the household from `replaced_on`; the old signature stays valid."""

    representative_id: UUID
    replaced_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PopulationFlagged:
    """A member belongs to a population category from `noted_on`."""

    resident_id: UUID
    flag: Flag
    noted_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PopulationUnflagged:
    """A member belongs to a population category no longer, from `ended_on`."""

    resident_id: UUID
    category: Category
    ended_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractLapsed:
    """Nobody was left to serve after `last_day_on`.

    `never_in_force`: they had died before its first day, and its last one is the day before that.
    """

    reason: LapseReason
    last_day_on: date
    never_in_force: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractEnteredInError:
    """The contract never was one; it frees its people for every day. `declared_on`: its papers are kept from then."""

    void_from: date
    declared_on: date
    reason: Personal


ContractEvent = (
    ContractSigned
    | ContractBackSigned
    | ContractSigningCorrected
    | MemberAdded
    | MemberRemoved
    | MemberDied
    | MemberRelocated
    | MemberReturned
    | MarkWithdrawn
    | RepresentativeReplaced
    | PopulationFlagged
    | PopulationUnflagged
    | ContractLapsed
    | ContractEnteredInError
    | AbsenceEvent
    | ServiceEvent
    | CareEvent
    | PaperEvent
    | ConsentEvent
    | TermEvent
    | KeepingEvent
    | FeeEvent
    | MoveEvent
)


def effective_on(event: ContractEvent) -> date:  # noqa: PLR0912 - one branch an event
    """The first day for which the fact counts; an ending counts from the day after its last day."""
    if isinstance(event, AbsenceEvent):
        return absence_events.effective_on(event)
    if isinstance(event, ServiceEvent):
        return service_events.effective_on(event)
    if isinstance(event, CareEvent):
        return care_events.effective_on(event)
    if isinstance(event, PaperEvent):
        return paper_events.effective_on(event)
    if isinstance(event, ConsentEvent):
        return consent_events.effective_on(event)
    if isinstance(event, KeepingEvent):
        return keeping_events.effective_on(event)
    if isinstance(event, TermEvent):
        return term_events.effective_on(event)
    if isinstance(event, FeeEvent):
        return fee_events.effective_on(event)
    if isinstance(event, MoveEvent):
        return move_events.effective_on(event)
    match event:
        case ContractSigned():
            return event.term.start_on
        case ContractBackSigned():
            return event.signing.term.start_on
        case ContractSigningCorrected():
            return event.corrected_from
        case MemberAdded():
            return event.joined_on
        case MemberReturned():
            return event.returned_on
        case RepresentativeReplaced():
            return event.replaced_on
        case PopulationFlagged():
            return event.noted_on
        case PopulationUnflagged():
            return event.ended_on
        case ContractEnteredInError():
            return event.void_from
        case MemberRemoved() | MemberDied() | MemberRelocated() | MarkWithdrawn() | ContractLapsed():
            return day_after(event.last_day_on)
        case _:
            assert_never(event)
