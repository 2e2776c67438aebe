"""Deaths and moves that 备注 notes: what differs from what registers told before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.imports.people import Listed
from domain.calendar import day_before
from domain.contract.commands import RecordDeath, RecordRelocation, WithdrawMark
from domain.contract.events import Mark
from domain.contract.member import Member
from domain.contract.state import Contract
from domain.personal import Personal

NewMark = RecordDeath | RecordRelocation


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """The marks to make, in an order in which they can be made; `too_late` are those of days on which nothing ran."""

    commands: tuple[NewMark, ...]
    too_late: tuple[tuple[Listed, date], ...]


def withdrawals_of(people: Sequence[Listed], contract: Contract, told: Contract) -> tuple[WithdrawMark, ...]:
    """The marks that registers made and this one does not.

    Only a mark that still stands as told is taken back: another one is what people recorded since.
    """
    return tuple(mark for each in _members(people, contract) for mark in _withdrawn(each, contract, told))


def marks_of(people: Sequence[Listed], contract: Contract, told: Contract) -> Marks:
    """The marks that no register made yet: deaths before moves, so that a move ends no contract too early."""
    end_on = contract.terms.last_day_on
    noted = [(each, mark) for each in _members(people, contract) for mark in _noted(each, told)]
    in_time = [mark for _, mark in noted if _last_day_of(mark) <= end_on]
    return Marks(
        commands=(
            *_by_day(mark for mark in in_time if isinstance(mark, RecordDeath)),
            *_by_day(mark for mark in in_time if isinstance(mark, RecordRelocation)),
        ),
        too_late=tuple((each, _last_day_of(mark)) for each, mark in noted if _last_day_of(mark) > end_on),
    )


def _members(people: Sequence[Listed], contract: Contract) -> list[Listed]:
    return [each for each in people if each.resident_id in contract.members]


def _noted(each: Listed, told: Contract) -> Iterator[NewMark]:
    death, relocation = each.person.death, each.person.relocation
    if death is not None and death != _told_death(told, each.resident_id):
        yield RecordDeath(resident_id=each.resident_id, died_on=death)
    if relocation is not None and relocation != _told_move(told, each.resident_id):
        yield RecordRelocation(resident_id=each.resident_id, moved_on=relocation)


def _withdrawn(each: Listed, contract: Contract, told: Contract) -> Iterator[WithdrawMark]:
    stands = contract.members[each.resident_id]
    death, relocation = _told_death(told, each.resident_id), _told_move(told, each.resident_id)
    if death not in (None, each.person.death) and stands.died_on == death:
        yield _withdrawal(each, Mark.DEATH, death)
    if relocation not in (None, each.person.relocation) and _last_move(stands) == relocation:
        yield _withdrawal(each, Mark.RELOCATION, relocation)


def _withdrawal(each: Listed, mark: Mark, day: date | None) -> WithdrawMark:
    reason = Personal(each.resident_id, "登记册更正")
    return WithdrawMark(resident_id=each.resident_id, mark=mark, reason=reason, marked_on=day)


def _told_death(told: Contract, resident_id: UUID) -> date | None:
    member = told.members.get(resident_id)
    return None if member is None else member.died_on


def _told_move(told: Contract, resident_id: UUID) -> date | None:
    member = told.members.get(resident_id)
    return None if member is None else _last_move(member)


def _last_move(member: Member) -> date | None:
    return max(member.relocations, default=None)


def _last_day_of(mark: NewMark) -> date:
    return mark.died_on if isinstance(mark, RecordDeath) else day_before(mark.moved_on)


def _by_day(marks: Iterable[NewMark]) -> list[NewMark]:
    return sorted(marks, key=_last_day_of)
