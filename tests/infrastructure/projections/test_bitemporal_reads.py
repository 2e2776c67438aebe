"""What read models answer for any day, as known at any position, is what a fold of the records up to there answers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.envelope import Event, Recorded
from application.queries.moment import Moment
from application.queries.roster_view import Within
from domain.contract.absences.events import AbsenceEnded, AbsenceNoted
from domain.contract.events import (
    ContractEnteredInError,
    ContractEvent,
    ContractLapsed,
    ContractSigningCorrected,
    Flag,
    JoinReason,
    LapseReason,
    LeaveReason,
    Mark,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
    PopulationFlagged,
    PopulationUnflagged,
)
from domain.contract.state import Contract, InForce, evolve
from domain.personal import Personal
from domain.populations import Category
from infrastructure.database import Store
from infrastructure.projections.driving import Driver
from infrastructure.projections.generation import Generation, drop_others, make_generation
from projections.batch import Tables
from projections.residents import RESIDENTS
from projections.roster import ROSTER
from projections.roster_reading import RosterReading
from tests.infrastructure.projections.given_source import GivenSource
from tests.projections.facts import Fact, an_id, flagged, recorded, signed

CONTRACTS = (an_id(101), an_id(102))
PEOPLE = tuple(an_id(number) for number in range(1, 6))
FIRST_DAY = date(2018, 3, 15)
REASON = Personal(an_id(9), "笔误")

days = st.integers(-3, 20).map(lambda offset: FIRST_DAY + timedelta(days=offset))
people = st.sampled_from(PEOPLE)
categories = st.sampled_from([Category.HYPERTENSION, Category.MATERNAL])
flags = st.builds(Flag, category=categories, until_on=st.none() | days)

changes = st.one_of(
    st.builds(
        MemberAdded,
        resident_id=people,
        relationship=st.sampled_from("子女"),
        reason=st.just(JoinReason.BIRTH),
        joined_on=days,
        flags=st.lists(flags, max_size=1).map(tuple),
    ),
    st.builds(MemberRemoved, resident_id=people, reason=st.just(LeaveReason.MARRIED_OUT), last_day_on=days),
    st.builds(MemberDied, resident_id=people, last_day_on=days),
    st.builds(MemberRelocated, resident_id=people, last_day_on=days),
    st.builds(MemberReturned, resident_id=people, returned_on=days, contract_resumes=st.booleans()),
    st.builds(
        MarkWithdrawn,
        resident_id=people,
        mark=st.sampled_from(Mark),
        last_day_on=days,
        contract_resumes=st.booleans(),
        reason=st.just(REASON),
    ),
    st.builds(AbsenceNoted, resident_id=people, since_on=days),
    st.builds(AbsenceEnded, resident_id=people, back_on=days),
    st.builds(PopulationFlagged, resident_id=people, flag=flags, noted_on=days),
    st.builds(PopulationUnflagged, resident_id=people, category=categories, ended_on=days),
    st.builds(
        ContractSigningCorrected,
        corrected_from=st.just(FIRST_DAY) | days,
        doctor=st.sampled_from(["赵", "钱"]),
        village=st.none() | st.just("新村"),
    ),
    st.builds(ContractLapsed, reason=st.just(LapseReason.DECEASED), last_day_on=days),
    st.builds(
        ContractEnteredInError,
        void_from=st.just(FIRST_DAY),
        declared_on=st.just(date(2019, 2, 1)),
        reason=st.just(REASON),
    ),
)


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    """Two contracts, their facts in any order; a fact about somebody who is no member is not drawn."""
    facts: list[Fact] = []
    state: dict[UUID, Contract] = {}
    for contract_id in CONTRACTS:
        heads = draw(st.lists(people, min_size=1, max_size=3, unique=True))
        signing = signed(
            *(flagged(head, *draw(st.lists(categories, max_size=1))) for head in heads),
            start_on=FIRST_DAY,
            end_on=FIRST_DAY + timedelta(days=14),
            household_number=contract_id.hex[-4:],
        )
        facts.append((contract_id, signing))
        state[contract_id] = evolve(None, signing)
    for contract_id, change in draw(st.lists(st.tuples(st.sampled_from(CONTRACTS), changes), max_size=10)):
        who = getattr(change, "resident_id", None)
        if who is None or isinstance(change, MemberAdded) or who in state[contract_id].members:
            facts.append((contract_id, change))
            state[contract_id] = evolve(state[contract_id], change)
    return facts


Answer = dict[UUID, tuple[str, str, dict[UUID, frozenset[Category]]]]


def folded(records: Sequence[Recorded[Event]], day: date) -> Answer:
    """By contract in force: doctor, village, and the members with what is noted of them."""
    state: dict[UUID, Contract] = {}
    for record in records:
        assert isinstance(record.event, ContractEvent)
        state[record.stream_id] = evolve(state.get(record.stream_id), record.event)
    found: Answer = {}
    for contract_id, contract in state.items():
        standing = contract.on(day)
        if isinstance(standing, InForce):
            members = {each: contract.members[each].flags_on(day) for each in standing.members}
            found[contract_id] = (standing.doctor, standing.village, members)
    return found


def read(reading: RosterReading, moment: Moment) -> Answer:
    contracts = reading.contracts(moment, Within(limit=10))
    members = reading.members(moment, [each.contract_id for each in contracts])
    return {
        each.contract_id: (
            each.doctor,
            each.village,
            {member.resident_id: member.noted for member in members.get(each.contract_id, ())},
        )
        for each in contracts
    }


@contextmanager
def built(store: Store, facts: Sequence[Fact], batch_size: int) -> Iterator[tuple[Tables, Tables]]:
    """The roster and the residents of some facts, in tables of their own."""
    driver = Driver(store, GivenSource(facts), batch_size=batch_size)
    with store.owner_transaction() as connection:
        made = [make_generation(connection, each, scratch=True) for each in (ROSTER, RESIDENTS)]
    try:
        for generation in made:
            _drive(driver, generation)
        yield made[0].tables, made[1].tables
    finally:
        for generation in made:
            drop_others(store, generation.name)


def _drive(driver: Driver, generation: Generation) -> None:
    while beyond := driver.read(generation.mark.position):
        generation = driver.advance(generation, beyond)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(facts=lives(), batch_size=st.sampled_from([1, 3, 100]))
def test_reading_as_of_a_day_as_known_at_a_position_equals_a_fold_cut_there(
    read_model_store: Store, facts: list[Fact], batch_size: int
) -> None:
    records = recorded(facts)
    with built(read_model_store, facts, batch_size) as (roster, residents), read_model_store.reading() as connection:
        reading = RosterReading(connection, roster, residents, (len(records), len(records)))
        for position in range(len(records) + 1):
            for offset in range(-4, 22, 2):
                day = FIRST_DAY + timedelta(days=offset)
                moment = Moment(as_of=day, known_at=f"@{position}", position=position)
                assert read(reading, moment) == folded(records[:position], day)
