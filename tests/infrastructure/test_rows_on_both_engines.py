"""Dated scenarios whose answer is read from a store: rosters and records, on either database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.contracts import load_contract
from application.executing import Request
from application.queries.moment import Asked
from application.queries.roster import RosterQueries
from application.queries.services import ServiceQueries
from application.settling import SCHEDULER
from domain.contract.commands import ContractChange, RecordDeath
from domain.contract.refusals import AlreadyContracted, NotInForce
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.terms.commands import DecideTermination, RequestTermination, WithdrawTerminationRequest
from domain.policy.resolve import PolicyBook
from domain.policy.termination import TerminationReason
from domain.populations import Category
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import HOUSEHOLD, A, record
from tests.infrastructure.projections.register import register as known_as
from tests.projections.facts import signed
from tests.support.policies import BOOK, variant
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

ASKED = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.RESIDENT_REQUEST)
FROM_60 = variant("hanbin", 'from_age = 65\nclause = "65岁及以上老年人"', 'from_age = 60\nclause = "65岁及以上老年人"')
VISIT = UUID(int=501)


class Life:
    """A team serves, and a mother and her son are known; things happen at ten in the morning in Shanghai."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2017, 1, 3, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.team_id = found_team(self.world)
        self.mother, self.son = register(self.world, "李秀英", "M1"), register(self.world, "王强", "M2")

    def on(self, day: date) -> "Life":
        self.clock.move_to(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
        return self

    def sign(
        self,
        policy: str,
        signed_on: date,
        *people: UUID,
        number: str = "61090200001",
        start_on: date | None = None,
        agreed_from_on: date | None = None,
    ) -> UUID:
        """Sign these people, or both, on the day of the signing; answers the contract."""
        agreed = agreement(people or (self.mother, self.son), self.team_id, signed_on, number)
        command = replace(agreed, start_on=start_on, agreed_from_on=agreed_from_on)
        return self.on(signed_on).world.contracts.sign(uuid7(), command, policy, Request.new(CLERK)).stream_id

    def do(self, contract_id: UUID, day: date, *commands: ContractChange) -> "Life":
        self.on(day)
        for command in commands:
            self.world.contracts.handle(contract_id, command, Request.new(CLERK))
        return self

    def in_force(self, *days: date, known_at: str | None = None) -> list[bool]:
        """Whether anybody is under contract on each of these days."""
        return [bool(self.world.roster_on(day, known_at)) for day in days]

    def visit(self, delivered_on: date) -> DeliverService:
        return DeliverService(
            service_id=VISIT,
            delivered_on=delivered_on,
            resident_ids=(self.mother,),
            items=(ServiceItem.BP_MEASUREMENT,),
            performer=DOCTOR,
            channel=ServiceChannel.HOME,
        )


def test_row_10_a_year_of_jiangxian_is_over_on_the_roster_though_nobody_acted(store: Store) -> None:
    life = Life(store)
    life.sign("jiangxian", date(2017, 12, 21), life.mother)
    assert life.on(date(2019, 3, 1)).in_force(date(2018, 12, 20), date(2018, 12, 21)) == [True, False]
    assert life.world.wire_names()["contract.expired.v1"] == 0
    require_sound(life.world)


def test_rows_12_and_13_a_request_ends_the_contract_with_its_term_and_withdrawn_it_does_not(store: Store) -> None:
    life = Life(store)
    contract_id = life.sign("erqi", date(2017, 2, 28))
    life.do(contract_id, date(2020, 2, 20), ASKED)
    assert life.in_force(date(2020, 2, 27), date(2020, 2, 28)) == [True, False]
    life.do(contract_id, date(2020, 2, 25), WithdrawTerminationRequest(withdrawn_on=date(2020, 2, 25)))
    life.on(date(2020, 2, 28)).world.contracts.settle(contract_id)
    assert life.in_force(date(2020, 2, 27), date(2020, 2, 28), date(2023, 2, 27)) == [True, True, True]
    require_sound(life.world)


def test_row_14_a_contract_ended_after_its_silent_renewal_keeps_the_renewed_term_in_its_history(store: Store) -> None:
    life, day = Life(store), date(2020, 3, 2)
    contract_id = life.sign("erqi", date(2017, 2, 28))
    asked = RequestTermination(requested_on=day, reason=TerminationReason.RESIDENT_REQUEST)
    life.do(contract_id, day, asked, DecideTermination(decided_on=day, takes_effect_on=day))
    assert life.in_force(date(2020, 2, 28), date(2020, 3, 1), date(2020, 3, 2)) == [True, True, False]
    assert life.world.wire_names()["contract.renewed.v1"] == 1
    require_sound(life.world)


def test_row_16_a_renewal_recorded_on_2_march_is_effective_on_28_february(store: Store) -> None:
    life = Life(store)
    contract_id = life.sign("erqi", date(2017, 2, 28))
    life.on(date(2020, 3, 2)).world.contracts.settle(contract_id)
    _, renewed = life.world.ledger.stream(contract_id)
    assert (renewed.effective_on, renewed.recorded_at) == (date(2020, 2, 28), datetime(2020, 3, 2, 2, tzinfo=UTC))
    (row,) = life.world.roster_on(date(2020, 2, 29))
    assert (row.term.number, row.term.start_on, row.term.end_on) == (2, date(2020, 2, 28), date(2023, 2, 27))
    assert life.in_force(date(2020, 2, 27), date(2020, 2, 29), known_at="2020-03-01") == [True, False]


def test_row_21_after_the_last_members_death_nothing_is_ever_renewed(store: Store) -> None:
    life = Life(store)
    contract_id = life.sign("erqi", date(2017, 2, 28), life.mother)
    life.do(contract_id, date(2018, 8, 22), RecordDeath(resident_id=life.mother, died_on=date(2018, 8, 20)))
    life.on(date(2030, 1, 1)).world.contracts.settle(contract_id)
    names = life.world.wire_names()
    assert (names["contract.lapsed.v1"], names["contract.renewed.v1"]) == (1, 0)
    assert life.in_force(date(2018, 8, 20), date(2018, 8, 21), date(2020, 2, 28)) == [True, False, False]
    require_sound(life.world)


def test_row_25_a_service_accepted_before_the_death_was_known_is_flagged_and_stays(store: Store) -> None:
    life = Life(store)
    contract_id = life.sign("hanbin", date(2018, 3, 15))
    life.do(contract_id, date(2018, 8, 22), life.visit(date(2018, 8, 21)))
    before = life.world.ledger.stream(contract_id)
    life.do(contract_id, date(2018, 9, 5), RecordDeath(resident_id=life.mother, died_on=date(2018, 8, 20)))
    assert life.world.ledger.stream(contract_id)[: len(before)] == before
    life.world.runner.catch_up()
    services = ServiceQueries(LiveReadModels(store), BOOK, life.world.ledger, life.clock)
    (now,), (then,) = (next(services.pages(known_at=known_at)).rows for known_at in (None, "2018-09-04"))
    assert (now.standing, then.standing) == (ServiceStanding.CONFLICT_WITH_DEATH, ServiceStanding.UNCONFIRMED)


def test_row_31_in_force_with_one_team_only_a_start_after_its_end_is_accepted(store: Store) -> None:
    life = Life(store)
    first = life.sign("putuo", date(2018, 3, 15))
    with pytest.raises(AlreadyContracted) as refused:
        life.sign("hanbin", date(2018, 6, 1), life.son, life.mother, number="61090200002")
    assert refused.value.facts["contract"] == first
    assert refused.value.facts["until_on"] == date(2018, 12, 31)
    second = life.sign("hanbin", date(2018, 12, 20), start_on=date(2019, 1, 1), number="61090200002")
    days = (date(2018, 12, 31), date(2019, 1, 1))
    assert [[row.contract for row in life.world.roster_on(day)] for day in days] == [[first], [second]]
    require_sound(life.world)


def test_row_33_where_60_counts_who_was_born_in_may_1953_is_elderly_on_both_days(store: Store) -> None:
    office = Office(store, DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True))
    known_as(office.ledger, A, "甲", "1953-05-10")
    record(office.ledger, HOUSEHOLD, signed(A, policy=FROM_60.ref))
    office.catch_up()
    roster = RosterQueries(LiveReadModels(office.store), PolicyBook((FROM_60,)), office.ledger, office.clock)
    counts = [roster.summary(Asked(as_of=date(2018, 5, day))).by_category[Category.ELDERLY] for day in (9, 10)]
    assert counts == [1, 1]


