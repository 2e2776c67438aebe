"""What an import says at its end: read = taken + unchanged + refused, in households and in persons, always."""

from dataclasses import dataclass, field
from uuid import UUID

from application.registers.households import Problem, Reading, RegisterHousehold


@dataclass(slots=True)
class Count:
    """How many households, and how many persons in them."""

    households: int = 0
    persons: int = 0

    def add(self, household: RegisterHousehold) -> None:
        """Count one household with all its persons."""
        self.households += 1
        self.persons += len(household.persons)

    def add_persons_of(self, household: RegisterHousehold) -> None:
        """Count the persons alone: their household is counted once, however many contracts it signs."""
        self.persons += len(household.persons)


@dataclass(slots=True)
class ImportReport:
    """The outcome of one import. Errors refuse their household; warnings only tell.

    `run_id` is the run that its records name, if it made any.
    """

    run_id: UUID = field(compare=False)
    read: Count = field(default_factory=Count)
    taken: Count = field(default_factory=Count)
    unchanged: Count = field(default_factory=Count)
    refused: Count = field(default_factory=Count)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def sort(self, reading: Reading) -> None:
        """Bring errors and warnings into the order of sheets and rows; what is about a whole sheet stands before it."""
        sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(each.sheet for each in reading.households))}

        def place(problem: Problem) -> tuple[int, int]:
            return sheets.get(problem.sheet, len(sheets)), problem.row or 0

        self.errors.sort(key=place)
        self.warnings.sort(key=place)
