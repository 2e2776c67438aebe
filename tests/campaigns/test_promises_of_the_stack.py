"""Commands in any order on the whole stack: nothing contradicts itself, now or in retrospect, on either database."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from application.contracts import load_contract
from domain.contract.consents.events import ConsentPurpose
from domain.contract.events import JoinReason, LeaveReason, Mark
from domain.contract.lapse import gaps
from domain.contract.papers.events import Holder
from domain.contract.services.commands import (
    ApproveLateEntry,
    ConfirmService,
    DisputeService,
    RejectLateEntry,
    UpholdDispute,
    VoidService,
)
from domain.contract.services.items import ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.policy.changes import ChangeReason
from domain.policy.documents import Paper
from domain.policy.packages import Package
from domain.policy.renewal import Side
from domain.policy.signing import Unit
from domain.policy.termination import TerminationReason
from domain.populations import Category
from infrastructure.ledger.wire_names import WIRE_NAMES
from infrastructure.settings import Settings
from tests.campaigns.stack_machine import MAY_SIGN, OF_THE_CONTRACT, Stack, said_of
from tests.support.campaign import share
from tests.support.policies import BOOK
from tests.support.world_fold import Fold
from tests.support.world_promises import require_work_adds_up

STEPS = 50
SAID = [type(each) for each in said_of(UUID(int=0), UUID(int=0), date(2018, 5, 4))]
BY_PERFORMER_AND_RECIPIENT = (SAID.index(ConfirmService), SAID.index(ConfirmService) + 1)


def stack_settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def live_through(stack: Stack) -> None:
    """A life in which everything happens once that can be recorded."""
    stack.begin(policy="hanbin", category=Category.HYPERTENSION)
    stack.move_on(days=5)
    for what in range(4):
        stack.care_team(what=what, pick=2, ago=0, one=True)
    stack.person(what=1, pick=5, number=1)
    stack.person(what=2, pick=5, number=1)
    stack.correct_signing(pick=0, place=0, village="新田村", team=0, doctor=1)
    stack.add_member(pick=0, who=5, reason=JoinReason.MARRIAGE, when=OF_THE_CONTRACT + 1, category=Category.DISABLED)
    stack.flag(pick=0, place=1, category=Category.DISABLED, when=OF_THE_CONTRACT + 2)
    stack.unflag(pick=0, place=1, category=Category.DISABLED, when=OF_THE_CONTRACT + 7)
    stack.replace_representative(pick=0, place=1, when=OF_THE_CONTRACT + 2)
    serve_and_speak_of_it(stack)
    live_through_care(stack)
    stack.remove_member(pick=0, place=5, reason=LeaveReason.LEFT_HOUSEHOLD, when=OF_THE_CONTRACT + 30)
    stack.away_for_work(pick=0, place=1, when=OF_THE_CONTRACT + 3, back=False)
    stack.away_for_work(pick=0, place=1, when=OF_THE_CONTRACT + 4, back=True)
    stack.record_relocation(pick=1, place=1, when=OF_THE_CONTRACT + 1)
    stack.record_return(pick=1, place=1, days=1)
    stack.record_death(pick=1, place=0, when=0)
    stack.record_death(pick=1, place=1, when=0)
    stack.withdraw_mark(pick=1, place=0, mark=Mark.DEATH)
    stack.register(9, 1980)
    stack.merge(pick=6, other=0)
    stack.sign("erqi", [5], 0, 0, None, Category.DISABLED)
    live_through_terms(stack)
    live_through_fees(stack)
    live_through_moves(stack)
    stack.enter_in_error(pick=2)
    for what in (5, 4, 6):
        stack.care_team(what=what, pick=2, ago=0, one=True)
    stack.sign("hanbin", [5], 0, 0, None, Category.DISABLED, 90)
    keep_and_dispose(stack)


def keep_and_dispose(stack: Stack) -> None:
    """Five years after it was declared an error, a contract is put away, held and disposed of; and that was wrong."""
    stack.move_on(days=5 * 366)
    for what, by_leader in (
        (6, False),
        (0, False),
        (1, False),
        (2, False),
        (3, True),
        (2, False),
        (4, True),
        (5, False),
    ):
        stack.keep(pick=2, what=what, of_health=False, by_leader=by_leader == 1)


def serve_and_speak_of_it(stack: Stack) -> None:
    """Three late entries, of which one is approved and one rejected, and everything that is said of a service."""
    for days in (1, 2, 7):
        item = ServiceItem.BP_MEASUREMENT
        stack.deliver(pick=0, place=1, when=OF_THE_CONTRACT + days, item=item, on_the_spot=False)
    for which, what in enumerate((RejectLateEntry, ApproveLateEntry)):
        stack.speak_of_service(pick=0, which=which, what=SAID.index(what), place=1, days=1, by_leader=True)
    for what in SAID[:6]:
        stack.speak_of_service(pick=0, which=1, what=SAID.index(what), place=1, days=1, by_leader=False)
    stack.speak_of_service(pick=0, which=1, what=SAID.index(DisputeService), place=1, days=1, by_leader=False)
    stack.speak_of_service(pick=0, which=1, what=SAID.index(UpholdDispute), place=1, days=1, by_leader=True)
    stack.speak_of_service(pick=0, which=2, what=SAID.index(VoidService), place=1, days=1, by_leader=False)


def live_through_care(stack: Stack) -> None:
    """Doctor, team and package change; papers and consents come and go."""
    for what in range(3):
        stack.change_care(0, 1, what, Package.PAID, OF_THE_CONTRACT + 7 - what, ChangeReason.RESIDENT_REQUEST, what)
    for later in (False, True):
        stack.hand_over(0, Paper.SERVICE_HANDBOOK, Holder.HOUSEHOLD, OF_THE_CONTRACT + 7, again=later)
        stack.consent(0, 1, ConsentPurpose.PHOTO, OF_THE_CONTRACT + 7, given=not later)


def live_through_moves(stack: Stack) -> None:
    """A household goes to another team, and then merges with another household; two moves are taken back."""
    numbers = range(len(stack.people), len(stack.people) + 2)
    first = len(stack.contracts)
    for number in numbers:
        stack.register(number, 1985)
        stack.sign("erqi", [len(stack.people) - 1], 0, 0, None, Category.DISABLED)
    stack.move_on(days=5)
    stack.move(first, 0, 0, "transfer", 0, 0)
    stack.move(first + 1, first + 2, 0, "merge", 0, 0)
    stack.move(first + 1, first + 2, 0, "void", 0, 0)
    stack.move(first + 1, first + 2, 0, "merge", 0, 0)
    stack.move_on(days=5)
    stack.move(first + 2, 0, 1, "split", 0, 0)
    stack.move(first + 2, len(stack.contracts) - 1, 0, "void", 0, 0)


def live_through_terms(stack: Stack) -> None:
    """Three years in which terms are renewed and contracts end."""
    first_day, last_day, both = OF_THE_CONTRACT, OF_THE_CONTRACT + 364, (Side.RESIDENT, Side.TEAM)
    for number in (7, 8):
        stack.register(number, 1985)
        stack.sign("erqi", [len(stack.people) - 1], 1, 0, None, Category.DISABLED)
    leaving, wavering = len(stack.contracts) - 2, len(stack.contracts) - 1
    stack.request_termination(pick=wavering, when=first_day, reason=TerminationReason.RESIDENT_REQUEST)
    stack.withdraw_request(pick=wavering, when=first_day)
    stack.decide_termination(pick=wavering, when=first_day, later=40, asked=False)
    stack.void_termination(pick=wavering)
    stack.move_on(days=330)
    stack.renew(pick=0, when=last_day, consents=both)
    stack.move_on(days=800)
    stack.run_renewals()
    stack.reconfirm(pick=wavering, when=0)
    stack.void_reconfirmation(pick=wavering, number=2)
    stack.request_termination(pick=leaving, when=first_day + 1090, reason=TerminationReason.RESIDENT_REQUEST)


def live_through_fees(stack: Stack) -> None:
    """Somebody is charged, found to be disabled, found not to be, and moves away; the charge was a mistake."""
    first_day = OF_THE_CONTRACT
    stack.register(6, 1960)
    stack.sign("putuo", [len(stack.people) - 1], 1, 0, None, Category.HYPERTENSION)
    charged = len(stack.contracts) - 1
    stack.fee(pick=charged, place=0, when=first_day, year_of=first_day, what=0)
    stack.flag(pick=charged, place=0, category=Category.DISABLED, when=first_day)
    stack.fee(pick=charged, place=0, when=first_day, year_of=first_day, what=1)
    stack.unflag(pick=charged, place=0, category=Category.DISABLED, when=first_day)
    stack.fee(pick=charged, place=0, when=first_day, year_of=first_day, what=4)
    stack.move_on(days=5)
    stack.record_relocation(pick=charged, place=0, when=0)
    stack.fee(pick=charged, place=0, when=0, year_of=first_day, what=2)
    for void in (5, 6):
        stack.fee(pick=charged, place=0, when=0, year_of=first_day, what=void)


def test_a_life_records_every_kind_of_fact() -> None:
    """If the vocabulary of the machine loses a command, or a command its effect, this says which fact is missing."""
    Stack.produced.clear()
    stack = Stack()
    try:
        live_through(stack)
    finally:
        stack.teardown()
    assert set(WIRE_NAMES.values()) - Stack.produced.keys() == set()


@pytest.mark.parametrize("policy", BOOK.names())
def test_work_is_done_and_a_second_term_begins_under_every_policy(policy: str) -> None:
    """Else the promises of terms and of work would hold because there are none."""
    stack, both = Stack(), (Side.RESIDENT, Side.TEAM)
    try:
        stack.begin(policy=policy, category=Category.DISABLED)
        stack.deliver(pick=0, place=0, when=OF_THE_CONTRACT + 1, item=ServiceItem.BP_MEASUREMENT, on_the_spot=False)
        stack.speak_of_service(pick=0, which=0, what=SAID.index(ApproveLateEntry), place=0, days=1, by_leader=True)
        for what in BY_PERFORMER_AND_RECIPIENT:
            stack.speak_of_service(pick=0, which=0, what=what, place=0, days=1, by_leader=False)
        stack.move_on(days=330)
        stack.renew(pick=0, when=OF_THE_CONTRACT + 364, consents=both)
        stack.move_on(days=800)
        stack.run_renewals()
        fold = Fold.of(stack.world.ledger, stack.world.ledger.head().position)
        stack.world.runner.catch_up()
        work = require_work_adds_up(fold, stack.world.services.by_performer())
        assert [(how, number) for (_, _, how), number in work.items()] == [(ServiceStanding.COUNTS, 1)]
        assert len(fold.contracts[stack.contracts[0]].terms.agreed) == 2
    finally:
        stack.teardown()


@pytest.mark.parametrize("policy", BOOK.names())
def test_people_go_and_never_went_under_every_policy(policy: str) -> None:
    """Else the promises of moves would hold because nobody moves."""
    stack = Stack()
    try:
        stack.begin(policy=policy, category=Category.REGISTERED_POOR)
        alone = BOOK.version_on(policy, stack.today).unit is Unit.PERSON
        stack.consent(0, 0, ConsentPurpose.PHOTO, OF_THE_CONTRACT + 1, given=True)
        stack.flag(0, 1, MAY_SIGN.get(policy, Category.HYPERTENSION), OF_THE_CONTRACT + 1)
        for kind in ("transfer", "split", "move", "merge"):
            stack.move(0, 1, 1, kind, 0, 1, mistaken=True)
        stack.move(0, 1, 0, "transfer", 0, 1)
        stack.record_death(pick=0, place=0, when=1)
        stack.withdraw_mark(pick=0, place=0, mark=Mark.DEATH)
        stack.record_relocation(pick=0, place=0, when=2)
        stack.consent(0, 0, ConsentPurpose.PHOTO, 0, given=False)
        names = stack.world.wire_names()
        assert names["contract.transferred.v1"] == 2
        assert names["contract.move_voided.v1"] == (1 if alone else 2)
        assert names["contract.member_move_voided.v1"] == (0 if alone else 2)
        assert names["contract.merged.v1"] == (0 if alone else 1)
        assert names["contract.member_died.v1"] == names["contract.mark_withdrawn.v1"] == 2
        assert names["contract.member_relocated.v1"] == 2
        assert names["contract.consent_given.v1"] == (3 if alone else 4)
        assert names["contract.consent_withdrawn.v1"] == 2
    finally:
        stack.teardown()


@pytest.mark.parametrize("policy", BOOK.names())
def test_everybody_goes_away_and_somebody_is_back_under_every_policy(policy: str) -> None:
    """Else the promises of days would hold because no contract has any on which nobody is there."""
    stack = Stack()
    try:
        stack.begin(policy=policy, category=Category.REGISTERED_POOR)
        for place in range(3):
            stack.record_relocation(pick=0, place=place, when=OF_THE_CONTRACT + 20)
        stack.record_return(pick=0, place=0, days=3)
        contract = load_contract(stack.world.ledger, stack.contracts[0]).contract
        away_from = contract.start_on + timedelta(days=20)
        assert contract.lapse is None
        assert gaps(contract) == ((away_from, away_from + timedelta(days=2)),)
        stack.withdraw_mark(pick=0, place=0, mark=Mark.RETURN)
        lapse = load_contract(stack.world.ledger, stack.contracts[0]).contract.lapse
        assert lapse is not None
        assert lapse.last_day_on == away_from - timedelta(days=1)
    finally:
        stack.teardown()


def test_every_promise_holds_in_a_file() -> None:
    run_state_machine_as_test(Stack, settings=stack_settings(share(150)))


def test_every_promise_holds_on_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    numbers = count()

    class OnPostgres(Stack):
        def new_settings(self) -> Settings:
            number = next(numbers)
            return Settings(database_url=postgresql_url, tenant=f"t{number}", kek_file=tmp_path / f"{number}.kek")

    run_state_machine_as_test(OnPostgres, settings=stack_settings(share(30)))
