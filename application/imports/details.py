"""What a register says of a person besides the contract: registered where new, corrected where told otherwise."""

from dataclasses import fields
from datetime import date
from uuid import UUID

from application.identifying import numbers_after
from application.imports.people import KnownPerson, Listed
from application.ports import NewIdentifier, StreamAppend
from application.registers.households import RegisterHousehold, RegisterPerson
from domain.personal import Personal
from domain.resident import decide
from domain.resident.commands import ChangeDetails, IdentifyResident, RegisterResident
from domain.resident.events import ResidentDetails, ResidentEvent
from domain.resident.state import Resident, evolve


def details_of(person: RegisterPerson, household: RegisterHousehold, resident_id: UUID) -> ResidentDetails:
    """What the register says of a person. The village group stands in the address: it is where people live."""
    citizen_id = person.citizen_id

    def personal(text: str | None) -> Personal | None:
        return None if text is None else Personal(resident_id, text)

    return ResidentDetails(
        name=personal(person.name),
        sex=personal(None if citizen_id is None else citizen_id.sex.value),
        birth_on=personal(None if citizen_id is None else citizen_id.birth_on.isoformat()),
        phone=personal(person.phone),
        address=personal("".join((household.village or "", _group(household.group))) or None),
    )


def person_records(
    listed: Listed, household: RegisterHousehold, today: date
) -> tuple[StreamAppend, tuple[NewIdentifier, ...]]:
    """The records of one person, if any, and by which numbers they are found from now on, where that changes."""
    resident: Resident | None = None
    if listed.before is None:
        version, events = 0, _registration(listed, household, today)
    else:
        resident, version = listed.before.known.resident, listed.before.known.version
        events = _corrections(listed, listed.before, household, today)
    records = StreamAppend(stream_id=listed.resident_id, expected_version=version, events=events)
    return records, numbers_after(listed.resident_id, resident, version, events)


def _registration(listed: Listed, household: RegisterHousehold, today: date) -> tuple[ResidentEvent, ...]:
    details = details_of(listed.person, household, listed.resident_id)
    registered = decide.register(RegisterResident(registered_on=today, details=details), today)
    resident = evolve(None, registered[0])
    return (*registered, *decide.identify(_identify(listed, today), resident, today))


def _corrections(
    listed: Listed, before: KnownPerson, household: RegisterHousehold, today: date
) -> tuple[ResidentEvent, ...]:
    resident = before.known.resident
    says = details_of(listed.person, household, listed.resident_id)
    change = ChangeDetails(changed_on=today, details=_differing(before.told.details, says))
    numbers = decide.identify(_identify(listed, today), resident, today) if listed.renumbered else ()
    return (*numbers, *decide.change_details(change, resident, today))


def _identify(listed: Listed, today: date) -> IdentifyResident:
    number = Personal(listed.resident_id, listed.identifier.number)
    return IdentifyResident(identified_on=today, kind=listed.identifier.kind, number=number)


def _differing(told: ResidentDetails, says: ResidentDetails) -> ResidentDetails:
    names = [each.name for each in fields(ResidentDetails)]
    return ResidentDetails(
        **{name: None if getattr(told, name) == getattr(says, name) else getattr(says, name) for name in names}
    )


def _group(group: str | None) -> str:
    if group is None:
        return ""
    return f"{group}组" if group.isdigit() else group
