"""What a killed process was doing: one round imports a register of its own, then records births, deaths and moves.

Every name, id and command id follows from the round's number, so that the same round sent again is the same work.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from uuid import UUID, uuid5

from application.executing import NAMES, Request
from application.ports import Identifier
from domain.citizen_id import Sex
from domain.contract.commands import AddMember, RecordDeath, RecordRelocation
from domain.contract.events import JoinReason
from domain.personal import Personal
from domain.resident.commands import IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails
from tests.support.registers import TrueHousehold, citizen_number, true_households
from tests.support.world import CLERK, World
from tests.support.world_registers import workbook_of

HOUSEHOLDS = 5
BORN_ON = date(2018, 12, 3)
DIED_ON = date(2018, 12, 20)
MOVED_ON = date(2018, 12, 21)
"""All of it falls into the first term of every household, which signed in the ten months before."""


@dataclass(frozen=True)
class Birth:
    """A child of a household, whose resident id is the command's own."""

    resident_id: UUID
    name: str
    number: str


@cache
def households_of(number: int) -> tuple[TrueHousehold, ...]:
    """The register of a round: five households of a team of its own, none of them with a note."""
    made = true_households(Random(number), HOUSEHOLDS)
    return tuple(
        replace(
            household,
            number=f"61{number:04}{place:05}",
            team=f"第{number}家庭医生服务团队",
            persons=tuple(
                replace(person, note_words="", number=_number(number, place, order, person.sex))
                for order, person in enumerate(household.persons)
            ),
        )
        for place, household in enumerate(made)
    )


def do_round(world: World, number: int) -> None:
    """Everything of a round; what was done before is found done."""
    households = households_of(number)
    world.take(workbook_of(households))
    world.runner.catch_up()
    for place, household in enumerate(households):
        contract_id = world.directory.by_household(household.number, at_least=0)[-1]
        if place % 2:
            _bear(world, number, place, contract_id)
        else:
            head = _resident(world, household.persons[0].number)
            ending = RecordDeath(resident_id=head, died_on=DIED_ON)
            moved = RecordRelocation(resident_id=head, moved_on=MOVED_ON)
            world.contracts.handle(contract_id, moved if place == 2 else ending, _request(number, place, "ending"))
    world.runner.catch_up()


def _bear(world: World, number: int, place: int, contract_id: UUID) -> None:
    child = uuid5(NAMES, f"child/{number}/{place}")
    details = ResidentDetails(name=Personal(child, f"新生{number}"), birth_on=Personal(child, BORN_ON.isoformat()))
    paper = IdentifyResident(
        identified_on=BORN_ON,
        kind=IdentifierKind.BIRTH_CERTIFICATE,
        number=Personal(child, f"R{number:05}{place}"),
    )
    register = RegisterResident(registered_on=BORN_ON, details=details)
    world.residents.register(child, register, [paper], _request(number, place, "register"))
    added = AddMember(resident_id=child, relationship="子", reason=JoinReason.BIRTH, joined_on=BORN_ON)
    world.contracts.handle(contract_id, added, _request(number, place, "add"))


def _resident(world: World, citizen_id: str) -> UUID:
    identifier = Identifier(kind=IdentifierKind.CITIZEN_ID, number=citizen_id)
    return world.ledger.residents([identifier])[identifier]


def _request(number: int, place: int, what: str) -> Request:
    return Request(by=CLERK, command_id=uuid5(NAMES, f"{what}/{number}/{place}"))


def _number(number: int, place: int, order: int, sex: Sex) -> str:
    return citizen_number(date(1930 + number % 70, 1 + number // 70, 1 + place), order, sex)
