"""Somebody whose number was corrected: by the register now, or by people since a register told of it."""

from collections import Counter
from collections.abc import Sequence

from application.imports.people import KnownPerson, Listed, People
from application.imports.picture import Picture
from application.imports.signing import relationship_of


def recognised(listed: tuple[Listed, ...], picture: Picture, people: People) -> tuple[Listed, ...]:
    """The household's persons; a number that nobody bears is that of who is missing from the register.

    They are the same person where the number is the one that registers told, or the name is; and the relationship is
    the same, and they fit nobody else of the household.
    """
    unknown = [each for each in listed if each.before is None]
    missing_ids = picture.told.members.keys() - {each.resident_id for each in listed}
    if not unknown or not missing_ids:
        return listed
    missing = [each for each in people.load(missing_ids).values() if not people.lists(each)]
    found = _by_number(listed, picture, missing)
    named = {each.resident_id for each in found}
    return _by_name(found, picture, [each for each in missing if each.known.resident_id not in named])


def _by_number(listed: Sequence[Listed], picture: Picture, missing: Sequence[KnownPerson]) -> tuple[Listed, ...]:
    known = {(each.told_number, _relationship(each, picture)): each for each in missing}
    return tuple(_known_as(each, known.get((each.identifier, relationship_of(each)))) for each in listed)


def _by_name(listed: Sequence[Listed], picture: Picture, missing: Sequence[KnownPerson]) -> tuple[Listed, ...]:
    known = _names(picture, missing)
    times = Counter(_name_of(each) for each in listed if each.before is None)
    return tuple(_known_as(each, known.get(_name_of(each)) if times[_name_of(each)] == 1 else None) for each in listed)


def _known_as(listed: Listed, person: KnownPerson | None) -> Listed:
    return listed if listed.before is not None or person is None else listed.is_known_as(person)


def _name_of(listed: Listed) -> tuple[str, str]:
    return listed.person.name, relationship_of(listed)


def _relationship(person: KnownPerson, picture: Picture) -> str:
    return picture.told.members[person.known.resident_id].relationship


def _names(picture: Picture, missing: Sequence[KnownPerson]) -> dict[tuple[str, str], KnownPerson]:
    found: dict[tuple[str, str], list[KnownPerson]] = {}
    for person in missing:
        if person.told_name is not None:
            found.setdefault((person.told_name, _relationship(person, picture)), []).append(person)
    return {name: persons[0] for name, persons in found.items() if len(persons) == 1}