def test_row_47_signed_again_after_20_days_it_is_a_new_contract_and_no_renewal(store: Store) -> None:
    life = Life(store)
    first = life.sign("putuo", date(2017, 3, 15))
    second = life.sign("putuo", date(2018, 1, 20))
    known = [load_contract(life.world.ledger, each).contract for each in (first, second)]
    assert known[1].previous_contract_id == first
    assert known[0].agreement_number != known[1].agreement_number
    run = life.world.renewing.run(date(2018, 1, 20), SCHEDULER)
    assert (run.renewed, run.expired, [each.contract for each in run.skipped]) == (0, 1, [first])
    assert life.world.wire_names()["contract.renewed.v1"] == 0
    assert life.in_force(date(2017, 12, 31), date(2018, 1, 1), date(2018, 1, 19), date(2018, 1, 20)) == [
        True,
        False,
        False,
        True,
    ]


def test_row_48_back_signed_a_contract_is_on_the_roster_from_the_day_of_its_signing(store: Store) -> None:
    life = Life(store)
    contract_id = life.sign("hanbin", date(2018, 4, 10), agreed_from_on=date(2018, 1, 1))
    assert life.in_force(date(2018, 1, 1), date(2018, 4, 9), date(2018, 4, 10)) == [False, False, True]
    with pytest.raises(NotInForce):
        life.do(contract_id, date(2018, 4, 12), life.visit(date(2018, 4, 9)))
    life.do(contract_id, date(2018, 4, 12), life.visit(date(2018, 4, 10)))
