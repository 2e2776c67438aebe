"""A team's contracts are moved to another team in bulk, rehearsed or for good, on either database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.contracts import load_contract
from application.executing import Request
from application.reassigning import ReassignContracts, ReassignmentReport, Reassignments
from application.rehearsal import Rehearsal
from domain.care_team.commands import CloseCareTeam, LetStaffGo, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole
from domain.care_team.refusals import TeamHasContracts
from domain.contract.care.commands import ChangeDoctor
from domain.contract.care.events import TeamChanged
from domain.contract.commands import RecordDeath
from domain.contract.state import Contract, InForce, Over
from domain.contract.terms.commands import RequestTermination
from domain.personal import Personal
from domain.policy.capacity import Load
from domain.policy.changes import ChangeReason
from domain.policy.termination import TerminationReason
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.policies import BOOK
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

RUN = UUID(int=7)
MOVED_ON = date(2018, 7, 1)


class County:
    """Two teams; with the first, three households signed under 普陀's rules in spring, the last to begin in August."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2018, 6, 20, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.old, self.new = found_team(self.world), found_team(self.world, "第2家庭医生服务团队")
        self.staff(self.old, "赵医生")
        self.staff(self.new, "陈医生")
        starts = (None, None, date(2018, 8, 1))
        self.contracts = [self.sign(number, start_on) for number, start_on in enumerate(starts)]

    def staff(self, team_id: UUID, name: str) -> None:
        member = StaffMember(name=name, role=StaffRole.FAMILY_DOCTOR)
        self.world.teams.handle(
            team_id, StaffCareTeam(staffed_on=date(2018, 1, 1), staff=(member,)), Request.new(CLERK)
        )

    def sign(self, number: int, start_on: date | None) -> UUID:
        contract_id, resident_id = uuid7(), register(self.world, f"居民{number}", f"B{number}")
        command = agreement([resident_id], self.old, date(2018, 3, 1), f"6109020000{number}")
        command = replace(command, start_on=start_on)
        self.world.contracts.sign(contract_id, command, "putuo", Request.new(CLERK))
        return contract_id

    def run(self, *, rehearse: bool = False, run_id: UUID = RUN, doctor: str | None = "陈医生") -> ReassignmentReport:
        ledger = Rehearsal(self.world.ledger, self.clock) if rehearse else self.world.ledger
        asked = ReassignContracts(
            team_to=self.new,
            moved_on=MOVED_ON,
            reason=ChangeReason.TEAM_REORGANISED,
            doctor=doctor,
        )
        return Reassignments(ledger, BOOK, self.clock, self.world.directory).run(self.old, asked, CLERK, run_id)

    def load(self, doctor: str | None, day: date) -> Load:
        position = self.world.ledger.head().position
        return self.world.directory.load_of(self.old, doctor, day, at_least=position)

    def cared_by(self, contract_id: UUID, day: date) -> tuple[UUID, str]:
        standing = load_contract(self.world.ledger, contract_id).contract.on(day)
        assert isinstance(standing, InForce)
        return standing.team_id, standing.doctor


def test_every_contract_of_a_team_is_moved_from_the_day_on_and_those_yet_to_begin_from_their_first_day(
    store: Store,
) -> None:
    county = County(store)
    change = ChangeDoctor(doctor="赵医生", changed_on=date(2018, 9, 1), reason=ChangeReason.DOCTOR_UNABLE)
    county.world.contracts.handle(county.contracts[1], change, Request.new(CLERK))
    report = county.run()
    assert (report.read, report.moved, report.refused) == (3, 3, ())
    one, two, later = county.contracts
    assert county.cared_by(one, date(2018, 6, 30)) == (county.old, DOCTOR)
    assert county.cared_by(one, date(2018, 7, 1)) == (county.new, DOCTOR)  # serves in both
    assert county.cared_by(two, date(2018, 9, 1)) == (county.new, "陈医生")
    assert county.cared_by(later, date(2018, 8, 1)) == (county.new, DOCTOR)
    require_sound(county.world)


def test_a_rehearsal_tells_the_same_and_leaves_no_trace(store: Store) -> None:
    county = County(store)
    head = county.world.ledger.head()
    rehearsed = county.run(rehearse=True)
    assert county.world.ledger.head() == head
    assert rehearsed == county.run()
    moves = [each for each in county.world.ledger.after(head.position, limit=10) if isinstance(each.event, TeamChanged)]
    assert [each.cause.run_id for each in moves] == [RUN, RUN, RUN]


def test_the_same_run_again_moves_nothing_twice_nor_does_another(store: Store) -> None:
    county = County(store)
    county.run()
    head = county.world.ledger.head()
    assert [county.run(run_id=each).read for each in (RUN, UUID(int=8))] == [0, 0]
    assert county.world.ledger.head() == head


def test_what_may_not_be_moved_is_told_with_its_reason_and_the_others_are_moved(store: Store) -> None:
    county = County(store)
    county.world.teams.handle(
        county.new, LetStaffGo(names=(DOCTOR,), last_day_on=date(2018, 7, 31)), Request.new(CLERK)
    )
    report = county.run(doctor=None)
    assert [(each.contract_id, each.refused.code) for each in report.refused] == [
        (county.contracts[2], "doctor_not_in_team")
    ]
    assert (report.read, report.moved) == (3, 2)
    assert county.run(run_id=UUID(int=8)).moved == 1


