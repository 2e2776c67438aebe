"""What is remembered of the members' own consents: of each person and purpose, since when it holds or not."""

from collections.abc import Mapping
from uuid import UUID

from domain.contract.consents.events import ConsentEvent, ConsentGiven, ConsentPurpose, effective_on
from domain.timeline import Timeline

Consents = Mapping[tuple[UUID, ConsentPurpose], Timeline[bool]]


def evolve(consents: Consents, event: ConsentEvent) -> Consents:
    """The consents after one more fact."""
    key = (event.resident_id, event.purpose)
    written = said(consents, *key).write(effective_on(event), isinstance(event, ConsentGiven))
    return {**consents, key: written}


def said(consents: Consents, resident_id: UUID, purpose: ConsentPurpose) -> Timeline[bool]:
    """Whether somebody agrees to something, from each day on which they said so or took it back."""
    return consents.get((resident_id, purpose), Timeline())
