"""How many a team or a doctor may have under contract: a number that is advised, and one that is never exceeded."""

from dataclasses import dataclass
from enum import StrEnum


class CapacityOf(StrEnum):
    """Whose contracts are counted together."""

    NOBODY = "nobody"
    TEAM = "team"
    DOCTOR = "doctor"


class Counted(StrEnum):
    """What is counted."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """What a team or a doctor has under contract, what is about to be signed included."""

    persons: int
    households: int

    def __add__(self, other: "Load") -> "Load":
        """Both together."""
        return Load(persons=self.persons + other.persons, households=self.households + other.households)

    def of(self, counted: Counted) -> int:
        """The number of what is counted."""
        return self.persons if counted is Counted.PERSONS else self.households


@dataclass(frozen=True, kw_only=True, slots=True)
class WithinCapacity:
    """There is room."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OverAdvised:
    """More than is advised: told as a warning."""

    cap: int
    counted: Counted
    load: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OverLimit:
    """More than may be: refused."""

    cap: int
    counted: Counted
    load: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CapacityRules:
    """Above `advised` the team warns, above `at_most` it refuses; None where there is no such number."""

    per: CapacityOf
    counted: Counted
    advised: int | None
    at_most: int | None

    def alone(self, doctor: str) -> str | None:
        """The doctor, where each doctor's are counted alone; None where the whole team's are."""
        return doctor if self.per is CapacityOf.DOCTOR else None

    def judge(self, load: Load) -> WithinCapacity | OverAdvised | OverLimit:
        """Whether a load is within the caps."""
        found = load.of(self.counted)
        if self.at_most is not None and found > self.at_most:
            return OverLimit(cap=self.at_most, counted=self.counted, load=found)
        if self.advised is not None and found > self.advised:
            return OverAdvised(cap=self.advised, counted=self.counted, load=found)
        return WithinCapacity()
