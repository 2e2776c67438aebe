"""The commands of the command line, and how a run of it ends."""

import os
import sys
from collections.abc import Sequence

import typer

from api.cli.commands import (
    applying,
    archives,
    demos,
    doctors,
    fees,
    histories,
    policies,
    registers,
    renewals,
    rosters,
    services,
    upkeep,
    verifying,
)
from api.cli.ending import DONE, INTERRUPTED, ending_of
from api.cli.options import Lang
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY

app = typer.Typer(
    name="jiayi",
    help=SAY("家医：家庭医生签约服务的台账", "Jiayi: the ledger of family-doctor contracts"),
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, and with them people's data
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def before_the_command(lang: Lang = None) -> None:
    """Lets `--lang` stand before the name of the command, too."""
    del lang  # read before anything is said


for part in (
    registers,
    applying,
    renewals,
    rosters,
    services,
    histories,
    fees,
    archives,
    policies,
    verifying,
    upkeep,
    doctors,
    demos,
):
    part.add_to(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit status."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # the stream of a process is a TextIOWrapper
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # the same
    output = Output(as_json="--json" in arguments)
    try:
        status = app(list(arguments) or ["--help"], prog_name="jiayi", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED  # which is also what typer makes of an interrupt that it meets
    except (BrokenPipeError, SystemExit):  # whoever read the answer has seen enough; rich says so by SystemExit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush has nowhere else to go
        return DONE
    except Exception as error:  # noqa: BLE001 - the outermost place: every error ends in a sentence and a status
        return ending_of(error).tell(output)
    if status == INTERRUPTED:
        output.note(
            SAY(
                "已中断。已经记下的都在；再运行一次同样的命令即可接着做。",
                "Interrupted. What was recorded stays; run the same command again to go on.",
            )
        )
    return status if isinstance(status, int) else DONE
