"""A health record is kept longer than the papers: a class of its own, with its own day, approval and disposal."""

from datetime import date
from uuid import UUID

from domain.contract.keeping.commands import (
    ApproveDisposal,
    ArchiveContract,
    DisposeContract,
    LiftLegalHold,
    PlaceLegalHold,
    VoidContractDisposal,
)
from domain.contract.keeping.events import ContractDisposed, DisposalApproved, HoldReason, KeptBack
from domain.contract.services.commands import VoidService
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from tests.domain.contract.services.visits import MISTAKEN, VISIT, visit
from tests.support.scenario import CLERK, CONTRACT, HANBIN, LEADER, ZHANG, Scenario, given, household

PAPERS, RECORD = RetentionClass.CONTRACT_PAPERS, RetentionClass.HEALTH_RECORD
LAWSUIT = UUID(int=602)
NOT_THIS_ONE = Personal(CONTRACT, "弄错了合同")


def served(today: date) -> Scenario:
    """Somebody signed on 15 March 2018 for a year and served on 1 June: papers until 2024, the record until 2034."""
    signed = given(household(ZHANG, signed_on=date(2018, 3, 15))).on(date(2018, 6, 2))
    return signed.after(visit(date(2018, 6, 1), ZHANG)).on(today)


def without_papers(today: date) -> Scenario:
    """The same; the papers went in 2024."""
    approve = ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 15))
    dispose = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number="2024-17")
    return served(date(2024, 3, 20)).after(approve).by(LEADER).after(dispose).by(CLERK).on(today)


def test_papers_go_and_the_health_record_is_kept_back_until_its_own_day() -> None:
    approve = ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 15))
    dispose = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number="2024-17")
    served(date(2024, 3, 20)).after(approve).by(LEADER).when(dispose).then(
        ContractDisposed(
            retention_class=PAPERS,
            disposed_on=date(2024, 3, 18),
            approved_on=date(2024, 3, 15),
            kept_until=date(2024, 3, 14),
            certificate_number="2024-17",
            kept_back=(KeptBack(retention_class=RECORD, kept_until=date(2034, 3, 14)),),
        )
    )


def test_the_health_record_goes_fifteen_years_after_the_last_day_and_the_rule_is_cited() -> None:
    early = ApproveDisposal(retention_class=RECORD, approved_on=date(2034, 3, 14))
    refused = without_papers(date(2034, 3, 20)).when(early)
    refused.then_refused("still_kept", kept_until=date(2034, 3, 14))
    assert refused.refusal is not None
    assert refused.refusal.rule == HANBIN.cite("health_record_retention")
    approved = (
        without_papers(date(2034, 3, 20))
        .when(ApproveDisposal(retention_class=RECORD, approved_on=date(2034, 3, 15)))
        .then(DisposalApproved(retention_class=RECORD, approved_on=date(2034, 3, 15), kept_until=date(2034, 3, 14)))
    )
    dispose = DisposeContract(retention_class=RECORD, disposed_on=date(2034, 3, 16), certificate_number="2034-3")
    approved.when(dispose).then_refused("second_person_needed")
    gone = approved.by(LEADER).after(dispose)
    gone.when(dispose).then_nothing()
    hold = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2034, 3, 19), reason=HoldReason.LITIGATION)
    gone.when(hold).then_refused("disposed")


def test_an_approval_is_of_one_class_only() -> None:
    approved = served(date(2034, 3, 20)).after(ApproveDisposal(retention_class=PAPERS, approved_on=date(2034, 3, 15)))
    dispose = DisposeContract(retention_class=RECORD, disposed_on=date(2034, 3, 16), certificate_number="2034-3")
    approved.by(LEADER).when(dispose).then_refused("disposal_not_approved")


def test_a_hold_ends_the_approvals_of_both_classes() -> None:
    approvals = (ApproveDisposal(retention_class=what, approved_on=date(2034, 3, 15)) for what in (PAPERS, RECORD))
    hold = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2034, 3, 16), reason=HoldReason.LITIGATION)
    lift = LiftLegalHold(hold_id=LAWSUIT, lifted_on=date(2034, 3, 17))
    free = served(date(2034, 3, 20)).after(*approvals, hold, lift).by(LEADER)
    for what in (PAPERS, RECORD):
        dispose = DisposeContract(retention_class=what, disposed_on=date(2034, 3, 18), certificate_number="2034-3")
        free.when(dispose).then_refused("disposal_not_approved")


def test_what_is_kept_back_can_be_held_and_nothing_else_of_the_contract_is_recorded() -> None:
    hold = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2030, 1, 2), reason=HoldReason.LITIGATION)
    held = without_papers(date(2034, 3, 20)).after(hold)
    approve = ApproveDisposal(retention_class=RECORD, approved_on=date(2034, 3, 15))
    held.when(approve).then_refused("on_hold", hold=LAWSUIT)
    free = held.after(LiftLegalHold(hold_id=LAWSUIT, lifted_on=date(2034, 3, 15)))
    assert free.when(approve).refusal is None
    held.when(VoidService(service_id=VISIT, reason=MISTAKEN)).then_refused("disposed", certificate="2024-17")


def test_what_is_kept_back_may_be_put_elsewhere_and_the_papers_not() -> None:
    gone = without_papers(date(2024, 6, 1))
    for what, is_there in ((RECORD, True), (PAPERS, False)):
        moved = gone.when(ArchiveContract(retention_class=what, archived_on=date(2024, 6, 1), place="3号柜"))
        assert (moved.refusal is None) is is_there


def test_where_nobody_was_served_there_is_no_health_record() -> None:
    alone = given(household(ZHANG, signed_on=date(2018, 3, 15))).on(date(2040, 1, 2))
    approve = ApproveDisposal(retention_class=RECORD, approved_on=date(2040, 1, 2))
    alone.when(approve).then_refused("nothing_of_this_class", what=RECORD)


def test_a_service_that_was_taken_back_stays_part_of_the_record() -> None:
    taken_back = served(date(2018, 6, 3)).after(VoidService(service_id=VISIT, reason=MISTAKEN)).on(date(2034, 3, 15))
    approve = ApproveDisposal(retention_class=RECORD, approved_on=date(2034, 3, 15))
    assert taken_back.when(approve).refusal is None


def test_a_disposal_of_papers_is_void_though_the_record_went_since() -> None:
    approve = ApproveDisposal(retention_class=RECORD, approved_on=date(2034, 3, 15))
    dispose = DisposeContract(retention_class=RECORD, disposed_on=date(2034, 3, 16), certificate_number="2034-3")
    gone = without_papers(date(2034, 3, 20)).after(approve).by(LEADER).after(dispose).by(CLERK)
    void = VoidContractDisposal(retention_class=PAPERS, certificate_number="2024-17", reason=NOT_THIS_ONE)
    back = gone.after(void)
    assert set(back.contract.keeping.disposals) == {RECORD}
