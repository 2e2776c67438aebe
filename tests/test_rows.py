"""Every dated scenario that is built, and every defect read elsewhere, has a test with its number.

As `test_row_19_…`, `test_rows_12_and_13_…`, and `test_defect_1a_…`.
"""

import re
from pathlib import Path

TESTS = Path(__file__).parent
BUILT = {*range(1, 8), *range(10, 17), *range(18, 22), *range(23, 26), 27, 28, *range(30, 40), 43, 47, 48}
"""Rows whose answer the program gives by now; those about reports, sampling and erasure are not."""

DEFECTS = {*("1a", "1b", "1c", "1d", "1e", "1f"), *map(str, range(2, 11))}
"""Read in the code of other systems; the first of them in six ways."""


def test_every_dated_scenario_has_a_test_with_its_number() -> None:
    named = (re.findall(r"def test_rows?_(\d+(?:_and_\d+)*)_", each.read_text()) for each in TESTS.rglob("test_*.py"))
    found = {int(row) for rows in named for several in rows for row in several.split("_and_")}
    assert sorted(BUILT - found) == []


def test_every_defect_read_in_other_systems_has_a_test_with_its_number() -> None:
    named = (re.findall(r"def test_defect_(\d+[a-f]?)_", each.read_text()) for each in TESTS.rglob("test_*.py"))
    assert sorted(DEFECTS - {number for numbers in named for number in numbers}) == []
