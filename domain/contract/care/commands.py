"""Everything that can be asked about a contract's care, in the imperative.

`consents` are the sides that agreed to a change, where the policy lets both decide.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.personal import Personal
from domain.policy.changes import ChangeReason
from domain.policy.packages import Package
from domain.policy.renewal import Side


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeDoctor:
    """Let another doctor of the same team care for the people from a day, which may lie ahead."""

    doctor: str
    changed_on: date
    reason: ChangeReason | None = None
    note: Personal | None = None
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeTeam:
    """Let another team, and a doctor who serves in it, care for the people from a day, which may lie ahead."""

    team_id: UUID
    doctor: str
    changed_on: date
    reason: ChangeReason | None = None
    note: Personal | None = None
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangePackage:
    """Agree on another package of services from a day, which may lie ahead."""

    package: Package
    changed_on: date
    reason: ChangeReason | None = None
    note: Personal | None = None
    consents: tuple[Side, ...] = ()


CareCommand = ChangeDoctor | ChangeTeam | ChangePackage
