"""What falls due is recorded before a contract is touched, in the scheduler's name, on either database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select
from uuid6 import uuid7

from application.care_teams import load_teams
from application.contracts import Contracts, load_contract
from application.envelope import Cause, Event
from application.executing import Request
from application.ports import Append, Appended, Outcome, Repeated, StreamAppend
from application.refusals import StaleVersion
from application.settling import SCHEDULER, settlement
from application.settling_many import settle_contracts
from domain.care_team.events import CareTeamClosed
from domain.contract.commands import AddMember, RecordDeath, ReplaceRepresentative
from domain.contract.events import ContractLapsed, ContractSigned, JoinReason, MemberDied
from domain.contract.refusals import AlreadyContracted, RepresentativeNotMember
from domain.contract.terms.commands import DecideTermination, RequestTermination
from domain.contract.terms.due import due
from domain.contract.terms.events import ContractExpired, ContractRenewed, ContractTerminated, ExpiryOutcome
from domain.policy.termination import TerminationReason
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from projections.roster import ROSTER
from tests.support.policies import BOOK
from tests.support.world import CLERK, World, require_sound
from tests.support.world_ledger import PassingLedger
from tests.support.world_people import agreement, found_team, register


class Household:
    """A mother and her son, signed under 二七's rules on 28 February 2017: three years, renewed by silence."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2017, 2, 28, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.team_id = found_team(self.world)
        self.mother, self.son = register(self.world, "李秀英", "M1"), register(self.world, "王强", "M2")
        self.contract_id = self.sign([self.mother, self.son], "erqi", date(2017, 2, 28))

    def sign(self, people: list[UUID], policy: str, signed_on: date, number: str = "61090200001") -> UUID:
        contract_id = uuid7()
        command = agreement(people, self.team_id, signed_on, number)
        self.world.contracts.sign(contract_id, command, policy, Request.new(CLERK))
        return contract_id

    def at(self, day: date) -> "Household":
        self.clock.move_to(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
        return self

    def rows(self, table: str) -> int:
        """How many rows a table of the roster has."""
        return LiveReadModels(self.world.store).look(
            (ROSTER,),
            lambda connection, live: connection.execute(
                select(func.count()).select_from(live[0].tables[table])
            ).scalar_one(),
        )

    def facts(self, contract_id: UUID | None = None) -> list[type[Event]]:
        return [type(record.event) for record in self.world.ledger.stream(contract_id or self.contract_id)]


def close(world: World, team_id: UUID, last_day_on: date) -> None:
    """The team is closed although it has a contract: as where one is signed at the same time."""
    _, version = load_teams(world.ledger, [team_id])[team_id]
    closed = StreamAppend(
        stream_id=team_id, expected_version=version, events=(CareTeamClosed(last_day_on=last_day_on),)
    )
    cause = Cause(command_id=uuid7())
    world.ledger.append([Append(about=team_id, streams=(closed,), actor=CLERK, cause=cause)])


def test_row_16_a_contract_that_nobody_touched_for_years_is_settled_before_a_command_is_decided(store: Store) -> None:
    household = Household(store).at(date(2023, 6, 1))
    death = RecordDeath(resident_id=household.mother, died_on=date(2023, 5, 30))
    receipt = household.world.contracts.handle(household.contract_id, death, Request.new(CLERK))
    assert household.facts() == [ContractSigned, ContractRenewed, ContractRenewed, MemberDied]
    assert (receipt.stream_version, [type(event) for event in receipt.events]) == (4, [MemberDied])
    signed, *renewed, died = household.world.ledger.stream(household.contract_id)
    assert [record.actor for record in (signed, *renewed, died)] == [CLERK, SCHEDULER, SCHEDULER, CLERK]
    assert [record.effective_on for record in renewed] == [date(2020, 2, 28), date(2023, 2, 28)]
    require_sound(household.world)


def test_what_was_due_stays_recorded_where_the_command_is_refused(store: Store) -> None:
    household = Household(store).at(date(2020, 3, 2))
    stranger = register(household.world, "赵刚", "M3")
    command = ReplaceRepresentative(representative_id=stranger, replaced_on=date(2020, 3, 1))
    with pytest.raises(RepresentativeNotMember):
        household.world.contracts.handle(household.contract_id, command, Request.new(CLERK))
    assert household.facts() == [ContractSigned, ContractRenewed]


def test_a_death_of_days_before_the_renewal_cuts_what_was_renewed_meanwhile(store: Store) -> None:
    household = Household(store).at(date(2020, 3, 5))
    for who in (household.mother, household.son):
        death = RecordDeath(resident_id=who, died_on=date(2020, 2, 25))
        household.world.contracts.handle(household.contract_id, death, Request.new(CLERK))
    assert household.facts() == [ContractSigned, ContractRenewed, MemberDied, MemberDied, ContractLapsed]
    assert household.world.roster_on(date(2020, 2, 28)) == []
    assert len(household.world.roster_on(date(2020, 2, 25))) == 1


def test_row_15_whoever_settles_second_finds_it_done(store: Store) -> None:
    household = Household(store).at(date(2020, 2, 28))
    first = household.world.contracts.settle(household.contract_id)
    assert household.world.contracts.settle(household.contract_id).version == first.version == 2
    assert household.facts() == [ContractSigned, ContractRenewed]


def test_row_15_of_two_that_settle_at_once_one_finds_it_done(store: Store) -> None:
    household = Household(store).at(date(2020, 2, 28))
    world, known = household.world, load_contract(household.world.ledger, household.contract_id)
    team, version = load_teams(world.ledger, [household.team_id])[household.team_id]
    fallen_due = due(known.contract, BOOK, {household.team_id: team}, date(2020, 2, 28))
    facts = known.followed_by(tuple(each.fact for each in fallen_due))
    claims, versions = world.ledger.claims([household.mother, household.son]), {household.team_id: version}
    first, second = (settlement(facts, claims, versions) for _ in range(2))
    assert [type(outcome) for outcome in world.ledger.append([first, second])] == [Appended, Repeated]
    assert household.facts() == [ContractSigned, ContractRenewed]


@pytest.mark.parametrize("scheduled", [True, False], ids=["by a run", "by a command"])
def test_what_was_decided_with_a_team_that_closed_meanwhile_is_decided_again(store: Store, *, scheduled: bool) -> None:
    household = Household(store).at(date(2020, 2, 28))
    world, contract_id = household.world, household.contract_id

    class ClosingLedger(PassingLedger):
        """The team closes after it was read, and before what was decided with it comes to the ledger."""

        def append(self, appends: Sequence[Append]) -> Sequence[Outcome]:
            if world.wire_names()["care_team.closed.v1"] == 0:
                close(world, household.team_id, date(2020, 2, 27))
            return super().append(appends)

    ledger = ClosingLedger(world.ledger)
    if scheduled:
        settle_contracts(ledger, BOOK, [contract_id], date(2020, 2, 28), None)
    else:
        Contracts(ledger, BOOK, household.clock, world.directory).settle(contract_id)
    expired = ContractExpired(term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TEAM_CLOSED)
    assert world.ledger.stream(contract_id)[-1].event == expired
    assert household.facts() == [ContractSigned, ContractExpired]
    require_sound(world)


def test_a_client_that_read_the_contract_before_it_was_settled_reads_again(store: Store) -> None:
    household = Household(store).at(date(2020, 3, 2))
    asked = RequestTermination(requested_on=date(2020, 3, 2), reason=TerminationReason.RESIDENT_REQUEST)
    request = Request(by=CLERK, command_id=uuid7(), expected_version=1)
    with pytest.raises(StaleVersion):
        household.world.contracts.handle(household.contract_id, asked, request)
    again = Request(by=CLERK, command_id=uuid7(), expected_version=2)
    assert household.world.contracts.handle(household.contract_id, asked, again).stream_version == 3


def test_who_asked_to_leave_is_free_after_the_term_and_signs_elsewhere(store: Store) -> None:
    household = Household(store).at(date(2020, 2, 20))
    asked = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.RESIDENT_REQUEST)
    household.world.contracts.handle(household.contract_id, asked, Request.new(CLERK))
    household.at(date(2020, 2, 28))
    second = household.sign([household.mother], "hanbin", date(2020, 2, 28))
    assert household.facts(second) == [ContractSigned]
    household.world.contracts.settle(household.contract_id)
    assert household.facts()[-1] is ContractExpired
    require_sound(household.world)


