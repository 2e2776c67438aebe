"""Papers are kept: not disposed of before their day, under hold, or by one person alone."""

from datetime import date
from uuid import UUID

from domain.contract.commands import RecordDeath, WithdrawMark
from domain.contract.events import Mark
from domain.contract.keeping.commands import (
    ApproveDisposal,
    ArchiveContract,
    DisposeContract,
    LiftLegalHold,
    PlaceLegalHold,
    VoidContractDisposal,
    WithdrawDisposalApproval,
)
from domain.contract.keeping.events import (
    ContractDisposalVoided,
    ContractDisposed,
    DisposalApprovalWithdrawn,
    DisposalApproved,
    HoldReason,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from domain.personal import Personal
from domain.policy.retention import RetentionClass
from tests.support.scenario import CLERK, CONTRACT, ERQI, HANBIN, LEADER, ZHANG, Scenario, given, household

PAPERS = RetentionClass.CONTRACT_PAPERS
APPROVE = ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 15))
DISPOSE = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number="2024-17")
MISTAKEN = Personal(CONTRACT, "弄错了合同")
AUDIT, LAWSUIT = UUID(int=601), UUID(int=602)
HOLD = PlaceLegalHold(hold_id=AUDIT, placed_on=date(2024, 3, 1), reason=HoldReason.AUDIT)
LIFT = LiftLegalHold(hold_id=AUDIT, lifted_on=date(2024, 3, 17))


def kept(today: date = date(2024, 3, 20)) -> Scenario:
    """Somebody who signed alone on 15 March 2018 for a year: kept through 14 March 2024."""
    return given(household(ZHANG, signed_on=date(2018, 3, 15))).on(today)


def by_another(scenario: Scenario) -> Scenario:
    return scenario.by(LEADER)


def test_papers_are_disposed_of_after_their_day_by_somebody_else_than_who_approved() -> None:
    approved = (
        kept()
        .when(APPROVE)
        .then(DisposalApproved(retention_class=PAPERS, approved_on=date(2024, 3, 15), kept_until=date(2024, 3, 14)))
    )
    disposed = ContractDisposed(
        retention_class=PAPERS,
        disposed_on=date(2024, 3, 18),
        approved_on=date(2024, 3, 15),
        kept_until=date(2024, 3, 14),
        certificate_number="2024-17",
    )
    approved.when(DISPOSE).then_refused("second_person_needed")
    by_another(approved).when(DISPOSE).then(disposed).when(DISPOSE).then_nothing()


def test_nothing_is_approved_before_its_day_and_the_rule_is_cited() -> None:
    early = ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 14))
    refused = kept().when(early)
    refused.then_refused("still_kept", day=date(2024, 3, 14), kept_until=date(2024, 3, 14))
    assert refused.refusal is not None
    assert refused.refusal.rule == HANBIN.cite("retention")


def test_what_is_approved_twice_is_quiet() -> None:
    kept().after(APPROVE).when(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19))).then_nothing()


def test_nothing_goes_of_a_contract_in_force_or_renewed_by_silence() -> None:
    today = date(2018, 6, 1)
    kept(today).when(ApproveDisposal(retention_class=PAPERS, approved_on=today)).then_refused(
        "still_in_force", last_day_on=date(2019, 3, 14)
    )
    silent = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=ERQI).on(date(2040, 1, 2))
    silent.when(ApproveDisposal(retention_class=PAPERS, approved_on=date(2040, 1, 2))).then_refused(
        "still_in_force", last_day_on=None
    )


def test_nothing_is_disposed_of_that_nobody_approved_or_on_a_day_before_or_without_a_number() -> None:
    kept().when(DISPOSE).then_refused("disposal_not_approved", day=date(2024, 3, 18))
    later = by_another(kept().after(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19))))
    later.when(DISPOSE).then_refused("disposal_not_approved")
    nameless = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 19), certificate_number=" ")
    later.when(nameless).then_refused("certificate_missing")
    ahead = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 21), certificate_number="2024-17")
    later.when(ahead).then_refused("dated_in_future")


def test_under_hold_nothing_is_approved_or_disposed_of_and_a_hold_ends_the_approval() -> None:
    placed = LegalHoldPlaced(hold_id=AUDIT, placed_on=date(2024, 3, 1), reason=HoldReason.AUDIT)
    held = kept().after(APPROVE).when(HOLD).then(placed)
    held.when(HOLD).then_nothing()
    held.when(APPROVE).then_refused("on_hold", hold=AUDIT, since=date(2024, 3, 1), reason=HoldReason.AUDIT)
    by_another(held).when(DISPOSE).then_refused("on_hold")
    lifted = held.when(LIFT).then(LegalHoldLifted(hold_id=AUDIT, lifted_on=date(2024, 3, 17)))
    by_another(lifted).when(DISPOSE).then_refused("disposal_not_approved")


