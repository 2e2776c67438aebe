"""An id of a client's own is for one contract, or one person: used again under another key it is told, at once."""

from datetime import date
from uuid import UUID

import pytest

from application.executing import Request
from application.refusals import IdTaken
from domain.personal import Personal
from domain.resident.commands import RegisterResident
from domain.resident.events import ResidentDetails
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import agreement, found_team, register

CONTRACT = UUID(int=77)


def test_an_id_names_one_contract_and_one_person(store: Store, clock: DemoClock) -> None:
    world = World(store, clock)
    team, li, wang = found_team(world), register(world, "李秀英", "L"), register(world, "王芳", "W")
    world.contracts.sign(CONTRACT, agreement([li], team, date(2026, 2, 2)), "hanbin", Request.new(CLERK))
    before = world.ledger.head().position
    for people in ([li], [wang]):
        with pytest.raises(IdTaken) as refused:
            world.contracts.sign(CONTRACT, agreement(people, team, date(2026, 2, 2)), "hanbin", Request.new(CLERK))
        assert (refused.value.code, refused.value.facts) == ("id_taken", {"what": "contract", "id": CONTRACT})
    details = ResidentDetails(name=Personal(li, "李秀英"))
    again = RegisterResident(registered_on=date(2026, 2, 2), details=details)
    with pytest.raises(IdTaken):
        world.residents.register(li, again, [], Request.new(CLERK))
    assert world.ledger.head().position == before
    require_sound(world)
