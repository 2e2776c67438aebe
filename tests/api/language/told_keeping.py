"""One fact of every kind about papers that are kept, and the sentence that it is told in."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.contract.keeping import events as keeping
from domain.personal import Personal
from domain.policy.retention import RetentionClass

CONTRACT = UUID("01900000-0000-7000-8000-00000000000c")
HOLD = UUID("01900000-0000-7000-8000-00000000001a")

KEEPING_FACTS: list[tuple[Event, str, str]] = [
    (
        keeping.LegalHoldPlaced(
            hold_id=HOLD,
            placed_on=date(2023, 6, 1),
            reason=keeping.HoldReason.DISPUTE,
            note=Personal(CONTRACT, "费用有争议"),
        ),
        "自2023年6月1日起暂停销毁，原因：纠纷（编号01900000-0000-7000-8000-00000000001a）。备注：费用有争议。",
        (
            "From 1 June 2023 nothing may be disposed of: a dispute (hold 01900000-0000-7000-8000-00000000001a). "
            "Note: 费用有争议."
        ),
    ),
    (
        keeping.LegalHoldLifted(hold_id=HOLD, lifted_on=date(2024, 1, 5)),
        "自2024年1月5日起解除暂停销毁（编号01900000-0000-7000-8000-00000000001a）。",
        "From 5 January 2024 the hold 01900000-0000-7000-8000-00000000001a is lifted.",
    ),
    (
        keeping.ContractArchived(
            retention_class=RetentionClass.HEALTH_RECORD, archived_on=date(2019, 1, 4), place="B-7", year=2018
        ),
        "2019年1月4日2018年的健康档案归档，存放于B-7。",
        "Put into the archive on 4 January 2019: health record of 2018, B-7.",
    ),
    (
        keeping.DisposalApproved(
            retention_class=RetentionClass.CONTRACT_PAPERS, approved_on=date(2024, 6, 3), kept_until=date(2024, 5, 24)
        ),
        "2024年6月3日批准销毁签约服务资料（保存期限到2024年5月24日），须由另一人办理。",
        (
            "On 3 June 2024 the disposal of the contract papers, kept until 24 May 2024, was approved; "
            "somebody else has to carry it out."
        ),
    ),
    (
        keeping.DisposalApprovalWithdrawn(
            retention_class=RetentionClass.CONTRACT_PAPERS,
            withdrawn_on=date(2024, 6, 5),
            reason=Personal(CONTRACT, "批错合同"),
        ),
        "2024年6月5日撤回销毁签约服务资料的批准，原因：批错合同。",
        "On 5 June 2024 the approval to dispose of the contract papers was withdrawn: 批错合同.",
    ),
    (
        keeping.ContractDisposed(
            retention_class=RetentionClass.CONTRACT_PAPERS,
            disposed_on=date(2024, 6, 10),
            approved_on=date(2024, 6, 3),
            kept_until=date(2024, 5, 24),
            certificate_number="2024-17",
            kept_back=(keeping.KeptBack(retention_class=RetentionClass.HEALTH_RECORD, kept_until=date(2034, 5, 24)),),
        ),
        (
            "2024年6月10日销毁签约服务资料（2024年6月3日批准，销毁证明2024-17号）。"
            "继续保存：健康档案（到2034年5月24日）。"
        ),
        (
            "Disposed of on 10 June 2024: contract papers (approved on 3 June 2024, certificate 2024-17). "
            "Kept: health record (until 24 May 2034)."
        ),
    ),
    (
        keeping.ContractDisposalVoided(
            retention_class=RetentionClass.CONTRACT_PAPERS,
            certificate_number="2024-17",
            void_from=date(2024, 6, 10),
            reason=Personal(CONTRACT, "证明编号写错"),
        ),
        "签约服务资料的销毁登记作废，销毁证明2024-17号无效，原因：证明编号写错。",
        "The disposal of the contract papers was recorded wrongly and certificate 2024-17 is void: 证明编号写错.",
    ),
]
