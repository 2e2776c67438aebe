"""A ledger in memory: the port implemented as simply as it can be, for tests that are not about storage."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from application.envelope import Event, Recorded, effective_on
from application.ports import (
    Append,
    Appended,
    CommandKey,
    Conflict,
    ConflictOn,
    Head,
    Identifier,
    KeyReused,
    NewClaim,
    NewIdentifier,
    Outcome,
    Repeated,
)
from domain.contract.claims import ResidentClaims
from domain.personal import Personal


class FixedClock:
    """A business clock that stands where it is put."""

    def __init__(self, now: datetime) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def today(self, timezone: str) -> date:
        return self.instant.astimezone(ZoneInfo(timezone)).date()


class MemoryLedger:
    """One tenant's records in a list; personal values stay open."""

    def __init__(self, clock: FixedClock) -> None:
        self._clock = clock
        self.records: list[Recorded[Event]] = []
        self._streams: dict[UUID, list[Recorded[Event]]] = defaultdict(list)
        self._claims: dict[UUID, list[NewClaim]] = defaultdict(list)
        self.identifiers: list[NewIdentifier] = []
        self._bearers: dict[Identifier, list[NewIdentifier]] = defaultdict(list)
        self._commands: dict[tuple[str, str], tuple[bytes, UUID, int]] = {}

    def copied(self, clock: FixedClock) -> "MemoryLedger":
        """A ledger that begins with the same records, and goes its own way."""
        copy = MemoryLedger(clock)
        copy.records += self.records
        copy.identifiers += self.identifiers
        copy._streams.update({key: list(records) for key, records in self._streams.items()})
        copy._claims.update({key: list(claims) for key, claims in self._claims.items()})
        copy._bearers.update({key: list(told) for key, told in self._bearers.items()})
        copy._commands.update(self._commands)
        return copy

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        return [self._append(append) for append in appends]

    def _append(self, append: Append) -> Outcome:
        if append.command is not None and (done := self.command(append.command)):
            return done
        conflict = self._conflict(append)
        if conflict is not None:
            return Conflict(on=conflict)
        first, now = len(self.records) + 1, self._clock.now()
        for stream in append.streams:
            for version, event in enumerate(stream.events, start=stream.expected_version + 1):
                record = Recorded(
                    position=len(self.records) + 1,
                    recorded_at=now,
                    stream_id=stream.stream_id,
                    stream_version=version,
                    effective_on=effective_on(event),
                    actor=append.actor,
                    cause=append.cause,
                    event=event,
                    record=b"{}",
                )
                self.records.append(record)
                self._streams[stream.stream_id].append(record)
        for claim in append.claims:
            self._claims[claim.resident_id].append(claim)
        for new in self._changes_of_bearer(append) or ():
            self.identifiers.append(new)
            self._bearers[new.identifier].append(new)
        about = append.main
        if append.command is not None:
            key = (append.command.principal, append.command.key)
            version = about.expected_version + len(about.events)
            self._commands[key] = (append.command.request, about.stream_id, version)
        return Appended(first_position=first, last_position=len(self.records), recorded_at=now)

    def _conflict(self, append: Append) -> ConflictOn | None:
        for stream in append.streams:
            if self._version(stream.stream_id) != stream.expected_version:
                return ConflictOn.STREAM
        if any(self._version(stream_id) != version for stream_id, version in append.read.streams):
            return ConflictOn.STREAM
        if any(self._claims_of(resident_id).last_seq != seq for resident_id, seq in append.read.claims):
            return ConflictOn.CLAIM
        for claim in append.claims:
            if any(claim.seq == taken.seq for taken in self._claims_on(claim.resident_id)):
                return ConflictOn.CLAIM
        return ConflictOn.IDENTIFIER if self._changes_of_bearer(append) is None else None

    def _changes_of_bearer(self, append: Append) -> Sequence[NewIdentifier] | None:
        known = {new.identifier: self._bearer(new.identifier) for new in append.identifiers}
        changes = []
        for new in append.identifiers:
            bearer = known[new.identifier]
            if new.resident_id != bearer and (new.released or bearer is not None):
                return None
            known[new.identifier] = None if new.released else new.resident_id
            if new.released or bearer is None:
                changes.append(new)
        return changes

    def _bearer(self, identifier: Identifier) -> UUID | None:
        told = self._bearers.get(identifier)
        return None if not told or told[-1].released else told[-1].resident_id

    def _version(self, stream_id: UUID) -> int:
        return len(self._streams.get(stream_id, ()))

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        return list(self._streams.get(stream_id, ()))

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        found = {stream_id: self.stream(stream_id) for stream_id in stream_ids if stream_id in self._streams}
        if up_to is None:
            return found
        known = {
            stream_id: [each for each in records if each.position <= up_to] for stream_id, records in found.items()
        }
        return {stream_id: records for stream_id, records in known.items() if records}

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        return self.records[position : position + limit]

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        return records

    def open_values(self, values: Sequence[Personal]) -> Sequence[Personal]:
        return values

    def head(self) -> Head:
        recorded_at = self.records[-1].recorded_at if self.records else None
        return Head(position=len(self.records), recorded_at=recorded_at)

    def position_at(self, instant: datetime) -> int:
        return max((record.position for record in self.records if record.recorded_at <= instant), default=0)

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        return {resident_id: self._claims_of(resident_id) for resident_id in resident_ids}

    def _claims_of(self, resident_id: UUID) -> ResidentClaims:
        own = self._claims_on(resident_id)
        return ResidentClaims(
            resident_id=resident_id,
            last_seq=max((claim.seq for claim in own), default=0),
            held={claim.contract_id: claim.held for claim in own},
        )

    def _claims_on(self, resident_id: UUID) -> Sequence[NewClaim]:
        return self._claims.get(resident_id, ())

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        return {each: bearer for each in identifiers if (bearer := self._bearer(each)) is not None}

    def former_residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Sequence[UUID]]:
        told = {each: [new.resident_id for new in self._bearers.get(each, ()) if new.released] for each in identifiers}
        return {identifier: residents for identifier, residents in told.items() if residents}

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        done = self._commands.get((command.principal, command.key))
        if done is None:
            return None
        request, stream_id, version = done
        return Repeated(stream_id=stream_id, stream_version=version) if request == command.request else KeyReused()
