"""A household of the register that has no contract on that day: the commands that sign it and mark what 备注 says."""

from collections.abc import Sequence
from datetime import date

from application.contracts import ContractChange
from application.imports.people import Listed
from application.imports.teams import NamedTeam
from application.registers.households import RegisterHousehold
from domain.calendar import day_before
from domain.contract.commands import MemberToSign, NotedCategory, RecordDeath, RecordRelocation, SignContract
from domain.contract.events import ContractSigned
from domain.personal import Personal
from domain.policy.packages import Package


def sign_command(household: RegisterHousehold, people: Sequence[Listed], team: NamedTeam, village: str) -> SignContract:
    """The signing of a household as the register tells it: its rows are the household."""
    head = next(listed for listed in people if listed.person.is_head)
    if household.signed_on is None or household.doctor is None:
        raise AssertionError("a household without day or doctor was refused before")
    return SignContract(
        household_number=household.number,
        household_size=len(people),
        village=village,
        members=tuple(
            MemberToSign(
                resident_id=listed.resident_id,
                relationship=relationship_of(listed),
                categories=tuple(NotedCategory(category=category) for category in listed.person.categories),
                note=note_of(listed),
            )
            for listed in people
        ),
        representative_id=head.resident_id,
        team_id=team.team_id,
        doctor=household.doctor,
        package=household.package or Package.BASIC,
        signed_on=household.signed_on,
    )


def marks_of(people: Sequence[Listed], signed: ContractSigned) -> tuple[ContractChange, ...]:
    """Deaths and moves noted in 备注 that fall into the first term, in the order of their days."""
    marks: list[tuple[date, ContractChange]] = []
    for listed in people:
        mark = mark_of(listed)
        if mark is not None and last_day_of(mark) <= signed.term.end_on:
            marks.append((last_day_of(mark), mark))
    return tuple(mark for _, mark in sorted(marks, key=lambda each: each[0]))


def mark_of(listed: Listed) -> RecordDeath | RecordRelocation | None:
    """The death or the move that a row notes."""
    person = listed.person
    if person.death is not None:
        return RecordDeath(resident_id=listed.resident_id, died_on=person.death)
    if person.relocation is not None:
        return RecordRelocation(resident_id=listed.resident_id, moved_on=person.relocation)
    return None


def last_day_of(mark: RecordDeath | RecordRelocation) -> date:
    """The last day that the contract covers the person."""
    return mark.died_on if isinstance(mark, RecordDeath) else day_before(mark.moved_on)


def note_of(listed: Listed) -> Personal | None:
    """What else a row notes, as the person's own text."""
    note = listed.person.note
    return None if note is None else Personal(listed.resident_id, note)


def relationship_of(listed: Listed) -> str:
    """What the person is to the head, as the register words it."""
    return listed.person.relationship or ("户主" if listed.person.is_head else "")
