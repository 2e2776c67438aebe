"""`apply`: commands from a file, one a line; what is answered is durable."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from api.bodies.answers import Answer, Answers
from api.bodies.naming import Finder
from api.cli.ending import DONE, REFUSED
from api.cli.options import AsRole, By, DryRun, Json, Lang, Tenant, actor
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import open_for_rehearsal, open_service, settings_from
from application.envelope import Channel, Role
from application.refusals import FileMissing
from application.rehearsal import Rehearsal

BOM = b"\xef\xbb\xbf"

CommandFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE.ndjson", help=SAY("命令文件，一行一条；- 为标准输入", "a command a line; - reads standard input")
    ),
]


def add_to(app: typer.Typer) -> None:
    """The command `apply`."""
    app.command("apply", help=SAY("执行文件中的命令", "run the commands of a file"))(apply)


def apply(
    file: CommandFile,
    *,
    dry_run: DryRun = False,
    by: By = None,
    role: AsRole = Role.CENTRE_CLERK,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Run each command in turn and answer it by a line; a refused one stops nothing. Answers whether any was."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    settings = settings_from(os.environ, tenant=tenant)
    who, status = actor(by, role, Channel.COMMAND_LINE), DONE
    with (
        _opened(file) as lines,
        open_for_rehearsal(settings) if dry_run else open_service(settings, writing=True) as service,
    ):
        ledger = Rehearsal(service.ledger, service.clock) if dry_run else service.ledger
        answers = Answers(service.commander(ledger), Finder(service, ledger), who, SAY.language)
        for number, line in enumerate(lines, start=1):
            if said := line.removeprefix(BOM).strip():
                answer = answers.to(said)
                status = REFUSED if "error" in answer or answer.get("refused") else status
                _tell({"line": number, **answer}, output)
        if not dry_run:
            service.catch_up()
    if dry_run:
        output.note(SAY("这是试运行，什么也没有记录。", "This was a dry run; nothing was recorded."), style="yellow")
    return status


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        lines = Path(file).open("rb")  # noqa: SIM115 - closed below: what goes wrong while it is read is no such error
    except OSError as error:
        raise FileMissing(file=file, reason=error.strerror) from error
    with lines:
        yield lines


def _tell(answer: Answer, output: Output) -> None:
    if output.as_json:
        output.value(answer)
        return
    where = SAY(f"第{answer['line']}行", f"line {answer['line']}")
    error = answer.get("error")
    if "read" in answer:
        _tell_run(where, answer, output)
        return
    if error is None:
        position = answer["position"]
        output.line(SAY(f"{where}：已记录，见记录 {position}", f"{where}: recorded, see record {position}"))
        return
    output.line(f"{where}: {error['message']}", style="red")
    for each in error.get("errors", ()):
        output.line(f"    {each['pointer'] or '/'}: {each['message']}")


def _tell_run(where: str, answer: Answer, output: Output) -> None:
    read, moved = answer["read"], answer["moved"]
    output.line(SAY(f"{where}：{read}份签约中移交了{moved}份", f"{where}: {moved} of {read} contracts were moved"))
    for each in answer["refused"]:
        output.line(f"    {each['contract']}: {each['error']['message']}", style="red")