def test_of_two_holds_each_is_lifted_by_itself_and_papers_stay_until_the_last_one() -> None:
    lawsuit = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2024, 3, 5), reason=HoldReason.LITIGATION)
    late = ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 19))
    held = kept().after(HOLD, lawsuit, LIFT)
    held.when(late).then_refused("on_hold", day=date(2024, 3, 19), hold=LAWSUIT, since=date(2024, 3, 5))
    free = held.after(LiftLegalHold(hold_id=LAWSUIT, lifted_on=date(2024, 3, 19)))
    assert free.when(late).refusal is None


def test_nothing_is_dated_inside_a_hold_that_was_lifted_since() -> None:
    held = kept().after(HOLD, LIFT)
    for day in (date(2024, 3, 15), date(2024, 3, 16)):
        held.when(ApproveDisposal(retention_class=PAPERS, approved_on=day)).then_refused("on_hold", day=day)
    approved = held.after(ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 17)))
    later = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2024, 3, 19), reason=HoldReason.LITIGATION)
    by_another(approved.after(later)).when(DISPOSE).then_refused("on_hold", day=date(2024, 3, 20), hold=LAWSUIT)
    assert by_another(approved).when(DISPOSE).refusal is None


def test_a_hold_of_days_before_ends_an_approval_too_as_who_approved_did_not_know_of_it() -> None:
    earlier = PlaceLegalHold(hold_id=LAWSUIT, placed_on=date(2024, 2, 1), reason=HoldReason.DISPUTE)
    held = kept().after(APPROVE, earlier, LiftLegalHold(hold_id=LAWSUIT, lifted_on=date(2024, 2, 9)))
    by_another(held).when(DISPOSE).then_refused("disposal_not_approved")


def test_a_hold_needs_its_reason_and_is_not_placed_ahead() -> None:
    other = PlaceLegalHold(hold_id=AUDIT, placed_on=date(2024, 3, 1), reason=HoldReason.OTHER)
    kept().when(other).then_refused("hold_unexplained")
    ahead = PlaceLegalHold(hold_id=AUDIT, placed_on=date(2024, 3, 21), reason=HoldReason.AUDIT)
    kept().when(ahead).then_refused("dated_in_future")


def test_one_id_is_one_hold() -> None:
    held = kept().after(HOLD)
    moved = PlaceLegalHold(hold_id=AUDIT, placed_on=date(2024, 3, 2), reason=HoldReason.AUDIT)
    held.when(moved).then_refused("hold_recorded_otherwise", hold=AUDIT, placed_on=date(2024, 3, 1))
    held.after(LIFT).when(HOLD).then_nothing()


def test_a_hold_is_lifted_once_and_not_before_it_was_placed() -> None:
    kept().when(LIFT).then_refused("no_such_hold", hold=AUDIT)
    held = kept().after(HOLD)
    early = LiftLegalHold(hold_id=AUDIT, lifted_on=date(2024, 2, 29))
    held.when(early).then_refused("hold_lifted_before_placed", day=date(2024, 2, 29), placed_on=date(2024, 3, 1))
    held.when(LiftLegalHold(hold_id=AUDIT, lifted_on=date(2024, 3, 21))).then_refused("dated_in_future")
    again = held.after(LIFT)
    again.when(LIFT).then_nothing()
    later = LiftLegalHold(hold_id=AUDIT, lifted_on=date(2024, 3, 18))
    again.when(later).then_refused("hold_lifted_already", lifted_on=date(2024, 3, 17))


def test_a_late_fact_that_moves_the_day_voids_the_approval() -> None:
    death = RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))
    approved = kept().after(death, ApproveDisposal(retention_class=PAPERS, approved_on=date(2024, 3, 15)))
    withdrawn = approved.after(WithdrawMark(resident_id=ZHANG, mark=Mark.DEATH, reason=Personal(CONTRACT, "同名")))
    by_another(withdrawn).when(DISPOSE).then_refused(
        "approval_overtaken", approved_for=date(2023, 8, 20), kept_until=date(2024, 3, 14)
    )
    again = withdrawn.when(APPROVE).then(
        DisposalApproved(retention_class=PAPERS, approved_on=date(2024, 3, 15), kept_until=date(2024, 3, 14))
    )
    assert by_another(again).when(DISPOSE).refusal is None


