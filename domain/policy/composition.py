"""Who has to be in a team before it may sign new contracts."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.care_team.events import StaffRole, Workplace


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """Somebody who serves in a team. One person may have several roles (可兼职)."""

    roles: frozenset[StaffRole]
    workplace: Workplace | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleMissing:
    """Nobody in the team has this role."""

    role: StaffRole


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkplaceShort:
    """Too few people of the team work there."""

    workplace: Workplace
    at_least: int
    found: int


Shortage = RoleMissing | WorkplaceShort


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositionRules:
    """The roles that a team needs, and how many people from where at least."""

    roles: frozenset[StaffRole]
    from_district_hospital: int
    from_health_centre: int
    from_village_clinic: int

    def shortages(self, team: Iterable[Serving]) -> tuple[Shortage, ...]:
        """What a team lacks; nothing where it is complete."""
        people = tuple(team)
        present = frozenset[StaffRole]().union(*(person.roles for person in people))
        missing = tuple(RoleMissing(role=role) for role in sorted(self.roles - present))
        return (*missing, *(short for short in self._short(people) if short.found < short.at_least))

    def _short(self, people: tuple[Serving, ...]) -> Iterable[WorkplaceShort]:
        wanted = {
            Workplace.DISTRICT_HOSPITAL: self.from_district_hospital,
            Workplace.HEALTH_CENTRE: self.from_health_centre,
            Workplace.VILLAGE_CLINIC: self.from_village_clinic,
        }
        for workplace, at_least in wanted.items():
            found = sum(person.workplace is workplace for person in people)
            yield WorkplaceShort(workplace=workplace, at_least=at_least, found=found)
