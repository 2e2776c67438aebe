"""What was read in other systems about records that vanish, and what users complain about, on either database."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.executing import Request
from application.queries.moment import Asked
from application.queries.services import ServiceQueries, ServiceRow
from domain.contract.commands import ContractChange, EnterInError, RecordDeath
from domain.contract.refusals import AlreadyContracted, ResidentDeceased
from domain.contract.services.commands import Confirmation, CorrectService, DeliverService, VoidService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.terms.commands import DecideTermination
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer
from domain.policy.termination import TerminationReason
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from infrastructure.projections.read_models import LiveReadModels
from tests.support.policies import BOOK
from tests.support.world import CLERK, World, require_sound
from tests.support.world_people import DOCTOR, agreement, found_team, register

VISIT = UUID(int=501)
CONTRACT = UUID(int=601)
MISTAKEN = Personal(CONTRACT, "录错了户")
ENDED = DecideTermination(
    decided_on=date(2018, 5, 8), takes_effect_on=date(2018, 5, 9), reason=TerminationReason.LOST_TO_FOLLOW_UP
)


class Household:
    """A mother and her son, signed under 汉滨's rules on 15 March 2018 for a year."""

    def __init__(self, store: Store) -> None:
        self.clock = DemoClock(datetime(2018, 3, 15, 2, tzinfo=UTC), demo=True)
        self.world = World(store, self.clock)
        self.services = ServiceQueries(LiveReadModels(store), BOOK, self.world.ledger, self.clock)
        self.team_id = found_team(self.world)
        self.mother, self.son = register(self.world, "李秀英", "M1"), register(self.world, "王强", "M2")
        command = agreement([self.mother, self.son], self.team_id, date(2018, 3, 15))
        self.world.contracts.sign(CONTRACT, command, "hanbin", Request.new(CLERK))

    def after(self, day: date, *commands: ContractChange) -> "Household":
        """What happened on a day, at ten in the morning in Shanghai."""
        self.clock.move_to(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
        for command in commands:
            self.world.contracts.handle(CONTRACT, command, Request.new(CLERK))
        return self

    def visited(self, delivered_on: date, *confirmations: Confirmation) -> DeliverService:
        return DeliverService(
            service_id=VISIT,
            delivered_on=delivered_on,
            resident_ids=(self.mother,),
            items=(ServiceItem.BP_MEASUREMENT,),
            performer=DOCTOR,
            channel=ServiceChannel.HOME,
            late_reason=Personal(CONTRACT, "停电"),
            confirmations=confirmations,
        )

    def service(self, known_at: str | None = None) -> ServiceRow:
        self.world.runner.catch_up()
        (row,) = next(self.services.pages(known_at=known_at)).rows
        return row


@pytest.mark.parametrize("removal", [EnterInError(reason=MISTAKEN), ENDED], ids=["entered in error", "terminated"])
def test_defect_2_c1_removing_a_contract_deletes_neither_it_nor_its_services(
    store: Store, removal: ContractChange
) -> None:
    household = Household(store)
    household.after(date(2018, 5, 4), household.visited(date(2018, 5, 4)))
    before = household.world.ledger.stream(CONTRACT)
    household.after(date(2018, 5, 8), removal)
    after = household.world.ledger.stream(CONTRACT)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    assert household.service().known.service == VISIT
    assert len(household.world.roster_on(date(2018, 5, 4), known_at="2018-05-07")) == 1
    assert household.world.roster_on(date(2018, 5, 9)) == []
    require_sound(household.world)


def test_defect_10_kill_bill_the_same_cancellation_sent_twice_is_recorded_once(store: Store) -> None:
    household = Household(store).after(date(2018, 5, 8))
    request = Request.new(CLERK)
    once, twice = (household.world.contracts.handle(CONTRACT, ENDED, request) for _ in range(2))
    assert once == twice
    household.after(date(2018, 5, 8), ENDED)
    assert household.world.wire_names()["contract.terminated.v1"] == 1


def test_complaint_work_done_shows_at_once_and_late_work_says_that_it_is_late(store: Store) -> None:
    household = Household(store)
    household.after(date(2018, 4, 26), household.visited(date(2018, 3, 20)))
    row = household.service()
    assert (row.known.delivered_on, row.known.entered_on, row.known.lag_days) == (
        date(2018, 3, 20),
        date(2018, 4, 26),
        37,
    )
    assert row.standing is ServiceStanding.AWAITING_APPROVAL


def test_complaint_first_hand_data_is_not_lost_by_a_correction_nor_by_taking_the_record_back(store: Store) -> None:
    household = Household(store)
    household.after(date(2018, 5, 4), household.visited(date(2018, 5, 4)))
    household.after(
        date(2018, 5, 8),
        CorrectService(service_id=VISIT, reason=MISTAKEN, delivered_on=date(2018, 5, 3)),
        VoidService(service_id=VISIT, reason=MISTAKEN),
    )
    assert (household.service().known.delivered_on, household.service().standing) == (
        date(2018, 5, 3),
        ServiceStanding.VOIDED,
    )
    as_known_before = household.service(known_at="2018-05-07")
    assert (as_known_before.known.delivered_on, as_known_before.standing) == (
        date(2018, 5, 4),
        ServiceStanding.UNCONFIRMED,
    )


def test_complaint_signed_but_not_served_what_only_the_doctor_confirms_does_not_count(store: Store) -> None:
    household = Household(store)
    by_doctor = Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.SIGNATURE)
    household.after(date(2018, 5, 4), household.visited(date(2018, 5, 4), by_doctor))
    assert household.service().standing is ServiceStanding.UNCONFIRMED
    assert household.service().missing_confirmations == {Confirmer.RECIPIENT}


def test_complaint_the_same_person_is_signed_in_two_townships(store: Store) -> None:
    household = Household(store)
    elsewhere = found_team(household.world, "第2家庭医生服务团队")
    alone = agreement([household.son], elsewhere, date(2018, 4, 2), "61090200002")
    household.after(date(2018, 4, 2))
    with pytest.raises(AlreadyContracted) as refused:
        household.world.contracts.sign(uuid7(), alone, "jiangxian", Request.new(CLERK))
    assert (refused.value.facts["contract"], refused.value.facts["until_on"]) == (CONTRACT, date(2019, 3, 14))
    household.world.runner.catch_up()
    assert household.world.roster.summary(Asked(as_of=date(2018, 4, 2))).persons == 2


def test_complaint_nobody_is_signed_after_their_death(store: Store) -> None:
    household = Household(store)
    household.after(date(2019, 4, 1), RecordDeath(resident_id=household.mother, died_on=date(2019, 3, 10)))
    again = agreement([household.mother], household.team_id, date(2019, 3, 20), "61090200002")
    with pytest.raises(ResidentDeceased) as refused:
        household.world.contracts.sign(uuid7(), again, "hanbin", Request.new(CLERK))
    assert refused.value.facts["died_on"] == date(2019, 3, 10)
