"""The names of what policies speak of, in both languages: papers, shares of a fee, reasons, whose consent."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from domain.policy.capacity import CapacityOf, Counted
from domain.policy.documents import Keeper, Paper
from domain.policy.fees import FeeShare, FundUse
from domain.policy.packages import Title
from domain.policy.renewal import RenewalKind, Side
from domain.policy.reporting import Every
from domain.policy.services import ConfirmationKind, Confirmer, EvidenceKind
from domain.policy.termination import DecidedBy, TerminationReason

POLICY_TABLES: Mapping[type[StrEnum], Mapping[Any, Title]] = MappingProxyType(
    {
        Paper: {
            Paper.SERVICE_AGREEMENT: Title(zh="协议书", en="agreement"),
            Paper.SERVICE_HANDBOOK: Title(zh="手册", en="handbook"),
            Paper.CONTRACT_REGISTER: Title(zh="登记册", en="register"),
            Paper.SERVICE_PLEDGE: Title(zh="承诺书", en="pledge"),
            Paper.SERVICE_NOTICE: Title(zh="告知书", en="notice"),
            Paper.CONTACT_CARD: Title(zh="联系卡", en="contact card"),
            Paper.PUBLIC_NOTICE_BOARD: Title(zh="公示牌", en="notice board"),
        },
        Keeper: {
            Keeper.HOUSEHOLD: Title(zh="签约家庭", en="household"),
            Keeper.TEAM: Title(zh="团队", en="team"),
            Keeper.BOTH_SIDES: Title(zh="双方", en="both sides"),
            Keeper.AUTHORITY: Title(zh="主管部门", en="authority"),
        },
        FeeShare: {
            FeeShare.FISCAL_SUBSIDY: Title(zh="财政补贴", en="fiscal subsidy"),
            FeeShare.INSURANCE_FUND: Title(zh="医保基金", en="insurance fund"),
            FeeShare.SELF_SHARE: Title(zh="个人承担", en="own share"),
        },
        FundUse: {
            FundUse.INSTITUTION_HEAD: Title(zh="奖励机构负责人", en="head of the institution"),
            FundUse.OPERATIONS: Title(zh="机构运作", en="operations"),
            FundUse.TEAM: Title(zh="签约团队", en="team"),
        },
        TerminationReason: {
            TerminationReason.RESIDENT_REQUEST: Title(zh="居民要求", en="the residents asked for it"),
            TerminationReason.MOVED_OUT: Title(zh="迁出", en="moved out"),
            TerminationReason.TRANSFERRED: Title(zh="改签", en="transferred"),
            TerminationReason.LOST_TO_FOLLOW_UP: Title(zh="失访", en="lost to follow-up"),
            TerminationReason.REFUSED_ONE_YEAR: Title(zh="连续一年拒绝服务", en="refused for a year"),
            TerminationReason.INVOICE_VOIDED: Title(zh="发票作废", en="invoice declared void"),
            TerminationReason.OTHER: Title(zh="其他", en="other"),
        },
        ConfirmationKind: {
            ConfirmationKind.SIGNATURE: Title(zh="签名", en="signature"),
            ConfirmationKind.FINGERPRINT: Title(zh="按手印", en="fingerprint"),
            ConfirmationKind.STAMP: Title(zh="盖章", en="stamp"),
        },
        Confirmer: {
            Confirmer.PERFORMER: Title(zh="服务人员", en="who served"),
            Confirmer.RECIPIENT: Title(zh="服务对象", en="who was served"),
        },
        EvidenceKind: {
            EvidenceKind.PHOTO: Title(zh="照片", en="photos"),
            EvidenceKind.VIDEO: Title(zh="录像", en="films"),
        },
        RenewalKind: {
            RenewalKind.SILENCE: Title(zh="默认续约", en="by silence"),
            RenewalKind.MUTUAL_CONSENT: Title(zh="双方同意续约", en="by consent of both sides"),
            RenewalKind.RESIDENTS_CHOICE: Title(zh="居民选择续约", en="by the residents' choice"),
        },
        Side: {
            Side.RESIDENT: Title(zh="居民", en="resident"),
            Side.TEAM: Title(zh="签约医生（团队）", en="team"),
        },
        DecidedBy: {
            DecidedBy.INSTITUTION: Title(zh="签约机构", en="institution"),
            DecidedBy.BOTH_SIDES: Title(zh="双方", en="both sides"),
        },
        Counted: {
            Counted.PERSONS: Title(zh="人", en="persons"),
            Counted.HOUSEHOLDS: Title(zh="户", en="households"),
        },
        CapacityOf: {
            CapacityOf.NOBODY: Title(zh="不限", en="nobody"),
            CapacityOf.TEAM: Title(zh="团队", en="team"),
            CapacityOf.DOCTOR: Title(zh="医生", en="doctor"),
        },
        Every: {
            Every.NEVER: Title(zh="不要求", en="never"),
            Every.MONTH: Title(zh="每月", en="every month"),
            Every.QUARTER: Title(zh="每季度", en="every quarter"),
            Every.HALF_YEAR: Title(zh="每半年", en="every half year"),
        },
    }
)
"""One table a kind, as in `api.language.words`, which takes these in."""
