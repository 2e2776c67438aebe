"""`import`: a register becomes facts on record, each household whole or not at all."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.ending import Ending, ending_of
from api.cli.options import AsRole, By, DryRun, Json, Lang, Tenant, WorkbookFile, actor
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import (
    Register,
    Service,
    load_policy_book,
    open_for_rehearsal,
    open_register,
    open_service,
    settings_from,
    write_errors,
)
from api.language.messages import problem_sentence
from application.envelope import Actor, Channel, Role
from application.imports.report import Count, ImportReport
from application.registers.households import Problem
from application.registers.refusals import ErrorsNotWritten

DONE, WITH_REFUSED_ROWS = 0, 1
SHOWN = 50
"""Problems shown to a person; all of them are in the JSON and in the copy of the workbook."""

PolicyName = Annotated[
    str, typer.Option("--policy", metavar="P", help=SAY("按哪里的规定，如 hanbin", "whose rules, such as hanbin"))
]
Errors = Annotated[
    Path | None,
    typer.Option(
        "--errors",
        metavar="OUT.xlsx",
        help=SAY("把问题标在登记册的副本里", "write a copy of the workbook with the problems marked"),
    ),
]


def add_to(app: typer.Typer) -> None:
    """The command `import`."""
    app.command("import", help=SAY("导入登记册", "import a register"))(import_register)


def import_register(
    file: WorkbookFile,
    *,
    policy: PolicyName,
    dry_run: DryRun = False,
    errors: Errors = None,
    by: By = None,
    role: AsRole = Role.CENTRE_CLERK,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Import a register, tell what became of it, and answer whether rows were refused."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    settings = settings_from(os.environ, tenant=tenant)
    load_policy_book(settings).versions(policy)  # an unknown policy leaves no store behind
    register = open_register(file)
    who = actor(by, role, Channel.REGISTER)
    with open_for_rehearsal(settings) if dry_run else open_service(settings, writing=True) as service:
        report = take(service, register, policy, who, output, rehearse=dry_run)
    if not as_json:
        tell(report, output, dry_run=dry_run)
    not_copied = None if errors is None else _mark(register, report, errors, output)
    if as_json:
        failure = {} if not_copied is None else not_copied.in_json()
        output.value({**report_in_json(report, dry_run=dry_run), **failure})
    if not_copied is not None:
        return not_copied.note(output)
    return WITH_REFUSED_ROWS if report.refused.households else DONE


def _mark(register: Register, report: ImportReport, out: Path, output: Output) -> Ending | None:
    """Write the copy with the problems; how it failed, which changes nothing of what was taken."""
    try:
        write_errors(register, [*report.errors, *report.warnings], out, SAY.language)
    except ErrorsNotWritten as failed:
        return ending_of(failed)
    output.note(SAY(f"问题已标在 {out}", f"The problems are marked in {out}"))
    return None


def take(
    service: Service, register: Register, policy: str, who: Actor, output: Output, *, rehearse: bool = False
) -> ImportReport:
    """Import an opened register, with progress, and bring the read models up to what was recorded."""
    with output.progress(SAY("读取登记册", "Reading the register")):
        reading = service.read_register(register, policy)
    with output.progress(SAY("逐户登记", "Taking households")) as bar:
        imports = service.imports(rehearse=rehearse)
        report = imports.run(reading, policy, who, file_digest=register.sha256, progress=bar)
    if not rehearse:
        with output.progress(SAY("更新查询表", "Updating read models")) as bar:
            head = service.ledger.head().position
            service.catch_up(on_progress=lambda position: bar(position, head))
    return report


def report_in_json(report: ImportReport, *, dry_run: bool) -> dict[str, object]:
    """The outcome as programs read it. A dry run is on no record, and has no id to look for there."""
    counts = {"read": report.read, "taken": report.taken, "unchanged": report.unchanged, "refused": report.refused}
    return {
        **{name: asdict(count) for name, count in counts.items()},
        "errors": [problem_in_json(problem) for problem in report.errors],
        "warnings": [problem_in_json(problem) for problem in report.warnings],
        "run": None if dry_run else report.run_id,
    }


def problem_in_json(problem: Problem) -> dict[str, object]:
    """A problem as programs read it."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "household": problem.household,
        "value": problem.value,
        "code": problem.code,
        "message": problem_sentence(problem, SAY.language),
    }


def tell(report: ImportReport, output: Output, *, dry_run: bool) -> None:
    """The outcome for people: the counts, then what was refused, then what was made of the rest."""
    counts = (
        (SAY("读到", "Read"), report.read),
        (SAY("已登记", "Taken"), report.taken),
        (SAY("无变化", "Unchanged"), report.unchanged),
        (SAY("未登记", "Refused"), report.refused),
    )
    output.table(
        [SAY("导入结果", "Import"), SAY("户", "Households"), SAY("人", "Persons")],
        [_count(name, count) for name, count in counts],
    )
    if dry_run:
        output.line(SAY("这是试运行，什么也没有记录。", "This was a dry run; nothing was recorded."), style="yellow")
    tell_problems(SAY("没有登记的户", "Refused households"), report.errors, output)
    tell_warnings(report.warnings, output)


def _count(name: str, count: Count) -> tuple[object, ...]:
    return name, count.households, count.persons


def tell_problems(title: str, problems: Sequence[Problem], output: Output) -> None:
    """Where each problem is, what is written there, and what to do."""
    if not problems:
        return
    headings = SAY("工作表 行 栏目 家庭 内容 怎么办", "Sheet Row Column Household Value What-to-do").split()
    rows = [
        (
            problem.sheet,
            problem.row or "",
            problem.column or "",
            problem.household or "",
            problem.value,
            problem_sentence(problem, SAY.language),
        )
        for problem in problems[:SHOWN]
    ]
    output.table([heading.replace("-", " ") for heading in headings], rows, title=title)
    _tell_how_many_more(len(problems), output)


def tell_warnings(warnings: Sequence[Problem], output: Output) -> None:
    """One line a kind of warning: how often, and the first one in words."""
    if not warnings:
        return
    first = {problem.code: problem for problem in reversed(warnings)}
    rows = [
        (count, problem_sentence(first[code], SAY.language), _place(first[code]))
        for code, count in Counter(problem.code for problem in warnings).most_common()
    ]
    headings = [SAY("次数", "Times"), SAY("提醒（第一处）", "Warning (the first one)"), SAY("位置", "Where")]
    output.table(headings, rows, title=SAY("已登记，但请核对", "Taken, but please check"))


def _place(problem: Problem) -> str:
    row = "" if problem.row is None else SAY(f"第{problem.row}行", f"row {problem.row}")
    return " ".join(part for part in (problem.sheet, row, problem.column or "") if part)


def _tell_how_many_more(problems: int, output: Output) -> None:
    if problems > SHOWN:
        output.line(
            SAY(
                f"另有 {problems - SHOWN} 处，请用 --errors OUT.xlsx 或 --json 查看。",
                f"{problems - SHOWN} more; see them with --errors OUT.xlsx or --json.",
            )
        )
