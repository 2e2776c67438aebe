"""Which contract a household had before: found by its number, without one by who speaks for it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from application.care_teams import CareTeams, team_id_of
from application.contracts import Contracts, load_contract
from application.envelope import Actor, Channel, Role
from application.executing import Request
from application.residents import Residents
from domain.care_team.commands import FoundCareTeam, StaffCareTeam
from domain.care_team.events import StaffMember, StaffRole
from domain.contract.commands import MemberToSign, RecordRelocation, SignContract
from domain.personal import Personal
from domain.policy.packages import Package
from domain.resident.commands import RegisterResident
from domain.resident.events import ResidentDetails
from tests.support.memory_directory import MemoryDirectory
from tests.support.memory_ledger import FixedClock, MemoryLedger
from tests.support.policies import BOOK

CLERK = Actor(id="张敏", role=Role.CENTRE_CLERK, channel=Channel.COMMAND_LINE)
MOTHER, DAUGHTER = UUID(int=1), UUID(int=2)
TEAM = team_id_of("default", "城郊街道办卫生院", "第1团队")


class Office:
    """A team with one doctor and two people, in memory."""

    def __init__(self) -> None:
        clock = self.clock = FixedClock(datetime(2020, 1, 1, tzinfo=UTC))
        self.ledger = MemoryLedger(clock)
        self.contracts = Contracts(self.ledger, BOOK, clock, MemoryDirectory(self.ledger))
        teams, residents = (
            CareTeams(self.ledger, clock, "default", MemoryDirectory(self.ledger)),
            Residents(self.ledger, clock),
        )
        founded = FoundCareTeam(institution="城郊街道办卫生院", name="第1团队", founded_on=date(2010, 1, 1))
        teams.found(founded, Request.new(CLERK))
        doctor = StaffMember(name="王医生", role=StaffRole.FAMILY_DOCTOR)
        teams.handle(TEAM, StaffCareTeam(staffed_on=date(2010, 1, 1), staff=(doctor,)), Request.new(CLERK))
        for resident_id, name in ((MOTHER, "李秀英"), (DAUGHTER, "王小梅")):
            details = ResidentDetails(name=Personal(resident_id, name))
            command = RegisterResident(registered_on=date(2015, 1, 1), details=details)
            residents.register(resident_id, command, [], Request.new(CLERK))

    def sign(
        self, people: Sequence[UUID], signed_on: date, household_number: str | None = None, policy: str = "putuo"
    ) -> UUID:
        """Sign these people, the first of them for all; under 普陀's rules to the end of the year."""
        command = SignContract(
            household_number=household_number,
            household_size=len(people),
            village="石梯村",
            members=tuple(MemberToSign(resident_id=each, relationship="成员") for each in people),
            representative_id=people[0],
            team_id=TEAM,
            doctor="王医生",
            package=Package.BASIC,
            signed_on=signed_on,
        )
        return self.contracts.sign(uuid4(), command, policy, Request.new(CLERK)).stream_id

    def previous_of(self, contract_id: UUID) -> UUID | None:
        """The contract that a signing says was the one before."""
        return load_contract(self.ledger, contract_id).contract.previous_contract_id


def test_without_a_number_the_contract_before_is_that_of_who_speaks_for_the_household() -> None:
    office = Office()
    first = office.sign([MOTHER], date(2017, 3, 15))
    second = office.sign([MOTHER, DAUGHTER], date(2018, 3, 15))
    assert office.previous_of(second) == first


def test_without_a_number_what_another_member_signed_elsewhere_is_not_the_contract_before() -> None:
    office = Office()
    office.sign([DAUGHTER], date(2017, 3, 15))
    assert office.previous_of(office.sign([MOTHER, DAUGHTER], date(2018, 3, 15))) is None


def test_with_a_number_the_contract_before_bears_it_whoever_of_the_household_was_in_it() -> None:
    office = Office()
    first = office.sign([DAUGHTER], date(2017, 3, 15), "0007")
    assert office.previous_of(office.sign([MOTHER, DAUGHTER], date(2018, 3, 15), "0007")) == first
    assert office.previous_of(office.sign([MOTHER], date(2019, 3, 15), "0008")) is None


def test_a_contract_that_silence_has_renewed_goes_on_before_anybody_records_it() -> None:
    office = Office()
    first = office.sign([MOTHER, DAUGHTER], date(2017, 3, 15), "0007", "erqi")  # to 14 March 2020
    left = RecordRelocation(resident_id=MOTHER, moved_on=date(2019, 12, 1))
    office.contracts.handle(first, left, Request.new(CLERK))
    office.clock.instant = datetime(2020, 4, 1, tzinfo=UTC)
    second = office.sign([MOTHER], date(2020, 4, 1), "0007", "erqi")
    assert office.previous_of(second) is None
    assert len(office.ledger.stream(first)) == 2


def test_two_teams_are_two_however_their_names_are_cut() -> None:
    assert team_id_of("default", "城郊/一站", "第1团队") != team_id_of("default", "城郊", "一站/第1团队")
