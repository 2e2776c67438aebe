"""Work is counted for who did it, within the team of that day, whoever is moved or leaves later."""

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given as examples
from hypothesis import strategies as st

from domain.contract.commands import CorrectSigning, RecordRelocation
from domain.contract.services.commands import VoidService
from domain.contract.services.items import ServiceItem
from domain.contract.services.standing import ServiceStanding
from domain.contract.services.work import Performer, WorkDone, counted, work_by_performer
from tests.domain.contract.services.visits import (
    MISTAKEN,
    SECOND_VISIT,
    VISIT,
    confirmed_visit,
    of_two,
    standings,
)
from tests.support.scenario import DOCTOR, HANBIN, LI, OTHER_DOCTOR, OTHER_TEAM, TEAM, ZHANG, Scenario

days = st.sampled_from([date(2018, 5, day) for day in range(1, 8)])
performers = st.sampled_from([DOCTOR, OTHER_DOCTOR])
people_served = st.sampled_from([(LI,), (LI, ZHANG)])


def work(scenario: Scenario) -> dict[Performer, WorkDone]:
    """The work that counts under the contract, by who did it."""
    return work_by_performer(counted(scenario.contract, HANBIN.confirmation))


def test_an_item_counts_once_for_each_person_and_a_service_once() -> None:
    served = of_two(date(2018, 5, 8)).after(confirmed_visit(date(2018, 5, 4), LI, ZHANG))
    items = {ServiceItem.BP_MEASUREMENT: 2, ServiceItem.HTN_FOLLOWUP: 2}
    assert work(served) == {Performer(team_id=TEAM, name=DOCTOR): WorkDone(services=1, items=items)}


def test_work_stays_with_the_team_of_its_day_when_the_contract_turns_out_to_be_another_teams() -> None:
    served = of_two(date(2018, 5, 8)).after(confirmed_visit(date(2018, 5, 4), LI), CorrectSigning(team_id=OTHER_TEAM))
    after = served.after(confirmed_visit(date(2018, 5, 5), LI, service_id=SECOND_VISIT))
    assert set(work(after)) == {Performer(team_id=TEAM, name=DOCTOR), Performer(team_id=OTHER_TEAM, name=DOCTOR)}


def test_what_an_ending_left_outside_the_contract_counts_for_nobody() -> None:
    served = of_two(date(2018, 5, 8)).after(confirmed_visit(date(2018, 5, 4), LI))
    moved = served.after(RecordRelocation(resident_id=LI, moved_on=date(2018, 5, 3)))
    assert standings(moved) == {VISIT: ServiceStanding.OUTSIDE_CONTRACT}
    assert work(moved) == {}


@examples(
    visits=st.lists(st.tuples(days, performers, people_served), max_size=8),
    voided=st.sets(st.integers(0, 7)),
    moved_after=st.integers(0, 8),
)
def test_counts_of_work_add_up_by_performer(
    visits: list[tuple[date, str, tuple[UUID, ...]]], voided: set[int], moved_after: int
) -> None:
    scenario, expected = of_two(date(2018, 5, 8)), Counter[str]()
    for number, (day, performer, people) in enumerate(visits):
        if number == moved_after:
            scenario = scenario.after(CorrectSigning(team_id=OTHER_TEAM))
        service_id = UUID(int=600 + number)
        visit = replace(confirmed_visit(day, *people, service_id=service_id), performer=performer)
        outcome = scenario.when(visit)
        scenario = outcome.after
        if outcome.refusal is not None:
            assert outcome.refusal.code == "service_recorded_twice"
        elif number in voided:
            scenario = scenario.after(VoidService(service_id=service_id, reason=MISTAKEN))
        else:
            expected[performer] += 1
    done, by_name = work(scenario), Counter[str]()
    for performer_and_team, each in done.items():
        by_name[performer_and_team.name] += each.services
    assert by_name == expected
    assert sum(each.services for each in done.values()) == len(counted(scenario.contract, HANBIN.confirmation))
