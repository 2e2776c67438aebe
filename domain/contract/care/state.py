"""What is remembered of a contract's care: team, doctor and package, each from a day."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from domain.contract.care.events import CareEvent, DoctorChanged, PackageChanged, TeamChanged
from domain.policy.packages import Package
from domain.timeline import Timeline


@dataclass(frozen=True, kw_only=True, slots=True)
class Care:
    """A change of team names a doctor with it; one of doctor leaves the team, whichever that turns out to have been."""

    team_id: Timeline[UUID]
    doctor: Timeline[str]
    package: Timeline[Package]


def evolve(care: Care, event: CareEvent) -> Care:
    """The care after one more fact; what is on record of later days stays."""
    match event:
        case DoctorChanged():
            return replace(care, doctor=care.doctor.write(event.changed_on, event.doctor))
        case TeamChanged():
            team_id = care.team_id.write(event.changed_on, event.team_id)
            return replace(care, team_id=team_id, doctor=care.doctor.write(event.changed_on, event.doctor))
        case PackageChanged():
            return replace(care, package=care.package.write(event.changed_on, event.package))
        case _:
            assert_never(event)
