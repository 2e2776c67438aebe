"""What goes along with people: what is noted of them, as it stands on the first day in the other contract."""

from datetime import date

from domain.contract.commands import MemberToSign, NotedCategory
from domain.contract.events import Flag
from domain.contract.member import Member
from domain.personal import Personal
from domain.populations import BY_AGE


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
    note = member.note
    return None if note is None or note.text is None else Personal(note.subject, note.text)


def member_to_sign(member: Member, relationship: str, day: date) -> MemberToSign:
    """A person of one contract as one of another, to be signed on a day."""
    return MemberToSign(
        resident_id=member.resident_id,
        relationship=relationship,
        categories=categories_carried(member, day),
        note=note_carried(member),
    )
