"""What of the services under a contract counts, and why the others do not; what is on record is never deleted."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from domain.contract.services.items import ProofKind
from domain.contract.services.state import Approval, Closing, Service
from domain.contract.state import Contract, InForce
from domain.policy.services import ConfirmationRules, Confirmer


class ServiceStanding(StrEnum):
    """Whether a service counts, and if not, why."""

    COUNTS = "counts"
    VOIDED = "voided"
    DISPUTE_UPHELD = "dispute_upheld"
    LATE_ENTRY_REJECTED = "late_entry_rejected"
    CONFLICT_WITH_DEATH = "conflict_with_death"
    OUTSIDE_CONTRACT = "outside_contract"
    DISPUTED = "disputed"
    AWAITING_APPROVAL = "awaiting_approval"
    UNCONFIRMED = "unconfirmed"
    EVIDENCE_MISSING = "evidence_missing"


def standing_of(service: Service, contract: Contract, rules: ConfirmationRules) -> ServiceStanding:
    """Whether a service counts, as far as is known of it and of the contract.

    Of several reasons why it does not, the one that is hardest to mend: a record that is void; a day that the contract
    did not cover, because a death, a move or an ending became known later; then what people have still to do.
    """
    return standing_by_rules(standing_on_record(service, contract), rules, service.confirmed_by, service.kept)


def standing_by_rules(
    on_record: ServiceStanding,
    rules: ConfirmationRules,
    confirmed_by: AbstractSet[Confirmer],
    kept: AbstractSet[ProofKind],
) -> ServiceStanding:
    """How a service stands that stands so on record, confirmed by these sides, with these kinds of evidence kept."""
    if on_record is not ServiceStanding.COUNTS:
        return on_record
    if rules.missing(confirmed_by):
        return ServiceStanding.UNCONFIRMED
    return ServiceStanding.EVIDENCE_MISSING if rules.missing_evidence(kept) else ServiceStanding.COUNTS


def standing_on_record(service: Service, contract: Contract) -> ServiceStanding:  # noqa: PLR0911 - one line a reason
    """The same, confirmations and evidence left aside, of which the policy says whose and which it asks for."""
    if service.closing is not None:
        return ServiceStanding.VOIDED if service.closing is Closing.VOIDED else ServiceStanding.DISPUTE_UPHELD
    if service.approval is Approval.REJECTED:
        return ServiceStanding.LATE_ENTRY_REJECTED
    if _names_a_dead(service, contract):
        return ServiceStanding.CONFLICT_WITH_DEATH
    if not _is_covered(service, contract):
        return ServiceStanding.OUTSIDE_CONTRACT
    if service.disputed_by:
        return ServiceStanding.DISPUTED
    if service.approval is Approval.AWAITING:
        return ServiceStanding.AWAITING_APPROVAL
    return ServiceStanding.COUNTS


def _names_a_dead(service: Service, contract: Contract) -> bool:
    deaths = (contract.members[resident_id].died_on for resident_id in service.resident_ids)
    return any(died_on is not None and died_on < service.delivered_on for died_on in deaths)


def _is_covered(service: Service, contract: Contract) -> bool:
    standing = contract.on(service.delivered_on)
    return isinstance(standing, InForce) and set(service.resident_ids) <= set(standing.members)
