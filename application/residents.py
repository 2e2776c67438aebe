"""Commands on residents, and what other commands need to know of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice
from uuid import UUID

from application.envelope import Event, Recorded
from application.executing import Decision, Receipt, Request, execute, require_new
from application.identifying import exchanged, identifier_of, numbers_after
from application.ports import ZONE, Basis, Clock, Ledger, NewIdentifier, StreamAppend
from application.refusals import IdentifierTaken, NotFound
from domain.contract.claims import Held, ResidentClaims
from domain.personal import Personal
from domain.resident import decide
from domain.resident.commands import (
    ChangeDetails,
    ExchangeNumbers,
    IdentifyResident,
    MergeResident,
    RegisterResident,
    ResidentCommand,
)
from domain.resident.events import ResidentAbsorbed, ResidentEvent
from domain.resident.state import Resident, evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownResident:
    """A resident as loaded, personal values open, with the version of the stream."""

    resident_id: UUID
    resident: Resident
    version: int

    @property
    def birth_on(self) -> date | None:
        """The birth date, where it is known and was not forgotten."""
        birth_on = self.resident.details.birth_on
        return None if birth_on is None or birth_on.text is None else date.fromisoformat(birth_on.text)


def load_residents(ledger: Ledger, resident_ids: Sequence[UUID]) -> dict[UUID, KnownResident]:
    """Many residents at once; who is not registered is absent."""
    streams = opened_streams(ledger, resident_ids)
    known = (known_resident(resident_id, records) for resident_id, records in streams.items())
    return {each.resident_id: each for each in known if each is not None}


def opened_streams(ledger: Ledger, stream_ids: Sequence[UUID]) -> dict[UUID, Sequence[Recorded[Event]]]:
    """The records of many streams, personal values open, in two questions; one without records is absent."""
    streams = ledger.streams(stream_ids)
    opened = iter(ledger.opened([record for records in streams.values() for record in records]))
    return {stream_id: list(islice(opened, len(records))) for stream_id, records in streams.items()}


def known_resident(resident_id: UUID, records: Sequence[Recorded[Event]]) -> KnownResident | None:
    """Who the records of a stream tell of; None where they are no resident's."""
    resident = resident_told(record.event for record in records)
    return None if resident is None else KnownResident(resident_id=resident_id, resident=resident, version=len(records))


def resident_told(events: Iterable[Event]) -> Resident | None:
    """The fold of a resident's events; None where there is none."""
    return reduce(evolve, (event for event in events if isinstance(event, ResidentEvent)), None)


def load_resident(ledger: Ledger, resident_id: UUID) -> KnownResident:
    """One resident. Refused: not_found."""
    found = load_residents(ledger, [resident_id]).get(resident_id)
    if found is None:
        raise NotFound(what="resident", id=resident_id)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """What is claimed of a person, and what says so: who the person is, and the claims under each of the ids."""

    claims: ResidentClaims
    read: Basis


def load_claims(ledger: Ledger, residents: Sequence[KnownResident]) -> dict[UUID, Claimed]:
    """What is claimed of each person, under whichever of the ids by which the person was ever known."""
    people = {each.resident_id: _ids_of_person(ledger, each) for each in residents}
    claims = ledger.claims(list({each for together in people.values() for each in together}))
    return {
        resident_id: Claimed(
            claims=ResidentClaims(
                resident_id=resident_id,
                last_seq=claims[resident_id].last_seq,
                held=_held_together([claims[each] for each in together]),
            ),
            read=Basis(
                streams=tuple((each.resident_id, each.version) for each in together.values()),
                claims=tuple((each, claims[each].last_seq) for each in together),
            ),
        )
        for resident_id, together in people.items()
    }


def read_together(bases: Iterable[Basis]) -> Basis:
    """Several bases as one."""
    known = list(bases)
    return Basis(
        streams=tuple(stream for each in known for stream in each.streams),
        claims=tuple(claim for each in known for claim in each.claims),
    )


def _ids_of_person(ledger: Ledger, known: KnownResident) -> dict[UUID, KnownResident]:
    """One person by every id: the resident's own, who it was merged into, every duplicate, in however many steps."""
    found = {known.resident_id: known}
    asked = {*known.resident.duplicate_ids, known.resident.same_as_id} - {None}
    while asked:
        loaded = load_residents(ledger, [each for each in asked if each is not None])
        found |= loaded
        related = {each for one in loaded.values() for each in (*one.resident.duplicate_ids, one.resident.same_as_id)}
        asked = related - found.keys() - {None}
    return found


