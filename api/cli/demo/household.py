"""The household of the demonstration: whom it is about, and what happens to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from uuid6 import uuid7

from api.composition import Service
from application.contracts import Contracts
from application.envelope import Actor, Channel, Role
from application.executing import Receipt, Request
from application.ports import ZONE
from application.queries.roster import RosterMember, RosterRow
from domain.contract.commands import AddMember, RecordDeath
from domain.contract.events import JoinReason
from domain.personal import Personal
from domain.resident.commands import IdentifyResident, RegisterResident
from domain.resident.events import IdentifierKind, ResidentDetails

SEVERAL = 2
LARGE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A household, and the member of it who dies in the demonstration."""

    row: RosterRow
    member: RosterMember

    @property
    def doctor(self) -> Actor:
        """The village doctor who reports what happened."""
        return Actor(id=self.row.doctor, role=Role.VILLAGE_DOCTOR, channel=Channel.COMMAND_LINE)


def choose(rows: Sequence[RosterRow]) -> Chosen:
    """The first household of some size with somebody in several populations who is not its head."""
    for row in rows:
        others = [member for member in row.members[1:] if len(member.categories) >= SEVERAL]
        if len(row.members) >= LARGE and others:
            return Chosen(row=row, member=others[0])
    raise LookupError("the register of the demonstration has no such household")


def report_death(service: Service, chosen: Chosen, died_on: date) -> Receipt:
    """The village doctor reports the death."""
    command = RecordDeath(resident_id=chosen.member.resident, died_on=died_on)
    return service.contracts.handle(chosen.row.contract, command, Request.new(chosen.doctor))


def take_newborn_in(service: Service, chosen: Chosen, name: str, born_on: date, certificate: str) -> UUID:
    """Register a newborn with its birth certificate and take it into the contract; answers who it is."""
    today = service.clock.today(ZONE)
    child = uuid7()
    details = ResidentDetails(
        name=Personal(child, name), birth_on=Personal(child, born_on.isoformat()), sex=Personal(child, "female")
    )
    paper = IdentifyResident(
        identified_on=today, kind=IdentifierKind.BIRTH_CERTIFICATE, number=Personal(child, certificate)
    )
    register = RegisterResident(registered_on=today, details=details)
    service.residents.register(child, register, [paper], Request.new(chosen.doctor))
    _join(service.contracts, chosen, child, born_on)
    return child


def _join(contracts: Contracts, chosen: Chosen, child: UUID, born_on: date) -> None:
    joining = AddMember(resident_id=child, relationship="孙女", reason=JoinReason.BIRTH, joined_on=born_on)
    contracts.handle(chosen.row.contract, joining, Request.new(chosen.doctor))
