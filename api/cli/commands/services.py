"""`services`: who did what for whom, when it was written down and by whom, and whether it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from api.cli.moments import known_words
from api.cli.options import DAY, Json, KnownAt, Lang, Tenant, day_of
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.language.values import listed
from api.language.words import word
from application.queries.directory import find_contract
from application.queries.services import ALL, EVERY, ServiceRow, ServicesPage, Work, WorkByPerformer
from application.queries.services_view import Recipient, ServicesCalled
from domain.contract.services.items import Evidence
from domain.contract.services.standing import ServiceStanding

Called = Annotated[
    str | None,
    typer.Argument(
        metavar="CONTRACT", help=SAY("合同编号或家庭编号（默认全部）", "a contract's id, or a household number")
    ),
]
OfTeam = Annotated[str | None, typer.Option("--team", metavar="NAME", help=SAY("只看某团队", "one team's only"))]
Performed = Annotated[
    str | None, typer.Option("--performer", metavar="NAME", help=SAY("只看某人服务的", "served by this person only"))
]
EnteredBy = Annotated[
    str | None, typer.Option("--entered-by", metavar="NAME", help=SAY("只看某人录入的", "entered by this person only"))
]
From = Annotated[
    datetime | None,
    typer.Option("--from", formats=DAY, metavar="D", help=SAY("从哪一天的服务起", "delivered on this day or later")),
]
To = Annotated[
    datetime | None,
    typer.Option("--to", formats=DAY, metavar="D", help=SAY("到哪一天的服务止", "delivered on this day or before")),
]
Late = Annotated[bool, typer.Option("--late", help=SAY("只看补录的", "only late entries, as their policy has it"))]
LaterThan = Annotated[
    int | None,
    typer.Option(
        "--later-than",
        min=0,
        max=36500,
        metavar="DAYS",
        help=SAY("只看服务后超过若干天才录入的", "only those entered more than so many days after the service"),
    ),
]
Awaiting = Annotated[bool, typer.Option("--awaiting", help=SAY("只看待审批的", "only those awaiting approval"))]
Standing = Annotated[
    list[ServiceStanding] | None,
    typer.Option("--standing", help=SAY("只看某种情况的（可重复）", "only those that stand so (may be repeated)")),
]
ByPerformer = Annotated[bool, typer.Option("--by-performer", help=SAY("按服务人员合计", "count them by who served"))]


def add_to(app: typer.Typer) -> None:
    """The command `services`."""
    app.command(
        "services", help=SAY("服务记录：谁做的、何时录入、是否计入", "services: by whom, entered when, counting or not")
    )(services)


def services(
    contract: Called = None,
    *,
    team: OfTeam = None,
    performer: Performed = None,
    entered_by: EnteredBy = None,
    from_on: From = None,
    to_on: To = None,
    late: Late = False,
    later_than: LaterThan = None,
    awaiting: Awaiting = False,
    standing: Standing = None,
    by_performer: ByPerformer = False,
    known_at: KnownAt = None,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print services, or how many of them are whose."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    if awaiting and standing:
        raise typer.BadParameter(SAY("--awaiting 与 --standing 只能用一个。", "one of --awaiting and --standing."))
    standings = frozenset({ServiceStanding.AWAITING_APPROVAL} if awaiting else standing or ALL)
    with reading(tenant, output) as service:
        called = ServicesCalled(
            contract=None if contract is None else find_contract(contract, service.directory, service.ledger),
            team=team,
            performer=performer,
            entered_by=entered_by,
            from_on=day_of(from_on) or EVERY.from_on,
            to_on=day_of(to_on) or EVERY.to_on,
            late=late,
            later_than=later_than,
        )
        if by_performer:
            _tell_work(service.services.by_performer(called, standings=standings, known_at=known_at), output)
            return 0
        pages = service.services.pages(called, standings=standings, known_at=known_at)
        first = next(pages)
        rows = [*first.rows, *(row for page in pages for row in page.rows)]
    _tell_moment(first, output)
    if as_json:
        output.value([row_in_json(row) for row in rows])
    else:
        _tell_rows(rows, output)
    return 0


def row_in_json(row: ServiceRow) -> dict[str, object]:
    """A service as programs read it."""
    known = row.known
    return {
        "service": known.service,
        "contract": known.contract,
        "household": known.household,
        "team": known.team,
        "performer": known.performer,
        "delivered_on": known.delivered_on,
        "residents": [asdict(each) for each in known.residents],
        "items": known.items,
        "channel": known.channel,
        "evidence": [_proof_in_json(each) for each in known.evidence],
        "confirmations": [
            {
                "confirmed_on": each.confirmed_on,
                "confirmer": each.confirmer,
                "resident": each.resident_id,
                "kind": each.kind,
                "evidence": None if each.evidence is None else _proof_in_json(each.evidence),
            }
            for each in known.confirmations
        ],
        "missing_confirmations": sorted(row.missing_confirmations),
        "missing_evidence": sorted(row.missing_evidence),
        "entered_on": known.entered_on,
        "lag_days": known.lag_days,
        "late": known.late,
        "entered_by": known.entered_by,
        "corrected_by": known.corrected_by,
        "approval": known.approval,
        "decided_by": known.decided_by,
        "standing": row.standing,
        "counts": row.standing is ServiceStanding.COUNTS,
        "position": known.entered_position,
        "known_from": known.known_from,
    }


def _proof_in_json(evidence: Evidence) -> dict[str, object]:
    return {"kind": evidence.kind, "evidence": evidence.evidence_id, "sha256": evidence.sha256}


def _work_in_json(work: Work) -> dict[str, object]:
    return {
        "team": work.team,
        "performer": work.performer,
        "services": work.services,
        "counting": work.counting,
        "by_standing": work.by_standing,
    }


def _tell_moment(answer: ServicesPage | WorkByPerformer, output: Output) -> None:
    known = known_words(answer.known_at, answer.position)
    output.note(SAY(f"服务记录，{known}", f"Services, {known}"))


def _tell_rows(rows: Sequence[ServiceRow], output: Output) -> None:
    headings = SAY(
        "服务日 家庭编号 服务对象 项目 团队 服务人员 录入 录入人 情况 佐证",
        "Day Household Served Items Team By Entered Entered-by Standing Evidence",
    ).split()
    output.table(
        headings,
        [
            (
                row.known.delivered_on,
                row.known.household or row.known.contract,
                _list([_called(each) for each in row.known.residents]),
                _list([word(each, SAY.language) for each in row.known.items]),
                row.known.team or "",
                row.known.performer,
                _entered(row),
                row.known.entered_by,
                _standing(row),
                _list([_kept(each) for each in _evidence_of(row)]),
            )
            for row in rows
        ],
    )
    counting = sum(row.standing is ServiceStanding.COUNTS for row in rows)
    output.line(SAY(f"共 {len(rows)} 次服务，计入 {counting} 次", f"{len(rows)} services, of which {counting} count"))


def _called(recipient: Recipient) -> str:
    return recipient.name or SAY("〔已遗忘〕", "[forgotten]")


def _entered(row: ServiceRow) -> str:
    lag = row.known.lag_days
    if not lag:
        return str(row.known.entered_on)
    return SAY(f"{row.known.entered_on}（迟 {lag} 天）", f"{row.known.entered_on} ({lag} days after)")


def _standing(row: ServiceRow) -> str:
    told = word(row.standing, SAY.language)
    if row.standing is not ServiceStanding.UNCONFIRMED:
        return told
    missing = _list([word(each, SAY.language) for each in sorted(row.missing_confirmations)])
    return SAY(f"{told}：缺{missing}", f"{told}: still {missing}")


def _evidence_of(row: ServiceRow) -> Iterator[Evidence]:
    yield from row.known.evidence
    yield from (each.evidence for each in row.known.confirmations if each.evidence is not None)


def _kept(evidence: Evidence) -> str:
    return f"{word(evidence.kind, SAY.language)} {evidence.evidence_id}"


def _list(parts: Sequence[str]) -> str:
    return listed(list(parts), SAY.language)


def _tell_work(work: WorkByPerformer, output: Output) -> None:
    _tell_moment(work, output)
    if output.as_json:
        output.value([_work_in_json(each) for each in work.rows])
        return
    seen = [each for each in ServiceStanding if any(each in row.by_standing for row in work.rows)]
    others = [each for each in seen if each is not ServiceStanding.COUNTS]
    headings = (
        SAY("团队", "Team"),
        SAY("服务人员", "Performer"),
        SAY("服务（次）", "Services"),
        word(ServiceStanding.COUNTS, SAY.language),
        *(word(each, SAY.language) for each in others),
    )
    rows = [
        (row.team or "", row.performer, row.services, row.counting, *(row.by_standing.get(each, 0) for each in others))
        for row in work.rows
    ]
    output.table(headings, rows)
    services, counting = sum(row.services for row in work.rows), sum(row.counting for row in work.rows)
    output.line(SAY(f"共 {services} 次服务，计入 {counting} 次", f"{services} services, of which {counting} count"))
