"""The names of what is said of papers and consents, in both languages."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from domain.contract.consents.events import ConsentBy, ConsentForm, ConsentPurpose
from domain.contract.papers.events import Holder, ReissueReason
from domain.policy.packages import Title

PAPER_TABLES: Mapping[type[StrEnum], Mapping[Any, Title]] = MappingProxyType(
    {
        Holder: {
            Holder.HOUSEHOLD: Title(zh="签约家庭", en="household"),
            Holder.TEAM: Title(zh="团队", en="team"),
            Holder.AUTHORITY: Title(zh="主管部门", en="authority"),
        },
        ReissueReason: {
            ReissueReason.LOST: Title(zh="遗失", en="lost"),
            ReissueReason.DAMAGED: Title(zh="损坏", en="damaged"),
            ReissueReason.CONTENT_CHANGED: Title(zh="内容变更", en="its content changed"),
        },
        ConsentPurpose: {
            ConsentPurpose.AGREEMENT: Title(zh="签约服务", en="the agreement"),
            ConsentPurpose.PHOTO: Title(zh="留存影像资料", en="photos and videos"),
            ConsentPurpose.FINGERPRINT: Title(zh="留存指纹", en="fingerprints"),
            ConsentPurpose.DATA_SHARING: Title(zh="共享健康信息", en="sharing of health data"),
        },
        ConsentForm: {
            ConsentForm.SIGNATURE: Title(zh="签字", en="by signature"),
            ConsentForm.FINGERPRINT: Title(zh="按手印", en="by fingerprint"),
            ConsentForm.ELECTRONIC: Title(zh="电子确认", en="electronically"),
            ConsentForm.ORAL: Title(zh="口头", en="orally"),
        },
        ConsentBy: {
            ConsentBy.PERSON: Title(zh="本人", en="in person"),
            ConsentBy.GUARDIAN: Title(zh="监护人", en="through a guardian"),
        },
    }
)
