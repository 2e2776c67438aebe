"""Rules about services delivered under a contract, and what a death that becomes known later says of them."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract.questions import require_in_force, require_member, require_no_error
from domain.contract.services.commands import DeliverService, ServiceCommand
from domain.contract.services.events import ServiceDelivered, ServiceEvent
from domain.contract.services.refusals import NothingDelivered, PerformerNotInTeam, ServiceAfterDeath
from domain.contract.services.state import Service
from domain.contract.state import Contract
from domain.refusal import require_not_future


def decide(
    command: ServiceCommand, contract: Contract, teams: Mapping[UUID, CareTeam], today: date
) -> tuple[ServiceEvent, ...]:
    """The facts that a command about a service leads to."""
    return deliver(command, contract, teams, today)


def deliver(
    command: DeliverService, contract: Contract, teams: Mapping[UUID, CareTeam], today: date
) -> tuple[ServiceDelivered, ...]:
    """Write down a service. What counts is the day of the service, not the day on which it is written down.

    Among `teams` is the contract's on that day. Who or what is named twice is written down once. Refused:
    dated_in_future, nothing_delivered, service_after_death, not_in_force, not_a_member, performer_not_in_team. Quiet:
    the same service again.
    """
    if command.service_id in contract.services:
        return ()
    require_not_future(command.delivered_on, today)
    if not command.resident_ids or not command.items:
        raise NothingDelivered
    require_no_error(contract)
    for resident_id in command.resident_ids:
        _require_not_dead(resident_id, command.delivered_on, contract)
    in_force = require_in_force(contract, command.delivered_on)
    for resident_id in command.resident_ids:
        require_member(contract, resident_id, command.delivered_on)
    if command.performer not in teams[in_force.team_id].staff_on(command.delivered_on):
        raise PerformerNotInTeam(performer=command.performer, team=in_force.team_id, day=command.delivered_on)
    return (
        ServiceDelivered(
            service_id=command.service_id,
            delivered_on=command.delivered_on,
            resident_ids=tuple(dict.fromkeys(command.resident_ids)),
            items=tuple(dict.fromkeys(command.items)),
            performer=command.performer,
            channel=command.channel,
            note=command.note,
        ),
    )


def conflicts_with_death(contract: Contract) -> tuple[UUID, ...]:
    """The services dated after the death of somebody whom they name, in the order in which they were recorded.

    They were recorded before the death became known. They stay on record, and count for nothing.
    """
    return tuple(service_id for service_id, service in contract.services.items() if _names_a_dead(service, contract))


def _names_a_dead(service: Service, contract: Contract) -> bool:
    deaths = (contract.members[resident_id].died_on for resident_id in service.resident_ids)
    return any(died_on is not None and died_on < service.delivered_on for died_on in deaths)


def _require_not_dead(resident_id: UUID, day: date, contract: Contract) -> None:
    member = contract.members.get(resident_id)
    if member is not None and member.died_on is not None and member.died_on < day:
        raise ServiceAfterDeath(resident=resident_id, died_on=member.died_on, day=day)
