"""A household of two that is served, in the words of these tests."""

from datetime import date
from uuid import UUID

from domain.contract.services.commands import Confirmation, CorrectService, DeliverService
from domain.contract.services.events import ServiceConfirmed, ServiceDelivered
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding, standing_of
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer
from tests.support.scenario import CONTRACT, DOCTOR, HANBIN, LI, TEAM, ZHANG, Scenario, given, household

VISIT, SECOND_VISIT, THIRD_VISIT = (UUID(int=number) for number in (501, 502, 503))
ITEMS = (ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP)
POWER_CUT = Personal(CONTRACT, "停电")
MISTAKEN = Personal(CONTRACT, "记错了")

PHOTO = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=601), sha256="6" * 64)
BY_DOCTOR = Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.SIGNATURE)


def by_resident(resident_id: UUID, kind: ConfirmationKind = ConfirmationKind.FINGERPRINT) -> Confirmation:
    return Confirmation(confirmer=Confirmer.RECIPIENT, kind=kind, resident_id=resident_id)


def visit(
    delivered_on: date,
    *residents: UUID,
    service_id: UUID = VISIT,
    late_reason: Personal | None = None,
    confirmations: tuple[Confirmation, ...] = (),
    evidence: tuple[Evidence, ...] = (PHOTO,),
) -> DeliverService:
    return DeliverService(
        service_id=service_id,
        delivered_on=delivered_on,
        resident_ids=residents,
        items=ITEMS,
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
        late_reason=late_reason,
        confirmations=confirmations,
        evidence=evidence,
    )


def confirmed_visit(delivered_on: date, *residents: UUID, service_id: UUID = VISIT) -> DeliverService:
    """A visit that both sides confirm on the spot."""
    both = (BY_DOCTOR, by_resident(residents[0]))
    return visit(delivered_on, *residents, service_id=service_id, confirmations=both)


def delivered(
    delivered_on: date, *residents: UUID, service_id: UUID = VISIT, late_reason: Personal | None = None
) -> ServiceDelivered:
    return ServiceDelivered(
        service_id=service_id,
        delivered_on=delivered_on,
        resident_ids=residents,
        items=ITEMS,
        team_id=TEAM,
        performer=DOCTOR,
        channel=ServiceChannel.HOME,
        evidence=(PHOTO,),
        needs_approval=late_reason is not None,
        late_reason=late_reason,
    )


def confirmed(confirmation: Confirmation, confirmed_on: date, service_id: UUID = VISIT) -> ServiceConfirmed:
    return ServiceConfirmed(
        service_id=service_id,
        confirmed_on=confirmed_on,
        confirmer=confirmation.confirmer,
        kind=confirmation.kind,
        resident_id=confirmation.resident_id,
    )


def correction(**fields: object) -> CorrectService:
    return CorrectService(service_id=VISIT, reason=MISTAKEN, **fields)  # type: ignore[arg-type]  # any fields of it


def of_two(today: date) -> Scenario:
    """Zhang and Li, signed on 15 March 2018 for a year; Zhang is the head and speaks for them."""
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15))).on(today)


def standings(scenario: Scenario) -> dict[UUID, ServiceStanding]:
    """How each service stands."""
    contract = scenario.contract
    return {each: standing_of(service, contract, HANBIN.confirmation) for each, service in contract.services.items()}
