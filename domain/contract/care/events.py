"""Everything that can change about a contract's care, in the past tense: part of the storage format.

`consents`: the sides that agreed to a change, where it was said.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.personal import Personal
from domain.policy.capacity import OverAdvised
from domain.policy.changes import ChangeReason
from domain.policy.packages import Package
from domain.policy.renewal import Side


@dataclass(frozen=True, kw_only=True, slots=True)
class DoctorChanged:
    """Another doctor of the team of that day cares for the people from `changed_on`. A doctor is a name in a team.

    `reason` is None where the policy asks for none and none was told. `over_advised`: what was warned of, where the
    policy counts what a doctor has.
    """

    doctor: str
    changed_on: date
    reason: ChangeReason | None
    note: Personal | None = None
    over_advised: OverAdvised | None = None
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamChanged:
    """Another team, and in it this doctor, cares for the people from `changed_on`.

    `over_advised`: what was warned of.
    """

    team_id: UUID
    doctor: str
    changed_on: date
    reason: ChangeReason | None
    note: Personal | None = None
    over_advised: OverAdvised | None = None
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageChanged:
    """Another package of services was agreed from `changed_on`."""

    package: Package
    changed_on: date
    reason: ChangeReason | None
    note: Personal | None = None
    consents: tuple[Side, ...] = ()


CareEvent = DoctorChanged | TeamChanged | PackageChanged


def effective_on(event: CareEvent) -> date:
    """The first day for which the fact counts."""
    return event.changed_on
