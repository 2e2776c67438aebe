"""Commands that leave people and terms alone, for machines that try commands in any order."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from domain.contract.commands import ContractCommand
from domain.contract.consents.commands import GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentPurpose
from domain.contract.fees.commands import ChargeFees, RefundFee, VoidFeeCharge, VoidFeeRefund, VoidFeeWaiver, WaiveFee
from domain.contract.keeping.commands import LiftLegalHold, PlaceLegalHold
from domain.contract.keeping.events import HoldReason
from domain.contract.papers.commands import CopyToIssue, IssueDocuments, ReissueDocument
from domain.contract.papers.events import Holder, ReissueReason
from domain.personal import Personal
from domain.policy.documents import Paper


def further_commands(people: Sequence[UUID], days: st.SearchStrategy[date]) -> st.SearchStrategy[ContractCommand]:
    """Papers, consents, fees and holds, of any of these people, on any of these days."""
    residents, papers, holders = st.sampled_from(people), st.sampled_from(Paper), st.sampled_from(Holder)
    purposes, by = st.sampled_from(ConsentPurpose), st.just(ConsentBy.PERSON)
    amounts = st.sampled_from([None, Decimal("20.01")])
    copies = st.builds(CopyToIssue, paper=papers, holder=holders).map(lambda copy: (copy,))
    note, holds = st.just(Personal(people[0], "费用有争议")), st.sampled_from((UUID(int=601), UUID(int=602)))
    return st.one_of(
        st.builds(IssueDocuments, issued_on=days, copies=copies),
        st.builds(ReissueDocument, paper=papers, holder=holders, reissued_on=days, reason=st.just(ReissueReason.LOST)),
        st.builds(
            GiveConsent,
            resident_id=residents,
            purpose=purposes,
            spoken_by=by,
            form=st.just(ConsentForm.ORAL),
            given_on=days,
            guardian_id=st.none(),
            note=st.none(),
        ),
        st.builds(
            WithdrawConsent,
            resident_id=residents,
            purpose=purposes,
            spoken_by=by,
            withdrawn_on=days,
            guardian_id=st.none(),
            note=st.none(),
        ),
        st.builds(ChargeFees, charged_on=days),
        st.builds(WaiveFee, resident_id=residents, in_year_of=days, waived_on=days),
        st.builds(RefundFee, resident_id=residents, in_year_of=days, refunded_on=days, amount=amounts, note=st.none()),
        st.builds(VoidFeeCharge, resident_id=residents, in_year_of=days, voided_on=days, reason=note),
        st.builds(VoidFeeRefund, resident_id=residents, in_year_of=days, refunded_on=days, voided_on=days, reason=note),
        st.builds(VoidFeeWaiver, resident_id=residents, in_year_of=days, voided_on=days, reason=note),
        st.builds(PlaceLegalHold, hold_id=holds, placed_on=days, reason=st.just(HoldReason.DISPUTE), note=note),
        st.builds(LiftLegalHold, hold_id=holds, lifted_on=days),
    )
