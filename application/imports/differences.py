"""A household that was imported before: the commands that say how this register differs from the last one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from application.contracts import ContractChange
from application.imports.people import Listed, people_by_id
from application.imports.picture import Picture
from application.imports.signing import mark_of, note_of, relationship_of
from application.imports.teams import NamedTeam
from application.registers.households import RegisterHousehold
from domain.contract.commands import (
    AddMember,
    CorrectSigning,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    ReplaceRepresentative,
    UnflagPopulation,
    WithdrawMark,
)
from domain.contract.events import CorrectedMember, JoinReason, Mark
from domain.contract.member import Member
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.packages import Package

T = TypeVar("T")


def differences(
    household: RegisterHousehold, people: Sequence[Listed], team: NamedTeam, village: str, picture: Picture
) -> tuple[ContractChange, ...]:
    """What differs, as the commands that it means, in an order in which they can be run."""
    told, listed = picture.told, people_by_id(people)
    return (
        *_corrected(household, listed, team, village, told),
        *_joined(listed, told),
        *_represented(listed, told),
        *(change for each in people for change in _noted(each, told)),
        *(change for each in people for change in _marked(each, picture)),
    )


def _corrected(
    household: RegisterHousehold, listed: Mapping[UUID, Listed], team: NamedTeam, village: str, told: Contract
) -> Iterator[CorrectSigning]:
    first_day = told.start_on
    size = len(listed) if len(listed) > told.household_size else None
    correction = CorrectSigning(
        village=_otherwise(village, told.village.on(first_day)),
        team_id=_otherwise(team.team_id, told.team_id.on(first_day)),
        doctor=_otherwise(household.doctor, told.doctor.on(first_day)),
        package=_otherwise(household.package or Package.BASIC, told.package.on(first_day)),
        household_size=size,
        members=tuple(_corrected_members(listed, told)),
    )
    if correction != CorrectSigning():
        yield correction


def _corrected_members(listed: Mapping[UUID, Listed], told: Contract) -> Iterator[CorrectedMember]:
    for resident_id, each in listed.items():
        member = told.members.get(resident_id)
        if member is None:
            continue
        corrected = CorrectedMember(
            resident_id=resident_id,
            relationship=_otherwise(relationship_of(each), member.relationship),
            note=_otherwise(note_of(each), member.note),
        )
        if corrected != CorrectedMember(resident_id=resident_id):
            yield corrected


def _joined(listed: Mapping[UUID, Listed], told: Contract) -> Iterator[AddMember]:
    """Who is listed for the first time: born since, or left out when the household signed."""
    for resident_id, each in listed.items():
        if resident_id in told.members:
            continue
        birth_on = each.person.citizen_id.birth_on if each.person.citizen_id else told.start_on
        born_since = birth_on > told.start_on
        yield AddMember(
            resident_id=resident_id,
            relationship=relationship_of(each),
            reason=JoinReason.BIRTH if born_since else JoinReason.OMITTED_AT_SIGNING,
            joined_on=birth_on if born_since else told.start_on,
            categories=tuple(NotedCategory(category=category) for category in each.person.categories),
            note=note_of(each),
        )


def _represented(listed: Mapping[UUID, Listed], told: Contract) -> Iterator[ReplaceRepresentative]:
    for resident_id, each in listed.items():
        if each.person.is_head and told.representative_id.on(told.start_on) != resident_id:
            yield ReplaceRepresentative(representative_id=resident_id, replaced_on=told.start_on)


def _noted(each: Listed, told: Contract) -> Iterator[ContractChange]:
    member = told.members.get(each.resident_id)
    if member is None:
        return
    since = member.presence.entries[0][0]
    before, now = member.flags_on(since), frozenset(each.person.categories)
    for category in sorted(now - before):
        yield FlagPopulation(resident_id=each.resident_id, noted=NotedCategory(category=category), noted_on=since)
    for category in sorted(before - now):
        yield UnflagPopulation(resident_id=each.resident_id, category=category, ended_on=since)


def _marked(each: Listed, picture: Picture) -> Iterator[ContractChange]:
    mark = mark_of(each)
    member = picture.told.members.get(each.resident_id)
    told_death = None if member is None else member.died_on
    told_move = None if member is None else _last_move(member)
    if told_death is not None and told_death != each.person.death:
        yield _withdrawn(each, Mark.DEATH)
    if told_move is not None and told_move != each.person.relocation:
        yield _withdrawn(each, Mark.RELOCATION)
    said = told_death if isinstance(mark, RecordDeath) else told_move
    asked = each.person.death or each.person.relocation
    if mark is not None and said != asked:
        yield mark


def _withdrawn(each: Listed, mark: Mark) -> WithdrawMark:
    return WithdrawMark(resident_id=each.resident_id, mark=mark, reason=Personal(each.resident_id, "登记册更正"))


def _last_move(member: Member) -> date | None:
    return max(member.relocations, default=None)


def _otherwise(says: T | None, told: T | None) -> T | None:
    return None if says == told else says
