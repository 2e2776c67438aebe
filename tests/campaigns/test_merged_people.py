"""Residents who turned out to be one person are one to every rule, in however many steps they were merged."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest

from application.executing import Request
from application.ports import Append, Ledger, Outcome
from domain.contract.commands import AddMember, RecordDeath
from domain.contract.events import JoinReason
from domain.contract.refusals import AlreadyContracted, ContractAfterDeath
from domain.resident.commands import MergeResident
from domain.resident.decide import BothContracted, MergedAway
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.world import CLERK, World, require_sound
from tests.support.world_ledger import PassingLedger
from tests.support.world_people import agreement, found_team, register


class InterruptedLedger(PassingLedger):
    """Lets something else happen just before the first append."""

    def __init__(self, ledger: Ledger, happening: Callable[[], object]) -> None:
        super().__init__(ledger)
        self._happenings = [happening]

    def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
        while self._happenings:
            self._happenings.pop()()
        return super().append(appends)


def interrupted(world: World, happening: Callable[[], object]) -> World:
    return World(world.store, world.clock, wrap=lambda ledger: InterruptedLedger(ledger, happening))


@pytest.fixture
def world(store: Store, clock: DemoClock) -> World:
    return World(store, clock)


def merge(world: World, duplicate: UUID, into: UUID) -> None:
    merged = MergeResident(merged_on=date(2026, 3, 1), same_as_id=into)
    world.residents.handle(duplicate, merged, Request.new(CLERK))


def sign(world: World, team: UUID, resident_id: UUID, signed_on: date) -> UUID:
    signed = agreement([resident_id], team, signed_on)
    return world.contracts.sign(uuid4(), signed, "hanbin", Request.new(CLERK)).stream_id


def joining(resident_id: UUID) -> AddMember:
    return AddMember(
        resident_id=resident_id,
        relationship="女",
        reason=JoinReason.OMITTED_AT_SIGNING,
        joined_on=date(2026, 2, 2),
    )


def test_a_contract_signed_under_any_id_of_a_person_is_seen_under_every_other(world: World) -> None:
    team = found_team(world)
    first, second, third = (register(world, "李秀英", number) for number in "123")
    contract_id = sign(world, team, first, date(2026, 2, 2))
    merge(world, first, second)
    merge(world, second, third)
    with pytest.raises(AlreadyContracted) as refused:
        sign(world, team, third, date(2026, 3, 2))
    assert refused.value.facts["contract"] == contract_id


def test_nobody_signs_under_the_id_of_a_duplicate(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    merge(world, duplicate, person)
    with pytest.raises(MergedAway) as refused:
        sign(world, team, duplicate, date(2026, 3, 2))
    assert refused.value.facts == {"same_as": person}
    assert world.ledger.stream(sign(world, team, person, date(2026, 3, 2)))


def test_nobody_joins_under_the_id_of_a_duplicate(world: World) -> None:
    team = found_team(world)
    duplicate, person, head = (register(world, "李秀英", number) for number in "123")
    contract_id = sign(world, team, head, date(2026, 2, 2))
    merge(world, duplicate, person)
    with pytest.raises(MergedAway) as refused:
        world.contracts.handle(contract_id, joining(duplicate), Request.new(CLERK))
    assert refused.value.facts == {"same_as": person}
    assert world.contracts.handle(contract_id, joining(person), Request.new(CLERK)).stream_version == 2


def test_a_death_under_the_id_of_the_duplicate_is_judged_by_the_later_contract_of_the_person(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    earlier = sign(world, team, duplicate, date(2025, 1, 6))
    merge(world, duplicate, person)
    later = sign(world, team, person, date(2026, 2, 2))
    died = RecordDeath(resident_id=duplicate, died_on=date(2025, 12, 1))
    with pytest.raises(ContractAfterDeath) as refused:
        world.contracts.handle(earlier, died, Request.new(CLERK))
    assert refused.value.facts["contract"] == later


def test_who_was_merged_while_they_signed_has_not_signed(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    sign(world, team, person, date(2026, 2, 2))
    with pytest.raises(MergedAway):
        sign(interrupted(world, lambda: merge(world, duplicate, person)), team, duplicate, date(2026, 2, 2))
    require_sound(world)


def test_who_took_a_duplicate_in_while_they_signed_has_signed_before(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    contract_id = sign(world, team, duplicate, date(2026, 2, 2))
    with pytest.raises(AlreadyContracted) as refused:
        sign(interrupted(world, lambda: merge(world, duplicate, person)), team, person, date(2026, 2, 2))
    assert refused.value.facts["contract"] == contract_id


def test_who_signed_while_they_were_merged_is_not_merged(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    sign(world, team, person, date(2026, 2, 2))
    signs = interrupted(world, lambda: sign(world, team, duplicate, date(2026, 2, 2)))
    with pytest.raises(BothContracted):
        merge(signs, duplicate, person)
    require_sound(world)
