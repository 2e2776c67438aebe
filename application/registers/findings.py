"""What was found wrong while reading one household."""

from dataclasses import dataclass, field

from application.registers.cells import Cell, shown
from application.registers.columns import Column, Layout
from application.registers.households import Problem


@dataclass(slots=True)
class Findings:
    """The problems of one household, collected in the order of the rows."""

    sheet: str
    layout: Layout
    household: str | None
    row: int
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, column: Column, cell: Cell | None = None, **facts: object) -> None:
        """Refuse the household for a cell of it; without a cell, for what its first row should have had."""
        self.errors.append(self._problem(code, column, cell, facts))

    def warn(self, code: str, column: Column, cell: Cell, **facts: object) -> None:
        """Tell what was made of a cell."""
        self.warnings.append(self._problem(code, column, cell, facts))

    def _problem(self, code: str, column: Column, cell: Cell | None, facts: dict[str, object]) -> Problem:
        return Problem(
            code=code,
            sheet=self.sheet,
            row=cell.row if cell else self.row,
            column=self.layout.heading(column),
            household=self.household,
            value=shown(cell.value) if cell else "",
            facts=facts,
        )
