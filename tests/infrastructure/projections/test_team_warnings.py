"""What is wrong with teams that have contracts, on both databases: computed for any day, and nothing is recorded."""

from datetime import UTC, date, datetime

import pytest
from uuid6 import uuid7

from application.executing import Request
from application.queries.moment import Asked
from application.queries.roster_view import Called
from application.queries.team_warnings import TeamWarning, TeamWarningCode, TeamWarnings
from domain.care_team.commands import LetStaffGo
from domain.care_team.events import CareTeamClosed, CareTeamFounded, StaffRole, Workplace
from domain.policy.model import Policy
from domain.policy.resolve import PolicyBook
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import A, B, C, D, record
from tests.infrastructure.projections.register import register as known_as
from tests.projections.facts import TEAM, an_id, signed
from tests.support.policies import BOOK, variant
from tests.support.world import CLERK, World
from tests.support.world_people import agreement, found_team, register

pytestmark = pytest.mark.storage

EVERYBODY = Called()
TWO_ADVISED = variant("putuo", "advised = 1500", "advised = 2")
AT_MOST_ONE = variant("erqi", "at_most = 1500", "at_most = 1")
BY_DOCTOR = variant(
    "putuo", 'per = "team"\ncounted = "persons"\nadvised = 1500', 'per = "doctor"\ncounted = "persons"\nadvised = 1'
)


def codes(warnings: list[TeamWarning]) -> list[str]:
    return [each.code.value for each in warnings]


class Crowd:
    """A team with contracts in two villages, on record under a policy: two persons in one, one in the other."""

    def __init__(self, office: Office, policy: Policy) -> None:
        founded = CareTeamFounded(
            institution="建民卫生院", name="第一团队", founded_on=date(2010, 1, 1), to_be_completed=False
        )
        record(office.ledger, TEAM, founded)
        for each, name in ((A, "甲"), (B, "乙"), (C, "丙"), (D, "丁")):
            known_as(office.ledger, each, name, "1980-05-10")
        record(office.ledger, an_id(801), signed(A, B, policy=policy.ref))
        elsewhere = signed(C, policy=policy.ref, village="石梯村", household_number="61090200002", doctor="李医生")
        record(office.ledger, an_id(802), elsewhere)
        office.catch_up()
        self.office = office
        self.queries = TeamWarnings(LiveReadModels(office.store), PolicyBook((policy,)), office.ledger, office.clock)

    def crowded(self, called: Called = EVERYBODY, day: date = date(2018, 6, 1)) -> list[dict[str, object]]:
        """What is said of room; the roles that nobody has are left aside."""
        told = (TeamWarningCode.OVER_ADVISED, TeamWarningCode.OVER_LIMIT)
        return [dict(each.facts) for each in self.queries.on(Asked(as_of=day), called) if each.code in told]


def test_row_37_a_team_that_became_too_small_keeps_its_contracts_and_is_told_with_the_rule(store: Store) -> None:
    clock = DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True)
    world = World(store, clock)
    queries = TeamWarnings(LiveReadModels(store), BOOK, world.ledger, clock)
    team_id = found_team(world)
    command = agreement([register(world, "李秀英", "M1")], team_id, date(2018, 3, 15))
    world.contracts.sign(uuid7(), command, "hanbin", Request.new(CLERK))
    clock.move_to(datetime(2018, 6, 1, 2, tzinfo=UTC))
    world.teams.handle(team_id, LetStaffGo(names=("孙护士",), last_day_on=date(2018, 5, 31)), Request.new(CLERK))
    assert len(world.roster_on(date(2018, 6, 1))) == 1

    def short(day: date, known_at: str | None = None) -> list[TeamWarning]:
        found = queries.on(Asked(as_of=day, known_at=known_at), EVERYBODY)
        return [each for each in found if each.code is TeamWarningCode.TEAM_SHORT]

    (warning,) = short(date(2018, 6, 1))
    assert warning.facts == {"workplace": Workplace.HEALTH_CENTRE, "at_least": 3, "found": 2}
    assert warning.rule == BOOK.version_on("hanbin", date(2018, 3, 15)).cite("composition")
    assert (short(date(2018, 5, 31)), short(date(2018, 6, 1), "2018-03-31")) == ([], [])
    lacking = [each.facts["role"] for each in queries.on(Asked(), EVERYBODY) if "role" in each.facts]
    assert StaffRole.RESPONSIBLE_NURSE in lacking


def test_a_team_that_has_no_contracts_is_nobodys_concern(store: Store) -> None:
    clock = DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True)
    world = World(store, clock)
    found_team(world)
    world.runner.catch_up()
    assert TeamWarnings(LiveReadModels(store), BOOK, world.ledger, clock).on(Asked(), EVERYBODY) == []


def test_row_35_more_than_is_advised_is_told_whichever_of_its_villages_is_asked_for(office: Office) -> None:
    crowd = Crowd(office, TWO_ADVISED)
    told = [{"counted": "persons", "cap": 2, "load": 3}]
    assert crowd.crowded() == crowd.crowded(Called(village="石梯村")) == crowd.crowded(Called(team="第一团队")) == told
    assert crowd.crowded(Called(team="别的团队")) == crowd.crowded(day=date(2018, 1, 1)) == []


def test_row_35_above_the_limit_by_an_import_is_told_as_such(office: Office) -> None:
    crowd = Crowd(office, AT_MOST_ONE)
    assert crowd.crowded() == [{"counted": "households", "cap": 1, "load": 2}]
    assert "over_limit" in codes(list(crowd.queries.on(Asked(as_of=date(2018, 6, 1)), EVERYBODY)))


def test_where_each_doctors_are_counted_alone_the_doctor_is_named(office: Office) -> None:
    assert Crowd(office, BY_DOCTOR).crowded() == [{"doctor": "王医生", "counted": "persons", "cap": 1, "load": 2}]


def test_a_closed_team_that_has_contracts_is_told(office: Office) -> None:
    crowd = Crowd(office, TWO_ADVISED)
    record(office.ledger, TEAM, CareTeamClosed(last_day_on=date(2018, 5, 31)))
    found = crowd.queries.on(Asked(as_of=date(2018, 6, 1)), EVERYBODY)
    office.catch_up()
    again = crowd.queries.on(Asked(as_of=date(2018, 6, 1)), EVERYBODY)
    assert [(each.code.value, each.facts) for each in again] == [("closed_with_contracts", {"households": 2})]
    assert "closed_with_contracts" not in codes(list(found))  # as far as the read models have come
