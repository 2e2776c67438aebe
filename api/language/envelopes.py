"""Who was behind a fact, as people read it."""

from api.language.telling import Names, Telling
from application.envelope import Actor
from domain.policy.errors import Language


def actor_called(actor: Actor, names: Names, language: Language) -> str:
    """The staff's name, else the login; of a resident the name as it may be read, or the mask of one forgotten."""
    if actor.resident_id is not None:
        return Telling(names, language).person(actor.resident_id)
    return actor.name or actor.id
