"""Late entries: recorded at once, with their reason, and counted when somebody else approves."""

from datetime import date

import pytest

from domain.contract.services.commands import ApproveLateEntry, RejectLateEntry, VoidService
from domain.contract.services.events import LateEntryApproved, LateEntryRejected
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.state import Approval
from tests.domain.contract.services.visits import (
    MISTAKEN,
    POWER_CUT,
    SECOND_VISIT,
    VISIT,
    confirmed_visit,
    correction,
    delivered,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import CLERK, LEADER, LI, Scenario

APPROVE = ApproveLateEntry(service_id=VISIT)
REJECT = RejectLateEntry(service_id=VISIT, reason=MISTAKEN)


def entered_late() -> Scenario:
    """A visit of 20 March that was entered on 26 April and confirmed by both sides."""
    late = confirmed_visit(date(2018, 3, 20), LI)
    return of_two(date(2018, 4, 26)).after(
        visit(date(2018, 3, 20), LI, late_reason=POWER_CUT, confirmations=late.confirmations)
    )


def test_row_27_an_entry_of_the_next_day_is_not_late() -> None:
    of_two(date(2018, 3, 21)).when(visit(date(2018, 3, 20), LI)).then(delivered(date(2018, 3, 20), LI))


def test_row_27_an_entry_after_37_days_is_late_and_needs_its_reason() -> None:
    in_april = of_two(date(2018, 4, 26))
    in_april.when(visit(date(2018, 3, 20), LI)).then_refused(
        "late_reason_missing", day=date(2018, 3, 20), today=date(2018, 4, 26), late_after_days=7
    )
    in_april.when(visit(date(2018, 3, 20), LI, late_reason=POWER_CUT)).then(
        delivered(date(2018, 3, 20), LI, late_reason=POWER_CUT)
    )


def test_row_27_a_late_entry_counts_for_the_day_of_the_service_when_somebody_else_approved_it() -> None:
    late = entered_late()
    assert standings(late) == {VISIT: ServiceStanding.AWAITING_APPROVAL}
    approved = late.on(date(2018, 4, 30)).by(LEADER).when(APPROVE)
    counted = approved.then(LateEntryApproved(service_id=VISIT, approved_on=date(2018, 4, 30)))
    assert standings(counted) == {VISIT: ServiceStanding.COUNTS}
    assert counted.contract.services[VISIT].delivered_on == date(2018, 3, 20)


@pytest.mark.parametrize(("entered_on", "late"), [(date(2018, 3, 27), False), (date(2018, 3, 28), True)])
def test_the_seventh_day_is_in_time_and_the_eighth_is_late(entered_on: date, *, late: bool) -> None:
    outcome = of_two(entered_on).when(visit(date(2018, 3, 20), LI))
    assert (outcome.refusal is not None) is late


@pytest.mark.parametrize(("entered_on", "too_late"), [(date(2019, 3, 20), False), (date(2019, 3, 21), True)])
def test_after_365_days_nothing_is_entered_any_more(entered_on: date, *, too_late: bool) -> None:
    outcome = of_two(entered_on).when(visit(date(2018, 3, 20), LI, late_reason=POWER_CUT))
    if too_late:
        outcome.then_refused("entry_too_late", day=date(2018, 3, 20), today=entered_on, refused_after_days=365)
    else:
        outcome.then(delivered(date(2018, 3, 20), LI, late_reason=POWER_CUT))


def test_a_reason_for_being_late_is_left_out_where_the_entry_is_not() -> None:
    of_two(date(2018, 3, 21)).when(visit(date(2018, 3, 20), LI, late_reason=POWER_CUT)).then(
        delivered(date(2018, 3, 20), LI)
    )


@pytest.mark.parametrize("decision", [APPROVE, REJECT])
def test_who_entered_it_does_not_decide_about_it(decision: ApproveLateEntry | RejectLateEntry) -> None:
    entered_late().by(CLERK).when(decision).then_refused("approver_entered_it", service=VISIT, by=CLERK)


def test_who_corrected_it_does_not_decide_about_it_either() -> None:
    corrected = entered_late().by(LEADER).after(correction(delivered_on=date(2018, 3, 21)))
    corrected.when(APPROVE).then_refused("approver_entered_it", service=VISIT, by=LEADER)


def test_a_rejected_entry_counts_for_nothing_and_stays_on_record() -> None:
    rejected = entered_late().by(LEADER).when(REJECT)
    after = rejected.then(LateEntryRejected(service_id=VISIT, rejected_on=date(2018, 4, 26), reason=MISTAKEN))
    assert standings(after) == {VISIT: ServiceStanding.LATE_ENTRY_REJECTED}
    after.when(visit(date(2018, 3, 20), LI, service_id=SECOND_VISIT, late_reason=POWER_CUT)).then(
        delivered(date(2018, 3, 20), LI, service_id=SECOND_VISIT, late_reason=POWER_CUT)
    )


def test_the_same_decision_again_is_quiet_and_the_opposite_one_is_refused() -> None:
    approved = entered_late().by(LEADER).after(APPROVE)
    approved.when(APPROVE).then_nothing()
    approved.when(REJECT).then_refused("not_awaiting_approval", service=VISIT, approval=Approval.APPROVED)
    rejected = entered_late().by(LEADER).after(REJECT)
    rejected.when(REJECT).then_nothing()
    rejected.when(APPROVE).then_refused("not_awaiting_approval", service=VISIT, approval=Approval.REJECTED)


@pytest.mark.parametrize("decision", [APPROVE, REJECT])
def test_what_was_not_late_needs_no_decision(decision: ApproveLateEntry | RejectLateEntry) -> None:
    in_time = of_two(date(2018, 3, 21)).after(visit(date(2018, 3, 20), LI))
    in_time.by(LEADER).when(decision).then_refused("not_awaiting_approval", service=VISIT, approval=Approval.NOT_NEEDED)


@pytest.mark.parametrize("decision", [APPROVE, REJECT])
def test_what_was_taken_back_needs_no_decision(decision: ApproveLateEntry | RejectLateEntry) -> None:
    voided = entered_late().after(VoidService(service_id=VISIT, reason=MISTAKEN))
    voided.by(LEADER).when(decision).then_refused("service_void", service=VISIT)


def test_a_service_that_nobody_entered_is_not_decided_about() -> None:
    entered_late().when(ApproveLateEntry(service_id=SECOND_VISIT)).then_refused("no_such_service", service=SECOND_VISIT)
