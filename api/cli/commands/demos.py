"""`demo`: what the service does, shown on a store of its own within a minute."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from api.cli.demo.second_act import show_second_act
from api.cli.demo.story import IMPORTED_AT, show_tampering, tell_story
from api.cli.options import Lang
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import demo_clock, demo_settings, open_service

WORKBOOK = Path(__file__).parents[3] / "examples" / "hanbin.xlsx"

NoServe = Annotated[bool, typer.Option("--no-serve", help=SAY("演示完就结束", "end when everything was shown"))]
Keep = Annotated[
    Path | None, typer.Option("--keep", metavar="FILE", help=SAY("把演示库留在这个文件", "keep the store in this file"))
]


def add_to(app: typer.Typer) -> None:
    """The command `demo`."""
    app.command("demo", help=SAY("一分钟看懂家医", "what Jiayi does, in a minute"))(demo)


def demo(no_serve: NoServe = False, keep: Keep = None, lang: Lang = None) -> int:
    """Show the service at work on a store of its own."""
    del lang, no_serve  # one read before anything is said; the other accepted until there is something to serve
    if keep is not None and keep.exists():
        raise typer.BadParameter(SAY(f"{keep} 已经存在", f"{keep} is there already"), param_hint="--keep")
    output = Output(as_json=False)
    with TemporaryDirectory(prefix="jiayi-demo-") as folder:
        household = show((keep or Path(folder) / "jiayi.db").absolute(), output)
    show_second_act(output)
    output.heading(SAY("接下来可以试试", "What to try next"))
    for line in _next(keep, household):
        output.line(f"  {line}")
    return 0


def show(database: Path, output: Output) -> str:
    """The whole demonstration on a new store at `database`; answers the number of its household."""
    clock = demo_clock(IMPORTED_AT)
    with open_service(demo_settings(database), writing=True, clock=clock, demo=True) as service:
        chosen, told = tell_story(service, clock, WORKBOOK, output)
    show_tampering(database, clock, told, output)
    return chosen.row.household or str(chosen.row.contract)


def _next(kept: Path | None, household: str) -> list[str]:
    begin = [
        SAY(
            "./jiayi demo --keep demo.db    留下演示库，再接着看：",
            "./jiayi demo --keep demo.db    keep the store, then:",
        )
    ]
    register, problems = SAY("登记册.xlsx", "REGISTER.xlsx"), SAY("问题.xlsx", "PROBLEMS.xlsx")
    return [
        *(begin if kept is None else []),
        f"export JIAYI_DATABASE_URL=sqlite:///{kept or 'demo.db'}",
        "./jiayi roster --as-of 2018-12-31 --known-at 2018-12-31 --summary",
        f"./jiayi history {household}",
        "./jiayi policy explain hanbin --signed-on 2018-05-25",
        SAY("试导您自己的登记册，什么也不记录：", "Rehearse your own register; nothing is recorded:"),
        f"./jiayi import {register} --policy hanbin --dry-run --errors {problems}",
    ]
