"""What an import says at its end: read = taken + unchanged + refused, in households and in persons, always."""

from dataclasses import dataclass, field

from application.registers.households import Problem, RegisterHousehold


@dataclass(slots=True)
class Count:
    """How many households, and how many persons in them."""

    households: int = 0
    persons: int = 0

    def add(self, household: RegisterHousehold) -> None:
        """Count one household with all its persons."""
        self.households += 1
        self.persons += len(household.persons)


@dataclass(slots=True)
class ImportReport:
    """The outcome of one import. Errors refuse their household; warnings only tell."""

    read: Count = field(default_factory=Count)
    taken: Count = field(default_factory=Count)
    unchanged: Count = field(default_factory=Count)
    refused: Count = field(default_factory=Count)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