def _held_together(claims: Sequence[ResidentClaims]) -> dict[UUID, Held]:
    found: dict[UUID, Held] = {}
    for contract_id, held in (item for each in claims for item in each.held.items()):
        known = found.get(contract_id, Held())
        deaths = [day for day in (known.died_on, held.died_on) if day is not None]
        found[contract_id] = Held(stretches=(*known.stretches, *held.stretches), died_on=min(deaths, default=None))
    return found


class Residents:
    """Registers people and writes down what changes about them."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    def register(
        self, resident_id: UUID, command: RegisterResident, papers: Sequence[IdentifyResident], request: Request
    ) -> Receipt:
        """Register a person together with the papers shown.

        Refused: id_taken, identifier_taken, name_missing, a future date.
        """
        today = self._clock.today(ZONE)

        def decision() -> Decision:
            require_new(self._ledger, "resident", resident_id)
            self._require_free(papers, resident_id)
            events: list[ResidentEvent] = [*decide.register(command, today)]
            resident = evolve(None, events[0])
            for paper in papers:
                events.extend(decide.identify(paper, resident, today))
            return Decision(
                about=resident_id,
                streams=(StreamAppend(stream_id=resident_id, expected_version=0, events=tuple(events)),),
                identifiers=numbers_after(resident_id, None, 0, events),
            )

        return execute(self._ledger, request, [str(resident_id), command, papers], decision)

    def handle(self, resident_id: UUID, command: ResidentCommand, request: Request) -> Receipt:
        """Run a command on a resident. Refused: not_found, identifier_taken, and what `domain.resident.decide` says."""

        def decision() -> Decision:
            match command:
                case RegisterResident():
                    raise TypeError("a person is registered together with their papers")
                case MergeResident():
                    return self._merge(resident_id, command)
                case IdentifyResident():
                    return self._identify(resident_id, command)
                case ExchangeNumbers():
                    return self._exchange_numbers(resident_id, command)
                case ChangeDetails():
                    known = load_resident(self._ledger, resident_id)
                    events = decide.change_details(command, known.resident, self._clock.today(ZONE))
                    return Decision(about=resident_id, streams=(_follow(known, events),))

        return execute(self._ledger, request, [str(resident_id), type(command).__name__, command], decision)

    def _identify(self, resident_id: UUID, command: IdentifyResident) -> Decision:
        known = load_resident(self._ledger, resident_id)
        events = decide.identify(command, known.resident, self._clock.today(ZONE))
        self._require_free([command], resident_id)
        return Decision(about=resident_id, streams=(_follow(known, events),), identifiers=_numbers_after(known, events))

    def _exchange_numbers(self, resident_id: UUID, command: ExchangeNumbers) -> Decision:
        known, other = load_resident(self._ledger, resident_id), load_resident(self._ledger, command.other_id)
        today = self._clock.today(ZONE)
        events, others = decide.exchange_numbers(command, resident_id, known.resident, other.resident, today)
        return Decision(
            about=resident_id,
            streams=(_follow(known, events), _follow(other, others)),
            identifiers=exchanged([*_numbers_after(known, events), *_numbers_after(other, others)]),
        )

    def _merge(self, resident_id: UUID, command: MergeResident) -> Decision:
        known, into = load_resident(self._ledger, resident_id), load_resident(self._ledger, command.same_as_id)
        claimed = load_claims(self._ledger, [known, into])
        merged = decide.merge(
            command,
            decide.Known(resident=known.resident, claims=claimed[resident_id].claims),
            decide.Known(resident=into.resident, claims=claimed[command.same_as_id].claims),
            self._clock.today(ZONE),
        )
        absorbed = tuple(ResidentAbsorbed(merged_on=each.merged_on, duplicate_id=resident_id) for each in merged)
        return Decision(
            about=resident_id,
            streams=(_follow(known, merged), _follow(into, absorbed)),
            read=read_together(each.read for each in claimed.values()),
        )

    def _require_free(self, papers: Sequence[IdentifyResident], resident_id: UUID) -> None:
        identifiers = [identifier_of(paper.kind, paper.number) for paper in papers]
        for identifier, holder in self._ledger.residents(identifiers).items():
            if holder != resident_id:
                raise IdentifierTaken(resident=holder, kind=identifier.kind)


def details_text(value: Personal | None) -> str | None:
    """The text of a detail, or None where it is not known or was forgotten."""
    return None if value is None else value.text


def _numbers_after(known: KnownResident, events: Sequence[ResidentEvent]) -> tuple[NewIdentifier, ...]:
    return numbers_after(known.resident_id, known.resident, known.version, events)


def _follow(known: KnownResident, events: Sequence[ResidentEvent]) -> StreamAppend:
    return StreamAppend(stream_id=known.resident_id, expected_version=known.version, events=tuple(events))