def test_a_contract_that_holds_somebody_without_an_end_is_settled_before_another_wants_them(store: Store) -> None:
    household = Household(store).at(date(2020, 3, 2))
    others = register(household.world, "赵刚", "M3")
    other_id = household.sign([others], "hanbin", date(2020, 3, 2), "61090200002")
    joining = AddMember(
        resident_id=household.son, relationship="婿", reason=JoinReason.MARRIAGE, joined_on=date(2020, 3, 2)
    )
    with pytest.raises(AlreadyContracted):
        household.world.contracts.handle(other_id, joining, Request.new(CLERK))
    assert household.facts() == [ContractSigned, ContractRenewed]


def test_so_is_one_that_was_to_hold_them_until_a_day_of_a_term_that_never_began(store: Store) -> None:
    household = Household(store).at(date(2020, 2, 20))
    lost = DecideTermination(
        decided_on=date(2020, 2, 20),
        takes_effect_on=date(2020, 3, 20),
        reason=TerminationReason.LOST_TO_FOLLOW_UP,
    )
    household.world.contracts.handle(household.contract_id, lost, Request.new(CLERK))
    close(household.world, household.team_id, date(2020, 2, 27))
    household.at(date(2020, 3, 2)).team_id = found_team(household.world, "第2家庭医生服务团队")
    second = household.sign([household.mother], "hanbin", date(2020, 3, 2))
    assert household.facts() == [ContractSigned, ContractTerminated, ContractExpired]
    assert household.facts(second) == [ContractSigned]
    require_sound(household.world)


