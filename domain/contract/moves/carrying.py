"""What goes along with people: what is noted of them, as it stands then, and what they agreed to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from domain.contract.absences.events import AbsenceNoted
from domain.contract.commands import MemberToSign, NotedCategory
from domain.contract.consents.events import ConsentEvent, ConsentGiven, ConsentPurpose
from domain.contract.consents.state import Consents, said
from domain.contract.events import Flag, PopulationFlagged, PopulationUnflagged
from domain.contract.member import Member
from domain.personal import Personal
from domain.populations import BY_AGE

OF_THE_PERSON = (ConsentPurpose.PHOTO, ConsentPurpose.FINGERPRINT, ConsentPurpose.DATA_SHARING)
"""What somebody agrees to wherever they are under contract; to an agreement they agree anew."""


def flags_carried(member: Member, day: date) -> tuple[Flag, ...]:
    """The categories noted of the person on a day, each with the end that it had."""
    noted = (member.noted(category).on(day) for category in member.flags)
    return tuple(flag for flag in noted if flag is not None and flag.holds_on(day))


def categories_carried(member: Member, day: date) -> tuple[NotedCategory, ...]:
    """The same as somebody would note it; those by age are never written."""
    return tuple(
        NotedCategory(category=flag.category, expected_on=flag.expected_on, delivered_on=flag.delivered_on)
        for flag in flags_carried(member, day)
        if flag.category not in BY_AGE
    )


def note_carried(member: Member) -> Personal | None:
    """The note, to be sealed anew; None where it was forgotten."""
    return _unsealed(member.note)


def absence_carried(member: Member, day: date, left_id: UUID) -> tuple[AbsenceNoted, ...]:
    """That the person was away on the last day under the contract left; the note stays there."""
    since_on = member.away_since(day)
    if since_on is None:
        return ()
    return (AbsenceNoted(resident_id=member.resident_id, since_on=since_on, from_contract_id=left_id),)


def consents_carried(
    resident_id: UUID, said_in: Consents, left_id: UUID, joined: Consents = MappingProxyType({})
) -> tuple[ConsentEvent, ...]:
    """The last word of a person under the contract left, wherever the contract joined knows another one or none.

    What was taken back is carried where the contract joined would say that it holds. Notes are sealed anew.
    """
    return tuple(_last_words(resident_id, said_in, left_id, joined))


def flags_since(there: Member, here: Member, since: date) -> tuple[PopulationFlagged | PopulationUnflagged, ...]:
    """What was noted of a person under another contract since a day, as far as this one does not say so."""
    lacking = (
        (category, day, flag)
        for category, timeline in there.flags.items()
        for day, flag in timeline.entries
        if day >= since and here.noted(category).on(day) != flag
    )
    return tuple(
        PopulationUnflagged(resident_id=here.resident_id, category=category, ended_on=day)
        if flag is None
        else PopulationFlagged(resident_id=here.resident_id, flag=flag, noted_on=day)
        for category, day, flag in lacking
    )


def _last_words(resident_id: UUID, said_in: Consents, left_id: UUID, joined: Consents) -> Iterator[ConsentEvent]:
    for purpose in OF_THE_PERSON:
        here, there = (said(each, resident_id, purpose).entries[-1:] for each in (said_in, joined))
        for day, fact in here:
            agreed_there = any(isinstance(known, ConsentGiven) for _, known in there)
            newer_there = any(known_on > day for known_on, _ in there)
            if isinstance(fact, ConsentGiven) != agreed_there and not newer_there:
                yield replace(fact, note=_unsealed(fact.note), from_contract_id=left_id)


def _unsealed(text: Personal | None) -> Personal | None:
    return None if text is None or text.text is None else Personal(text.subject, text.text)


def member_to_sign(member: Member, relationship: str, day: date) -> MemberToSign:
    """A person of one contract as one of another, to be signed on a day."""
    return MemberToSign(
        resident_id=member.resident_id,
        relationship=relationship,
        categories=categories_carried(member, day),
        note=note_carried(member),
    )
