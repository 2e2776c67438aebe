"""The persons of a register as residents: found by their ids, or new, with what earlier registers told of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from application.envelope import Channel, Event, Recorded
from application.identifying import identifier_of
from application.ports import Basis, Identifier, Ledger, NewIdentifier
from application.registers.households import RegisterHousehold, RegisterPerson
from application.residents import KnownResident, known_resident, load_claims, opened_streams, resident_told
from domain.contract.claims import ResidentClaims
from domain.contract.signing import Signatory
from domain.resident.events import IdentifierKind
from domain.resident.state import Resident


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
        return _name(self.told)

    @property
    def told_number(self) -> Identifier | None:
        """The citizen id, as far as registers told and nobody forgot it."""
        return _number(self.told)

    def has_another_number(self, identifier: Identifier) -> bool:
        """Whether registers told another number last; somebody who was merged has several by right."""
        return self.told_number not in (None, identifier) and not self.known.resident.duplicate_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One person of the register, and who that is.

    `before` is None for somebody who was never registered. `renumbered`: the register gives another number than it
    told of them before.
    """

    person: RegisterPerson
    resident_id: UUID
    identifier: Identifier
    before: KnownPerson | None
    renumbered: bool = False

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
        """The same row, for somebody on record whose number it corrects where it is not the one that was told."""
        renumbered = person.told_number != self.identifier
        return replace(self, resident_id=person.known.resident_id, before=person, renumbered=renumbered)


class People:
    """Who the persons of one register are. All their numbers are looked up once: nobody belongs to two households."""

    def __init__(self, ledger: Ledger, households: Iterable[RegisterHousehold], new_id: Callable[[], UUID]) -> None:
        self._ledger = ledger
        self._new_id = new_id
        persons = [person for household in households for person in household.persons if person.citizen_id]
        self._rows = frozenset((_identifier(person), person.name) for person in persons)
        self._numbers = frozenset(number for number, _ in self._rows)
        self._holders: dict[Identifier, UUID] = {}
        self._told: dict[Identifier, dict[str | None, UUID]] = {}
        self._look_up(self._numbers)

    @property
    def named(self) -> frozenset[UUID]:
        """Every resident who is listed somewhere in the register."""
        told = {each for number, name in self._rows if (each := self._told.get(number, {}).get(name)) is not None}
        return frozenset({*self._holders.values(), *told})

    def lists(self, person: KnownPerson) -> bool:
        """Whether a row of the register gives somebody's number together with their name."""
        return (person.told_number, person.told_name) in self._rows

    def of(self, household: RegisterHousehold) -> tuple[Listed, ...]:
        """Who the persons of a household are. Somebody who was merged is the resident that they were merged into."""
        bearers = {person.row: self._bearer_id(person) for person in household.persons}
        known = self._followed({bearer for bearer in bearers.values() if bearer is not None})
        listed = []
        for person in household.persons:
            bearer = bearers[person.row]
            before = None if bearer is None else known[bearer]
            listed.append(
                Listed(
                    person=person,
                    resident_id=self._new_id() if before is None else before.known.resident_id,
                    identifier=_identifier(person),
                    before=before,
                )
            )
        return tuple(listed)

    def load(self, resident_ids: Collection[UUID]) -> dict[UUID, KnownPerson]:
        """Many residents at once; who is not registered is absent."""
        found = self._folded(resident_ids)
        claimed = load_claims(self._ledger, [known for known, _ in found.values()])
        return {
            resident_id: KnownPerson(
                known=known, told=told, claims=claimed[resident_id].claims, read=claimed[resident_id].read
            )
            for resident_id, (known, told) in found.items()
        }

    def look_again(self, household: RegisterHousehold) -> None:
        """Somebody else was first: look the household's numbers up anew."""
        self._look_up({_identifier(person) for person in household.persons})

    def remember(self, changed: Iterable[NewIdentifier]) -> None:
        """A household was recorded, and other people are known by some numbers now."""
        for new in changed:
            if new.released:
                self._holders.pop(new.identifier, None)
            elif new.identifier in self._numbers:
                self._holders[new.identifier] = new.resident_id

    def _look_up(self, numbers: Collection[Identifier]) -> None:
        """Who is known by these numbers; and of whom registers told them, though people corrected that since."""
        for number in numbers:
            self._holders.pop(number, None)
            self._told.pop(number, None)
        self._holders.update(self._ledger.residents(list(numbers)))
        former = self._ledger.former_residents(list(numbers))
        bearers = {
            number: [*several, *([self._holders[number]] if number in self._holders else [])]
            for number, several in former.items()
        }
        people = self._folded({resident_id for several in bearers.values() for resident_id in several})
        for number, several in bearers.items():
            told = ((resident_id, people[resident_id][1]) for resident_id in several)
            self._told[number] = {_name(one): resident_id for resident_id, one in told if _number(one) == number}

    def _bearer_id(self, person: RegisterPerson) -> UUID | None:
        """Whom a row means: of whom registers told this number and name before anybody; else who bears the number."""
        number = _identifier(person)
        return self._told.get(number, {}).get(person.name) or self._holders.get(number)

    def _folded(self, resident_ids: Collection[UUID]) -> dict[UUID, tuple[KnownResident, Resident]]:
        """Residents as they stand, and as registers told of them."""
        if not resident_ids:
            return {}
        found = {}
        for resident_id, records in opened_streams(self._ledger, list(resident_ids)).items():
            known, told = known_resident(resident_id, records), _told(records)
            if known is not None and told is not None:
                found[resident_id] = known, told
        return found

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


def _told(records: Sequence[Recorded[Event]]) -> Resident | None:
    """What registers told, and the papers and details with which the person was registered."""
    registered_by = records[0].cause.command_id
    return resident_told(
        record.event
        for record in records
        if record.actor.channel is Channel.REGISTER or record.cause.command_id == registered_by
    )


def _number(told: Resident) -> Identifier | None:
    number = told.identifiers.get(IdentifierKind.CITIZEN_ID)
    return None if number is None or number.text is None else identifier_of(IdentifierKind.CITIZEN_ID, number)


def _name(told: Resident) -> str | None:
    return None if told.details.name is None else told.details.name.text
