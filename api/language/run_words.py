"""What renewal runs speak of, in both languages: why a contract was not renewed, and what will become of it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from application.prospects import ProspectKind
from domain.policy.packages import Title
from domain.renewal_run.events import SkipReason

RUN_TABLES: Mapping[type[StrEnum], Mapping[Any, Title]] = MappingProxyType(
    {
        SkipReason: {
            SkipReason.NO_CONSENT: Title(zh="无人表示同意续约", en="nobody's consent was told"),
            SkipReason.TERMINATION_REQUESTED: Title(zh="已申请解约", en="the household had asked to end it"),
            SkipReason.NO_MEMBER_LEFT: Title(zh="已无签约成员", en="no member is left"),
            SkipReason.TEAM_CLOSED: Title(zh="团队已撤销", en="the team is closed"),
            SkipReason.PARKED: Title(zh="记录读不出，暂未处理", en="its records could not be read; left alone"),
        },
        ProspectKind: {
            ProspectKind.BY_SILENCE: Title(zh="自动续约", en="renews by silence"),
            ProspectKind.AWAITS_CONSENT: Title(zh="等待表示同意", en="awaits consent"),
            ProspectKind.ASKED_TO_END: Title(zh="已申请解约", en="asked to end"),
            ProspectKind.WILL_END: Title(zh="到期终止", en="will end"),
        },
    }
)
"""One table a kind, as in `api.language.words`, which takes these in."""