def test_an_end_told_for_a_day_of_the_term_to_come_is_that_of_a_contract_that_silence_renews_meanwhile(
    store: Store,
) -> None:
    household = Household(store).at(date(2020, 2, 20))
    lost = DecideTermination(
        decided_on=date(2020, 2, 20),
        takes_effect_on=date(2020, 3, 20),
        reason=TerminationReason.LOST_TO_FOLLOW_UP,
    )
    household.world.contracts.handle(household.contract_id, lost, Request.new(CLERK))
    household.at(date(2020, 4, 1)).world.renewing.run(date(2020, 4, 1), CLERK)
    assert household.facts() == [ContractSigned, ContractTerminated, ContractRenewed]
    days = [date(2020, 2, 28), date(2020, 3, 19), date(2020, 3, 20)]
    assert [len(household.world.roster_on(day)) for day in days] == [1, 1, 0]
    require_sound(household.world)


def test_an_agreement_that_was_ended_before_its_first_day_is_on_no_roster_and_its_people_are_free(store: Store) -> None:
    household = Household(store).at(date(2020, 2, 20))
    alone = register(household.world, "赵刚", "M3")
    agreed = agreement([alone], household.team_id, date(2020, 2, 20), "61090200002")
    later_id = uuid7()
    for_july = replace(agreed, start_on=date(2020, 7, 1))
    household.world.contracts.sign(later_id, for_july, "hanbin", Request.new(CLERK))
    ended = DecideTermination(
        decided_on=date(2020, 2, 20), takes_effect_on=date(2020, 2, 20), reason=TerminationReason.MOVED_OUT
    )
    household.world.contracts.handle(later_id, ended, Request.new(CLERK))
    household.sign([alone], "hanbin", date(2020, 2, 20), "61090200003")
    household.at(date(2020, 7, 2))
    assert later_id not in {row.contract for row in household.world.roster_on(date(2020, 7, 1))}
    require_sound(household.world)


def test_over_three_terms_a_contract_is_on_the_roster_of_days_of_each_and_its_members_have_one_row(
    store: Store,
) -> None:
    household = Household(store).at(date(2023, 6, 1))
    household.world.contracts.settle(household.contract_id)
    days = [date(2017, 2, 28), date(2020, 2, 27), date(2020, 2, 28), date(2023, 2, 27), date(2023, 2, 28)]
    rosters = [household.world.roster_on(day) for day in days]
    assert [row.term.number for rows in rosters for row in rows] == [1, 1, 2, 2, 3]
    assert (household.rows("contract_spans"), household.rows("member_spans")) == (3, 2)
    require_sound(household.world)
