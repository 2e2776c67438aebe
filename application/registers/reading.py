"""Read a register: every household with its persons, refused whole where one of its cells is wrong.

Whether the ledger takes what was read is for the importer. Read = taken + unchanged + refused, always.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from application.registers.cells import RegisterSource, Sheet, shown
from application.registers.columns import Column, Layout, find_layout
from application.registers.divisions import in_a_province, unknown_divisions
from application.registers.findings import Findings
from application.registers.gathering import Gathered, Table, gather
from application.registers.household_cells import read_household_cells
from application.registers.households import Problem, Reading, RegisterHousehold
from application.registers.members import mark_head, refuse_doubled_persons, relocate_all, warn_of_doubles
from application.registers.persons import Surroundings, read_person
from application.registers.refusals import NoHeadingRow
from application.registers.rows import rows_of
from application.registers.spelling import name_of
from application.registers.title import read_title


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rules:
    """What every household is read by."""

    unit: str | None
    today: date
    from_1904: bool
    elderly_from_age: int


def read_register(
    source: RegisterSource,
    *,
    today: date,
    elderly_from_age: int = 65,
    division_allocated: Callable[[str], bool] = in_a_province,
) -> Reading:
    """Every household of every sheet that has headings, in the order of sheets and rows.

    `today` bounds births, signings and endings; `elderly_from_age` is for the count of doubles; `division_allocated`
    says of a 6-digit code whether there ever was such a county. Raises NoHeadingRow.
    """
    require_headings(source)
    tables = [_table(sheet, layout) for sheet, layout in _registers(source)]
    unit = next((table.title.unit for table in tables if table.title.unit), None)
    rules = _Rules(unit=unit, today=today, from_1904=source.counts_from_1904, elderly_from_age=elderly_from_age)
    households: list[RegisterHousehold] = []
    warnings = [*_skipped(source.sheets, tables), *(warning for table in tables for warning in _remarks(table))]
    for gathered in gather(tables):
        findings = Findings(gathered.table.sheet.name, gathered.table.layout, gathered.label, gathered.rows[0].number)
        households.append(_read_household(gathered, rules, findings))
        warnings += findings.warnings
    return Reading(
        unit=unit,
        year=next((table.title.year for table in tables if table.title.year), None),
        households=tuple(households),
        errors=tuple(problem for household in households for problem in household.problems),
        warnings=(*warnings, *unknown_divisions(households, division_allocated)),
    )


def require_headings(source: RegisterSource) -> None:
    """Raises NoHeadingRow for a workbook in which no sheet is a register."""
    if not any(True for _ in _registers(source)):
        raise NoHeadingRow


def _registers(source: RegisterSource) -> Iterable[tuple[Sheet, Layout]]:
    for sheet in source.sheets:
        if layout := find_layout(sheet):
            yield sheet, layout


def _table(sheet: Sheet, layout: Layout) -> Table:
    return Table(sheet, layout, read_title(sheet, layout.heading_row), rows_of(sheet, layout))


def _remarks(table: Table) -> Iterable[Problem]:
    """Rows that say something and speak of no person; a sheet in which no row does."""
    for remarks in table.rows.remarks:
        row = remarks.first
        column, cell = next((column, cell) for column, cell in row.cells.items() if cell.is_given)
        yield Problem(
            code="row_skipped",
            sheet=table.sheet.name,
            row=row.number,
            column=table.layout.heading(column),
            household=row.household_number or None,
            value=shown(cell.value),
            facts={"rows": remarks.rows},
        )
    if not table.rows.persons:
        yield Problem(
            code="no_rows", sheet=table.sheet.name, row=table.layout.heading_row, column=None, household=None, value=""
        )


def _skipped(sheets: Iterable[Sheet], tables: Iterable[Table]) -> Iterable[Problem]:
    """Every sheet without headings, and every column whose heading means nothing to us."""
    table_of = {table.sheet.name: table for table in tables}
    for sheet in sheets:
        table = table_of.get(sheet.name)
        if table is None:
            yield Problem(code="sheet_skipped", sheet=sheet.name, row=None, column=None, household=None, value="")
            continue
        for heading in table.layout.unread:
            yield Problem(
                code="column_skipped",
                sheet=sheet.name,
                row=table.layout.heading_row,
                column=heading,
                household=None,
                value=heading,
            )


def _read_household(gathered: Gathered, rules: _Rules, findings: Findings) -> RegisterHousehold:
    rows = gathered.rows
    if gathered.namesake:
        other = gathered.namesake
        findings.refuse(
            "household_number_twice",
            Column.HOUSEHOLD_NUMBER,
            rows[0].cells[Column.HOUSEHOLD_NUMBER],
            other_sheet=other.table.sheet.name,
            other_row=other.rows[0].number,
        )
    cells = read_household_cells(rows, findings, today=rules.today, from_1904=rules.from_1904)
    names = frozenset(name_of(row.text(Column.NAME)) for row in rows)
    surroundings = Surroundings(rules.today, cells.signed_on, rules.from_1904, names)
    read = [read_person(row, surroundings, findings) for row in rows]
    persons = mark_head(relocate_all(read), cells.head_name, findings)
    refuse_doubled_persons(persons, [row.cells[Column.CITIZEN_ID] for row in rows], findings)
    notes = [(row, note) for row, (_, note) in zip(rows, read, strict=True)]
    warn_of_doubles(persons, notes, cells.signed_on, rules.elderly_from_age, findings)
    return RegisterHousehold(
        sheet=findings.sheet,
        row=findings.row,
        unit=gathered.table.title.unit or rules.unit,
        number=cells.number,
        village=cells.village,
        group=cells.group,
        head_name=cells.head_name or next((person.name for person in persons if person.is_head), None),
        team=cells.team,
        doctor=cells.doctor,
        package=cells.package,
        signed_on=cells.signed_on,
        persons=persons,
        problems=tuple(findings.errors),
        layout=gathered.table.layout,
    )
