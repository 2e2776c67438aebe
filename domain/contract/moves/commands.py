"""Everything that can be asked about people who go from one contract to another, in the imperative.

Each is about the contract that is left. Every date is the first day in the other contract; the day before is the last
one in the contract that is left.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.packages import Package


class MoveReason(StrEnum):
    """Why one person goes from one household to another."""

    MARRIAGE = "marriage"
    HOUSEHOLD_CHANGED = "household_changed"


class SplitReason(StrEnum):
    """Why a new household comes out of one or several."""

    SPLIT = "split"
    MARRIAGE = "marriage"


@dataclass(frozen=True, kw_only=True, slots=True)
class MovingMember:
    """One person who goes, with the relationship to the head of the household joined."""

    resident_id: UUID
    relationship: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundingMember:
    """One of a new household; `from_contract_id`: the contract left, where it is another than the command is about."""

    resident_id: UUID
    relationship: str
    from_contract_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TransferContract:
    """Let a household go to another team (转签): its contract ends, and a new one is signed with everybody in it.

    `new_contract_id` is an id of your own. Who speaks for the household, how many it has, the package and the policy by
    name are as before where it is not said: a team of another jurisdiction signs under the policy of that one.
    """

    new_contract_id: UUID
    team_id: UUID
    doctor: str
    transferred_on: date
    reason: ChangeReason | None = None
    note: Personal | None = None
    representative_id: UUID | None = None
    household_size: int | None = None
    package: Package | None = None
    policy: str | None = None
    agreement_number: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitHousehold:
    """Let members found a household of their own, alone or with members of other contracts (分户, 结婚另立户).

    The new contract is with team, doctor and package of the one that the command is about, and in its village where
    no other is said. `new_contract_id` is an id of your own.
    """

    new_contract_id: UUID
    household_number: str | None
    members: tuple[FoundingMember, ...]
    representative_id: UUID
    split_on: date
    reason: SplitReason = SplitReason.SPLIT
    household_size: int | None = None
    village: str | None = None
    agreement_number: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveMember:
    """Let a member go to another household that is under contract, as by marriage."""

    resident_id: UUID
    to_contract_id: UUID
    relationship: str
    reason: MoveReason
    moved_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeHousehold:
    """Let everybody go to another household (并户): this contract ends. `members` are all who are in it that day."""

    into_contract_id: UUID
    members: tuple[MovingMember, ...]
    merged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidMove:
    """Take back that people went from this contract to another, written down by mistake: they never left.

    `resident_id`: one member alone, else everybody who went there together, by transfer, split or merge.
    """

    to_contract_id: UUID
    reason: Personal
    resident_id: UUID | None = None


MoveCommand = TransferContract | SplitHousehold | MoveMember | MergeHousehold | VoidMove
"""Each writes to more than one contract, in one append."""
