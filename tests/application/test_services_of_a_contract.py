"""The services of a contract: how late, by whom, and whether they count; now, and as known then."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from application.care_teams import CareTeams, team_id_of
from application.contracts import Contracts
from application.envelope import Actor, Channel, Role
from application.executing import Request
from application.queries.services import ServiceQueries, ServiceRow
from application.refusals import NotFound
from application.residents import Residents
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole
from domain.contract.commands import MemberToSign, SignContract
from domain.contract.services.commands import ApproveLateEntry, ServiceCommand
from domain.contract.services.refusals import ApproverEnteredIt
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval
from domain.personal import Personal
from domain.policy.packages import Package
from domain.policy.services import Confirmer
from domain.resident.commands import RegisterResident
from domain.resident.events import ResidentDetails
from tests.domain.contract.services.visits import (
    BY_DOCTOR,
    POWER_CUT,
    SECOND_VISIT,
    VISIT,
    confirmed_visit,
    visit,
)
from tests.support.memory_directory import MemoryDirectory
from tests.support.memory_ledger import FixedClock, MemoryLedger
from tests.support.policies import BOOK
from tests.support.scenario import DOCTOR, LI

CLERK = Actor(id="张敏", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)
LEADER = Actor(id="王站长", role=Role.TEAM_LEADER, channel=Channel.COMMAND_LINE)
TEAM = team_id_of("default", "建民卫生院", "第一团队")


class Office:
    """A team with one doctor, and one person under contract from 15 March 2018."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2018, 3, 15, 2, 0, tzinfo=UTC))
        ledger = MemoryLedger(self.clock)
        directory = MemoryDirectory(ledger)
        self.contracts = Contracts(ledger, BOOK, self.clock, directory)
        self.queries = ServiceQueries(ledger, BOOK, self.clock)
        teams, residents = CareTeams(ledger, self.clock, "default", directory), Residents(ledger, self.clock)
        founded = FoundCareTeam(institution="建民卫生院", name="第一团队", founded_on=date(2010, 1, 1))
        teams.found(founded, Request.new(CLERK))
        doctor = StaffMember(name=DOCTOR, role=StaffRole.FAMILY_DOCTOR)
        teams.handle(TEAM, StaffCareTeam(staffed_on=date(2010, 1, 1), staff=(doctor,)), Request.new(CLERK))
        details = ResidentDetails(name=Personal(LI, "李秀英"))
        residents.register(
            LI, RegisterResident(registered_on=date(2018, 1, 1), details=details), [], Request.new(CLERK)
        )
        signing = SignContract(
            household_number=None,
            household_size=1,
            village="石梯村",
            members=(MemberToSign(resident_id=LI, relationship="户主"),),
            representative_id=LI,
            team_id=TEAM,
            doctor=DOCTOR,
            package=Package.BASIC,
            signed_on=date(2018, 3, 15),
        )
        self.contract_id = self.contracts.sign(uuid4(), signing, "putuo", Request.new(CLERK)).stream_id

    def at(self, at: datetime, command: ServiceCommand, by: Actor = CLERK) -> int:
        """Ask for something at an instant; answers the position that it led to."""
        self.clock.instant = at
        return self.contracts.handle(self.contract_id, command, Request.new(by)).position

    def rows(self, **asked: object) -> dict[UUID, ServiceRow]:
        found = self.queries.of_contract(self.contract_id, **asked)  # type: ignore[arg-type]  # whatever it takes
        return {row.service: row for row in found.rows}


def office_of_two_services() -> Office:
    """One entered on the next day and confirmed by both, one after 37 days; 16:30 UTC is the next day in Shanghai."""
    office = Office()
    office.at(datetime(2018, 3, 20, 16, 30, tzinfo=UTC), confirmed_visit(date(2018, 3, 20), LI))
    late = visit(date(2018, 3, 19), LI, service_id=SECOND_VISIT, late_reason=POWER_CUT, confirmations=(BY_DOCTOR,))
    office.at(datetime(2018, 4, 25, 2, 0, tzinfo=UTC), late)
    return office


def test_row_27_the_lag_counts_civil_days_from_the_service_to_its_entry() -> None:
    rows = office_of_two_services().rows()
    assert list(rows) == [SECOND_VISIT, VISIT]
    assert [(row.entered_on, row.lag_days) for row in rows.values()] == [
        (date(2018, 4, 25), 37),
        (date(2018, 3, 21), 1),
    ]
    assert {row.entered_by for row in rows.values()} == {frozenset({"张敏"})}


def test_what_does_not_count_says_why_and_who_has_still_to_confirm() -> None:
    rows = office_of_two_services().rows()
    assert [(row.standing, row.approval) for row in rows.values()] == [
        (ServiceStanding.AWAITING_APPROVAL, Approval.AWAITING),
        (ServiceStanding.COUNTS, Approval.NOT_NEEDED),
    ]
    assert [row.missing_confirmations for row in rows.values()] == [frozenset({Confirmer.RECIPIENT}), frozenset()]


def test_who_entered_it_is_known_from_the_records_and_does_not_approve_it() -> None:
    office = office_of_two_services()
    approval = ApproveLateEntry(service_id=SECOND_VISIT)
    with pytest.raises(ApproverEnteredIt):
        office.at(datetime(2018, 4, 30, 2, 0, tzinfo=UTC), approval)
    before = office.at(datetime(2018, 4, 30, 2, 0, tzinfo=UTC), approval, LEADER) - 1
    assert office.rows()[SECOND_VISIT].standing is ServiceStanding.UNCONFIRMED
    assert office.rows(known_at=f"@{before}")[SECOND_VISIT].standing is ServiceStanding.AWAITING_APPROVAL


def test_services_are_asked_for_by_period_and_by_how_they_stand() -> None:
    office = office_of_two_services()
    assert set(office.rows(from_on=date(2018, 3, 20), to_on=date(2018, 3, 20))) == {VISIT}
    assert set(office.rows(to_on=date(2018, 3, 19))) == {SECOND_VISIT}
    assert set(office.rows(standings=frozenset({ServiceStanding.AWAITING_APPROVAL}))) == {SECOND_VISIT}


def test_a_contract_that_is_not_there_has_no_services() -> None:
    with pytest.raises(NotFound):
        Office().queries.of_contract(UUID(int=9))
