"""The names of what becomes of the papers of a contract, in both languages."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from application.queries.archive import PapersState
from domain.contract.keeping.ending import EndedBy
from domain.contract.keeping.events import HoldReason
from domain.policy.packages import Title
from domain.policy.retention import RetentionClass

ENDED_BY: Mapping[EndedBy, Title] = MappingProxyType(
    {
        EndedBy.TERM_END: Title(zh="期满", en="the term ended"),
        EndedBy.TERMINATION: Title(zh="解约", en="ended early"),
        EndedBy.LAPSE: Title(zh="自然终止", en="lapsed"),
        EndedBy.SUCCESSION: Title(zh="由另一合同接续", en="another contract goes on"),
        EndedBy.ENTERED_IN_ERROR: Title(zh="误录作废", en="entered in error"),
    }
)

PAPERS_STATES: Mapping[PapersState, Title] = MappingProxyType(
    {
        PapersState.IN_FORCE: Title(zh="在约，尚未起算", en="in force"),
        PapersState.KEPT: Title(zh="保存中", en="kept"),
        PapersState.DISPOSABLE: Title(zh="可以销毁", en="disposable"),
        PapersState.ON_HOLD: Title(zh="暂停销毁", en="on hold"),
        PapersState.DISPOSED: Title(zh="已销毁", en="disposed of"),
    }
)

HOLD_REASONS: Mapping[HoldReason, Title] = MappingProxyType(
    {
        HoldReason.DISPUTE: Title(zh="纠纷", en="a dispute"),
        HoldReason.LITIGATION: Title(zh="诉讼", en="litigation"),
        HoldReason.AUDIT: Title(zh="审计检查", en="an audit"),
        HoldReason.OTHER: Title(zh="其他", en="other"),
    }
)

RETENTION_CLASSES: Mapping[RetentionClass, Title] = MappingProxyType(
    {
        RetentionClass.CONTRACT_PAPERS: Title(zh="签约服务资料", en="contract papers"),
        RetentionClass.HEALTH_RECORD: Title(zh="健康档案", en="health record"),
    }
)

KEEPING_TABLES: Mapping[type[StrEnum], Mapping[Any, Title]] = MappingProxyType(
    {
        EndedBy: ENDED_BY,
        PapersState: PAPERS_STATES,
        HoldReason: HOLD_REASONS,
        RetentionClass: RETENTION_CLASSES,
    }
)
