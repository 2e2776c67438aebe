"""Rules about writing down a service: what counts is the day of the service; how late it is written down shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contract.late_entries import reason_if_late, require_not_too_late
from domain.contract.questions import require_in_force, require_member, require_no_error
from domain.contract.services.commands import DeliverService
from domain.contract.services.confirming import confirmed
from domain.contract.services.events import ServiceConfirmed, ServiceDelivered
from domain.contract.services.items import Evidence, ServiceChannel, ServiceItem
from domain.contract.services.refusals import (
    EvidenceNotHashed,
    NothingDelivered,
    PerformerNotInTeam,
    ServiceAfterDeath,
    ServiceRecordedOtherwise,
    ServiceRecordedTwice,
)
from domain.contract.services.state import Service, delivered
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract
from domain.refusal import require_not_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What was done, for whom, when, by whom and how: what is judged of a service, delivered or corrected."""

    service_id: UUID
    delivered_on: date
    resident_ids: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    performer: str
    channel: ServiceChannel


def deliver(
    command: DeliverService, contract: Contract, around: ServiceSurroundings
) -> tuple[ServiceDelivered | ServiceConfirmed, ...]:
    """Write down a service, and the confirmations given on the spot. Quiet: the same service again.

    Who or what is named twice is written down once. Refused: what `judge_work` says, service_recorded_otherwise,
    late_reason_missing, evidence_not_hashed, and what `confirmed` says.
    """
    require_no_error(contract)
    known = contract.services.get(command.service_id)
    if known is not None:
        if not _is_same(command, known.entered):
            raise ServiceRecordedOtherwise(service=command.service_id)
        return ()
    work = Work(
        service_id=command.service_id,
        delivered_on=command.delivered_on,
        resident_ids=tuple(dict.fromkeys(command.resident_ids)),
        items=tuple(dict.fromkeys(command.items)),
        performer=command.performer,
        channel=command.channel,
    )
    team_id = judge_work(work, contract, around)
    require_hashed(command.evidence)
    late_reason = reason_if_late(work.delivered_on, command.late_reason, around.policy, around.today)
    fact = ServiceDelivered(
        service_id=work.service_id,
        delivered_on=work.delivered_on,
        resident_ids=work.resident_ids,
        items=work.items,
        team_id=team_id,
        performer=work.performer,
        channel=work.channel,
        place=command.place,
        evidence=command.evidence,
        note=command.note,
        needs_approval=late_reason is not None,
        late_reason=late_reason,
    )
    given = dict.fromkeys(command.confirmations)
    on_the_spot = (confirmed(each, delivered(fact), work.delivered_on, contract, around) for each in given)
    return (fact, *(each for each in on_the_spot if each is not None))


def judge_work(work: Work, contract: Contract, around: ServiceSurroundings) -> UUID:
    """The contract's team on the day of the service, if the team could deliver it under the contract and it is new.

    Refused: dated_in_future, nothing_delivered, entry_too_late, service_after_death, not_in_force, not_a_member,
    performer_not_in_team, service_recorded_twice.
    """
    day = work.delivered_on
    require_not_future(day, around.today)
    if not work.resident_ids or not work.items:
        raise NothingDelivered
    require_not_too_late(day, around.policy, around.today)
    for resident_id in work.resident_ids:
        _require_not_dead(resident_id, day, contract)
    in_force = require_in_force(contract, day)
    for resident_id in work.resident_ids:
        require_member(contract, resident_id, day)
    if work.performer not in around.teams[in_force.team_id].staff_on(day):
        raise PerformerNotInTeam(performer=work.performer, team=in_force.team_id, day=day)
    for service_id, service in contract.services.items():
        if service_id != work.service_id and service.stands and _is_double(work, service):
            raise ServiceRecordedTwice(service=service_id, day=day)
    return in_force.team_id


def require_hashed(evidence: tuple[Evidence, ...]) -> None:
    """Refuse evidence whose hash is none."""
    for each in evidence:
        if not each.is_sound:
            raise EvidenceNotHashed(evidence=each.evidence_id)


def _is_same(command: DeliverService, entered: ServiceDelivered) -> bool:
    """Texts are left aside: those on record may be closed, or forgotten."""
    people, items = tuple(dict.fromkeys(command.resident_ids)), tuple(dict.fromkeys(command.items))
    asked = (command.delivered_on, people, items, command.performer, command.channel, command.evidence)
    return asked == (
        entered.delivered_on,
        entered.resident_ids,
        entered.items,
        entered.performer,
        entered.channel,
        entered.evidence,
    )


def _is_double(work: Work, service: Service) -> bool:
    """One person, one item, one day, one performer, one way to meet: that is one service, whatever its id is."""
    told = (service.delivered_on, service.performer, service.channel)
    same_people = set(work.resident_ids) & set(service.resident_ids)
    same_items = set(work.items) & set(service.items)
    return (work.delivered_on, work.performer, work.channel) == told and bool(same_people and same_items)


def _require_not_dead(resident_id: UUID, day: date, contract: Contract) -> None:
    member = contract.members.get(resident_id)
    if member is not None and member.died_on is not None and member.died_on < day:
        raise ServiceAfterDeath(resident=resident_id, died_on=member.died_on, day=day)
