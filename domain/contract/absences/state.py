"""What is remembered of a member's being away."""

from dataclasses import replace
from typing import assert_never

from domain.contract.absences.events import AbsenceEnded, AbsenceEvent, AbsenceNoted
from domain.contract.member import Member


def evolve(member: Member, event: AbsenceEvent) -> Member:
    """The member after one more fact. What goes along from another contract counts from the first day in this one."""
    match event:
        case AbsenceNoted():
            since_on = event.since_on
            joined_on = max((start for start, _ in member.present_spans()), default=since_on)
            from_on = since_on if event.from_contract_id is None else max(since_on, joined_on)
            return replace(member, away=member.away.write(from_on, since_on))
        case AbsenceEnded():
            return replace(member, away=member.away.write(event.back_on, None))
        case _:
            assert_never(event)
