"""The dated scenarios about services and deaths: what counts is the day of the service, not the day of its entry."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from domain.contract.commands import EnterInError, RecordDeath, WithdrawMark
from domain.contract.events import Mark, MemberDied
from domain.contract.services.commands import DeliverService
from domain.contract.services.decide import conflicts_with_death
from domain.contract.services.events import ServiceDelivered
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.personal import Personal
from tests.support.scenario import CONTRACT, DOCTOR, LI, TEAM, WANG, ZHANG, Scenario, given, household, team_of

VISIT, SECOND_VISIT, THIRD_VISIT = (UUID(int=number) for number in (501, 502, 503))


def visit(delivered_on: date, *residents: UUID, service_id: UUID = VISIT) -> DeliverService:
    return DeliverService(
        service_id=service_id,
        delivered_on=delivered_on,
        resident_ids=residents,
        items=(ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP),
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
    )


def delivered(delivered_on: date, *residents: UUID, service_id: UUID = VISIT) -> ServiceDelivered:
    return ServiceDelivered(
        service_id=service_id,
        delivered_on=delivered_on,
        resident_ids=residents,
        items=(ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP),
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
    )


def of_two() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


DEAD_SINCE_20_AUGUST = RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))


@pytest.mark.parametrize("people", [(ZHANG, LI), (ZHANG,)])
def test_row_24_a_service_dated_after_the_death_is_refused_whether_or_not_others_live(people: tuple[UUID, ...]) -> None:
    given(household(*people, signed_on=date(2018, 3, 15)), DEAD_SINCE_20_AUGUST).when(
        visit(date(2018, 8, 21), ZHANG)
    ).then_refused("service_after_death", resident=ZHANG, died_on=date(2018, 8, 20), day=date(2018, 8, 21))


def test_row_24_a_service_on_the_day_of_death_is_allowed() -> None:
    of_two().after(DEAD_SINCE_20_AUGUST).when(visit(date(2018, 8, 20), ZHANG)).then(delivered(date(2018, 8, 20), ZHANG))


def test_row_24_a_service_before_the_death_may_be_entered_after_it() -> None:
    entered_late = of_two().after(DEAD_SINCE_20_AUGUST).on(date(2018, 9, 5))
    entered_late.when(visit(date(2018, 8, 19), ZHANG, LI)).then(delivered(date(2018, 8, 19), ZHANG, LI))


def test_row_25_a_death_that_becomes_known_later_flags_the_services_dated_after_it_and_deletes_none() -> None:
    served = of_two().after(
        visit(date(2018, 8, 20), ZHANG),
        visit(date(2018, 8, 25), ZHANG, LI, service_id=SECOND_VISIT),
        visit(date(2018, 8, 26), LI, service_id=THIRD_VISIT),
    )
    assert conflicts_with_death(served.contract) == ()
    reported = served.when(DEAD_SINCE_20_AUGUST).then(MemberDied(resident_id=ZHANG, last_day_on=date(2018, 8, 20)))
    assert conflicts_with_death(reported.contract) == (SECOND_VISIT,)
    assert reported.contract.services == served.contract.services


def test_row_25_a_death_that_was_none_flags_nothing() -> None:
    served = of_two().after(visit(date(2018, 8, 25), ZHANG), DEAD_SINCE_20_AUGUST)
    alive = served.after(WithdrawMark(resident_id=ZHANG, mark=Mark.DEATH, reason=Personal(ZHANG, "同名")))
    assert [conflicts_with_death(each.contract) for each in (served, alive)] == [(VISIT,), ()]


def test_row_28_a_service_in_the_future_is_refused() -> None:
    of_two().on(date(2018, 5, 1)).when(visit(date(2018, 5, 2), LI)).then_refused(
        "dated_in_future", day=date(2018, 5, 2), today=date(2018, 5, 1)
    )
    of_two().on(date(2018, 5, 2)).when(visit(date(2018, 5, 2), LI)).then(delivered(date(2018, 5, 2), LI))


@pytest.mark.parametrize("day", [date(2018, 3, 14), date(2019, 3, 15)])
def test_row_28_a_service_before_the_contract_or_on_the_day_after_its_end_is_refused(day: date) -> None:
    of_two().when(visit(day, LI)).then_refused(
        "not_in_force", day=day, from_on=date(2018, 3, 15), last_day_on=date(2019, 3, 14)
    )


@pytest.mark.parametrize("day", [date(2018, 3, 15), date(2019, 3, 14)])
def test_row_28_the_first_and_the_last_day_are_covered(day: date) -> None:
    of_two().when(visit(day, LI)).then(delivered(day, LI))


def test_a_service_for_somebody_else_is_refused_as_a_whole() -> None:
    of_two().when(visit(date(2018, 5, 2), LI, WANG)).then_refused("not_a_member", resident=WANG)


def test_a_contract_entered_in_error_has_no_services() -> None:
    void = of_two().after(DEAD_SINCE_20_AUGUST, EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(visit(date(2018, 8, 21), ZHANG)).then_refused("not_in_force", from_on=None, last_day_on=None)


def test_a_service_for_nobody_or_of_nothing_is_refused() -> None:
    of_two().when(visit(date(2018, 5, 2))).then_refused("nothing_delivered")


def test_the_same_service_sent_again_is_quiet_even_when_the_person_has_died_since() -> None:
    served = of_two().after(visit(date(2018, 8, 25), ZHANG))
    served.when(visit(date(2018, 8, 25), ZHANG)).then_nothing()
    served.after(DEAD_SINCE_20_AUGUST).when(visit(date(2018, 8, 25), ZHANG)).then_nothing()


@examples(
    died_on=st.dates(date(2018, 3, 15), date(2019, 3, 14)),
    delivered_on=st.dates(date(2018, 3, 1), date(2019, 3, 31)),
    death_first=st.booleans(),
)
def test_a_service_counts_exactly_if_it_is_in_the_term_and_not_after_the_death(
    died_on: date, delivered_on: date, *, death_first: bool
) -> None:
    death, service = RecordDeath(resident_id=ZHANG, died_on=died_on), visit(delivered_on, ZHANG)
    in_the_term = date(2018, 3, 15) <= delivered_on <= date(2019, 3, 14)
    if death_first:
        outcome = of_two().after(death).when(service)
        assert (outcome.refusal is None) is (in_the_term and delivered_on <= died_on)
    elif in_the_term:
        served = of_two().after(service, death)
        assert conflicts_with_death(served.contract) == ((VISIT,) if delivered_on > died_on else ())


def test_who_served_is_somebody_of_the_team_on_that_day() -> None:
    stranger = replace(visit(date(2018, 5, 2), LI), performer="李医生")
    of_two().when(stranger).then_refused("performer_not_in_team", performer="李医生", team=TEAM, day=date(2018, 5, 2))


def test_who_joined_the_team_later_had_not_served_before() -> None:
    two = replace(of_two(), team=team_of(DOCTOR, since=date(2018, 5, 2)))
    two.when(visit(date(2018, 5, 1), LI)).then_refused("performer_not_in_team", performer=DOCTOR)
    two.when(visit(date(2018, 5, 2), LI)).then(delivered(date(2018, 5, 2), LI))


def test_who_and_what_is_named_twice_counts_once_in_the_order_of_naming() -> None:
    items = (ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP, ServiceItem.BP_MEASUREMENT)
    twice = replace(visit(date(2018, 5, 2), LI, ZHANG, LI), items=items)
    of_two().when(twice).then(delivered(date(2018, 5, 2), LI, ZHANG))
