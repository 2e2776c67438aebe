"""Which rows of the sheets are one household, wherever they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from application.registers.cells import Sheet, shown
from application.registers.columns import Column, Layout
from application.registers.rows import Block, Row, SheetRows, blocks_of
from application.registers.spelling import id_of
from application.registers.title import Title


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet that has headings, with what stands above them."""

    sheet: Sheet
    layout: Layout
    title: Title
    rows: SheetRows


@dataclass(slots=True)
class Gathered:
    """The rows of one household; `namesake` is another household that bears the same number."""

    table: Table
    rows: list[Row]
    namesake: "Gathered | None" = field(default=None, repr=False)

    @property
    def label(self) -> str | None:
        """What its user calls the household: its number, else the head's name, else the name in the first row."""
        first = self.rows[0]
        return first.household_number or first.head_name or first.text(Column.NAME) or None


def gather(tables: Iterable[Table]) -> list[Gathered]:
    """The households in the order of their first rows.

    Rows further down the same sheet with a number met before are members added at the tail of the register
    (汉滨: "尾页连续登记"), or were sorted there, unless they bring another head: then two households claim one number.
    """
    households: list[Gathered] = []
    of_number: defaultdict[str, list[Gathered]] = defaultdict(list)
    for table in tables:
        for block in blocks_of(table.rows.persons, table.layout):
            bearers = of_number[block.household_number] if block.household_number else []
            if bearers and _adds_to(bearers[0], table, block):
                bearers[0].rows += block.rows
                continue
            household = Gathered(table, list(block.rows))
            households.append(household)
            bearers.append(household)
    for bearers in of_number.values():
        for household in bearers[1:]:
            household.namesake = bearers[0]
            bearers[0].namesake = bearers[1]
    return households


def _adds_to(household: Gathered, table: Table, block: Block) -> bool:
    heads = _head_ids(block.rows), _head_ids(household.rows)
    return household.table is table and (not all(heads) or heads[0] == heads[1])


def _head_ids(rows: Iterable[Row]) -> set[str]:
    return {id_of(shown(row.cells[Column.CITIZEN_ID].value)) for row in rows if row.is_head}