def test_after_disposal_a_contract_takes_no_more_commands() -> None:
    gone = by_another(kept().after(APPROVE)).after(DISPOSE)
    put_away = ArchiveContract(retention_class=PAPERS, archived_on=date(2024, 3, 19), place="3号柜")
    other = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 19), certificate_number="2024-17")
    for command in (HOLD, APPROVE, put_away, other):
        gone.when(command).then_refused("disposed", disposed_on=date(2024, 3, 18), certificate="2024-17")
    gone.when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))).then_refused("disposed")


def test_what_stands_in_the_record_in_plain_is_nobodys_number() -> None:
    approved = by_another(kept().after(APPROVE))
    for number in ("11010519491231002X", "证明13703710001", "一" * 61, "2024\n17", " 2024-17"):
        numbered = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number=number)
        approved.when(numbered).then_refused("unfit_for_record", what="certificate_number", longest=60)
    long = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number="20240318000017")
    assert approved.when(long).refusal is None


def test_an_approval_is_withdrawn_once_and_given_again() -> None:
    withdraw = WithdrawDisposalApproval(retention_class=PAPERS, withdrawn_on=date(2024, 3, 16), reason=MISTAKEN)
    kept().when(withdraw).then_refused("disposal_not_approved", day=date(2024, 3, 16))
    withdrawn = (
        kept()
        .after(APPROVE)
        .when(withdraw)
        .then(DisposalApprovalWithdrawn(retention_class=PAPERS, withdrawn_on=date(2024, 3, 16), reason=MISTAKEN))
    )
    withdrawn.when(withdraw).then_nothing()
    by_another(withdrawn).when(DISPOSE).then_refused("disposal_not_approved")
    assert by_another(withdrawn.after(APPROVE)).when(DISPOSE).refusal is None


def test_an_approval_is_not_withdrawn_before_it_was_given_nor_after_the_disposal() -> None:
    approved = kept().after(APPROVE)
    early = WithdrawDisposalApproval(retention_class=PAPERS, withdrawn_on=date(2024, 3, 14), reason=MISTAKEN)
    approved.when(early).then_refused("disposal_not_approved")
    ahead = WithdrawDisposalApproval(retention_class=PAPERS, withdrawn_on=date(2024, 3, 21), reason=MISTAKEN)
    approved.when(ahead).then_refused("dated_in_future")
    late = WithdrawDisposalApproval(retention_class=PAPERS, withdrawn_on=date(2024, 3, 19), reason=MISTAKEN)
    by_another(approved).after(DISPOSE).when(late).then_refused("disposed")


def test_a_disposal_under_the_wrong_number_is_declared_void_by_another_and_recorded_anew() -> None:
    gone = by_another(kept().after(APPROVE)).after(DISPOSE)
    void = VoidContractDisposal(retention_class=PAPERS, certificate_number="2024-17", reason=MISTAKEN)
    gone.when(void).then_refused("void_by_recorder")
    voided = (
        gone.by(CLERK)
        .when(void)
        .then(
            ContractDisposalVoided(
                retention_class=PAPERS,
                certificate_number="2024-17",
                void_from=date(2024, 3, 18),
                reason=MISTAKEN,
            )
        )
    )
    voided.when(void).then_nothing()
    right = DisposeContract(retention_class=PAPERS, disposed_on=date(2024, 3, 18), certificate_number="2024-18")
    voided.when(right).then_refused("second_person_needed")
    assert by_another(voided).when(right).refusal is None


def test_a_contract_whose_disposal_is_void_takes_commands_again() -> None:
    void = VoidContractDisposal(retention_class=PAPERS, certificate_number="2024-17", reason=MISTAKEN)
    voided = by_another(kept().after(APPROVE)).after(DISPOSE).by(CLERK).after(void)
    assert voided.when(RecordDeath(resident_id=ZHANG, died_on=date(2018, 8, 20))).refusal is None
    assert voided.when(HOLD).refusal is None


def test_only_a_disposal_that_stands_under_its_number_is_declared_void() -> None:
    void = VoidContractDisposal(retention_class=PAPERS, certificate_number="2024-99", reason=MISTAKEN)
    kept().when(void).then_refused("no_such_disposal", what=PAPERS, certificate="2024-99")
    by_another(kept().after(APPROVE)).after(DISPOSE).by(CLERK).when(void).then_refused("no_such_disposal")
