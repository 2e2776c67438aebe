"""Rules about confirming a service: "团队人员和享受服务的群众要亲笔签名或按手印" (000, article 5)."""

from datetime import date

from domain.contract.services.commands import Confirmation, ConfirmService
from domain.contract.services.events import ServiceConfirmed
from domain.contract.services.questions import require_after_service, require_recipient, require_standing
from domain.contract.services.refusals import (
    ConfirmationNotAccepted,
    ConfirmerUnclear,
    DisputeOpen,
    EvidenceNotHashed,
)
from domain.contract.services.state import Confirmed, Service
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract
from domain.policy.services import Confirmer


def confirm(command: ConfirmService, contract: Contract, around: ServiceSurroundings) -> tuple[ServiceConfirmed, ...]:
    """Confirm a service for one side. Quiet: the same confirmation again.

    Refused: no_such_service, service_void, before_service, dated_in_future, and what `confirmed` says.
    """
    service = require_standing(contract, command.service_id)
    require_after_service(service, command.confirmed_on, around.today)
    fact = confirmed(command.confirmation, service, command.confirmed_on, contract, around)
    return () if fact is None else (fact,)


def confirmed(
    given: Confirmation, service: Service, day: date, contract: Contract, around: ServiceSurroundings
) -> ServiceConfirmed | None:
    """The fact that a confirmation comes to; None where it is on record already.

    Refused: confirmation_not_accepted, confirmer_unclear, not_the_recipient, resident_deceased, dispute_open,
    evidence_not_hashed.
    """
    service_id, rules = service.entered.service_id, around.policy.confirmation
    if not rules.accepts(given.kind):
        raise ConfirmationNotAccepted(kind=given.kind, accepted=rules.accepted, rule=around.policy.cite("confirmation"))
    if (given.confirmer is Confirmer.RECIPIENT) != (given.resident_id is not None):
        raise ConfirmerUnclear(service=service_id)
    if given.resident_id is not None:
        require_recipient(service, given.resident_id, day, contract)
        if given.resident_id in service.disputed_by:
            raise DisputeOpen(resident=given.resident_id, service=service_id)
    if given.evidence is not None and not given.evidence.is_sound:
        raise EvidenceNotHashed(evidence=given.evidence.evidence_id)
    if any(_is_known(given, each) for each in service.confirmations):
        return None
    return ServiceConfirmed(
        service_id=service_id,
        confirmed_on=day,
        confirmer=given.confirmer,
        kind=given.kind,
        resident_id=given.resident_id,
        evidence=given.evidence,
    )


def _is_known(given: Confirmation, known: Confirmed) -> bool:
    """Whether the same side confirmed in the same way before, whatever day and evidence it named then."""
    return (given.confirmer, given.kind, given.resident_id) == (known.confirmer, known.kind, known.resident_id)
