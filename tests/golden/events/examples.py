"""One event of every class, every field filled, as the golden files record it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from application.envelope import Actor, Cause, Channel, Event, RegisterRow, Role, effective_on
from domain.care_team import events as care_team
from domain.contract import events as contract
from domain.contract.absences import events as absences
from domain.contract.care import events as care
from domain.contract.consents import events as consents
from domain.contract.fees import events as fees
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.years import FeeYear
from domain.contract.keeping import events as keeping
from domain.contract.moves import events as moves
from domain.contract.papers import events as papers
from domain.contract.services import events as services
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel, ServiceItem
from domain.contract.terms import events as terms
from domain.personal import Personal
from domain.policy.capacity import Counted, OverAdvised
from domain.policy.changes import ChangeReason
from domain.policy.documents import Paper
from domain.policy.model import PolicyRef
from domain.policy.packages import Package
from domain.policy.renewal import RenewalKind, Side
from domain.policy.retention import RetentionClass
from domain.policy.services import ConfirmationKind, Confirmer
from domain.policy.termination import TerminationReason
from domain.policy.terms import Term
from domain.populations import Category
from domain.renewal_run import events as renewal_run
from domain.resident import events as resident
from infrastructure.ledger.mapper import Fact, RecordMapper

STREAM, LI, WANG, TEAM = (
    UUID(text)
    for text in (
        "01958f2a-0000-7000-8000-000000000001",
        "01958f2a-0000-7000-8000-000000000002",
        "01958f2a-0000-7000-8000-000000000003",
        "01958f2a-0000-7000-8000-000000000004",
    )
)
COMMAND = UUID("01958f2a-0000-7000-8000-00000000000f")
RUN = UUID("01958f2a-0000-7000-8000-00000000000e")


def closed(subject: UUID, digit: str) -> Personal:
    """A value as the record holds it."""
    return Personal(subject, None, digit * 64)


VISIT = UUID(int=6)
PHOTO = Evidence(kind=ProofKind.PHOTO, evidence_id=UUID(int=7), sha256="7" * 64)
OVER_ADVISED = OverAdvised(cap=1500, counted=Counted.PERSONS, load=1501)
FLAG = contract.Flag(category=Category.MATERNAL, until_on=date(2026, 9, 30))

SIGNED = contract.ContractSigned(
    agreement_number="HB-2026-0001",
    household_number="0001",
    household_size=3,
    village="建民镇 红旗村",
    members=(
        contract.SignedMember(resident_id=LI, relationship="户主", flags=(FLAG,), note=closed(LI, "a")),
        contract.SignedMember(resident_id=WANG, relationship="配偶"),
    ),
    representative_id=LI,
    team_id=TEAM,
    doctor="王建国",
    package=Package.BASIC,
    signed_on=date(2026, 2, 28),
    term=Term(number=1, start_on=date(2026, 3, 1), end_on=date(2027, 2, 28), anchor_on=date(2026, 3, 1)),
    renews_silently=False,
    policy=PolicyRef(name="hanbin", version="1", digest="0123456789abcdef" * 4),
    previous_contract_id=UUID(int=5),
    over_advised=OVER_ADVISED,
    team_lacks=(care_team.StaffRole.RESPONSIBLE_NURSE,),
    origin=moves.Origin(kind=moves.OriginKind.TRANSFER, contract_ids=(UUID(int=5),)),
)

EXAMPLES: Sequence[Event] = (
    SIGNED,
    contract.ContractBackSigned(agreed_from_on=date(2026, 1, 1), signing=SIGNED),
    contract.ContractSigningCorrected(
        corrected_from=date(2026, 3, 1),
        household_number="0002",
        village="建民镇 东风村",
        team_id=TEAM,
        doctor="王建国",
        package=Package.PRIMARY,
        household_size=4,
        agreement_number="HB-2026-0002",
        representative_id=WANG,
        members=(
            contract.CorrectedMember(resident_id=WANG, relationship="儿媳", note=closed(WANG, "e")),
            contract.CorrectedMember(resident_id=LI, cleared=(contract.MemberCell.NOTE,)),
        ),
        cleared=(contract.SigningCell.HOUSEHOLD_NUMBER,),
    ),
    contract.MemberAdded(
        resident_id=WANG,
        relationship="子",
        reason=contract.JoinReason.BIRTH,
        joined_on=date(2026, 4, 1),
        flags=(contract.Flag(category=Category.CHILD_0_6),),
        note=closed(WANG, "b"),
        contract_resumes=True,
        from_contract_id=UUID(int=5),
        over_advised=OVER_ADVISED,
    ),
    contract.MemberRemoved(
        resident_id=WANG,
        reason=contract.LeaveReason.MARRIED_OUT,
        last_day_on=date(2026, 5, 1),
        to_contract_id=UUID(int=5),
    ),
    contract.MemberDied(resident_id=WANG, last_day_on=date(2026, 5, 4)),
    contract.MemberRelocated(resident_id=WANG, last_day_on=date(2026, 6, 30)),
    absences.AbsenceNoted(
        resident_id=WANG, since_on=date(2026, 7, 1), note=closed(WANG, "0"), from_contract_id=UUID(int=5)
    ),
    absences.AbsenceEnded(resident_id=WANG, back_on=date(2026, 7, 20)),
    contract.MemberReturned(
        resident_id=WANG,
        returned_on=date(2026, 8, 1),
        contract_resumes=True,
        over_advised=OVER_ADVISED,
    ),
    contract.MarkWithdrawn(
        resident_id=WANG,
        mark=contract.Mark.DEATH,
        last_day_on=date(2026, 5, 4),
        contract_resumes=True,
        reason=closed(WANG, "c"),
    ),
    contract.RepresentativeReplaced(representative_id=WANG, replaced_on=date(2026, 7, 1)),
    contract.PopulationFlagged(resident_id=LI, flag=FLAG, noted_on=date(2026, 3, 5)),
    contract.PopulationUnflagged(resident_id=LI, category=Category.HYPERTENSION, ended_on=date(2026, 10, 1)),
    services.ServiceDelivered(
        service_id=VISIT,
        delivered_on=date(2026, 4, 9),
        resident_ids=(LI, WANG),
        items=(ServiceItem.BP_MEASUREMENT, ServiceItem.HTN_FOLLOWUP),
        team_id=TEAM,
        performer="王建国",
        channel=ServiceChannel.HOME,
        place=closed(STREAM, "9"),
        evidence=(PHOTO,),
        note=closed(STREAM, "f"),
        needs_approval=True,
        late_reason=closed(STREAM, "0"),
    ),
    services.ServiceCorrected(
        service_id=VISIT,
        corrected_from=date(2026, 4, 8),
        reason=closed(STREAM, "a"),
        delivered_on=date(2026, 4, 8),
        resident_ids=(LI,),
        items=(ServiceItem.HTN_FOLLOWUP,),
        team_id=TEAM,
        performer="赵敏",
        channel=ServiceChannel.CLINIC,
        place=closed(STREAM, "b"),
        evidence=(PHOTO,),
        note=closed(STREAM, "c"),
        unconfirmed=True,
        needs_approval=True,
    ),
    services.ServiceVoided(service_id=VISIT, void_from=date(2026, 4, 9), reason=closed(STREAM, "2")),
    services.ServiceConfirmed(
        service_id=VISIT,
        confirmed_on=date(2026, 4, 9),
        confirmer=Confirmer.RECIPIENT,
        kind=ConfirmationKind.FINGERPRINT,
        resident_id=LI,
        evidence=Evidence(kind=ProofKind.FINGERPRINT, evidence_id=UUID(int=8), sha256="8" * 64),
    ),
    services.ServiceDisputed(
        service_id=VISIT, disputed_on=date(2026, 4, 20), resident_id=WANG, reason=closed(WANG, "3")
    ),
    services.ServiceDisputeWithdrawn(service_id=VISIT, withdrawn_on=date(2026, 4, 25), resident_id=WANG),
    services.ServiceDisputeUpheld(service_id=VISIT, void_from=date(2026, 4, 9), reason=closed(STREAM, "4")),
    services.LateEntryApproved(service_id=VISIT, approved_on=date(2026, 5, 2)),
    services.LateEntryRejected(service_id=VISIT, rejected_on=date(2026, 5, 2), reason=closed(STREAM, "5")),
    papers.DocumentsIssued(
        issued_on=date(2026, 3, 2),
        copies=(papers.IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=1, holder=papers.Holder.HOUSEHOLD),),
    ),
    papers.DocumentReissued(
        copy=papers.IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=2, holder=papers.Holder.HOUSEHOLD),
        replaces=1,
        reissued_on=date(2026, 5, 2),
        reason=papers.ReissueReason.LOST,
    ),
    consents.ConsentGiven(
        resident_id=WANG,
        purpose=consents.ConsentPurpose.FINGERPRINT,
        spoken_by=consents.ConsentBy.GUARDIAN,
        form=consents.ConsentForm.SIGNATURE,
        given_on=date(2026, 3, 2),
        guardian_id=LI,
        note=closed(WANG, "3"),
        from_contract_id=UUID(int=5),
    ),
    consents.ConsentWithdrawn(
        resident_id=WANG,
        purpose=consents.ConsentPurpose.FINGERPRINT,
        spoken_by=consents.ConsentBy.GUARDIAN,
        withdrawn_on=date(2026, 6, 2),
        guardian_id=LI,
        note=closed(WANG, "4"),
        from_contract_id=UUID(int=5),
    ),
    care.DoctorChanged(
        doctor="赵敏",
        changed_on=date(2026, 7, 1),
        reason=ChangeReason.OTHER,
        note=closed(STREAM, "0"),
        over_advised=OVER_ADVISED,
        consents=tuple(Side),
    ),
    care.TeamChanged(
        team_id=TEAM,
        doctor="赵敏",
        changed_on=date(2026, 7, 2),
        reason=ChangeReason.TEAM_REORGANISED,
        note=closed(STREAM, "1"),
        over_advised=OVER_ADVISED,
        consents=(Side.TEAM,),
    ),
    care.PackageChanged(
        package=Package.PAID,
        changed_on=date(2026, 7, 3),
        reason=ChangeReason.HEALTH_CHANGED,
        note=closed(STREAM, "2"),
        consents=(Side.RESIDENT,),
    ),
    fees.FeeCharged(
        charged_on=date(2026, 3, 5),
        resident_id=LI,
        term_number=1,
        year=FeeYear(start_on=date(2026, 3, 1), end_on=date(2027, 2, 28)),
        amount=Decimal("120.00"),
        parts=FeeParts(fiscal_subsidy=Decimal("40.00"), insurance_fund=Decimal("40.00"), self_share=Decimal("0.00")),
        waived=Decimal("40.00"),
        waived_for=(Category.DISABLED, Category.MINIMUM_LIVING),
        policy=PolicyRef(name="putuo", version="1", digest="0123456789abcdef" * 4),
    ),
    fees.FeeWaived(
        waived_on=date(2026, 4, 1),
        resident_id=WANG,
        year_from=date(2026, 3, 1),
        waived=Decimal("40.00"),
        waived_for=(Category.DISABLED,),
    ),
    fees.FeeRefunded(
        refunded_on=date(2026, 7, 1),
        resident_id=LI,
        year_from=date(2026, 3, 1),
        parts=FeeParts(fiscal_subsidy=Decimal("20.00"), insurance_fund=Decimal("20.01"), self_share=Decimal("19.99")),
        note=closed(LI, "5"),
    ),
    fees.FeeChargeVoided(
        voided_on=date(2026, 7, 2), resident_id=LI, year_from=date(2026, 3, 1), reason=closed(LI, "6")
    ),
    fees.FeeWaiverVoided(
        voided_on=date(2026, 7, 2),
        resident_id=WANG,
        year_from=date(2026, 3, 1),
        self_share=Decimal("40.00"),
        reason=closed(WANG, "7"),
    ),
    fees.FeeRefundVoided(
        voided_on=date(2026, 7, 3),
        resident_id=LI,
        year_from=date(2026, 3, 1),
        refunded_on=date(2026, 7, 1),
        parts=FeeParts(fiscal_subsidy=Decimal("20.00"), insurance_fund=Decimal("20.01"), self_share=Decimal("19.99")),
        reason=closed(LI, "8"),
    ),
    moves.ContractTransferred(
        last_day_on=date(2026, 10, 31),
        to_contract_id=UUID(int=5),
        team_id=TEAM,
        reason=ChangeReason.OTHER,
        note=closed(STREAM, "6"),
    ),
    moves.ContractMerged(last_day_on=date(2026, 10, 31), into_contract_id=UUID(int=5)),
    moves.MoveVoided(to_contract_id=UUID(int=5), last_day_on=date(2026, 10, 31), reason=closed(STREAM, "8")),
    moves.MemberMoveVoided(
        resident_id=WANG,
        to_contract_id=UUID(int=5),
        last_day_on=date(2026, 10, 31),
        reason=closed(WANG, "9"),
        contract_resumes=True,
    ),
    keeping.LegalHoldPlaced(
        hold_id=UUID(int=6), placed_on=date(2032, 1, 5), reason=keeping.HoldReason.AUDIT, note=closed(STREAM, "6")
    ),
    keeping.LegalHoldLifted(hold_id=UUID(int=6), lifted_on=date(2032, 6, 30)),
    keeping.ContractArchived(
        retention_class=RetentionClass.CONTRACT_PAPERS, archived_on=date(2027, 3, 8), place="3号柜 12盒", year=2026
    ),
    keeping.DisposalApproved(
        retention_class=RetentionClass.CONTRACT_PAPERS, approved_on=date(2032, 7, 1), kept_until=date(2032, 2, 28)
    ),
    keeping.DisposalApprovalWithdrawn(
        retention_class=RetentionClass.CONTRACT_PAPERS, withdrawn_on=date(2032, 7, 2), reason=closed(STREAM, "7")
    ),
    keeping.ContractDisposed(
        retention_class=RetentionClass.CONTRACT_PAPERS,
        disposed_on=date(2032, 7, 8),
        approved_on=date(2032, 7, 1),
        kept_until=date(2032, 2, 28),
        certificate_number="2032-17",
        kept_back=(keeping.KeptBack(retention_class=RetentionClass.HEALTH_RECORD, kept_until=date(2042, 2, 28)),),
    ),
    keeping.ContractDisposalVoided(
        retention_class=RetentionClass.CONTRACT_PAPERS,
        certificate_number="2032-17",
        void_from=date(2032, 7, 8),
        reason=closed(STREAM, "8"),
    ),
    contract.ContractLapsed(reason=contract.LapseReason.MIXED, last_day_on=date(2026, 11, 11), never_in_force=True),
    contract.ContractEnteredInError(
        void_from=date(2026, 3, 1), declared_on=date(2026, 3, 9), reason=closed(STREAM, "d")
    ),
    terms.ContractRenewed(
        term=Term(number=2, start_on=date(2027, 3, 1), end_on=date(2028, 2, 29), anchor_on=date(2026, 3, 1)),
        basis=RenewalKind.MUTUAL_CONSENT,
        policy=PolicyRef(name="hanbin", version="1", digest="0123456789abcdef" * 4),
        renews_silently=False,
        reconfirm_by=date(2027, 3, 31),
        agreed_on=date(2027, 2, 20),
        supersedes_expiry=True,
        late_reason=closed(STREAM, "5"),
    ),
    terms.RenewalReconfirmed(term_number=2, confirmed_on=date(2027, 3, 5), late_reason=closed(STREAM, "6")),
    terms.RenewalReconfirmationVoided(term_number=2, confirmed_on=date(2027, 3, 5), reason=closed(STREAM, "8")),
    terms.RenewalVoided(
        term_number=2, last_day_on=date(2027, 2, 28), requested_on=date(2027, 2, 20), reason=closed(STREAM, "7")
    ),
    terms.ContractExpired(
        term_number=1, last_day_on=date(2027, 2, 28), outcome=terms.ExpiryOutcome.TERMINATION_REQUESTED
    ),
    terms.TerminationRequested(
        requested_on=date(2027, 2, 20),
        reason=TerminationReason.OTHER,
        note=closed(STREAM, "2"),
        late_reason=closed(STREAM, "8"),
    ),
    terms.TerminationRequestWithdrawn(
        requested_on=date(2027, 2, 20), withdrawn_on=date(2027, 2, 25), late_reason=closed(STREAM, "9")
    ),
    terms.ContractTerminated(
        last_day_on=date(2027, 3, 1),
        decided_on=date(2027, 3, 2),
        reason=TerminationReason.MOVED_OUT,
        requested_on=date(2027, 3, 2),
        note=closed(STREAM, "3"),
        late_reason=closed(STREAM, "b"),
        never_in_force=True,
        consents=tuple(Side),
    ),
    terms.TerminationVoided(last_day_on=date(2027, 3, 1), reason=closed(STREAM, "4")),
    resident.ResidentRegistered(
        registered_on=date(2026, 3, 1),
        details=resident.ResidentDetails(
            name=closed(LI, "1"),
            sex=closed(LI, "2"),
            birth_on=closed(LI, "3"),
            phone=closed(LI, "4"),
            address=closed(LI, "5"),
            household_book_number=closed(LI, "6"),
        ),
    ),
    resident.ResidentIdentified(
        identified_on=date(2026, 3, 1), kind=resident.IdentifierKind.CITIZEN_ID, number=closed(LI, "7")
    ),
    resident.ResidentDetailsChanged(
        changed_on=date(2026, 6, 1), details=resident.ResidentDetails(phone=closed(LI, "8"))
    ),
    resident.ResidentMerged(merged_on=date(2026, 6, 2), same_as_id=WANG),
    resident.ResidentAbsorbed(merged_on=date(2026, 6, 2), duplicate_id=LI),
    care_team.CareTeamFounded(
        institution="汉滨区建民镇卫生院", name="第一团队", founded_on=date(2026, 1, 1), to_be_completed=True
    ),
    care_team.CareTeamStaffed(
        staffed_on=date(2026, 1, 1),
        staff=(
            care_team.StaffMember(
                name="王建国",
                role=care_team.StaffRole.FAMILY_DOCTOR,
                also=(care_team.StaffRole.PUBLIC_HEALTH_PHYSICIAN,),
                workplace=care_team.Workplace.HEALTH_CENTRE,
            ),
        ),
    ),
    care_team.CareTeamVillagesAssigned(assigned_on=date(2026, 1, 1), villages=("红旗村", "东风村")),
    care_team.CareTeamLeaderAppointed(appointed_on=date(2026, 1, 1), name="王建国"),
    care_team.CareTeamStaffLeft(names=("王建国",), last_day_on=date(2026, 6, 30)),
    care_team.CareTeamCompleted(completed_on=date(2026, 2, 1)),
    care_team.CareTeamClosed(last_day_on=date(2026, 12, 31)),
    renewal_run.RenewalRunCompleted(
        from_on=date(2027, 2, 27),
        to_on=date(2027, 3, 1),
        renewed=12,
        expired=3,
        waiting=7,
        skipped=(renewal_run.SkippedCount(reason=renewal_run.SkipReason.NO_CONSENT, contracts=3),),
        started_at="2027-02-28T16:01:00+00:00",
        finished_at="2027-02-28T16:01:02.500000+00:00",
    ),
)


def record_of(event: Event) -> bytes:
    """The record of an event: always the same envelope around it."""
    fact = Fact(
        originator_id=STREAM,
        originator_version=1,
        effective_on=effective_on(event),
        actor=Actor(id="zhangmin", name="张敏", role=Role.CENTRE_CLERK, channel=Channel.REGISTER),
        cause=Cause(command_id=COMMAND, run_id=RUN, source=RegisterRow(digest="ab" * 32, sheet="红旗村", row=7)),
        event=event,
    )
    return RecordMapper("default").to_stored_event(fact).state
