"""What is remembered of the members' own consents: of each person and purpose, what was said, from each day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from domain.contract.consents.events import ConsentEvent, ConsentGiven, ConsentPurpose, effective_on
from domain.timeline import Timeline

Consents = Mapping[tuple[UUID, ConsentPurpose], Timeline[ConsentEvent]]


def evolve(consents: Consents, event: ConsentEvent) -> Consents:
    """The consents after one more fact."""
    key = (event.resident_id, event.purpose)
    return {**consents, key: said(consents, *key).write(effective_on(event), event)}


def said(consents: Consents, resident_id: UUID, purpose: ConsentPurpose) -> Timeline[ConsentEvent]:
    """What somebody said about one thing, from each day on which they agreed to it or took it back."""
    return consents.get((resident_id, purpose), Timeline())


def holds(consents: Consents, resident_id: UUID, purpose: ConsentPurpose, day: date) -> bool | None:
    """Whether somebody agrees to something on a day; None where nothing was said by then."""
    fact = said(consents, resident_id, purpose).on(day)
    return None if fact is None else isinstance(fact, ConsentGiven)
