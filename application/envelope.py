"""The envelope of a fact: who, when, why and through what, around the bare event."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from domain.care_team import events as care_team_events
from domain.care_team.events import CareTeamEvent
from domain.contract import events as contract_events
from domain.contract.events import ContractEvent
from domain.renewal_run import events as renewal_run_events
from domain.renewal_run.events import RenewalRunEvent
from domain.resident import events as resident_events
from domain.resident.events import ResidentEvent

Event = ContractEvent | ResidentEvent | CareTeamEvent | RenewalRunEvent
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


RESIDENT_ROLES = frozenset({Role.RESIDENT, Role.HOUSEHOLD_REPRESENTATIVE, Role.GUARDIAN})
"""Who acts in one of these is a resident: known by the resident's id, and never named in a record."""


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who recorded a fact, in what role, through what. A part of the record, so that a field it does not know stops it.

    `id` is who it is, and whose idempotency keys they are: a login, an API client, in a resident's role the resident's
    id. `name` may stand in plain for people to read, as the staff's does on the public board; residents have none here.
    """

    id: str
    role: Role
    channel: Channel
    name: str = ""

    def __post_init__(self) -> None:
        """Raises `ValueError` for a resident with a name, or with another id than a resident's."""
        if self.role in RESIDENT_ROLES and (self.name or self.id != str(self.resident_id)):
            raise ValueError("a resident acts under the resident's id and without a name")

    @property
    def resident_id(self) -> UUID | None:
        """Which resident acts; None for everybody who is known by a login."""
        return UUID(self.id) if self.role in RESIDENT_ROLES else None


class RegisterRow(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="register", forbid_unknown_fields=True
):
    """The row of a register that told the fact. On record its `kind` is "register".

    `digest`: SHA-256 of the workbook, hex; `sheet`: its name, or its place (`#2`) where the name may tell who somebody
    is; `row` as Excel counts it.
    """

    digest: str
    sheet: str
    row: int


Source = RegisterRow
"""The paper that a fact was read from; other kinds will be told apart by `kind`."""


class Cause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What made the fact be recorded: one command. A part of the record, as the actor is.

    `run_id`: the run that the command was one of, such as one import; `source`: the paper that it was read from.
    """

    command_id: UUID
    run_id: UUID | None = None
    source: Source | None = None


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
    if isinstance(event, RenewalRunEvent):
        return renewal_run_events.effective_on(event)
    return contract_events.effective_on(event)
