"""Disputes: a resident says that a service was not as it is written down."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import RecordDeath
from domain.contract.services.commands import (
    ApproveLateEntry,
    DisputeService,
    RejectLateEntry,
    UpholdDispute,
    VoidService,
    WithdrawDispute,
)
from domain.contract.services.events import ServiceDisputed, ServiceDisputeUpheld, ServiceDisputeWithdrawn
from domain.contract.services.standing import ServiceStanding
from domain.personal import Personal
from tests.domain.contract.services.visits import (
    MISTAKEN,
    POWER_CUT,
    VISIT,
    confirmed_visit,
    correction,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import LEADER, LI, WANG, ZHANG, Scenario

NOBODY_CAME = Personal(LI, "那天没人来")
DISPUTE = DisputeService(service_id=VISIT, disputed_on=date(2018, 5, 6), resident_id=LI, reason=NOBODY_CAME)
WITHDRAW = WithdrawDispute(service_id=VISIT, withdrawn_on=date(2018, 5, 7), resident_id=LI)
UPHOLD = UpholdDispute(service_id=VISIT, reason=MISTAKEN)


def served() -> Scenario:
    """Li was served on 4 May, and both sides confirmed it."""
    return of_two(date(2018, 5, 8)).after(confirmed_visit(date(2018, 5, 4), LI))


def test_a_disputed_service_does_not_count_however_it_was_confirmed() -> None:
    after = (
        served()
        .when(DISPUTE)
        .then(ServiceDisputed(service_id=VISIT, disputed_on=date(2018, 5, 6), resident_id=LI, reason=NOBODY_CAME))
    )
    assert standings(after) == {VISIT: ServiceStanding.DISPUTED}
    after.when(DISPUTE).then_nothing()


def test_a_dispute_that_was_withdrawn_leaves_the_service_as_it_was() -> None:
    withdrawn = served().after(DISPUTE).when(WITHDRAW)
    after = withdrawn.then(ServiceDisputeWithdrawn(service_id=VISIT, withdrawn_on=date(2018, 5, 7), resident_id=LI))
    assert standings(after) == {VISIT: ServiceStanding.COUNTS}
    after.when(WITHDRAW).then_refused("no_dispute", service=VISIT)


def test_while_another_resident_disputes_it_the_service_does_not_count() -> None:
    by_two = served().after(DISPUTE, replace(DISPUTE, resident_id=ZHANG), WITHDRAW)
    assert standings(by_two) == {VISIT: ServiceStanding.DISPUTED}


def test_a_dispute_that_is_upheld_makes_the_service_void() -> None:
    upheld = served().after(DISPUTE).when(UPHOLD)
    after = upheld.then(ServiceDisputeUpheld(service_id=VISIT, void_from=date(2018, 5, 4), reason=MISTAKEN))
    assert standings(after) == {VISIT: ServiceStanding.DISPUTE_UPHELD}
    after.when(UPHOLD).then_nothing()
    after.when(VoidService(service_id=VISIT, reason=MISTAKEN)).then_refused("service_void", service=VISIT)
    after.when(WITHDRAW).then_refused("service_void", service=VISIT)


def test_nothing_is_settled_that_nobody_disputes() -> None:
    served().when(UPHOLD).then_refused("no_dispute", service=VISIT)
    served().when(WITHDRAW).then_refused("no_dispute", service=VISIT)
    served().after(DISPUTE).when(replace(WITHDRAW, resident_id=ZHANG)).then_refused("no_dispute", service=VISIT)


def test_only_who_was_served_or_speaks_for_the_household_disputes() -> None:
    served().when(replace(DISPUTE, resident_id=WANG)).then_refused("not_the_recipient", resident=WANG, service=VISIT)
    assert served().when(replace(DISPUTE, resident_id=ZHANG)).refusal is None


def test_a_dispute_has_its_day() -> None:
    served().when(replace(DISPUTE, disputed_on=date(2018, 5, 3))).then_refused("before_service")
    served().when(replace(DISPUTE, disputed_on=date(2018, 5, 9))).then_refused("dated_in_future")
    served().after(DISPUTE).when(replace(WITHDRAW, withdrawn_on=date(2018, 5, 9))).then_refused("dated_in_future")
    died = served().after(RecordDeath(resident_id=LI, died_on=date(2018, 5, 5)))
    died.when(DISPUTE).then_refused("resident_deceased", resident=LI)


def test_a_dispute_outlives_a_correction_that_was_rejected() -> None:
    late = served().on(date(2018, 6, 1)).after(correction(performer="赵医生"), DISPUTE).by(LEADER)
    rejected = late.after(RejectLateEntry(service_id=VISIT, reason=MISTAKEN))
    assert standings(rejected) == {VISIT: ServiceStanding.DISPUTED}


@pytest.mark.parametrize("people", [(LI,), (LI, ZHANG)])
def test_a_late_entry_that_is_disputed_waits_for_both_decisions(people: tuple[UUID, ...]) -> None:
    late = visit(date(2018, 5, 4), *people, late_reason=POWER_CUT)
    disputed = of_two(date(2018, 6, 1)).after(late, DISPUTE)
    approved = disputed.by(LEADER).after(ApproveLateEntry(service_id=VISIT))
    assert standings(disputed) == standings(approved) == {VISIT: ServiceStanding.DISPUTED}
    assert standings(approved.after(WITHDRAW)) == {VISIT: ServiceStanding.UNCONFIRMED}
