"""The persons of a register as residents: found by their ids, or new, with what earlier registers told of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from uuid import UUID

from application.envelope import Channel, Event, Recorded
from application.ports import Basis, Identifier, Ledger
from application.registers.households import RegisterHousehold, RegisterPerson
from application.residents import KnownResident, load_claims
from domain.contract.claims import ResidentClaims
from domain.contract.signing import Signatory
from domain.resident.events import IdentifierKind, ResidentEvent
from domain.resident.state import Resident, evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPerson:
    """A resident as they stand, beside what registers told of them; their registration counts as told."""

    known: KnownResident
    told: Resident
    claims: ResidentClaims
    read: Basis

    @property
    def told_name(self) -> str | None:
        """The name, as far as registers told and nobody forgot it."""
        return None if self.told.details.name is None else self.told.details.name.text

    @property
    def told_number(self) -> Identifier | None:
        """The citizen id, as far as registers told and nobody forgot it."""
        number = self.told.identifiers.get(IdentifierKind.CITIZEN_ID)
        if number is None or number.text is None:
            return None
        return Identifier(kind=IdentifierKind.CITIZEN_ID, number=number.text)

    def has_another_number(self, identifier: Identifier) -> bool:
        """Whether registers told another number last; somebody who was merged has several by right."""
        return self.told_number not in (None, identifier) and not self.known.resident.duplicate_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One person of the register, and who that is.

    `before` is None for somebody who was never registered. `same_number`: the ledger finds them by the number that the
    register gives; it does not where that number corrects the one on record, nor for anybody new.
    """

    person: RegisterPerson
    resident_id: UUID
    identifier: Identifier
    before: KnownPerson | None
    same_number: bool

    @property
    def claims(self) -> ResidentClaims:
        """What is claimed of the person."""
        return ResidentClaims(resident_id=self.resident_id) if self.before is None else self.before.claims

    @property
    def signatory(self) -> Signatory:
        """What a signing needs to know of the person."""
        birth_on = None if self.person.citizen_id is None else self.person.citizen_id.birth_on
        return Signatory(birth_on=birth_on, claims=self.claims)

    def is_known_as(self, person: KnownPerson) -> "Listed":
        """The same row, with its number for a correction of somebody on record."""
        return replace(self, resident_id=person.known.resident_id, before=person, same_number=False)


class People:
    """Who the persons of one register are. All their numbers are looked up once: nobody belongs to two households."""

    def __init__(self, ledger: Ledger, households: Iterable[RegisterHousehold], new_id: Callable[[], UUID]) -> None:
        self._ledger = ledger
        self._new_id = new_id
        persons = [person for household in households for person in household.persons if person.citizen_id]
        self._rows = frozenset((_identifier(person), person.name) for person in persons)
        self._holders = dict(ledger.residents(list({number for number, _ in self._rows})))

    @property
    def named(self) -> frozenset[UUID]:
        """Every resident whose number stands somewhere in the register."""
        return frozenset(self._holders.values())

    def lists(self, person: KnownPerson) -> bool:
        """Whether a row of the register gives somebody's number together with their name."""
        return (person.told_number, person.told_name) in self._rows

    def of(self, household: RegisterHousehold) -> tuple[Listed, ...]:
        """Who the persons of a household are. Somebody who was merged is the resident that they were merged into."""
        holders = {person.row: self._holders.get(_identifier(person)) for person in household.persons}
        known = self._followed({holder for holder in holders.values() if holder is not None})
        listed = []
        for person in household.persons:
            holder = holders[person.row]
            before = None if holder is None else known[holder]
            listed.append(
                Listed(
                    person=person,
                    resident_id=self._new_id() if before is None else before.known.resident_id,
                    identifier=_identifier(person),
                    before=before,
                    same_number=holder is not None,
                )
            )
        return tuple(listed)

    def load(self, resident_ids: Collection[UUID]) -> dict[UUID, KnownPerson]:
        """Many residents at once; who is not registered is absent."""
        if not resident_ids:
            return {}
        streams = self._ledger.streams(list(resident_ids))
        opened = iter(self._ledger.opened([record for records in streams.values() for record in records]))
        found = {}
        for resident_id, records in streams.items():
            told_and_known = _folded(resident_id, list(islice(opened, len(records))))
            if told_and_known is not None:
                found[resident_id] = told_and_known
        claimed = load_claims(self._ledger, [known for known, _ in found.values()])
        return {
            resident_id: KnownPerson(
                known=known, told=told, claims=claimed[resident_id].claims, read=claimed[resident_id].read
            )
            for resident_id, (known, told) in found.items()
        }

    def look_again(self, household: RegisterHousehold) -> None:
        """Somebody else was first: look the household's numbers up anew."""
        self._holders.update(self._ledger.residents([_identifier(person) for person in household.persons]))

    def _followed(self, holders: Collection[UUID]) -> dict[UUID, KnownPerson]:
        """Each of these residents, or whom they were merged into."""
        found = self.load(holders)
        merged = {holder: each.known.resident.same_as_id for holder, each in found.items()}
        followed = self._followed_on([into for into in merged.values() if into is not None])
        return {holder: followed[into] if (into := merged[holder]) else each for holder, each in found.items()}

    def _followed_on(self, holders: Collection[UUID]) -> dict[UUID, KnownPerson]:
        return self._followed(holders) if holders else {}


def people_by_id(listed: Sequence[Listed]) -> Mapping[UUID, Listed]:
    """The listed persons by resident."""
    return {each.resident_id: each for each in listed}


def _identifier(person: RegisterPerson) -> Identifier:
    if person.citizen_id is None:
        raise AssertionError("a household with an unread id is refused by the reader")
    return Identifier(kind=IdentifierKind.CITIZEN_ID, number=person.citizen_id.number)


def _folded(resident_id: UUID, records: Sequence[Recorded[Event]]) -> tuple[KnownResident, Resident] | None:
    resident = reduce(evolve, (record.event for record in records if isinstance(record.event, ResidentEvent)), None)
    told = reduce(evolve, (event for record in records if (event := _told(record, records[0])) is not None), None)
    if resident is None or told is None:
        return None
    return KnownResident(resident_id=resident_id, resident=resident, version=len(records)), told


def _told(record: Recorded[Event], first: Recorded[Event]) -> ResidentEvent | None:
    """What a register told, or the papers and details with which the person was registered."""
    told = record.actor.channel is Channel.REGISTER or record.cause.command_id == first.cause.command_id
    return record.event if told and isinstance(record.event, ResidentEvent) else None
