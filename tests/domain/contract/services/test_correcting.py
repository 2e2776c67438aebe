"""Correcting and taking back services: the history keeps what was written, and rules judge what is written now."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import RecordDeath
from domain.contract.services.commands import ApproveLateEntry, CorrectService, RejectLateEntry, VoidService
from domain.contract.services.events import ServiceCorrected, ServiceVoided
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.personal import Personal
from tests.domain.contract.services.visits import (
    MISTAKEN,
    PHOTO,
    POWER_CUT,
    SECOND_VISIT,
    VISIT,
    confirmed_visit,
    correction,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import CONTRACT, LEADER, LI, OTHER_DOCTOR, WANG, ZHANG, Scenario

VOID = VoidService(service_id=VISIT, reason=MISTAKEN)


def served(today: date = date(2018, 5, 8)) -> Scenario:
    """Li was served on 4 May, and both sides confirmed it."""
    return of_two(date(2018, 5, 5)).after(confirmed_visit(date(2018, 5, 4), LI)).on(today)


def corrected(**fields: object) -> ServiceCorrected:
    """The fact of a correction of that service; not late, and of something that both sides confirmed."""
    fact = ServiceCorrected(service_id=VISIT, corrected_from=date(2018, 5, 4), reason=MISTAKEN, unconfirmed=True)
    return replace(fact, **fields)  # type: ignore[arg-type]  # any fields of it


def test_what_was_wrong_is_corrected_and_has_to_be_confirmed_again() -> None:
    after = (
        served()
        .when(correction(items=(ServiceItem.FASTING_GLUCOSE,), performer=OTHER_DOCTOR))
        .then(corrected(items=(ServiceItem.FASTING_GLUCOSE,), performer=OTHER_DOCTOR))
    )
    service = after.contract.services[VISIT]
    assert (service.items, service.performer) == ((ServiceItem.FASTING_GLUCOSE,), OTHER_DOCTOR)
    assert service.delivered_on == date(2018, 5, 4)
    assert standings(after) == {VISIT: ServiceStanding.UNCONFIRMED}


def test_a_note_or_a_place_leaves_the_confirmations_as_they_are() -> None:
    note, place = Personal(CONTRACT, "复查"), Personal(CONTRACT, "村委会")
    after = (
        served(date(2019, 1, 1))
        .when(correction(note=note, place=place, evidence=(PHOTO,)))
        .then(corrected(note=note, place=place, unconfirmed=False))
    )
    assert (after.contract.services[VISIT].note, after.contract.services[VISIT].place) == (note, place)
    assert standings(after) == {VISIT: ServiceStanding.COUNTS}


@pytest.mark.parametrize("day", [date(2018, 5, 3), date(2018, 5, 6)])
def test_another_day_counts_from_the_earlier_of_the_two(day: date) -> None:
    after = (
        served()
        .when(correction(delivered_on=day))
        .then(corrected(delivered_on=day, corrected_from=min(day, date(2018, 5, 4))))
    )
    assert after.contract.services[VISIT].delivered_on == day


def test_a_correction_is_judged_by_the_rules_of_a_delivery() -> None:
    served().when(correction(delivered_on=date(2018, 5, 9))).then_refused("dated_in_future")
    served().when(correction(delivered_on=date(2018, 3, 14))).then_refused("not_in_force", day=date(2018, 3, 14))
    served().when(correction(resident_ids=(LI, WANG))).then_refused("not_a_member", resident=WANG)
    served().when(correction(performer="李医生")).then_refused("performer_not_in_team", performer="李医生")
    served().when(correction(resident_ids=())).then_refused("nothing_delivered")
    served().when(correction(items=())).then_refused("nothing_delivered")
    died = served().after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 3)))
    died.when(correction(resident_ids=(ZHANG,))).then_refused("service_after_death", resident=ZHANG)
    served(date(2019, 5, 5)).when(correction(channel=ServiceChannel.CLINIC)).then_refused("entry_too_late")
    twice = served().after(visit(date(2018, 5, 6), LI, service_id=SECOND_VISIT))
    twice.when(correction(delivered_on=date(2018, 5, 6))).then_refused("service_recorded_twice", service=SECOND_VISIT)


def test_a_person_who_had_died_is_taken_out_and_the_service_to_the_others_counts_again() -> None:
    both = of_two(date(2018, 5, 8)).after(
        confirmed_visit(date(2018, 5, 4), LI, ZHANG), RecordDeath(resident_id=ZHANG, died_on=date(2018, 5, 3))
    )
    assert standings(both) == {VISIT: ServiceStanding.CONFLICT_WITH_DEATH}
    after = both.after(correction(resident_ids=(LI,)))
    assert standings(after) == {VISIT: ServiceStanding.UNCONFIRMED}


def test_a_late_correction_counts_when_somebody_else_approves() -> None:
    late = served(date(2018, 6, 1)).when(correction(items=(ServiceItem.FASTING_GLUCOSE,)))
    after = late.then(corrected(items=(ServiceItem.FASTING_GLUCOSE,), needs_approval=True))
    assert standings(after) == {VISIT: ServiceStanding.AWAITING_APPROVAL}
    after.when(ApproveLateEntry(service_id=VISIT)).then_refused("approver_entered_it")
    approved = after.by(LEADER).after(ApproveLateEntry(service_id=VISIT))
    assert standings(approved) == {VISIT: ServiceStanding.UNCONFIRMED}
    assert approved.contract.services[VISIT].items == (ServiceItem.FASTING_GLUCOSE,)


def test_a_late_correction_that_is_rejected_is_as_if_it_had_not_been() -> None:
    before = served(date(2018, 6, 1))
    after = before.after(correction(items=(ServiceItem.FASTING_GLUCOSE,)), correction(note=POWER_CUT)).by(LEADER)
    rejected = after.after(RejectLateEntry(service_id=VISIT, reason=MISTAKEN))
    assert rejected.contract.services == before.contract.services
    assert standings(rejected) == {VISIT: ServiceStanding.COUNTS}
    rejected.when(RejectLateEntry(service_id=VISIT, reason=MISTAKEN)).then_refused("not_awaiting_approval")


def test_a_correction_of_a_late_entry_goes_with_it() -> None:
    late = of_two(date(2018, 6, 1)).after(visit(date(2018, 5, 4), LI, late_reason=POWER_CUT))
    after = late.after(correction(delivered_on=date(2018, 5, 3))).by(LEADER)
    rejected = after.after(RejectLateEntry(service_id=VISIT, reason=MISTAKEN))
    assert standings(rejected) == {VISIT: ServiceStanding.LATE_ENTRY_REJECTED}


def test_what_is_right_already_is_quiet_and_a_correction_names_something() -> None:
    served().when(correction(items=(ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP))).then_nothing()
    once = served().after(correction(delivered_on=date(2018, 5, 3)))
    once.when(correction(delivered_on=date(2018, 5, 3))).then_nothing()
    served().when(correction()).then_refused("nothing_to_correct")


def test_a_service_that_was_taken_back_counts_for_nothing_and_stays_in_the_history() -> None:
    after = served().when(VOID).then(ServiceVoided(service_id=VISIT, void_from=date(2018, 5, 4), reason=MISTAKEN))
    assert standings(after) == {VISIT: ServiceStanding.VOIDED}
    after.when(VOID).then_nothing()
    after.when(correction(delivered_on=date(2018, 5, 3))).then_refused("service_void", service=VISIT)
    assert after.when(visit(date(2018, 5, 4), LI, service_id=SECOND_VISIT)).refusal is None


def test_what_was_rejected_is_not_taken_back_as_well() -> None:
    late = of_two(date(2018, 6, 1)).after(visit(date(2018, 5, 4), LI, late_reason=POWER_CUT)).by(LEADER)
    rejected = late.after(RejectLateEntry(service_id=VISIT, reason=MISTAKEN))
    rejected.when(VOID).then_refused("service_void", service=VISIT)


@pytest.mark.parametrize(
    "command",
    [
        VoidService(service_id=SECOND_VISIT, reason=MISTAKEN),
        CorrectService(service_id=SECOND_VISIT, reason=MISTAKEN, performer=OTHER_DOCTOR),
    ],
)
def test_a_service_that_is_not_there_is_neither_corrected_nor_taken_back(command: VoidService | CorrectService) -> None:
    served().when(command).then_refused("no_such_service", service=SECOND_VISIT)
