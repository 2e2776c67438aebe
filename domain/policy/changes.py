"""When the doctor, the team or the package of a contract may be changed within its term."""

from dataclasses import dataclass
from enum import StrEnum

from domain.policy.termination import DecidedBy


class ChangeTime(StrEnum):
    """When a change is allowed."""

    ANY_TIME = "any_time"
    SPECIAL_CIRCUMSTANCES = "special_circumstances"


class ChangeReason(StrEnum):
    """Why a doctor, a team or a package is changed."""

    RESIDENT_REQUEST = "resident_request"
    RESIDENT_MOVED = "resident_moved"
    DOCTOR_LEFT = "doctor_left"
    DOCTOR_UNABLE = "doctor_unable"
    TEAM_REORGANISED = "team_reorganised"
    CAPACITY = "capacity"
    HEALTH_CHANGED = "health_changed"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRule:
    """When one thing of a contract may be changed."""

    when: ChangeTime

    @property
    def reason_required(self) -> bool:
        """Whether a change needs its reason: special circumstances have to be told."""
        return self.when is ChangeTime.SPECIAL_CIRCUMSTANCES

    def permits(self, reason: ChangeReason | None) -> bool:
        """Whether the change may be made for this reason, or for none told."""
        return reason is not None or not self.reason_required


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRules:
    """What may be changed when, and who decides it."""

    doctor: ChangeRule
    team: ChangeRule
    package: ChangeRule
    decided_by: DecidedBy
