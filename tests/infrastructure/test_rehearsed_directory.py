"""A rehearsal counts what it signed and changed itself, on either database: no read model follows it."""

from datetime import date
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.care_teams import CareTeams
from application.contracts import Contracts
from application.executing import Request
from application.queries.going_on import Silence
from application.queries.rehearsed_directory import RehearsedDirectory
from application.rehearsal import Rehearsal
from domain.care_team.commands import CloseCareTeam
from domain.care_team.refusals import TeamHasContracts
from domain.contract.commands import EnterInError
from domain.contract.refusals import CapacityExceeded
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.policy.resolve import PolicyBook
from infrastructure.database import Store
from tests.infrastructure.test_room import THREE_AT_MOST, Village
from tests.support.world import CLERK
from tests.support.world_people import agreement

JUNE = date(2018, 6, 1)


class Rehearsing:
    """A village of two people under contract with the old team, and a rehearsal in it."""

    def __init__(self, store: Store) -> None:
        self.village = Village(store, PolicyBook([THREE_AT_MOST]))
        self.on_record = self.village.sign(self.village.old, self.village.person("甲"), self.village.person("乙"))
        world = self.village.world
        self.rehearsal = Rehearsal(world.ledger, world.clock)
        real = Silence(ledger=world.ledger, policies=self.village.policies)
        self.directory = RehearsedDirectory(world.directory, real, self.rehearsal)
        self.contracts = Contracts(self.rehearsal, self.village.policies, world.clock, self.directory)
        self.teams = CareTeams(self.rehearsal, world.clock, store.tenant, self.directory)

    def sign(self, team_id: UUID, name: str, number: str) -> UUID:
        command = agreement([self.village.person(name)], team_id, date(2018, 3, 1), number)
        return self.contracts.sign(uuid7(), command, "putuo", Request.new(CLERK)).stream_id

    def load(self) -> Load:
        return self.directory.load_of(self.village.old, None, JUNE, at_least=self.rehearsal.head().position)


def test_whom_the_rehearsal_signed_has_a_place_and_the_next_one_is_refused(store: Store) -> None:
    rehearsing = Rehearsing(store)
    rehearsing.sign(rehearsing.village.old, "丙", "610910001")
    assert rehearsing.load() == Load(persons=3, households=2)
    with pytest.raises(CapacityExceeded) as refused:
        rehearsing.sign(rehearsing.village.old, "丁", "610910002")
    assert refused.value.facts["load"] == 4


def test_whom_the_rehearsal_took_out_has_none(store: Store) -> None:
    rehearsing = Rehearsing(store)
    reason = Personal(rehearsing.on_record, "录错了户")
    rehearsing.contracts.handle(rehearsing.on_record, EnterInError(reason=reason), Request.new(CLERK))
    assert rehearsing.load() == Load(persons=0, households=0)
    assert rehearsing.directory.in_force_with(rehearsing.village.old, JUNE, at_least=0) == []


def test_a_team_for_which_the_rehearsal_signed_is_not_closed_in_it(store: Store) -> None:
    rehearsing = Rehearsing(store)
    new = rehearsing.village.new
    signed = rehearsing.sign(new, "丙", "610910001")
    found = rehearsing.directory.in_force_with(new, JUNE, at_least=rehearsing.rehearsal.head().position)
    assert [each.contract_id for each in found] == [signed]
    with pytest.raises(TeamHasContracts):
        rehearsing.teams.handle(new, CloseCareTeam(last_day_on=date(2018, 6, 20)), Request.new(CLERK))


def test_a_household_number_leads_to_what_the_rehearsal_signed_for_it_last(store: Store) -> None:
    rehearsing = Rehearsing(store)
    signed = rehearsing.sign(rehearsing.village.new, "丙", "610910001")
    at_least = rehearsing.rehearsal.head().position
    assert list(rehearsing.directory.by_household("610910001", at_least=at_least)) == [signed]
    assert list(rehearsing.directory.by_household("610910009", at_least=at_least)) == []
