"""What the application asks of the world: a ledger, a clock. Small enough to implement in an afternoon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID

from application.envelope import Actor, Cause, Event, Recorded
from domain.contract.claims import Held, ResidentClaims
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.resident.events import IdentifierKind


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamAppend:
    """Facts to follow version `expected_version` of a stream; 0: the stream begins."""

    stream_id: UUID
    expected_version: int
    events: tuple[Event, ...]


def stream_of(stream_id: UUID, streams: Sequence[StreamAppend]) -> StreamAppend:
    """The one of these. Raises `ValueError` where it is not among them."""
    for stream in streams:
        if stream.stream_id == stream_id:
            return stream
    raise ValueError(f"{stream_id} is none of the streams")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewClaim:
    """What a record of a contract makes of the days it holds of a person.

    `seq` decides a race: it follows the last one seen.
    """

    resident_id: UUID
    seq: int
    contract_id: UUID
    contract_version: int
    held: Held


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """A paper's number, whole and normalised; it is stored as a blind index only."""

    kind: IdentifierKind
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewIdentifier:
    """A person is known by this number from the given record of the person's stream on; `released`: is no longer.

    Those of one append happen in their order. A number is taken that nobody bears, or the person does already, and
    released by who bears it; anything else is a conflict.
    """

    identifier: Identifier
    resident_id: UUID
    resident_version: int
    released: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandKey:
    """What makes a command the same command: the principal's own key.

    `request` is its canonical form, stored as a keyed hash only.
    """

    principal: str
    key: str
    request: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What a decision was made on besides the streams that it writes, as it stood then: pairs of an id and a number.

    `streams`: the last version (0: it had not begun). `claims`: of residents, the last `seq` (0: nothing was claimed).
    """

    streams: tuple[tuple[UUID, int], ...] = ()
    claims: tuple[tuple[UUID, int], ...] = ()

    def with_streams(self, *streams: tuple[UUID, int]) -> "Basis":
        """The same, and more streams."""
        return Basis(streams=(*self.streams, *streams), claims=self.claims)


NOTHING_READ = Basis()


@dataclass(frozen=True, kw_only=True, slots=True)
class Append:
    """One command's facts: all of them are recorded, or none, in their order: whom a stream names stands before it.

    `about` is that of the streams that the command is about: what it led to is the version after its records there.
    Where anything of `read` has moved on, nothing is recorded: a conflict.
    """

    about: UUID
    streams: tuple[StreamAppend, ...]
    actor: Actor
    cause: Cause
    claims: tuple[NewClaim, ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()
    read: Basis = NOTHING_READ
    command: CommandKey | None = None

    @property
    def main(self) -> StreamAppend:
        """The stream that the command is about. Raises `ValueError` where nothing is recorded of it."""
        return stream_of(self.about, self.streams)


@dataclass(frozen=True, kw_only=True, slots=True)
class Appended:
    """The facts stand in the ledger, durably, at `first_position` … `last_position` without a gap."""

    first_position: int
    last_position: int
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeated:
    """The command had been recorded before and led to this version of this stream; nothing was written now."""

    stream_id: UUID
    stream_version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyReused:
    """The principal's key had been used with another request; nothing was written."""


class ConflictOn(StrEnum):
    """What another command had written first."""

    STREAM = "stream"
    CLAIM = "claim"
    IDENTIFIER = "identifier"
    SUBJECT_KEY = "subject_key"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Somebody else was first; nothing was written. Load, decide and try again."""

    on: ConflictOn


Outcome = Appended | Repeated | KeyReused | Conflict


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The last position of the ledger and its instant; position 0 and None before the first record."""

    position: int
    recorded_at: datetime | None


class Ledger(Protocol):
    """One tenant's line of records. Personal values read back closed; `opened` opens them."""

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        """Write a list of appends in one transaction, each whole or not at all: one outcome each, in their order.

        A record is durable when this returns. Raises `LedgerUnavailable` when the outcome could not be learned.
        """

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        """The records of a stream in order; empty where there is none."""

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The records of many streams, each in order, up to a position (inclusive); one without records is absent."""

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        """At most `limit` records that follow `position`, in ledger order."""

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """The same records with every personal value open that was not forgotten."""

    def open_values(self, values: Sequence[Personal]) -> Sequence[Personal]:
        """The same values, open where they were not forgotten."""

    def head(self) -> Head:
        """The last position and its instant."""

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before an aware instant; 0 before the first."""

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        """What is claimed of each person; everybody asked for is in the answer."""

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        """Who is known by these numbers; one that nobody bears is absent."""

    def former_residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Sequence[UUID]]:
        """Who was known by these numbers until they were corrected, in that order; one never released is absent."""

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        """What a command led to, if it was recorded."""


ZONE = "Asia/Shanghai"
"""Whose civil dates are meant where no policy is at hand."""


@runtime_checkable
class Clock(Protocol):
    """The business clock: civil dates and `recorded_at`."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""

    def today(self, timezone: str) -> date:
        """The civil date in a zone such as Asia/Shanghai."""


class LedgerUnavailable(Exception):
    """The store was not reached, or did not say in time whether it recorded; sending the same command again is safe."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DirectoryEntry:
    """A contract, and what people call it by."""

    contract_id: UUID
    household_number: str | None
    village: str


class ContractDirectory(Protocol):
    """Finds contracts by what people call them; reads a projection that is current up to the given position."""

    def by_household(self, household_number: str, *, at_least: int) -> Sequence[UUID]:
        """The contracts of a household number: those entered in error, then the others, oldest first."""

    def in_force_with(self, team_id: UUID, day: date, *, at_least: int) -> Sequence[DirectoryEntry]:
        """The contracts in force with a team on a day, in the register's order."""

    def load_of(self, team_id: UUID, doctor: str | None, day: date, *, at_least: int) -> Load:
        """What a team, or one doctor of it, has under contract on a day; silence renews, recorded or not."""

    def bound_to(self, team_id: UUID, day: date, *, renewed_to: date, at_least: int) -> Sequence[UUID]:
        """The contracts that a team has on a day or later, with what silence renews up to `renewed_to` (inclusive)."""
