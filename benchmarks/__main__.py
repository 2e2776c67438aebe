"""Measures, and prints what was found: ratios first."""

import argparse
import json
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks import appending
from benchmarks.results import Result

Benchmark = Callable[..., Sequence[Result]]

BENCHMARKS: dict[str, Benchmark] = {
    "ledger": appending.on_postgresql,
    "sqlite": appending.on_sqlite,
}


def main() -> None:
    """All of them, or those that are named."""
    parser = argparse.ArgumentParser(prog="jiayi bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="three short rounds")
    parser.add_argument("--json", action="store_true", help="one JSON value on standard output")
    asked = parser.parse_args()
    rounds, seconds = (3, 2.0) if asked.quick else (7, 4.0)
    found = [
        result for name in asked.names or BENCHMARKS for result in BENCHMARKS[name](rounds=rounds, seconds=seconds)
    ]
    if asked.json:
        print(json.dumps({"results": [result.told() for result in found]}))
    else:
        Console().print(_table(found))


def _table(found: Sequence[Result]) -> Table:
    table = Table("name", "ratio", "floor", "goal", "versus", "value", "unit", "beside")
    for each in found:
        beside = ", ".join(f"{name} {value:,.2f}" for name, value in each.beside.items())
        figures = (f"{each.ratio:.2f}", f"{each.floor:g}", f"{each.goal:g}")
        table.add_row(each.name, *figures, each.versus, f"{each.value:,.0f}", each.unit, beside)
    return table


if __name__ == "__main__":
    main()
