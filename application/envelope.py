"""The envelope of a fact: who, when, why and through what, around the bare event."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from domain.care_team import events as care_team_events
from domain.care_team.events import CareTeamEvent
from domain.contract import events as contract_events
from domain.contract.events import ContractEvent
from domain.resident import events as resident_events
from domain.resident.events import ResidentEvent

Event = ContractEvent | ResidentEvent | CareTeamEvent
E_co = TypeVar("E_co", bound=Event, covariant=True)


class Role(StrEnum):
    """What the actor is to the service."""

    AUDITOR = "auditor"
    VILLAGE_DOCTOR = "village_doctor"
    TEAM_LEADER = "team_leader"
    CENTRE_CLERK = "centre_clerk"
    CENTRE_ADMIN = "centre_admin"
    DISTRICT_OFFICER = "district_officer"
    INSPECTOR = "inspector"
    RESIDENT = "resident"
    HOUSEHOLD_REPRESENTATIVE = "household_representative"
    GUARDIAN = "guardian"
    API_CLIENT = "api_client"
    SCHEDULER = "scheduler"


class Channel(StrEnum):
    """Through what a fact came in."""

    COMMAND_LINE = "command_line"
    REGISTER = "register"
    HTTP = "http"
    SCHEDULER = "scheduler"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who recorded a fact, in what role, through what."""

    name: str
    role: Role
    channel: Channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """What made the fact be recorded: one command; `source` names the paper, such as a row of a register."""

    command_id: UUID
    source: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded(Generic[E_co]):
    """A fact as it stands in the ledger.

    `stream_version` counts from 1. `effective_on` is when it counts, `recorded_at` (aware) when it became known,
    `position` its place in the tenant's one line of records. `record` is the stored canonical JSON, byte for byte.
    """

    position: int
    recorded_at: datetime
    stream_id: UUID
    stream_version: int
    effective_on: date
    actor: Actor
    cause: Cause
    event: E_co
    record: bytes = field(default=b"", repr=False, compare=False)


def effective_on(event: Event) -> date:
    """The first day for which a fact of any stream counts."""
    if isinstance(event, CareTeamEvent):
        return care_team_events.effective_on(event)
    if isinstance(event, ResidentEvent):
        return resident_events.effective_on(event)
    return contract_events.effective_on(event)
