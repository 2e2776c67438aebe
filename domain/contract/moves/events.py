"""Everything that can end a contract because another one goes on, and undo that: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.calendar import day_after
from domain.personal import Personal
from domain.policy.changes import ChangeReason


class OriginKind(StrEnum):
    """How a contract came out of others."""

    TRANSFER = "transfer"
    SPLIT = "split"
    MARRIAGE = "marriage"


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """How a contract came out of others, and which ones, in the order of its members."""

    kind: OriginKind
    contract_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractTransferred:
    """The household went to another team (转签), where a new contract holds from the day after `last_day_on`."""

    last_day_on: date
    to_contract_id: UUID
    team_id: UUID
    reason: ChangeReason | None
    note: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractMerged:
    """Everybody went to another household, whose contract covers them from the day after `last_day_on`."""

    last_day_on: date
    into_contract_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveVoided:
    """That the household went to another contract was written down by mistake.

    The contract goes on as if `last_day_on` had been no last day.
    """

    to_contract_id: UUID
    last_day_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberMoveVoided:
    """That a member went to another contract was written down by mistake: it is as if they had never left.

    `contract_resumes` says that the contract had lapsed for want of them and is in force again.
    """

    resident_id: UUID
    to_contract_id: UUID
    last_day_on: date
    reason: Personal
    contract_resumes: bool = False


MoveEvent = ContractTransferred | ContractMerged | MoveVoided | MemberMoveVoided


def effective_on(event: MoveEvent) -> date:
    """The first day for which the fact counts; an ending counts from the day after its last day."""
    return day_after(event.last_day_on)
