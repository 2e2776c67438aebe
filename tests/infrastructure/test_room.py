"""Capacity is counted from the roster wherever somebody gets a new place, on either database."""

from datetime import UTC, date, datetime
from uuid import UUID

from uuid6 import uuid7

from application.executing import Request
from application.reassigning import ReassignContracts, ReassignmentReport, Reassignments
from application.rehearsal import Rehearsal
from domain.contract.commands import AddMember, RecordRelocation, RecordReturn
from domain.contract.events import JoinReason, MemberAdded, MemberReturned
from domain.contract.moves.commands import MergeHousehold, MoveMember, MoveReason, MovingMember
from domain.policy.capacity import Counted, OverAdvised
from domain.policy.changes import ChangeReason
from domain.policy.resolve import PolicyBook
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.policies import variant
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import agreement, found_team, register

TWO_ADVISED = variant("putuo", "advised = 1500", "advised = 2")
THREE_AT_MOST = variant("putuo", "advised = 1500", "at_most = 3")
THIRD_PERSON = OverAdvised(cap=2, counted=Counted.PERSONS, load=3)


class Village:
    """Two teams under a policy of 普陀's with a small cap."""

    def __init__(self, store: Store, policies: PolicyBook) -> None:
        self.clock = DemoClock(datetime(2018, 6, 20, 2, tzinfo=UTC), demo=True)
        self.policies = policies
        self.world = World(store, self.clock, policies=policies)
        self.old, self.new = found_team(self.world), found_team(self.world, "第2家庭医生服务团队")

    def person(self, name: str) -> UUID:
        return register(self.world, name, f"B{name}")

    def sign(self, team_id: UUID, *people: UUID) -> UUID:
        contract_id = uuid7()
        command = agreement(people, team_id, date(2018, 3, 1), f"6109{contract_id.int % 10**7:07}")
        self.world.contracts.sign(contract_id, command, "putuo", Request.new(CLERK))
        return contract_id

    def last(self, contract_id: UUID) -> object:
        return self.world.ledger.stream(contract_id)[-1].event

    def move_all(self, *, rehearse: bool) -> ReassignmentReport:
        ledger = Rehearsal(self.world.ledger, self.clock) if rehearse else self.world.ledger
        asked = ReassignContracts(team_to=self.new, moved_on=date(2018, 7, 1), reason=ChangeReason.TEAM_REORGANISED)
        reassignments = Reassignments(ledger, self.policies, self.clock, self.world.directory)
        return reassignments.run(self.old, asked, CLERK, UUID(int=7))


def test_row_35_who_joins_is_counted_with_whom_the_roster_has(store: Store) -> None:
    village = Village(store, PolicyBook([TWO_ADVISED]))
    contract_id, wang, child = (
        village.sign(village.old, village.person("甲")),
        village.person("乙"),
        village.person("丙"),
    )
    for who, warned in ((wang, None), (child, THIRD_PERSON)):
        joining = AddMember(resident_id=who, relationship="子", reason=JoinReason.MOVED_IN, joined_on=date(2018, 5, 1))
        village.world.contracts.handle(contract_id, joining, Request.new(CLERK))
        added = village.last(contract_id)
        assert isinstance(added, MemberAdded)
        assert added.over_advised == warned
    away = RecordRelocation(resident_id=child, moved_on=date(2018, 5, 10))
    back = RecordReturn(resident_id=child, returned_on=date(2018, 6, 1))
    village.world.contracts.handle(contract_id, away, Request.new(CLERK))
    village.world.contracts.handle(contract_id, back, Request.new(CLERK))
    returned = village.last(contract_id)
    assert isinstance(returned, MemberReturned)
    assert returned.over_advised == THIRD_PERSON
    require_sound(village.world)


def test_row_35_who_goes_to_another_household_of_the_team_is_not_counted_twice(store: Store) -> None:
    village = Village(store, PolicyBook([TWO_ADVISED]))
    zhang, li, wang = (village.person(name) for name in "甲乙丙")
    left, into = village.sign(village.old, zhang, li), village.sign(village.old, wang)
    moving = MoveMember(
        resident_id=li,
        to_contract_id=into,
        relationship="配偶",
        reason=MoveReason.MARRIAGE,
        moved_on=date(2018, 6, 1),
    )
    village.world.moving.handle(left, moving, Request.new(CLERK))
    merging = MergeHousehold(
        into_contract_id=into,
        members=(MovingMember(resident_id=zhang, relationship="父"),),
        merged_on=date(2018, 6, 10),
    )
    village.world.moving.handle(left, merging, Request.new(CLERK))
    joined = [record.event for record in village.world.ledger.stream(into) if isinstance(record.event, MemberAdded)]
    assert [added.over_advised for added in joined] == [THIRD_PERSON, THIRD_PERSON]


def test_row_35_contracts_are_moved_until_the_other_team_is_full_and_rehearsed_so(store: Store) -> None:
    village = Village(store, PolicyBook([THREE_AT_MOST]))
    village.sign(village.new, village.person("甲"))
    for name in "乙丙丁":
        village.sign(village.old, village.person(name))
    rehearsed = village.move_all(rehearse=True)
    assert (rehearsed.read, rehearsed.moved) == (3, 2)
    (full,) = [each.refused for each in rehearsed.refused]
    assert (full.code, full.facts["cap"], full.facts["load"]) == ("capacity_exceeded", 3, 4)
    moved = village.move_all(rehearse=False)
    assert (moved.read, moved.moved) == (3, 2)
    assert [each.contract_id for each in moved.refused] == [each.contract_id for each in rehearsed.refused]
    require_sound(village.world)