def test_what_a_team_has_of_a_contract_is_moved_whole_or_not_at_all(store: Store) -> None:
    county = County(store)
    one, two, _ = county.contracts
    change = ChangeDoctor(doctor="赵医生", changed_on=date(2018, 9, 1), reason=ChangeReason.DOCTOR_UNABLE)
    county.world.contracts.handle(two, change, Request.new(CLERK))
    report = county.run(doctor=None)
    assert [(each.contract_id, each.refused.code) for each in report.refused] == [(two, "doctor_not_in_team")]
    assert report.moved == 2
    assert [county.cared_by(each, MOVED_ON)[0] for each in (one, two)] == [county.new, county.old]
    assert county.cared_by(two, date(2018, 9, 1)) == (county.old, "赵医生")


def test_a_team_is_closed_once_its_contracts_were_moved(store: Store) -> None:
    county = County(store)
    closing = CloseCareTeam(last_day_on=date(2018, 6, 30))
    with pytest.raises(TeamHasContracts) as refused:
        county.world.teams.handle(county.old, closing, Request.new(CLERK))
    assert refused.value.facts["contracts"] == 3
    county.run()
    county.world.teams.handle(county.old, closing, Request.new(CLERK))


class Outage(County):
    """A household that 二七's rules renew by silence since 2018-06-01, and nobody has settled anything."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.silent = uuid7()
        resident_id = register(self.world, "静默", "B9")
        command = agreement([resident_id], self.old, date(2015, 6, 1), "61090200009")
        self.world.contracts.sign(self.silent, command, "erqi", Request.new(CLERK))
        self.world.runner.catch_up()
        assert isinstance(self.recorded().on(date(2018, 6, 20)), Over)

    def recorded(self) -> Contract:
        return load_contract(self.world.ledger, self.silent).contract

    def close(self, last_day_on: date) -> None:
        self.world.teams.handle(self.old, CloseCareTeam(last_day_on=last_day_on), Request.new(CLERK))


def test_after_an_outage_a_team_is_not_closed_over_what_silence_renewed(store: Store) -> None:
    county = Outage(store)
    bound = {date(2018, 5, 31): 4, date(2018, 6, 30): 4, date(2021, 5, 30): 1, date(2021, 6, 1): 1}
    for last_day_on, contracts in bound.items():
        with pytest.raises(TeamHasContracts) as refused:
            county.close(last_day_on)
        assert refused.value.facts["contracts"] == contracts
    county.close(date(2021, 5, 31))  # with it the term ends, and a closed team's is not renewed
    require_sound(county.world)


def test_after_an_outage_what_silence_renewed_is_moved_too_after_a_rehearsal_that_says_so(store: Store) -> None:
    county = Outage(store)
    head = county.world.ledger.head()
    rehearsed = county.run(rehearse=True)
    assert county.world.ledger.head() == head
    assert rehearsed == county.run()
    assert (rehearsed.read, rehearsed.moved) == (4, 4)
    assert county.cared_by(county.silent, date(2018, 6, 30)) == (county.old, DOCTOR)
    assert county.cared_by(county.silent, MOVED_ON) == (county.new, DOCTOR)
    require_sound(county.world)


def test_after_an_outage_what_silence_renewed_counts_in_the_load_and_counts_once(store: Store) -> None:
    county = Outage(store)
    before, july = date(2018, 5, 31), date(2018, 7, 1)
    unsettled = [county.load(doctor, day) for doctor in (None, DOCTOR, "赵医生") for day in (before, july)]
    three, nobody = Load(persons=3, households=3), Load(persons=0, households=0)
    assert unsettled == [three, three, three, three, nobody, nobody]
    county.world.contracts.settle(county.silent)
    assert [county.load(doctor, day) for doctor in (None, DOCTOR, "赵医生") for day in (before, july)] == unsettled


def test_what_somebody_asked_to_end_does_not_go_on_by_silence(store: Store) -> None:
    county = Outage(store)
    asked = RequestTermination(
        requested_on=date(2018, 5, 1),
        reason=TerminationReason.RESIDENT_REQUEST,
        late_reason=Personal(county.silent, "大雪封路"),
    )
    county.world.contracts.handle(county.silent, asked, Request.new(CLERK))
    assert county.load(None, date(2018, 7, 1)) == Load(persons=2, households=2)
    assert county.run().read == 3


def test_the_load_of_a_team_is_counted_from_the_roster_of_the_day(store: Store) -> None:
    county = County(store)
    july, august = date(2018, 7, 1), date(2018, 8, 1)
    assert [county.load(None, july), county.load(None, august)] == [
        Load(persons=2, households=2),
        Load(persons=3, households=3),
    ]
    assert [county.load(DOCTOR, august), county.load("赵医生", august)] == [
        Load(persons=3, households=3),
        Load(persons=0, households=0),
    ]
    member = next(iter(load_contract(county.world.ledger, county.contracts[0]).contract.members))
    death = RecordDeath(resident_id=member, died_on=date(2018, 6, 1))
    county.world.contracts.handle(county.contracts[0], death, Request.new(CLERK))
    assert county.load(None, july) == Load(persons=1, households=1)
