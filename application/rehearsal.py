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
from domain.contract.events import ContractEvent
from domain.personal import Personal


class Rehearsal:
    """A dry run's `Ledger`: reads the real one, keeps appends in memory. For one thread; nothing races with it.

    `begun_at` is the real ledger's last position.
    """

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._position = self.begun_at = ledger.head().position
        self._records: dict[UUID, list[Recorded[Event]]] = defaultdict(list)
        self._claims: dict[UUID, list[NewClaim]] = defaultdict(list)
        self._bearers: dict[Identifier, UUID | None] = {}
        self._former: dict[Identifier, list[UUID]] = defaultdict(list)

    @property
    def contract_ids(self) -> Sequence[UUID]:
        """The contracts of which something was pretended, in that order."""
        return [each for each, records in self._records.items() if isinstance(records[0].event, ContractEvent)]

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        """Keep the appends in memory; each of them succeeds."""
        return [self._keep(append) for append in appends]

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        """The real records, then the pretended ones."""
        return [*self._ledger.stream(stream_id), *self._records.get(stream_id, ())]

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """The real records, then the pretended ones, of many streams."""
        limit = self._position if up_to is None else up_to
        found = {
            stream_id: list(records) for stream_id, records in self._ledger.streams(stream_ids, up_to=up_to).items()
        }
        for stream_id in stream_ids:
            pretended = [record for record in self._records.get(stream_id, ()) if record.position <= limit]
            if pretended:
                found[stream_id] = [*found.get(stream_id, ()), *pretended]
        return found

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        """Real records only: nobody follows a rehearsal."""
        return self._ledger.after(position, limit=limit)

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        """Real records with their values open; pretended ones never were closed."""
        real = iter(self._ledger.opened([record for record in records if not _is_pretended(record)]))
        return [record if _is_pretended(record) else next(real) for record in records]

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
        return {
            resident_id: self._with_pretended(known) for resident_id, known in self._ledger.claims(resident_ids).items()
        }

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        """Who is known by these numbers, really or for the rehearsal."""
        pretended = {each: self._bearers[each] for each in identifiers if each in self._bearers}
        known = {**self._ledger.residents(identifiers), **pretended}
        return {identifier: bearer for identifier, bearer in known.items() if bearer is not None}

    def former_residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Sequence[UUID]]:
        """Who really was known by these numbers, then for the rehearsal."""
        real = self._ledger.former_residents(identifiers)
        found = {each: [*real.get(each, ()), *self._former.get(each, ())] for each in identifiers}
        return {identifier: residents for identifier, residents in found.items() if residents}

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        """What a command really led to."""
        return self._ledger.command(command)

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
        for claim in append.claims:
            self._claims[claim.resident_id].append(claim)
        for new in append.identifiers:
            self._bearers[new.identifier] = None if new.released else new.resident_id
            if new.released:
                self._former[new.identifier].append(new.resident_id)
        return Appended(first_position=first_position, last_position=self._position, recorded_at=recorded_at)

    def _with_pretended(self, known: ResidentClaims) -> ResidentClaims:
        pretended = self._claims.get(known.resident_id)
        if not pretended:
            return known
        held = {**known.held, **{claim.contract_id: claim.held for claim in pretended}}
        return replace(known, last_seq=pretended[-1].seq, held=held)


def _is_pretended(record: Recorded[Event]) -> bool:
    return record.record == b""
