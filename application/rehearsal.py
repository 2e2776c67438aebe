"""A ledger that only pretends to write: what was "appended" is there for the rest of the rehearsal, and then gone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.envelope import Event, Recorded, effective_on
from application.ports import (
    Append,
    Appended,
    Clock,
    CommandKey,
    Head,
    Identifier,
    KeyReused,
    Ledger,
    NewClaim,
    Outcome,
    Repeated,
)
from domain.contract.claims import ResidentClaims
from domain.personal import Personal


class Rehearsal:
    """A dry run's `Ledger`: reads the real one, keeps appends in memory. For one thread; nothing races with it."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._position = ledger.head().position
        self._records: dict[UUID, list[Recorded[Event]]] = defaultdict(list)
        self._claims: list[NewClaim] = []
        self._residents: dict[Identifier, UUID] = {}

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        """Keep the appends in memory; each of them succeeds."""
        return [self._keep(append) for append in appends]

    def _keep(self, append: Append) -> Appended:
        first_position, recorded_at = self._position + 1, self._clock.now()
        for stream in append.streams:
            for version, event in enumerate(stream.events, start=stream.expected_version + 1):
                self._position += 1
                self._records[stream.stream_id].append(
                    Recorded(
                        position=self._position,
                        recorded_at=recorded_at,
                        stream_id=stream.stream_id,
                        stream_version=version,
                        effective_on=effective_on(event),
                        actor=append.actor,
                        cause=append.cause,
                        event=event,
                    )
                )
        self._claims.extend(append.claims)
        self._residents.update({each.identifier: each.resident_id for each in append.identifiers})
        return Appended(first_position=first_position, last_position=self._position, recorded_at=recorded_at)

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        """The real records, then the pretended ones."""
        return [*self._ledger.stream(stream_id), *self._records.get(stream_id, ())]

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The real records, then the pretended ones, of many streams."""
        real = self._ledger.streams(stream_ids, up_to=up_to)
        found = {}
        for stream_id in stream_ids:
            pretended = [
                record for record in self._records.get(stream_id, ()) if up_to is None or record.position <= up_to
            ]
            records = [*real.get(stream_id, ()), *pretended]
            if records:
                found[stream_id] = records
        return found

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        """Real records only: nobody follows a rehearsal."""
        return self._ledger.after(position, limit=limit)

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """Real records with their values open; pretended ones never were closed."""
        return [record if self._is_pretended(record) else self._ledger.opened([record])[0] for record in records]

    def open_values(self, values: Sequence[Personal]) -> Sequence[Personal]:
        """The values, open."""
        return self._ledger.open_values(values)

    def head(self) -> Head:
        """The last pretended position."""
        return replace(self._ledger.head(), position=self._position)

    def position_at(self, instant: datetime) -> int:
        """The last real position at an instant."""
        return self._ledger.position_at(instant)

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        """The real claims with the pretended ones on top."""
        found = dict(self._ledger.claims(resident_ids))
        for claim in self._claims:
            known = found.get(claim.resident_id)
            if known is not None:
                found[claim.resident_id] = replace(
                    known, last_seq=claim.seq, held={**known.held, claim.contract_id: claim.held}
                )
        return found

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        """Who is known by these numbers, really or for the rehearsal."""
        pretended = {each: self._residents[each] for each in identifiers if each in self._residents}
        return {**self._ledger.residents(identifiers), **pretended}

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        """What a command really led to."""
        return self._ledger.command(command)

    def _is_pretended(self, record: Recorded[Event]) -> bool:
        return record.record == b""
