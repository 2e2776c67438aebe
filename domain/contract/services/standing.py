"""What of the services under a contract counts, and why the others do not; what is on record is never deleted."""

from enum import StrEnum

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


def standing_of(service: Service, contract: Contract, rules: ConfirmationRules) -> ServiceStanding:
    """Whether a service counts, as far as is known of it and of the contract.

    Of several reasons why it does not, the one that is hardest to mend: a record that is void; a day that the contract
    did not cover, because a death, a move or an ending became known later; then what people have still to do.
    """
    return standing_of_confirmed(standing_on_record(service, contract), rules.missing(service.confirmed_by))


def standing_of_confirmed(on_record: ServiceStanding, missing: frozenset[Confirmer]) -> ServiceStanding:
    """How a service stands that stands so on record, where `missing` have still to confirm it."""
    return ServiceStanding.UNCONFIRMED if on_record is ServiceStanding.COUNTS and missing else on_record


def standing_on_record(service: Service, contract: Contract) -> ServiceStanding:  # noqa: PLR0911 - one line a reason
    """The same, confirmations left aside, of which the policy says who has to give them."""
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
