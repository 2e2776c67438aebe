"""Writing down services: what counts is the day of the service, not the day of its entry."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from domain.contract.commands import EnterInError, RecordDeath, WithdrawMark
from domain.contract.events import Mark, MemberDied
from domain.contract.services.items import Evidence, ProofKind, ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.personal import Personal
from tests.domain.contract.services.visits import (
    POWER_CUT,
    SECOND_VISIT,
    THIRD_VISIT,
    VISIT,
    confirmed_visit,
    delivered,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import CONTRACT, DOCTOR, LI, TEAM, WANG, ZHANG, given, household, team_of

DEAD_SINCE_20_AUGUST = RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))


@pytest.mark.parametrize("people", [(ZHANG, LI), (ZHANG,)])
def test_row_24_a_service_dated_after_the_death_is_refused_whether_or_not_others_live(people: tuple[UUID, ...]) -> None:
    signed = given(household(*people, signed_on=date(2018, 3, 15))).on(date(2018, 8, 22))
    signed.after(DEAD_SINCE_20_AUGUST).when(visit(date(2018, 8, 21), ZHANG)).then_refused(
        "service_after_death", resident=ZHANG, died_on=date(2018, 8, 20), day=date(2018, 8, 21)
    )


def test_row_24_a_service_on_the_day_of_death_is_allowed() -> None:
    died = of_two(date(2018, 8, 21)).after(DEAD_SINCE_20_AUGUST)
    died.when(visit(date(2018, 8, 20), ZHANG)).then(delivered(date(2018, 8, 20), ZHANG))


def test_row_24_a_service_before_the_death_may_be_entered_after_it_as_a_late_one() -> None:
    entered_late = of_two(date(2018, 9, 5)).after(DEAD_SINCE_20_AUGUST)
    entered_late.when(visit(date(2018, 8, 19), ZHANG, LI, late_reason=POWER_CUT)).then(
        delivered(date(2018, 8, 19), ZHANG, LI, late_reason=POWER_CUT)
    )


def test_row_25_a_death_that_becomes_known_later_flags_the_services_dated_after_it_and_deletes_none() -> None:
    served = of_two(date(2018, 8, 27)).after(
        confirmed_visit(date(2018, 8, 20), ZHANG),
        confirmed_visit(date(2018, 8, 25), ZHANG, LI, service_id=SECOND_VISIT),
        confirmed_visit(date(2018, 8, 26), LI, service_id=THIRD_VISIT),
    )
    assert set(standings(served).values()) == {ServiceStanding.COUNTS}
    reported = served.when(DEAD_SINCE_20_AUGUST).then(MemberDied(resident_id=ZHANG, last_day_on=date(2018, 8, 20)))
    assert standings(reported) == {
        VISIT: ServiceStanding.COUNTS,
        SECOND_VISIT: ServiceStanding.CONFLICT_WITH_DEATH,
        THIRD_VISIT: ServiceStanding.COUNTS,
    }
    assert reported.contract.services == served.contract.services


def test_row_25_a_death_that_was_none_flags_nothing() -> None:
    served = of_two(date(2018, 8, 27)).after(confirmed_visit(date(2018, 8, 25), ZHANG), DEAD_SINCE_20_AUGUST)
    alive = served.after(WithdrawMark(resident_id=ZHANG, mark=Mark.DEATH, reason=Personal(ZHANG, "同名")))
    assert standings(served) == {VISIT: ServiceStanding.CONFLICT_WITH_DEATH}
    assert standings(alive) == {VISIT: ServiceStanding.COUNTS}


def test_row_28_a_service_in_the_future_is_refused() -> None:
    of_two(date(2018, 5, 1)).when(visit(date(2018, 5, 2), LI)).then_refused(
        "dated_in_future", day=date(2018, 5, 2), today=date(2018, 5, 1)
    )
    of_two(date(2018, 5, 2)).when(visit(date(2018, 5, 2), LI)).then(delivered(date(2018, 5, 2), LI))


@pytest.mark.parametrize("day", [date(2018, 3, 14), date(2019, 3, 15)])
def test_row_28_a_service_before_the_contract_or_on_the_day_after_its_end_is_refused(day: date) -> None:
    of_two(date(2019, 3, 14) if day.year == 2018 else day).when(visit(day, LI)).then_refused(
        "not_in_force", day=day, from_on=date(2018, 3, 15), last_day_on=date(2019, 3, 14)
    )


@pytest.mark.parametrize("day", [date(2018, 3, 15), date(2019, 3, 14)])
def test_row_28_the_first_and_the_last_day_are_covered(day: date) -> None:
    of_two(day).when(visit(day, LI)).then(delivered(day, LI))


def test_row_28_a_back_dated_service_on_a_day_that_was_not_covered_is_refused() -> None:
    back_dated = visit(date(2018, 3, 10), LI, late_reason=POWER_CUT)
    of_two(date(2018, 6, 1)).when(back_dated).then_refused("not_in_force", day=date(2018, 3, 10))


def test_a_service_for_somebody_elses_patient_is_refused_as_a_whole() -> None:
    of_two(date(2018, 5, 2)).when(visit(date(2018, 5, 2), LI, WANG)).then_refused("not_a_member", resident=WANG)


def test_a_contract_entered_in_error_has_no_services() -> None:
    void = of_two(date(2018, 8, 22)).after(DEAD_SINCE_20_AUGUST, EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(visit(date(2018, 8, 21), ZHANG)).then_refused("not_in_force", from_on=None, last_day_on=None)


def test_a_service_for_nobody_or_of_nothing_is_refused() -> None:
    of_two(date(2018, 5, 2)).when(visit(date(2018, 5, 2))).then_refused("nothing_delivered")
    of_two(date(2018, 5, 2)).when(replace(visit(date(2018, 5, 2), LI), items=())).then_refused("nothing_delivered")


def test_the_same_service_sent_again_is_quiet_even_when_the_person_has_died_since() -> None:
    served = of_two(date(2018, 8, 27)).after(visit(date(2018, 8, 25), ZHANG))
    served.when(visit(date(2018, 8, 25), ZHANG)).then_nothing()
    served.after(DEAD_SINCE_20_AUGUST).when(visit(date(2018, 8, 25), ZHANG)).then_nothing()


def test_another_service_under_the_same_id_is_refused() -> None:
    served = of_two(date(2018, 8, 27)).after(visit(date(2018, 8, 25), ZHANG))
    served.when(visit(date(2018, 8, 26), ZHANG)).then_refused("service_recorded_otherwise", service=VISIT)


def test_the_same_item_for_the_same_person_by_the_same_performer_is_recorded_once_a_day() -> None:
    served = of_two(date(2018, 8, 27)).after(visit(date(2018, 8, 25), ZHANG))
    again = visit(date(2018, 8, 25), ZHANG, LI, service_id=SECOND_VISIT)
    served.when(again).then_refused("service_recorded_twice", service=VISIT, day=date(2018, 8, 25))
    served.when(replace(again, resident_ids=(LI,))).then(delivered(date(2018, 8, 25), LI, service_id=SECOND_VISIT))
    another_item = replace(again, items=(ServiceItem.FASTING_GLUCOSE,))
    assert served.when(another_item).refusal is None
    assert served.when(replace(again, performer="赵医生")).refusal is None
    assert served.when(replace(again, delivered_on=date(2018, 8, 26))).refusal is None


def test_evidence_names_the_hash_of_its_bytes() -> None:
    photo = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=7), sha256="0123456789abcdef" * 4)
    kept = replace(visit(date(2018, 5, 2), LI), evidence=(photo,))
    of_two(date(2018, 5, 2)).when(kept).then(replace(delivered(date(2018, 5, 2), LI), evidence=(photo,)))
    unhashed = replace(kept, evidence=(replace(photo, sha256="照片.jpg"),))
    of_two(date(2018, 5, 2)).when(unhashed).then_refused("evidence_not_hashed", evidence=UUID(int=7))


@examples(
    died_on=st.dates(date(2018, 3, 15), date(2019, 3, 14)),
    delivered_on=st.dates(date(2018, 3, 1), date(2019, 3, 31)),
    death_first=st.booleans(),
)
def test_a_service_counts_exactly_if_it_is_in_the_term_and_not_after_the_death(
    died_on: date, delivered_on: date, *, death_first: bool
) -> None:
    death, service = RecordDeath(resident_id=ZHANG, died_on=died_on), confirmed_visit(delivered_on, ZHANG)
    in_the_term = date(2018, 3, 15) <= delivered_on <= date(2019, 3, 14)
    known = max(died_on, delivered_on)
    if death_first:
        outcome = of_two(known).after(death).on(delivered_on).when(service)
        assert (outcome.refusal is None) is (in_the_term and delivered_on <= died_on)
    elif in_the_term:
        served = of_two(delivered_on).after(service).on(known).after(death)
        conflict, counts = ServiceStanding.CONFLICT_WITH_DEATH, ServiceStanding.COUNTS
        assert standings(served) == {VISIT: conflict if delivered_on > died_on else counts}


def test_who_served_is_somebody_of_the_team_on_that_day() -> None:
    stranger = replace(visit(date(2018, 5, 2), LI), performer="李医生")
    of_two(date(2018, 5, 2)).when(stranger).then_refused(
        "performer_not_in_team", performer="李医生", team=TEAM, day=date(2018, 5, 2)
    )


def test_who_joined_the_team_later_had_not_served_before() -> None:
    two = replace(of_two(date(2018, 5, 2)), team=team_of(DOCTOR, since=date(2018, 5, 2)))
    two.when(visit(date(2018, 5, 1), LI)).then_refused("performer_not_in_team", performer=DOCTOR)
    two.when(visit(date(2018, 5, 2), LI)).then(delivered(date(2018, 5, 2), LI))


def test_who_and_what_is_named_twice_counts_once_in_the_order_of_naming() -> None:
    items = (ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP, ServiceItem.BP_MEASUREMENT)
    twice = replace(visit(date(2018, 5, 2), LI, ZHANG, LI), items=items)
    of_two(date(2018, 5, 2)).when(twice).then(delivered(date(2018, 5, 2), LI, ZHANG))
