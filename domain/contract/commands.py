"""Everything that can be asked of a family-doctor contract, in the imperative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.absences.commands import AbsenceCommand
from domain.contract.care.commands import CareCommand
from domain.contract.consents.commands import ConsentCommand
from domain.contract.events import CorrectedMember, JoinReason, LeaveReason, Mark, SigningCell
from domain.contract.fees.commands import FeeCommand
from domain.contract.keeping.commands import KeepingCommand
from domain.contract.moves.commands import MoveCommand
from domain.contract.papers.commands import PaperCommand
from domain.contract.services.commands import ServiceCommand
from domain.contract.terms.commands import TermCommand
from domain.personal import Personal
from domain.policy.packages import Package
from domain.populations import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class NotedCategory:
    """A category as somebody notes it. Maternal: the expected or the actual day of delivery, where known."""

    category: Category
    expected_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberToSign:
    """One person to be named on the agreement."""

    resident_id: UUID
    relationship: str
    categories: tuple[NotedCategory, ...] = ()
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignContract:
    """Sign a household, or one person.

    `start_on`: a later first day, where one was agreed. `agreed_from_on`: the earlier day from which the agreement
    was to hold, where it is put in writing only now (补签).
    """

    household_number: str | None
    household_size: int
    village: str
    members: tuple[MemberToSign, ...]
    representative_id: UUID
    team_id: UUID
    doctor: str
    package: Package
    signed_on: date
    start_on: date | None = None
    agreed_from_on: date | None = None
    agreement_number: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectSigning:
    """Correct what was written down wrongly at the signing; None leaves a field as it is, `cleared` empties it."""

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
class AddMember:
    """Take somebody into a contract in force."""

    resident_id: UUID
    relationship: str
    reason: JoinReason
    joined_on: date
    categories: tuple[NotedCategory, ...] = ()
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveMember:
    """Let somebody leave a contract in force; `last_day_on` is the last day covered."""

    resident_id: UUID
    reason: LeaveReason
    last_day_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordDeath:
    """Mark a member's death."""

    resident_id: UUID
    died_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRelocation:
    """Mark that a member moved away for long; `moved_on` is the day from which the move counts."""

    resident_id: UUID
    moved_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordReturn:
    """A member who had moved away lives here again."""

    resident_id: UUID
    returned_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawMark:
    """Take back a death, a move, a return or a removal that was marked wrongly.

    `marked_on` is its day as it was told (`died_on`, `moved_on`, `returned_on`, `last_day_on`), if there are several.
    """

    resident_id: UUID
    mark: Mark
    reason: Personal
    marked_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplaceRepresentative:
    """Let another member speak for the household."""

    representative_id: UUID
    replaced_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagPopulation:
    """Note that a member belongs to a population category."""

    resident_id: UUID
    noted: NotedCategory
    noted_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class UnflagPopulation:
    """Note that a member belongs to a population category no longer."""

    resident_id: UUID
    category: Category
    ended_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class EnterInError:
    """Declare that the contract never was one."""

    reason: Personal


ContractChange = (
    CorrectSigning
    | AddMember
    | RemoveMember
    | RecordDeath
    | RecordRelocation
    | RecordReturn
    | WithdrawMark
    | ReplaceRepresentative
    | FlagPopulation
    | UnflagPopulation
    | EnterInError
    | AbsenceCommand
    | ServiceCommand
    | CareCommand
    | PaperCommand
    | ConsentCommand
    | TermCommand
    | KeepingCommand
    | FeeCommand
)
"""Every command on a contract that was signed before, and on that one alone."""

ContractCommand = SignContract | ContractChange | MoveCommand
