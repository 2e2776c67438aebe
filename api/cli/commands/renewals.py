"""`renew` and `work`: what falls due by itself is recorded, when asked for or day after day."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from threading import Event
from typing import Annotated

import typer

from api.cli.ending import ending_of
from api.cli.options import DAY, AsRole, By, DryRun, Json, Lang, Tenant, actor, day_of
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.composition import Service, open_for_rehearsal, open_service, open_worker, settings_from
from api.language.messages import rule_sentence
from api.language.telling import Names, Telling
from api.language.values import day, listed
from api.language.words import word
from api.names import LedgerNames
from application.envelope import Actor, Channel, Role
from application.long_absences import LongAbsence
from application.ports import ZONE
from application.prospects import Prospect
from application.renewal_runs import RenewalRunPage
from application.renewals import RenewalAnswer

On = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=DAY, metavar="D", help=SAY("处理到哪一天（默认今天）", "up to which day (default: today)")
    ),
]
Ahead = Annotated[
    int | None,
    typer.Option(
        "--ahead",
        min=1,
        max=3660,
        metavar="DAYS",
        help=SAY("只看今后若干天到期的会怎样", "only list what will happen in the days to come"),
    ),
]
Runs = Annotated[bool, typer.Option("--runs", help=SAY("只看以往各次处理", "only list the runs so far"))]


def add_to(app: typer.Typer) -> None:
    """The two commands."""
    app.command("renew", help=SAY("处理到期：续约或终止", "settle what falls due: renew, or let end"))(renew)
    app.command("work", help=SAY("常驻：更新查询表，每天处理到期", "stay: keep read models, settle each day"))(work)


def renew(
    *,
    on: On = None,
    ahead: Ahead = None,
    runs: Runs = False,
    dry_run: DryRun = False,
    by: By = None,
    role: AsRole = Role.CENTRE_CLERK,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Run the business days up to `--on`, or list what lies ahead, or the runs so far."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    if sum((on is not None, ahead is not None, runs)) > 1:
        raise typer.BadParameter(SAY("--on、--ahead、--runs 只能用一个。", "one of --on, --ahead and --runs."))
    if ahead is not None:
        with reading(tenant, output) as service:
            _tell_ahead(service, ahead, output)
    elif runs:
        with reading(tenant, output) as service:
            _tell_runs(service.renewal_runs.pages(), output)
    else:
        who = actor(by, role, Channel.COMMAND_LINE)
        _tell(_run(day_of(on), who, tenant, output, dry_run=dry_run), output, dry_run=dry_run)
    return 0


def _run(on: date | None, who: Actor, tenant: str | None, output: Output, *, dry_run: bool) -> RenewalAnswer:
    settings = settings_from(os.environ, tenant=tenant)
    with open_for_rehearsal(settings) if dry_run else open_service(settings, writing=True) as service:
        business_date = on or service.clock.today(ZONE)
        if dry_run:
            return service.renewing.rehearse(business_date, who)
        with output.progress(SAY("处理到期", "Settling")) as bar:
            answer = service.renewing.run(
                business_date,
                who,
                reached=lambda reached: bar(reached.toordinal(), business_date.toordinal()),
            )
        service.catch_up()
        return answer


def _tell(answer: RenewalAnswer, output: Output, *, dry_run: bool) -> None:
    if output.as_json:
        output.value(in_json(answer))
    else:
        output.line(run_told(answer))
        if answer.skipped:
            headings = [SAY("未续约的合同", "Not renewed"), SAY("原因", "Why")]
            output.table(headings, [(each.contract, word(each.reason, SAY.language)) for each in answer.skipped])
    if dry_run:
        output.note(SAY("这是试运行，什么也没有记录。", "This was a dry run; nothing was recorded."), style="yellow")


def in_json(answer: RenewalAnswer) -> dict[str, object]:
    """A run as programs read it."""
    return {
        "business_date": answer.business_date,
        "renewed": answer.renewed,
        "expired": answer.expired,
        "waiting": answer.waiting,
        "skipped": [asdict(each) for each in answer.skipped],
    }


def run_told(answer: RenewalAnswer) -> str:
    """What a run came to, in a sentence."""
    last = day(answer.business_date, SAY.language)
    if answer.from_on is None:
        return SAY(f"{last}以前处理过了，没有新的。", f"Settled up to {last} before; nothing to do.")
    return SAY(
        f"已处理到{last}：续约{answer.renewed}份，到期终止{answer.expired}份，临近到期待同意{answer.waiting}份。",
        f"Settled up to {last}: {answer.renewed} renewed, {answer.expired} expired, {answer.waiting} near their end "
        "awaiting consent.",
    )


def _tell_ahead(service: Service, days: int, output: Output) -> None:
    today = service.clock.today(ZONE)
    prospects, absences = service.prospects.ahead(today, days), service.long_absences.on(today)
    names = LedgerNames(service.ledger)
    names.learn({each.resident for each in absences})
    team_ids = {each.team_id for each in prospects} | {each.team_id for each in absences}
    teams = {each: names.team(each) for each in team_ids}
    if output.as_json:
        told = [_prospect_in_json(each, teams[each.team_id]) for each in prospects]
        output.value([*told, *(_absence_in_json(each, teams[each.team_id], names) for each in absences)])
        return
    headings = SAY("到期日 家庭编号 行政村 团队 医生 会怎样", "Ends Household Village Team Doctor What").split()
    rows = [
        (
            each.end_on,
            each.household or each.contract,
            each.village,
            teams[each.team_id] or "",
            each.doctor,
            _what(each),
        )
        for each in prospects
    ]
    output.table(headings, rows)
    for absence in absences:
        output.line(_absence_told(absence, names), style="yellow")
    for rule in dict.fromkeys(each.rule for each in absences):
        output.line(f"    {rule_sentence(rule, SAY.language)}")


def _absence_told(absence: LongAbsence, names: Names) -> str:
    tell = Telling(names, SAY.language)
    who, household = tell.person(absence.resident), absence.household or absence.contract
    since, full = tell.day(absence.since_on), tell.day(absence.too_long_from_on)
    return SAY(
        f"{household}户{who}自{since}起外出，到{full}已满期限：请决定是否长期外迁（record_relocation）；"
        "已回来的，登记回来（end_absence）。",
        f"{who} of household {household} has been away since {since}, too long from {full}: decide whether they moved "
        "away for long (record_relocation), or note that they are back (end_absence).",
    )


def _absence_in_json(absence: LongAbsence, team: str | None, names: Names) -> dict[str, object]:
    return {
        "contract": absence.contract,
        "household": absence.household,
        "village": absence.village,
        "team": team,
        "doctor": absence.doctor,
        "what": "long_absence",
        "resident": absence.resident,
        "name": names.resident(absence.resident),
        "since_on": absence.since_on,
        "too_long_from_on": absence.too_long_from_on,
        "rule": asdict(absence.rule),
    }


def _what(prospect: Prospect) -> str:
    kind = word(prospect.kind, SAY.language)
    sides = listed([word(side, SAY.language) for side in prospect.consents], SAY.language)
    what = SAY(f"{kind}（{sides}）", f"{kind} ({sides})") if sides else kind
    unspoken = SAY("；须先变更签约代表", "; somebody has to speak for the household") if prospect.nobody_speaks else ""
    return f"{what}{unspoken}"


def _prospect_in_json(prospect: Prospect, team: str | None) -> dict[str, object]:
    return {
        "contract": prospect.contract,
        "household": prospect.household,
        "village": prospect.village,
        "team": team,
        "doctor": prospect.doctor,
        "end_on": prospect.end_on,
        "what": prospect.kind,
        "consents": prospect.consents,
        "nobody_speaks": prospect.nobody_speaks,
    }


def _tell_runs(pages: Sequence[RenewalRunPage], output: Output) -> None:
    if output.as_json:
        output.value([_page_in_json(each) for each in pages])
        return
    headings = SAY("自 至 续约 终止 待同意 秒 经办", "From To Renewed Expired Waiting Seconds By").split()
    rows = [
        (each.from_on, each.to_on, each.renewed, each.expired, each.waiting, each.seconds, each.by.name or each.by.id)
        for each in pages
    ]
    output.table(headings, rows)


def _page_in_json(page: RenewalRunPage) -> dict[str, object]:
    return {
        "run": page.run_id,
        "from_on": page.from_on,
        "to_on": page.to_on,
        "renewed": page.renewed,
        "expired": page.expired,
        "waiting": page.waiting,
        "skipped": [asdict(each) for each in page.skipped],
        "started_at": page.started_at,
        "seconds": page.seconds,
        "by": page.by.id,
        "role": page.by.role,
        "position": page.position,
    }


def work(*, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Work until SIGTERM or Ctrl-C; each run is told by a line."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)

    def told(answer: RenewalAnswer) -> None:
        if as_json:
            output.value(in_json(answer))
        else:
            output.line(run_told(answer))

    def troubled(trouble: Exception) -> None:
        ending_of(trouble).note(output)

    settings = settings_from(os.environ, tenant=tenant)
    with _until_stopped() as stop, open_worker(settings, told, troubled) as worker:
        output.note(SAY("已开始；用 Ctrl-C 或 SIGTERM 停止。", "Working; stop with Ctrl-C or SIGTERM."))
        worker.work(stop)
    return 0


@contextmanager
def _until_stopped() -> Iterator[Event]:
    """Set by SIGTERM or SIGINT: what is under way is ended between two batches."""
    stop = Event()
    before = {each: signal.signal(each, lambda *_: stop.set()) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
