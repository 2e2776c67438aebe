"""What is remembered of a contract's care: team, doctor and package, each from a day."""

from dataclasses import dataclass
from uuid import UUID

from domain.contract.care.events import CareEvent, PackageChanged
from domain.policy.packages import Package
from domain.timeline import Timeline


@dataclass(frozen=True, kw_only=True, slots=True)
class Care:
    """Team and doctor change on the same days, so that on every day the doctor is the one named with that team."""

    team_id: Timeline[UUID]
    doctor: Timeline[str]
    package: Timeline[Package]


def evolve(care: Care, event: CareEvent) -> Care:
    """The care after one more fact; what is on record of later days stays."""
    if isinstance(event, PackageChanged):
        return Care(
            team_id=care.team_id, doctor=care.doctor, package=care.package.write(event.changed_on, event.package)
        )
    return Care(
        team_id=care.team_id.write(event.changed_on, event.team_id),
        doctor=care.doctor.write(event.changed_on, event.doctor),
        package=care.package,
    )
