"""A connection is lost while a signing commits: the answer is right, and there is one contract."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from application.executing import Request
from domain.contract.events import ContractSigned
from infrastructure.clock import DemoClock
from infrastructure.database import open_store
from tests.support.proxy import LosingProxy, Loss
from tests.support.stores import settings_for
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import agreement, found_team, register

SIGNED_ON = date(2026, 2, 2)


@pytest.fixture
def proxy(postgresql_url: str) -> Iterator[LosingProxy]:
    opened = LosingProxy(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
def world(proxy: LosingProxy, tmp_path: Path, clock: DemoClock) -> Iterator[World]:
    """An application that reaches its server through the proxy."""
    with open_store(settings_for(proxy.url, tmp_path), writing=True, demo=True) as store:
        yield World(store, clock)


@pytest.mark.parametrize("loss", ["reply", "command"])
def test_a_signing_whose_commit_was_lost_is_answered_as_signed_and_stands_once(
    proxy: LosingProxy, world: World, loss: Loss
) -> None:
    team, li = found_team(world), register(world, "李秀英", "R0001")
    contract_id, request, before = UUID(int=77), Request.new(CLERK), world.ledger.head().position
    proxy.lose_next_commit(loss)
    receipt = world.contracts.sign(contract_id, agreement([li], team, SIGNED_ON), "hanbin", request)
    assert proxy.lost == 1
    assert (receipt.stream_id, receipt.stream_version, receipt.position) == (contract_id, 1, before + 1)
    assert [type(event) for event in receipt.events] == [ContractSigned]
    assert world.ledger.head().position == before + 1
    again = world.contracts.sign(contract_id, agreement([li], team, SIGNED_ON), "hanbin", request)
    assert (again, world.ledger.head().position) == (receipt, before + 1)
    assert [row.contract for row in world.roster_on(SIGNED_ON)] == [contract_id]
    require_sound(world)


@pytest.mark.parametrize("loss", ["reply", "command"])
def test_read_models_whose_commit_was_lost_are_neither_behind_nor_doubled(
    proxy: LosingProxy, world: World, loss: Loss
) -> None:
    team, li = found_team(world), register(world, "李秀英", "R0001")
    world.contracts.sign(UUID(int=77), agreement([li], team, SIGNED_ON), "hanbin", Request.new(CLERK))
    proxy.lose_next_commit(loss)
    world.runner.catch_up()
    assert proxy.lost == 1
    require_sound(world)
