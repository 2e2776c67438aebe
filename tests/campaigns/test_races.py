"""Two at once: both have decided before either appends, and exactly one of them is first."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from uuid import UUID

import pytest
from uuid6 import uuid7

from application.executing import Receipt, Request
from application.refusals import IdempotencyKeyReused, IdentifierTaken, StaleVersion
from domain.contract.commands import RecordDeath, RecordRelocation, RecordReturn, ReplaceRepresentative
from domain.contract.refusals import AlreadyContracted, ContractAfterDeath, ResidentDeceased
from domain.refusal import Refused
from domain.resident.commands import MergeResident
from domain.resident.decide import BothContracted, MergedAway
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.settings import Settings
from tests.support.world import CLERK, World, require_sound
from tests.support.world_ledger import MeetingLedger
from tests.support.world_people import agreement, found_team, register, registration

Act = Callable[[World], Receipt]
SIGNED_ON = date(2026, 2, 2)


@pytest.fixture
def world(store: Store, clock: DemoClock) -> World:
    """Where what came before happens, and where everybody looks afterwards."""
    return World(store, clock)


@pytest.fixture
def stores(store: Store, store_settings: Settings) -> Iterator[tuple[Store, Store]]:
    """The store as two see it: PostgreSQL through two pools of connections, SQLite through its one writer."""
    if store.dialect == "sqlite":
        yield store, store
        return
    with open_store(store_settings, writing=True) as other:
        yield store, other


Raced = Callable[[Act, Act], tuple[Receipt | Refused, Receipt | Refused]]


@pytest.fixture
def race(stores: tuple[Store, Store], clock: DemoClock) -> Raced:
    """Runs two acts at once, neither of which appends before the other has decided; what each of them came to."""

    def raced(*acts: Act) -> tuple[Receipt | Refused, Receipt | Refused]:
        meeting = Barrier(2)
        worlds = [World(store, clock, wrap=lambda ledger: MeetingLedger(ledger, meeting)) for store in stores]
        with ThreadPoolExecutor(2) as pool:
            one, other = pool.map(_came_to, acts, worlds)
        return one, other

    return raced


def _came_to(act: Act, world: World) -> Receipt | Refused:
    try:
        return act(world)
    except Refused as refused:
        return refused


def winner_and_loser(results: tuple[Receipt | Refused, Receipt | Refused]) -> tuple[Receipt, Refused]:
    """Exactly one was refused."""
    (won,) = (each for each in results if isinstance(each, Receipt))
    (lost,) = (each for each in results if isinstance(each, Refused))
    return won, lost


def request() -> Request:
    return Request.new(CLERK)


def signing(contract_id: UUID, people: list[UUID], team: UUID, policy: str, by: Request | None = None) -> Act:
    return lambda world: world.contracts.sign(contract_id, agreement(people, team, SIGNED_ON), policy, by or request())


@pytest.mark.parametrize("policy", ["hanbin", "erqi", "putuo"])
def test_row_31_of_two_who_sign_the_same_person_at_once_one_wins_and_the_other_learns_of_the_contract(
    world: World, race: Raced, policy: str
) -> None:
    team = found_team(world)
    li, wang, zhang = (register(world, name, name) for name in ("李秀英", "王芳", "张伟"))
    before = world.ledger.head().position
    one, other = uuid7(), uuid7()
    won, lost = winner_and_loser(
        race(signing(one, [li, wang], team, policy), signing(other, [zhang, li], team, policy))
    )
    assert isinstance(lost, AlreadyContracted)
    assert (lost.facts["resident"], lost.facts["contract"]) == (li, won.stream_id)
    assert world.ledger.head().position == before + 1
    assert [row.contract for row in world.roster_on(SIGNED_ON)] == [won.stream_id]
    require_sound(world)


def test_the_same_command_twice_at_once_has_one_effect_and_one_answer(world: World, race: Raced) -> None:
    team = found_team(world)
    people = [register(world, "李秀英", "L"), register(world, "王芳", "W")]
    before = world.ledger.head().position
    again = request()
    one, other = race(*[signing(UUID(int=77), people, team, "hanbin", again)] * 2)
    assert isinstance(one, Receipt)
    assert one == other
    assert world.ledger.head().position == before + 1


def test_the_same_key_with_another_body_at_once_is_refused(world: World, race: Raced) -> None:
    team = found_team(world)
    li, wang = register(world, "李秀英", "L"), register(world, "王芳", "W")
    before = world.ledger.head().position
    again = request()
    _, lost = winner_and_loser(
        race(
            signing(UUID(int=77), [li], team, "hanbin", again),
            signing(UUID(int=78), [wang], team, "hanbin", again),
        )
    )
    assert isinstance(lost, IdempotencyKeyReused)
    assert lost.facts == {"key": str(again.command_id)}
    assert world.ledger.head().position == before + 1


def spoken_for(resident_id: UUID, by: Request) -> Act:
    replaced = ReplaceRepresentative(representative_id=resident_id, replaced_on=date(2026, 2, 9))
    return lambda world: world.contracts.handle(UUID(int=77), replaced, by)


def test_of_two_who_name_the_version_that_they_read_the_second_is_stale(world: World, race: Raced) -> None:
    team = found_team(world)
    li, wang, zhang = (register(world, name, name) for name in ("李秀英", "王芳", "张伟"))
    signing(UUID(int=77), [li, wang, zhang], team, "erqi")(world)
    acts = (spoken_for(each, replace(request(), expected_version=1)) for each in (wang, zhang))
    won, lost = winner_and_loser(race(*acts))
    assert isinstance(lost, StaleVersion)
    assert (lost.facts, won.stream_version) == ({"expected": 1, "actual": 2}, 2)
    assert len(world.ledger.stream(UUID(int=77))) == 2


def test_of_two_who_name_no_version_the_second_decides_again(world: World, race: Raced) -> None:
    team = found_team(world)
    li, wang, zhang = (register(world, name, name) for name in ("李秀英", "王芳", "张伟"))
    signing(UUID(int=77), [li, wang, zhang], team, "erqi")(world)
    results = race(*(spoken_for(each, request()) for each in (wang, zhang)))
    assert sorted(each.stream_version for each in results if isinstance(each, Receipt)) == [2, 3]


def registering(name: str, number: str) -> Act:
    return lambda world: registration(world, name, number)


def test_one_paper_shown_by_two_at_once_names_one_person(world: World, race: Raced) -> None:
    _, lost = winner_and_loser(race(registering("李秀英", "R0001"), registering("李秀瑛", "R0001")))
    assert isinstance(lost, IdentifierTaken)
    assert world.wire_names() == {"resident.registered.v1": 1, "resident.identified.v1": 1}


def test_a_death_and_a_signing_at_once_never_leave_the_dead_in_a_contract(world: World, race: Raced) -> None:
    team = found_team(world)
    li = register(world, "李秀英", "L")
    old = agreement([li], team, date(2025, 1, 6))
    world.contracts.sign(UUID(int=76), old, "hanbin", request())  # until 5 January 2026
    died = RecordDeath(resident_id=li, died_on=date(2026, 1, 5))
    _, lost = winner_and_loser(
        race(
            lambda each: each.contracts.handle(UUID(int=76), died, request()),
            signing(UUID(int=77), [li], team, "hanbin"),
        )
    )
    assert isinstance(lost, ContractAfterDeath | ResidentDeceased)
    require_sound(world)


def merging(duplicate: UUID, into: UUID) -> Act:
    merged = MergeResident(merged_on=date(2026, 3, 1), same_as_id=into)
    return lambda world: world.residents.handle(duplicate, merged, request())


@pytest.mark.parametrize("named", ["duplicate", "person"])
def test_a_merge_and_a_signing_at_once_never_leave_one_person_in_two_contracts(
    world: World, race: Raced, named: str
) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    signs, is_signed = (duplicate, person) if named == "duplicate" else (person, duplicate)
    signing(UUID(int=76), [is_signed], team, "hanbin")(world)
    _, lost = winner_and_loser(race(merging(duplicate, person), signing(UUID(int=77), [signs], team, "hanbin")))
    assert isinstance(lost, BothContracted | AlreadyContracted | MergedAway)
    require_sound(world)


def test_of_two_ids_that_were_merged_at_once_with_a_return_only_one_is_in_force(world: World, race: Raced) -> None:
    team = found_team(world)
    duplicate, person = register(world, "李秀英", "1"), register(world, "李秀英", "2")
    head = register(world, "王芳", "W")
    signing(UUID(int=76), [head, duplicate], team, "erqi")(world)
    moved = RecordRelocation(resident_id=duplicate, moved_on=date(2026, 2, 9))
    world.contracts.handle(UUID(int=76), moved, request())
    merging(duplicate, person)(world)
    back = RecordReturn(resident_id=duplicate, returned_on=date(2026, 2, 16))
    later = agreement([person], team, date(2026, 2, 16), household="61090200002")
    _, lost = winner_and_loser(
        race(
            lambda each: each.contracts.handle(UUID(int=76), back, request()),
            lambda each: each.contracts.sign(UUID(int=77), later, "erqi", request()),
        )
    )
    assert isinstance(lost, AlreadyContracted)
    require_sound(world)
