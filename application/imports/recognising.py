"""Somebody whose number was corrected: the household's register knew them by another one."""

from collections import Counter
from collections.abc import Sequence

from application.imports.people import KnownPerson, Listed, People
from application.imports.picture import Picture
from application.imports.signing import relationship_of


def recognised(listed: tuple[Listed, ...], picture: Picture, people: People) -> tuple[Listed, ...]:
    """The household's persons; a number that nobody bears is that of who is missing from the register.

    They are the same person where name and relationship are the same, and fit nobody else of the household.
    """
    unknown = [each for each in listed if each.before is None]
    missing_ids = picture.told.members.keys() - {each.resident_id for each in listed}
    if not unknown or not missing_ids:
        return listed
    missing = _by_name(picture, [each for each in people.load(missing_ids).values() if not people.lists(each)])
    times = Counter(_name_of(each) for each in unknown)
    return tuple(
        each.is_known_as(missing[_name_of(each)])
        if each.before is None and times[_name_of(each)] == 1 and _name_of(each) in missing
        else each
        for each in listed
    )


def _name_of(listed: Listed) -> tuple[str, str]:
    return listed.person.name, relationship_of(listed)


def _by_name(picture: Picture, missing: Sequence[KnownPerson]) -> dict[tuple[str, str], KnownPerson]:
    found: dict[tuple[str, str], list[KnownPerson]] = {}
    for person in missing:
        if person.told_name is not None:
            relationship = picture.told.members[person.known.resident_id].relationship
            found.setdefault((person.told_name, relationship), []).append(person)
    return {name: persons[0] for name, persons in found.items() if len(persons) == 1}
