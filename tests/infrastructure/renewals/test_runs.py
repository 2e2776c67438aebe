"""Renewal runs on either database: once or twice, on time or late, the history is the same."""

from datetime import date
from uuid import UUID

import pytest

from application.renewal_runs import RenewalRuns
from application.renewals import RenewalAnswer, Skipped
from application.settling import SCHEDULER
from domain.contract.events import ContractSigned
from domain.contract.terms.events import ContractExpired, ContractRenewed
from domain.refusal import DatedInFuture
from domain.renewal_run.events import SkippedCount, SkipReason
from infrastructure.database import Store
from tests.support.renewing import Office
from tests.support.world import CLERK, require_sound


def test_row_11_silence_renews_on_the_day_after_the_term(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    assert office.run(date(2020, 2, 27)).renewed == 0
    answer = office.run(date(2020, 2, 28))
    assert answer == RenewalAnswer(business_date=date(2020, 2, 28), from_on=date(2020, 2, 28), renewed=1)
    last = office.contract(contract_id).terms.last
    assert (last.term.start_on, last.term.end_on) == (date(2020, 2, 28), date(2023, 2, 27))
    assert last.reconfirmation_pending
    require_sound(office.world)


def test_row_12_who_asked_to_leave_is_not_renewed(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.ask_to_end(contract_id, date(2020, 2, 20))
    answer = office.run(date(2020, 2, 28))
    assert (answer.renewed, answer.expired) == (0, 1)
    assert answer.skipped == (Skipped(contract=contract_id, reason=SkipReason.TERMINATION_REQUESTED),)
    assert office.contract(contract_id).last_day_on == date(2020, 2, 27)


def test_row_13_who_took_it_back_is_renewed(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.ask_to_end(contract_id, date(2020, 2, 20))
    office.take_back(contract_id, date(2020, 2, 25))
    answer = office.run(date(2020, 2, 28))
    assert (answer.renewed, answer.skipped) == (1, ())


def test_row_14_who_asks_after_the_silent_renewal_keeps_it_in_history(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.run(date(2020, 2, 28))
    office.ask_to_end(contract_id, date(2020, 3, 2))
    assert office.run(date(2020, 3, 2)).skipped == ()
    assert office.facts(contract_id)[:2] == [ContractSigned, ContractRenewed]


def test_row_15_a_second_run_of_the_day_does_nothing(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.run(date(2020, 2, 28))
    before = office.world.ledger.head()
    assert office.run(date(2020, 2, 28)) == RenewalAnswer(business_date=date(2020, 2, 28))
    assert office.run(date(2020, 2, 20)) == RenewalAnswer(business_date=date(2020, 2, 20))
    assert office.world.ledger.head() == before
    assert office.facts(contract_id) == [ContractSigned, ContractRenewed]


def test_row_16_a_run_after_an_outage_is_effective_when_it_was_due(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.run(date(2020, 2, 26))
    answer = office.run(date(2020, 3, 2))
    assert (answer.from_on, answer.renewed) == (date(2020, 2, 27), 1)
    renewed = office.world.ledger.stream(contract_id)[-1]
    assert (renewed.effective_on, renewed.recorded_at.date()) == (date(2020, 2, 28), date(2020, 3, 2))
    assert renewed.actor == SCHEDULER
    assert [row.contract for row in office.world.roster_on(date(2020, 2, 29))] == [contract_id]


def test_a_contract_without_consent_waits_before_its_end_and_is_skipped_after_it(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign("jiangxian")
    assert office.run(date(2018, 1, 27)).waiting == 0
    assert office.run(date(2018, 1, 28)).waiting == 1
    assert office.run(date(2018, 2, 27)).waiting == 1
    answer = office.run(date(2018, 2, 28))
    assert (answer.renewed, answer.expired, answer.waiting) == (0, 1, 0)
    assert answer.skipped == (Skipped(contract=contract_id, reason=SkipReason.NO_CONSENT),)
    assert office.facts(contract_id) == [ContractSigned, ContractExpired]
    require_sound(office.world)


def test_a_contract_that_lapsed_is_skipped_on_the_day_after_its_term_as_nobody_is_left(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.die(contract_id, date(2020, 1, 5))
    assert office.run(date(2020, 2, 27)).skipped == ()
    answer = office.run(date(2020, 2, 28))
    assert (answer.renewed, answer.expired) == (0, 0)
    assert answer.skipped == (Skipped(contract=contract_id, reason=SkipReason.NO_MEMBER_LEFT),)
    assert office.run(date(2023, 2, 28)).skipped == ()
    require_sound(office.world)


def test_after_an_outage_a_lapse_in_a_later_term_is_told_with_the_renewal_before_it(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.die(contract_id, date(2021, 1, 5))
    answer = office.run(date(2023, 3, 1))
    assert (answer.from_on, answer.renewed, answer.expired) == (date(2020, 2, 28), 1, 0)
    assert answer.skipped == (Skipped(contract=contract_id, reason=SkipReason.NO_MEMBER_LEFT),)


def test_what_was_decided_before_a_death_was_told_is_counted_as_it_was_decided(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign("jiangxian")
    office.run(date(2018, 2, 27))
    office.die(contract_id, date(2018, 2, 20), told_on=date(2018, 3, 5))
    answer = office.run(date(2018, 3, 6))
    assert (answer.expired, answer.skipped) == (1, (Skipped(contract=contract_id, reason=SkipReason.NO_CONSENT),))


def test_what_a_touch_had_settled_is_counted_by_the_run_of_its_day(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    office.run(date(2020, 2, 27))
    office.at(date(2020, 2, 28)).world.contracts.settle(contract_id)
    assert office.run(date(2020, 2, 28)).renewed == 1
    assert office.facts(contract_id) == [ContractSigned, ContractRenewed]


def test_an_outage_over_several_terms_is_made_up_for_in_one_run(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    answer = office.run(date(2023, 3, 1))
    assert (answer.from_on, answer.renewed) == (date(2020, 2, 28), 2)
    assert office.contract(contract_id).last_day_on == date(2026, 2, 27)


def test_a_contract_that_turns_up_late_is_settled_by_the_next_run(store: Store) -> None:
    office = Office(store)
    office.sign()
    office.run(date(2021, 6, 1))
    late_id = office.sign("jiangxian", date(2019, 5, 1))
    answer = office.run(date(2021, 6, 2))
    assert (answer.from_on, answer.expired) == (date(2021, 6, 2), 1)
    assert answer.skipped == (Skipped(contract=late_id, reason=SkipReason.NO_CONSENT),)


def test_a_dry_run_says_the_same_as_the_run_and_leaves_no_trace(store: Store) -> None:
    office = Office(store)
    office.sign()
    office.sign("jiangxian")
    office.at(date(2018, 2, 20))
    before = office.world.ledger.head()
    rehearsed = office.world.renewing.rehearse(date(2023, 3, 1), CLERK)
    assert (rehearsed.renewed, rehearsed.expired) == (2, 1)
    assert office.world.ledger.head() == before
    assert office.run(date(2023, 3, 1)) == rehearsed


def test_a_day_to_come_is_refused_but_for_a_rehearsal(store: Store) -> None:
    office = Office(store).at(date(2020, 2, 27))
    renewals = office.world.renewing._renewals(office.world.ledger, office.clock)  # noqa: SLF001 the demo's clock would be moved
    with pytest.raises(DatedInFuture):
        renewals.run(date(2020, 2, 28), office.request())


def test_in_a_demo_the_clock_is_moved_to_a_day_to_come(store: Store) -> None:
    office = Office(store)
    contract_id = office.sign()
    assert office.world.renewing.run(date(2020, 2, 28), CLERK).renewed == 1
    assert office.world.ledger.stream(contract_id)[-1].recorded_at.isoformat() == "2020-02-27T16:01:00+00:00"


def test_every_completed_run_has_its_page(store: Store) -> None:
    office = Office(store)
    office.sign("jiangxian")
    office.run(date(2018, 2, 1))
    office.run(date(2018, 3, 1))
    newest, first = RenewalRuns(office.world.ledger, store.tenant).pages()
    assert (first.from_on, first.to_on, first.waiting) == (date(2018, 2, 1), date(2018, 2, 1), 1)
    assert (newest.from_on, newest.to_on, newest.expired) == (date(2018, 2, 2), date(2018, 3, 1), 1)
    assert newest.skipped == (SkippedCount(reason=SkipReason.NO_CONSENT, contracts=1),)
    assert (newest.by, newest.seconds >= 0) == (SCHEDULER, True)
    expired = office.world.ledger.stream(_only_contract(office))[-1]
    assert expired.cause.run_id == newest.run_id


def test_a_ledger_without_contracts_is_run_and_the_day_is_noted(store: Store) -> None:
    office = Office(store)
    assert office.run(date(2020, 2, 28)).from_on == date(2020, 2, 28)
    assert office.run(date(2020, 2, 28)).from_on is None


def _only_contract(office: Office) -> UUID:
    (row,) = office.world.roster_on(date(2018, 2, 1))
    return row.contract
