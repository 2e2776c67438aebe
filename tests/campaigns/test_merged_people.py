"""Residents who turned out to be one person are one to every rule, in however many steps they were merged."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from application.executing import Request
from domain.contract.commands import RecordDeath
from domain.contract.refusals import AlreadyContracted, ContractAfterDeath
from domain.resident.commands import MergeResident
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.world import CLERK, World
from tests.support.world_people import agreement, found_team, register


@pytest.fixture
def world(store: Store, clock: DemoClock) -> World:
    return World(store, clock)


def merge(world: World, duplicate: UUID, into: UUID) -> None:
    merged = MergeResident(merged_on=date(2026, 3, 1), same_as_id=into)
    world.residents.handle(duplicate, merged, Request.new(CLERK))


def sign(world: World, team: UUID, resident_id: UUID, signed_on: date) -> UUID:
    signed = agreement([resident_id], team, signed_on)
    return world.contracts.sign(uuid4(), signed, "hanbin", Request.new(CLERK)).stream_id


def test_a_contract_signed_under_any_id_of_a_person_is_seen_under_every_other(world: World) -> None:
    team = found_team(world)
    first, second, third = (register(world, "李秀英", number) for number in "123")
    contract_id = sign(world, team, first, date(2026, 2, 2))
    merge(world, first, second)
    merge(world, second, third)
    for resident_id in (second, third):
        with pytest.raises(AlreadyContracted) as refused:
            sign(world, team, resident_id, date(2026, 3, 2))
        assert refused.value.facts["contract"] == contract_id


def test_a_contract_of_the_person_is_seen_under_the_id_of_the_duplicate(world: World) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    contract_id = sign(world, team, person, date(2026, 2, 2))
    merge(world, duplicate, person)
    with pytest.raises(AlreadyContracted) as refused:
        sign(world, team, duplicate, date(2026, 3, 2))
    assert refused.value.facts["contract"] == contract_id


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
