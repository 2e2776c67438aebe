"""The persons of a register's household as residents: found by their ids, or new, and what it says of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from application.ports import Identifier, Ledger, NewIdentifier, StreamAppend
from application.registers.households import RegisterHousehold, RegisterPerson
from application.residents import KnownResident, load_claims, load_residents
from domain.contract.claims import ResidentClaims
from domain.contract.signing import Signatory
from domain.personal import Personal
from domain.resident import decide
from domain.resident.commands import ChangeDetails, IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails, ResidentEvent
from domain.resident.state import evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One person of the register, and who that is; `known` is None for somebody who was never registered."""

    person: RegisterPerson
    resident_id: UUID
    identifier: Identifier
    known: KnownResident | None
    claims: ResidentClaims

    @property
    def signatory(self) -> Signatory:
        """What a signing needs to know of the person."""
        birth_on = None if self.person.citizen_id is None else self.person.citizen_id.birth_on
        return Signatory(birth_on=birth_on, claims=self.claims)


def find_people(ledger: Ledger, household: RegisterHousehold, new_id: Callable[[], UUID]) -> tuple[Listed, ...]:
    """Who the persons of a household are. Somebody who was merged is the resident that they were merged into."""
    identifiers = {person.row: identifier_of(person) for person in household.persons}
    holders = ledger.residents(list(identifiers.values()))
    residents = _followed(ledger, load_residents(ledger, list(set(holders.values()))))
    claims = load_claims(ledger, list(residents.values()))
    listed = []
    for person in household.persons:
        identifier = identifiers[person.row]
        holder = holders.get(identifier)
        known = None if holder is None else residents[holder]
        resident_id = new_id() if known is None else known.resident_id
        listed.append(
            Listed(
                person=person,
                resident_id=resident_id,
                identifier=identifier,
                known=known,
                claims=ResidentClaims(resident_id=resident_id) if holder is None else claims[resident_id],
            )
        )
    return tuple(listed)


def identifier_of(person: RegisterPerson) -> Identifier:
    """The citizen id by which a person of a register is known; a household without all its ids was refused before."""
    if person.citizen_id is None:
        raise AssertionError("a household with an unread id is refused by the reader")
    return Identifier(kind=IdentifierKind.CITIZEN_ID, number=person.citizen_id.number)


def details_of(person: RegisterPerson, household: RegisterHousehold, resident_id: UUID) -> ResidentDetails:
    """What the register says of a person. The village group stands in the address: it is where people live."""
    place = "".join(part for part in (household.village, _group(household.group)) if part) or None
    citizen_id = person.citizen_id

    def personal(text: str | None) -> Personal | None:
        return None if text is None else Personal(resident_id, text)

    return ResidentDetails(
        name=personal(person.name),
        sex=personal(None if citizen_id is None else citizen_id.sex.value),
        birth_on=personal(None if citizen_id is None else citizen_id.birth_on.isoformat()),
        phone=personal(person.phone),
        address=personal(place),
    )


def registration(listed: Listed, household: RegisterHousehold, today: date) -> tuple[StreamAppend, NewIdentifier]:
    """The records that make a new person known, and the id under which they are found again."""
    details = details_of(listed.person, household, listed.resident_id)
    events: list[ResidentEvent] = [*decide.register(RegisterResident(registered_on=today, details=details), today)]
    identify = IdentifyResident(
        identified_on=today,
        kind=listed.identifier.kind,
        number=Personal(listed.resident_id, listed.identifier.number),
    )
    events.extend(decide.identify(identify, evolve(None, events[0]), today))
    return (
        StreamAppend(stream_id=listed.resident_id, expected_version=0, events=tuple(events)),
        NewIdentifier(identifier=listed.identifier, resident_id=listed.resident_id, resident_version=2),
    )


def changed_details(
    listed: Listed, household: RegisterHousehold, told: ResidentDetails, today: date
) -> StreamAppend | None:
    """The record of what the register says otherwise than when it was last imported; None where it says the same."""
    known = listed.known
    if known is None:
        return None
    says = details_of(listed.person, household, known.resident_id)
    command = ChangeDetails(changed_on=today, details=_differing(told, says))
    events = decide.change_details(command, known.resident, today)
    if not events:
        return None
    return StreamAppend(stream_id=known.resident_id, expected_version=known.version, events=events)


def people_by_id(listed: Sequence[Listed]) -> Mapping[UUID, Listed]:
    """The listed persons by resident."""
    return {each.resident_id: each for each in listed}


def _followed(ledger: Ledger, residents: dict[UUID, KnownResident]) -> dict[UUID, KnownResident]:
    followed = {}
    for resident_id, found in residents.items():
        known = found
        while known.resident.same_as_id is not None:
            known = load_residents(ledger, [known.resident.same_as_id])[known.resident.same_as_id]
        followed[resident_id] = known
    return followed


def _differing(told: ResidentDetails, says: ResidentDetails) -> ResidentDetails:
    names = [each.name for each in fields(ResidentDetails)]
    return ResidentDetails(
        **{name: None if getattr(told, name) == getattr(says, name) else getattr(says, name) for name in names}
    )


def _group(group: str | None) -> str | None:
    if group is None:
        return None
    return f"{group}组" if group.isdigit() else group
