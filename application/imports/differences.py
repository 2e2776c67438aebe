"""A household that was imported before: the commands that say how this register differs from the last one.

Where a register leaves village, package, phone or a person's note blank it erases nothing; 重点服务人群 and the marks
in 备注 are told by their absence too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from application.imports.people import Listed, people_by_id
from application.imports.signing import categories_of, note_of, relationship_of, village_of
from application.imports.teams import NamedTeam
from application.registers.households import RegisterHousehold
from domain.calendar import day_after, day_before
from domain.contract.commands import (
    AddMember,
    ContractChange,
    CorrectSigning,
    FlagPopulation,
    NotedCategory,
    ReplaceRepresentative,
    UnflagPopulation,
)
from domain.contract.events import CorrectedMember, JoinReason
from domain.contract.state import Contract

T = TypeVar("T")


def differences(
    household: RegisterHousehold, people: Sequence[Listed], team: NamedTeam, told: Contract, contract: Contract
) -> tuple[ContractChange, ...]:
    """What differs from what was told but for deaths and moves, as commands on the contract as it stands."""
    return (
        *_corrected(household, people_by_id(people), team, told),
        *joined(people, told, contract),
        *_represented(people, told, contract),
        *(change for each in people for change in _noted(each, told)),
    )


def _corrected(
    household: RegisterHousehold, listed: Mapping[UUID, Listed], team: NamedTeam, told: Contract
) -> Iterator[CorrectSigning]:
    first_day = told.start_on
    correction = CorrectSigning(
        village=_otherwise(village_of(household) or None, told.village.on(first_day)),
        team_id=_otherwise(team.team_id, told.team_id.on(first_day)),
        doctor=_otherwise(household.doctor, told.doctor.on(first_day)),
        package=_otherwise(household.package, told.package.on(first_day)),
        household_size=len(listed) if len(listed) > told.household_size else None,
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
            relationship=_otherwise(relationship_of(each) or None, member.relationship),
            note=_otherwise(note_of(each), member.note),
        )
        if corrected != CorrectedMember(resident_id=resident_id):
            yield corrected


def joined(people: Sequence[Listed], told: Contract, contract: Contract) -> Iterator[AddMember]:
    """Who is listed for the first time, and is no member yet: born since, or left out when the household signed.

    Who was born when the contract was over is not of it.
    """
    for each in people:
        if each.resident_id in told.members or each.resident_id in contract.members or born_too_late(each, contract):
            continue
        birth_on = each.signatory.birth_on or told.start_on
        born_since = birth_on > told.start_on
        yield AddMember(
            resident_id=each.resident_id,
            relationship=relationship_of(each),
            reason=JoinReason.BIRTH if born_since else JoinReason.OMITTED_AT_SIGNING,
            joined_on=birth_on if born_since else told.start_on,
            categories=categories_of(each),
            note=note_of(each),
        )


def born_too_late(listed: Listed, contract: Contract) -> bool:
    """Whether somebody was born after the contract's last day."""
    birth_on = listed.signatory.birth_on
    return birth_on is not None and birth_on > contract.last_day_on


def _represented(people: Sequence[Listed], told: Contract, contract: Contract) -> Iterator[ReplaceRepresentative]:
    """Another head: from the day on which the one told is no longer there, else for as long as that one was told."""
    head = next(each for each in people if each.person.is_head)
    told_since, told_id = told.representative_id.entries[-1]
    if head.resident_id != told_id:
        former = people_by_id(people).get(told_id)
        gone_on = None if former is None else _gone_on(former)
        since = told_since if gone_on is None else min(gone_on, contract.last_day_on)
        yield ReplaceRepresentative(representative_id=head.resident_id, replaced_on=max(since, told_since))


def _gone_on(listed: Listed) -> date | None:
    last_days = (
        listed.person.death,
        None if listed.person.relocation is None else day_before(listed.person.relocation),
    )
    known = [day for day in last_days if day is not None]
    return day_after(min(known)) if known else None


def _noted(each: Listed, told: Contract) -> Iterator[FlagPopulation | UnflagPopulation]:
    member = told.members.get(each.resident_id)
    if member is None:
        return
    since = member.presence.entries[0][0]
    before, now = member.flags_on(since), frozenset(each.person.categories)
    for category in sorted(now - before):
        yield FlagPopulation(resident_id=each.resident_id, noted=NotedCategory(category=category), noted_on=since)
    for category in sorted(before - now):
        yield UnflagPopulation(resident_id=each.resident_id, category=category, ended_on=since)


def _otherwise(says: T | None, told: T | None) -> T | None:
    return None if says == told else says
