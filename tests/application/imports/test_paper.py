"""What a record says of the sheet that it was read from: people type the names of sheets."""

import pytest

from application.imports.paper import Paper
from tests.application.imports.office import household, number, person

FIRST = household("1", person("王建国", number("1960-01-01")), sheet="封面", head_name="王建国")
LI = person("李秀英", number("1961-01-01"))


@pytest.mark.parametrize(
    ("sheet", "recorded"),
    [
        ("红旗村", "红旗村"),
        ("2018-06-30", "2018-06-30"),
        ("李秀英户", "#2"),
        ("赵大山", "#2"),
        ("11010519491231002X", "#2"),
        ("13800138000", "#2"),
        ("#1", "#2"),
    ],
)
def test_a_sheet_that_tells_who_somebody_is_is_called_by_its_place(sheet: str, recorded: str) -> None:
    second = household("2", LI, sheet=sheet, row=7, head_name="赵大山")
    found = Paper.of([FIRST, second], "ab" * 32).row_of(second)
    assert (found.digest, found.sheet, found.row) == ("ab" * 32, recorded, 7)
