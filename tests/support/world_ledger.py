"""Stands between the application and its ledger and passes every question on; tests override what they listen to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Barrier, local
from uuid import UUID

from application.envelope import Event, Recorded
from application.ports import Append, CommandKey, Head, Identifier, KeyReused, Ledger, Outcome, Repeated
from domain.contract.claims import ResidentClaims
from domain.personal import Personal

PATIENCE_SECONDS = 30.0


class PassingLedger:
    """Implements `application.ports.Ledger` by another one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        return self._ledger.append(appends)

    def stream(self, stream_id: UUID) -> Sequence[Recorded[Event]]:
        return self._ledger.stream(stream_id)

    def streams(
        self, stream_ids: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        return self._ledger.streams(stream_ids, up_to=up_to)

    def after(self, position: int, *, limit: int) -> Sequence[Recorded[Event]]:
        return self._ledger.after(position, limit=limit)

    def opened(self, records: Sequence[Recorded[Event]]) -> Sequence[Recorded[Event]]:
        return self._ledger.opened(records)

    def open_values(self, values: Sequence[Personal]) -> Sequence[Personal]:
        return self._ledger.open_values(values)

    def head(self) -> Head:
        return self._ledger.head()

    def position_at(self, instant: datetime) -> int:
        return self._ledger.position_at(instant)

    def claims(self, resident_ids: Sequence[UUID]) -> Mapping[UUID, ResidentClaims]:
        return self._ledger.claims(resident_ids)

    def residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, UUID]:
        return self._ledger.residents(identifiers)

    def former_residents(self, identifiers: Sequence[Identifier]) -> Mapping[Identifier, Sequence[UUID]]:
        return self._ledger.former_residents(identifiers)

    def command(self, command: CommandKey) -> Repeated | KeyReused | None:
        return self._ledger.command(command)


class MeetingLedger(PassingLedger):
    """Lets nobody append before everybody has decided. Each thread waits once; its later attempts pass.

    Whoever is refused by `decide` never comes to the meeting, which then is broken off: the others' waiting raises.
    """

    def __init__(self, ledger: Ledger, meeting: Barrier) -> None:
        super().__init__(ledger)
        self._meeting = meeting
        self._here = local()

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        if not getattr(self._here, "met", False):
            self._here.met = True
            self._meeting.wait(PATIENCE_SECONDS)
        return super().append(appends)
