"""Rules about late entries: recorded at once, counted when somebody other than who entered them approves."""

from uuid import UUID

from domain.contract.services.commands import ApproveLateEntry, RejectLateEntry
from domain.contract.services.events import LateEntryApproved, LateEntryRejected
from domain.contract.services.questions import require_service
from domain.contract.services.refusals import ApproverEnteredIt, NotAwaitingApproval, ServiceVoid
from domain.contract.services.state import Approval, Service
from domain.contract.services.surroundings import ServiceSurroundings
from domain.contract.state import Contract


def approve(
    command: ApproveLateEntry, contract: Contract, around: ServiceSurroundings
) -> tuple[LateEntryApproved, ...]:
    """Let a late entry count. Refused: no_such_service, service_void, not_awaiting_approval, approver_entered_it.

    Quiet where it was approved already.
    """
    service = _require_undecided(command.service_id, Approval.APPROVED, contract, around)
    if service is None:
        return ()
    return (LateEntryApproved(service_id=command.service_id, approved_on=around.today),)


def reject(command: RejectLateEntry, contract: Contract, around: ServiceSurroundings) -> tuple[LateEntryRejected, ...]:
    """Let a late entry count for nothing, or take back a late correction. Refused as in `approve`.

    Quiet where the entry was rejected already.
    """
    service = _require_undecided(command.service_id, Approval.REJECTED, contract, around)
    if service is None:
        return ()
    return (LateEntryRejected(service_id=command.service_id, rejected_on=around.today, reason=command.reason),)


def _require_undecided(
    service_id: UUID, decision: Approval, contract: Contract, around: ServiceSurroundings
) -> Service | None:
    """The service, if it awaits approval by the one who asks; None where it was decided so already."""
    service = require_service(contract, service_id)
    if service.closing is not None:
        raise ServiceVoid(service=service_id)
    if service.approval is decision:
        return None
    if service.approval is not Approval.AWAITING:
        raise NotAwaitingApproval(service=service_id, approval=service.approval)
    if around.asked_by in around.entered_by.get(service_id, frozenset()):
        raise ApproverEnteredIt(service=service_id, by=around.asked_by)
    return service
