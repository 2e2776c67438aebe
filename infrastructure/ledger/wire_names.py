"""The name of every event on record. A wire name is a promise; a class may be renamed, its wire name never."""

from collections.abc import Mapping

from application.envelope import Event
from domain.care_team import events as care_team
from domain.contract import events as contract
from domain.contract.absences import events as absences
from domain.contract.care import events as care
from domain.contract.consents import events as consents
from domain.contract.fees import events as fees
from domain.contract.keeping import events as keeping
from domain.contract.moves import events as moves
from domain.contract.papers import events as papers
from domain.contract.services import events as services
from domain.contract.terms import events as terms
from domain.renewal_run import events as renewal_run
from domain.resident import events as resident

WIRE_NAMES: Mapping[type[Event], str] = {
    contract.ContractSigned: "contract.signed.v1",
    contract.ContractBackSigned: "contract.back_signed.v1",
    contract.ContractSigningCorrected: "contract.signing_corrected.v1",
    contract.MemberAdded: "contract.member_added.v1",
    contract.MemberRemoved: "contract.member_removed.v1",
    contract.MemberDied: "contract.member_died.v1",
    contract.MemberRelocated: "contract.member_relocated.v1",
    contract.MemberReturned: "contract.member_returned.v1",
    contract.MarkWithdrawn: "contract.mark_withdrawn.v1",
    contract.RepresentativeReplaced: "contract.representative_replaced.v1",
    contract.PopulationFlagged: "contract.population_flagged.v1",
    contract.PopulationUnflagged: "contract.population_unflagged.v1",
    absences.AbsenceNoted: "contract.absence_noted.v1",
    absences.AbsenceEnded: "contract.absence_ended.v1",
    services.ServiceDelivered: "contract.service_delivered.v1",
    services.ServiceCorrected: "contract.service_corrected.v1",
    services.ServiceVoided: "contract.service_voided.v1",
    services.ServiceConfirmed: "contract.service_confirmed.v1",
    services.ServiceDisputed: "contract.service_disputed.v1",
    services.ServiceDisputeWithdrawn: "contract.service_dispute_withdrawn.v1",
    services.ServiceDisputeUpheld: "contract.service_dispute_upheld.v1",
    services.LateEntryApproved: "contract.late_entry_approved.v1",
    services.LateEntryRejected: "contract.late_entry_rejected.v1",
    papers.DocumentsIssued: "contract.documents_issued.v1",
    papers.DocumentReissued: "contract.document_reissued.v1",
    consents.ConsentGiven: "contract.consent_given.v1",
    consents.ConsentWithdrawn: "contract.consent_withdrawn.v1",
    care.DoctorChanged: "contract.doctor_changed.v1",
    care.TeamChanged: "contract.team_changed.v1",
    care.PackageChanged: "contract.package_changed.v1",
    terms.ContractRenewed: "contract.renewed.v1",
    terms.RenewalReconfirmed: "contract.renewal_reconfirmed.v1",
    terms.RenewalReconfirmationVoided: "contract.renewal_reconfirmation_voided.v1",
    terms.RenewalVoided: "contract.renewal_voided.v1",
    terms.ContractExpired: "contract.expired.v1",
    terms.TerminationRequested: "contract.termination_requested.v1",
    terms.TerminationRequestWithdrawn: "contract.termination_request_withdrawn.v1",
    terms.ContractTerminated: "contract.terminated.v1",
    terms.TerminationVoided: "contract.termination_voided.v1",
    fees.FeeCharged: "contract.fee_charged.v1",
    fees.FeeWaived: "contract.fee_waived.v1",
    fees.FeeRefunded: "contract.fee_refunded.v1",
    fees.FeeChargeVoided: "contract.fee_charge_voided.v1",
    fees.FeeWaiverVoided: "contract.fee_waiver_voided.v1",
    fees.FeeRefundVoided: "contract.fee_refund_voided.v1",
    moves.ContractTransferred: "contract.transferred.v1",
    moves.ContractMerged: "contract.merged.v1",
    moves.MoveVoided: "contract.move_voided.v1",
    moves.MemberMoveVoided: "contract.member_move_voided.v1",
    keeping.ContractArchived: "contract.archived.v1",
    keeping.LegalHoldPlaced: "contract.legal_hold_placed.v1",
    keeping.LegalHoldLifted: "contract.legal_hold_lifted.v1",
    keeping.DisposalApproved: "contract.disposal_approved.v1",
    keeping.DisposalApprovalWithdrawn: "contract.disposal_approval_withdrawn.v1",
    keeping.ContractDisposed: "contract.disposed.v1",
    keeping.ContractDisposalVoided: "contract.disposal_voided.v1",
    contract.ContractLapsed: "contract.lapsed.v1",
    contract.ContractEnteredInError: "contract.entered_in_error.v1",
    resident.ResidentRegistered: "resident.registered.v1",
    resident.ResidentIdentified: "resident.identified.v1",
    resident.ResidentDetailsChanged: "resident.details_changed.v1",
    resident.ResidentMerged: "resident.merged.v1",
    resident.ResidentAbsorbed: "resident.absorbed.v1",
    care_team.CareTeamFounded: "care_team.founded.v1",
    care_team.CareTeamStaffed: "care_team.staffed.v1",
    care_team.CareTeamVillagesAssigned: "care_team.villages_assigned.v1",
    care_team.CareTeamLeaderAppointed: "care_team.leader_appointed.v1",
    care_team.CareTeamStaffLeft: "care_team.staff_left.v1",
    care_team.CareTeamCompleted: "care_team.completed.v1",
    care_team.CareTeamClosed: "care_team.closed.v1",
    renewal_run.RenewalRunCompleted: "renewal_run.completed.v1",
}


class WrittenByNewer(Exception):
    """A record says what this version of the service does not know. It stops the process; it is never skipped."""


class UnknownWireName(WrittenByNewer):
    """A record has a name that nobody here knows."""

    code = "unknown_wire_name"

    def __init__(self, wire_name: str) -> None:
        super().__init__(f"{self.code}: {wire_name}")
        self.wire_name = wire_name


class UnknownField(WrittenByNewer):
    """A record of a known name has a field that nobody here knows; `field` is its path within the record."""

    code = "unknown_field"

    def __init__(self, wire_name: str, field: str) -> None:
        super().__init__(f"{self.code}: {wire_name} {field} (written by a newer version)")
        self.wire_name = wire_name
        self.field = field


def wire_name(event: Event) -> str:
    """The name under which an event is recorded."""
    return WIRE_NAMES[type(event)]
