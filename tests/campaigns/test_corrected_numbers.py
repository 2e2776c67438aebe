"""A number written down for the wrong person, on the whole stack: put right, freed for its bearer, exchanged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from application.executing import Receipt, Request
from application.ports import Identifier
from application.refusals import IdentifierTaken, NotFound
from application.residents import load_resident
from domain.personal import Personal
from domain.refusal import Refused
from domain.resident.commands import ExchangeNumbers, IdentifyResident, RegisterResident
from domain.resident.decide import NumberMissing
from domain.resident.events import IdentifierKind, ResidentDetails
from infrastructure.clock import DemoClock
from infrastructure.database import Store
from tests.support.world import CLERK, World, require_sound
from tests.support.world_ledger import MeetingLedger
from tests.support.world_people import register, registration

CERTIFICATE = IdentifierKind.BIRTH_CERTIFICATE


@pytest.fixture
def world(store: Store, clock: DemoClock) -> World:
    return World(store, clock)


def shows(resident_id: UUID, number: str) -> IdentifyResident:
    return IdentifyResident(identified_on=date(2026, 3, 1), kind=CERTIFICATE, number=Personal(resident_id, number))


def correct(world: World, resident_id: UUID, number: str) -> Receipt:
    return world.residents.handle(resident_id, shows(resident_id, number), Request.new(CLERK))


def exchange(world: World, one: UUID, other: UUID) -> Receipt:
    command = ExchangeNumbers(exchanged_on=date(2026, 3, 1), kind=CERTIFICATE, other_id=other)
    return world.residents.handle(one, command, Request.new(CLERK))


def bearers(world: World, *numbers: str) -> list[UUID | None]:
    """Who is known by each of these numbers."""
    asked = [Identifier(kind=CERTIFICATE, number=number) for number in numbers]
    found = world.ledger.residents(asked)
    return [found.get(each) for each in asked]


def number_of(world: World, resident_id: UUID) -> str | None:
    return load_resident(world.ledger, resident_id).resident.identifiers[CERTIFICATE].text


def test_a_number_that_was_written_down_for_the_wrong_person_is_free_once_it_is_corrected(world: World) -> None:
    li, wang = register(world, "李秀英", "R2"), register(world, "王芳", "R3")
    with pytest.raises(IdentifierTaken) as refused:
        correct(world, wang, "R2")
    assert refused.value.facts == {"resident": li, "kind": CERTIFICATE}
    correct(world, li, "R1")
    correct(world, wang, "R2")
    assert bearers(world, "R1", "R2", "R3") == [li, wang, None]
    registered = register(world, "张伟", "R3")
    assert bearers(world, "R3") == [registered]
    require_sound(world)


def test_who_shows_two_papers_of_a_kind_at_the_registration_is_known_by_the_last(world: World) -> None:
    resident_id = uuid4()
    details = ResidentDetails(name=Personal(resident_id, "李秀英"))
    command = RegisterResident(registered_on=date(2026, 3, 1), details=details)
    papers = [shows(resident_id, number) for number in ("R1", "R1", "R2", "R1", "R3")]
    world.residents.register(resident_id, command, papers, Request.new(CLERK))
    assert bearers(world, "R1", "R2", "R3") == [None, None, resident_id]
    require_sound(world)


def test_father_and_son_exchange_their_numbers_in_one_append(world: World) -> None:
    father, son = register(world, "李建国", "R2"), register(world, "李军", "R1")
    before = world.ledger.head().position
    request = Request.new(CLERK)
    command = ExchangeNumbers(exchanged_on=date(2026, 3, 1), kind=CERTIFICATE, other_id=son)
    receipt = world.residents.handle(father, command, request)
    assert (receipt.stream_id, receipt.position, world.ledger.head().position) == (father, before + 1, before + 2)
    assert bearers(world, "R1", "R2") == [father, son]
    assert (number_of(world, father), number_of(world, son)) == ("R1", "R2")
    assert world.residents.handle(father, command, request) == receipt  # sent again: not exchanged back
    assert bearers(world, "R1", "R2") == [father, son]
    exchange(world, son, father)
    assert bearers(world, "R1", "R2") == [son, father]
    require_sound(world)


def test_numbers_are_exchanged_between_two_residents_who_have_one(world: World) -> None:
    li = register(world, "李秀英", "R1")
    with pytest.raises(NotFound):
        exchange(world, li, UUID(int=9))
    command = ExchangeNumbers(exchanged_on=date(2026, 3, 1), kind=IdentifierKind.PASSPORT, other_id=li)
    with pytest.raises(NumberMissing):
        world.residents.handle(register(world, "王芳", "R2"), command, Request.new(CLERK))
    before = world.ledger.head()
    assert exchange(world, li, li).events == ()
    assert world.ledger.head() == before


Act = Callable[[World], Receipt]


def raced(world: World, *acts: Act) -> list[Receipt | Refused]:
    """What two acts came to, neither of which appended before the other had decided."""
    meeting = Barrier(2)

    def came_to(act: Act) -> Receipt | Refused:
        try:
            return act(World(world.store, world.clock, wrap=lambda ledger: MeetingLedger(ledger, meeting)))
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(came_to, acts))


def test_of_two_who_take_a_released_number_at_once_one_is_known_by_it(world: World) -> None:
    li = register(world, "李秀英", "R2")
    correct(world, li, "R1")
    wang = register(world, "王芳", "R3")
    came_to = raced(world, lambda each: correct(each, wang, "R2"), lambda each: registration(each, "张伟", "R2"))
    (won,) = (each for each in came_to if isinstance(each, Receipt))
    (lost,) = (each for each in came_to if isinstance(each, IdentifierTaken))
    assert bearers(world, "R2") == [won.stream_id] == [lost.facts["resident"]]
    require_sound(world)


def test_an_exchange_and_a_correction_at_once_are_one_after_the_other(world: World) -> None:
    father, son = register(world, "李建国", "R2"), register(world, "李军", "R1")
    came_to = raced(world, lambda each: exchange(each, father, son), lambda each: correct(each, son, "R3"))
    assert all(isinstance(each, Receipt) for each in came_to)
    fathers, sons = number_of(world, father), number_of(world, son)
    assert (fathers, sons) in {("R1", "R3"), ("R3", "R2")}
    assert bearers(world, fathers or "", sons or "") == [father, son]
    assert bearers(world, "R2" if fathers == "R1" else "R1") == [None]
    require_sound(world)


def test_two_exchanges_at_once_are_two(world: World) -> None:
    father, son = register(world, "李建国", "R2"), register(world, "李军", "R1")
    came_to = raced(world, lambda each: exchange(each, father, son), lambda each: exchange(each, son, father))
    assert all(isinstance(each, Receipt) for each in came_to)
    assert bearers(world, "R1", "R2") == [son, father]
    require_sound(world)
