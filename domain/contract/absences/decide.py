"""Rules about members who are away for work: noted and ended, while the contract goes on as it is.

常住 is half a year (national-rules.md §3.1): from then on people are asked to decide whether somebody moved away. The
policy says from when, nothing is recorded by itself.
"""

from typing import assert_never

from domain.contract.absences.commands import AbsenceCommand, EndAbsence, NoteAbsence
from domain.contract.absences.events import AbsenceEnded, AbsenceEvent, AbsenceNoted
from domain.contract.absences.refusals import AwayAlready, NotAbsent
from domain.contract.questions import require_in_force, require_member
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.refusal import require_not_future


def decide(command: AbsenceCommand, contract: Contract, around: Surroundings) -> tuple[AbsenceEvent, ...]:
    """The facts that a command leads to; none where they are on record already."""
    match command:
        case NoteAbsence():
            return note(command, contract, around)
        case EndAbsence():
            return end(command, contract, around)
        case _:
            assert_never(command)


def note(command: NoteAbsence, contract: Contract, around: Surroundings) -> tuple[AbsenceNoted, ...]:
    """Note that a member is away. Quiet where it is on record already since that day.

    Earlier than an absence on record: it began then. Refused: dated_in_future, not_in_force, not_a_member,
    away_already.
    """
    require_not_future(command.since_on, around.today)
    require_in_force(contract, command.since_on)
    member = require_member(contract, command.resident_id, command.since_on)
    if (command.since_on, command.since_on) in member.away.entries:
        return ()
    since_on = member.away_since(command.since_on)
    if since_on is not None:
        raise AwayAlready(resident=command.resident_id, since_on=since_on, day=command.since_on)
    return (AbsenceNoted(resident_id=command.resident_id, since_on=command.since_on, note=command.note),)


def end(command: EndAbsence, contract: Contract, around: Surroundings) -> tuple[AbsenceEnded, ...]:
    """Note that a member is back. Quiet where it is on record already from that day.

    Refused: dated_in_future, not_in_force, not_a_member, not_absent.
    """
    require_not_future(command.back_on, around.today)
    require_in_force(contract, command.back_on)
    member = require_member(contract, command.resident_id, command.back_on)
    if (command.back_on, None) in member.away.entries:
        return ()
    if member.away_since(command.back_on) is None:
        raise NotAbsent(resident=command.resident_id, day=command.back_on)
    return (AbsenceEnded(resident_id=command.resident_id, back_on=command.back_on),)
