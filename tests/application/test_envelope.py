"""Who acts, and whose keys are whose."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest

from application.care_teams import CareTeams
from application.envelope import RESIDENT_ROLES, Actor, Channel, Role
from application.executing import Request
from application.refusals import IdempotencyKeyReused
from domain.care_team.commands import FoundCareTeam
from tests.support.memory_directory import MemoryDirectory
from tests.support.memory_ledger import FixedClock, MemoryLedger

RESIDENT = "01958f2a-0000-7000-8000-000000000002"
COMMAND = UUID(int=15)


@pytest.mark.parametrize("role", sorted(RESIDENT_ROLES))
@pytest.mark.parametrize(("actor_id", "name"), [("李秀英", ""), (RESIDENT, "李秀英"), (RESIDENT.upper(), "")])
def test_a_resident_acts_under_the_residents_id_and_without_a_name(role: Role, actor_id: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"without a name|UUID"):
        Actor(id=actor_id, role=role, channel=Channel.HTTP, name=name)
    assert Actor(id=RESIDENT, role=role, channel=Channel.HTTP).resident_id == UUID(RESIDENT)
    assert Actor(id=actor_id, role=Role.CENTRE_CLERK, channel=Channel.HTTP, name=name).resident_id is None


def test_a_record_that_names_a_resident_who_acted_is_not_read() -> None:
    record = f'{{"channel":"http","id":"{RESIDENT}","name":"李秀英","role":"resident"}}'
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(record, type=Actor)


def test_two_clerks_of_the_same_name_do_not_share_their_keys() -> None:
    clock = FixedClock(datetime(2026, 3, 1, tzinfo=UTC))
    ledger = MemoryLedger(clock)
    teams = CareTeams(ledger, clock, "default", MemoryDirectory(ledger))
    one, other = (
        Actor(id=login, role=Role.CENTRE_CLERK, channel=Channel.HTTP, name="张敏") for login in ("zm1", "zm2")
    )
    first, second = (
        FoundCareTeam(institution="卫生院", name=name, founded_on=date(2026, 1, 1)) for name in ("一队", "二队")
    )
    founded = {teams.found(first, Request(by=one, command_id=COMMAND)).stream_id}
    founded.add(teams.found(second, Request(by=other, command_id=COMMAND)).stream_id)
    assert len(founded) == 2
    with pytest.raises(IdempotencyKeyReused):
        teams.found(second, Request(by=one, command_id=COMMAND))
