"""Rules about services that were written down wrongly: corrected, or taken back; the history keeps what was written."""

from typing import TypeVar

from domain.contract.late_entries import is_late
from domain.contract.refusals import NothingToCorrect
from domain.contract.services.commands import CorrectService, VoidService
from domain.contract.services.delivering import Work, judge_work, require_hashed
from domain.contract.services.events import ServiceCorrected, ServiceVoided
from domain.contract.services.questions import require_service, require_standing
from domain.contract.services.refusals import NothingDelivered, ServiceVoid
from domain.contract.services.state import Closing, Service
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract

T = TypeVar("T")


def correct(command: CorrectService, contract: Contract, around: ServiceSurroundings) -> tuple[ServiceCorrected, ...]:
    """Correct what was written down. Quiet where nothing differs.

    Another day, performer, item, person or way to meet is judged as a new entry of today would be: what two sides
    confirmed has to be confirmed again, and a late one counts when somebody else approves.

    Refused: nothing_to_correct, no_such_service, service_void, evidence_not_hashed, what `judge_work` says.
    """
    if command == CorrectService(service_id=command.service_id, reason=command.reason):
        raise NothingToCorrect
    service = require_standing(contract, command.service_id)
    if command.resident_ids == () or command.items == ():
        raise NothingDelivered
    require_hashed(command.evidence or ())
    work, known = _work(command, service), _as_known(service)
    judged = work != known
    team_id = judge_work(work, contract, around) if judged else service.team_id
    corrected = ServiceCorrected(
        service_id=command.service_id,
        corrected_from=min(work.delivered_on, service.delivered_on),
        reason=command.reason,
        delivered_on=_differing(work.delivered_on, service.delivered_on),
        resident_ids=_differing(work.resident_ids, service.resident_ids),
        items=_differing(work.items, service.items),
        team_id=_differing(team_id, service.team_id),
        performer=_differing(work.performer, service.performer),
        channel=_differing(work.channel, service.channel),
        place=_differing(command.place, service.place),
        evidence=_differing(command.evidence, service.evidence),
        note=_differing(command.note, service.note),
        unconfirmed=judged and bool(service.confirmations),
        needs_approval=judged and is_late(work.delivered_on, around.policy, around.today),
    )
    unchanged = ServiceCorrected(
        service_id=command.service_id, corrected_from=corrected.corrected_from, reason=command.reason
    )
    return () if corrected == unchanged else (corrected,)


def void(command: VoidService, contract: Contract) -> tuple[ServiceVoided, ...]:
    """Take back the record of a service. Quiet where it was taken back already.

    Refused: no_such_service, service_void (rejected, or found wrong in a dispute).
    """
    service = require_service(contract, command.service_id)
    if service.closing is Closing.VOIDED:
        return ()
    if not service.stands:
        raise ServiceVoid(service=command.service_id)
    return (ServiceVoided(service_id=command.service_id, void_from=service.delivered_on, reason=command.reason),)


def _work(command: CorrectService, service: Service) -> Work:
    people = service.resident_ids if command.resident_ids is None else tuple(dict.fromkeys(command.resident_ids))
    items = service.items if command.items is None else tuple(dict.fromkeys(command.items))
    return Work(
        service_id=command.service_id,
        delivered_on=command.delivered_on or service.delivered_on,
        resident_ids=people,
        items=items,
        performer=command.performer or service.performer,
        channel=command.channel or service.channel,
    )


def _as_known(service: Service) -> Work:
    return Work(
        service_id=service.entered.service_id,
        delivered_on=service.delivered_on,
        resident_ids=service.resident_ids,
        items=service.items,
        performer=service.performer,
        channel=service.channel,
    )


def _differing(asked: T | None, known: T | None) -> T | None:
    return None if asked == known else asked
