"""What a folded contract says of one of its services, and whose hands its record went through."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from application.envelope import Event, Recorded
from application.ports import ZONE
from domain.calendar import civil_date
from domain.contract.services.events import (
    LateEntryApproved,
    LateEntryRejected,
    ServiceCorrected,
    ServiceDelivered,
)
from domain.contract.services.items import Evidence, ProofKind
from domain.contract.services.standing import standing_on_record
from domain.contract.services.state import Approval, Confirmed
from domain.contract.state import Contract
from domain.policy.services import ConfirmationKind, Confirmer

Row = dict[str, Any]

SHANGHAI = ZoneInfo(ZONE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hands:
    """Who wrote a service down first, when, in which record; who corrected it, and who decided on a late entry."""

    entered_position: int
    entered_on: date
    entered_by: str
    corrected_by: tuple[str, ...] = ()
    decided_by: str | None = None


def hands_after(before: Mapping[UUID, Hands], contract: Contract, record: Recorded[Event]) -> Mapping[UUID, Hands]:
    """Whose hands the services of a contract went through, with its newest record."""
    event, by = record.event, record.actor.id
    match event:
        case ServiceDelivered():
            entered_on = civil_date(record.recorded_at, SHANGHAI)
            hands = Hands(entered_position=record.position, entered_on=entered_on, entered_by=by)
        case ServiceCorrected():
            known = before[event.service_id]
            hands = replace(known, corrected_by=tuple(dict.fromkeys((*known.corrected_by, by))))
        case LateEntryApproved():
            hands = replace(before[event.service_id], decided_by=by)
        case LateEntryRejected() if contract.services[event.service_id].approval is Approval.REJECTED:
            hands = replace(before[event.service_id], decided_by=by)
        case _:  # a rejected correction leaves who approved what it corrected
            return before
    return {**before, event.service_id: hands}


def row_of(service_id: UUID, contract: Contract, hands: Hands) -> Row:
    """The columns of a service, but for when they were known."""
    service = contract.services[service_id]
    policy = contract.policy_on(service.delivered_on)
    confirmations = sorted(service.confirmations, key=lambda each: (each.confirmed_on, str(_written(each))))
    return {
        "household_number": contract.household_number,
        "team_id": service.team_id,
        "performer": service.performer,
        "delivered_on": service.delivered_on,
        "residents": _json(map(str, service.resident_ids)),
        "items": _json(service.items),
        "channel": service.channel.value,
        "evidence": _json(map(_proof, service.evidence)),
        "confirmations": _json(map(_written, confirmations)),
        "confirmed_by": " ".join(sorted(service.confirmed_by)),
        "kept": " ".join(sorted(service.kept)),
        "entered_position": hands.entered_position,
        "entered_on": hands.entered_on,
        "lag_days": (hands.entered_on - service.delivered_on).days,
        "late": service.entered.needs_approval,
        "entered_by": hands.entered_by,
        "corrected_by": _json(hands.corrected_by),
        "approval": service.approval.value,
        "decided_by": hands.decided_by if service.approval in (Approval.APPROVED, Approval.REJECTED) else None,
        "on_record": standing_on_record(service, contract).value,
        "policy_name": policy.name,
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }


def evidence_of(written: str) -> tuple[Evidence, ...]:
    """The evidence of a row."""
    return tuple(_evidence(each) for each in json.loads(written))


def confirmations_of(written: str) -> tuple[Confirmed, ...]:
    """The confirmations of a row, by day."""
    return tuple(
        Confirmed(
            confirmed_on=date.fromisoformat(each["confirmed_on"]),
            confirmer=Confirmer(each["confirmer"]),
            kind=ConfirmationKind(each["kind"]),
            resident_id=None if each["resident"] is None else UUID(each["resident"]),
            evidence=None if each["evidence"] is None else _evidence(each["evidence"]),
        )
        for each in json.loads(written)
    )


def texts_of(written: str) -> Sequence[str]:
    """The ids or codes of a row."""
    return tuple(json.loads(written))


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _proof(evidence: Evidence) -> dict[str, str]:
    return {"kind": evidence.kind.value, "evidence": str(evidence.evidence_id), "sha256": evidence.sha256}


def _evidence(written: Mapping[str, str]) -> Evidence:
    return Evidence(kind=ProofKind(written["kind"]), evidence_id=UUID(written["evidence"]), sha256=written["sha256"])


def _written(confirmed: Confirmed) -> dict[str, object]:
    return {
        "confirmed_on": confirmed.confirmed_on.isoformat(),
        "confirmer": confirmed.confirmer.value,
        "kind": confirmed.kind.value,
        "resident": None if confirmed.resident_id is None else str(confirmed.resident_id),
        "evidence": None if confirmed.evidence is None else _proof(confirmed.evidence),
    }
