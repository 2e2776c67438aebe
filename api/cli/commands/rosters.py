"""`roster`: who is under contract with whom, on any day, as known on any day."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain, islice
from typing import Annotated

import typer

from api.cli.moments import known_words
from api.cli.options import AsOf, Json, KnownAt, Lang, Tenant, day_of
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.cli.terms import term_value
from api.language.messages import rule_sentence
from api.language.team_warnings import team_warning_sentence
from api.language.values import day, listed
from api.language.words import relationship, word
from application.queries.moment import Asked
from application.queries.roster import PAGE, RosterMember, RosterPage, RosterRow, RosterSummary
from application.queries.roster_view import Called
from application.queries.team_warnings import TeamWarning

Summary = Annotated[bool, typer.Option("--summary", help=SAY("只要合计", "counts only"))]
OfTeam = Annotated[str | None, typer.Option("--team", metavar="NAME", help=SAY("只看某团队", "one team's only"))]
OfVillage = Annotated[str | None, typer.Option("--village", metavar="NAME", help=SAY("只看某村", "one village's only"))]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help=SAY("最多几户", "at most so many contracts"))]
Skip = Annotated[int, typer.Option("--skip", min=0, help=SAY("跳过前几户", "leave out the first ones"))]


def add_to(app: typer.Typer) -> None:
    """The command `roster`."""
    app.command("roster", help=SAY("某一天的在签名单", "who is under contract on a day"))(roster)


def roster(
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    summary: Summary = False,
    team: OfTeam = None,
    village: OfVillage = None,
    limit: Limit = None,
    skip: Skip = 0,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print the roster of a day, or its counts."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    asked, called = Asked(as_of=day_of(as_of), known_at=known_at), Called(team=team, village=village)
    with reading(tenant, output) as service:
        if summary:
            counts = service.roster.summary(asked, called)
            then = Asked(as_of=counts.as_of, known_at=f"@{counts.position}")
            _tell_summary(counts, service.team_warnings.on(then, called), output)
            return 0
        pages = service.roster.pages(asked, called, skip=skip, limit=min(PAGE, limit or PAGE))
        first = next(pages)
        rows = list(islice(chain(first.rows, (row for page in pages for row in page.rows)), limit))
    _tell_moment(first, output)
    if as_json:
        output.value([row_in_json(row) for row in rows])
    else:
        _tell_rows(rows, output)
    return 0


def row_in_json(row: RosterRow) -> dict[str, object]:
    """A row as programs read it."""
    return {
        "contract": row.contract,
        "household": row.household,
        "village": row.village,
        "team": row.team,
        "doctor": row.doctor,
        "term": term_value(row.term),
        "members": [asdict(member) for member in row.members],
    }


def _tell_moment(answer: RosterPage | RosterSummary, output: Output) -> None:
    as_of, known = day(answer.as_of, SAY.language), known_words(answer.known_at, answer.position)
    output.note(SAY(f"{as_of}的在签名单，{known}", f"Roster of {as_of}, {known}"))


def _tell_rows(rows: Sequence[RosterRow], output: Output) -> None:
    headings = SAY(
        "家庭编号 行政村 团队 医生 期次 合同期 成员", "Household Village Team Doctor Term Dates Members"
    ).split()
    output.table(
        headings,
        [
            (
                row.household or row.contract,
                row.village,
                row.team or "",
                row.doctor,
                row.term.number,
                f"{row.term.start_on} – {row.term.end_on}",
                listed([member_told(member) for member in row.members], SAY.language),
            )
            for row in rows
        ],
    )
    persons = sum(len(row.members) for row in rows)
    output.line(SAY(f"共 {len(rows)} 户 {persons} 人", f"{len(rows)} contracts, {persons} persons"))


def member_told(member: RosterMember) -> str:
    """A member for people: name, relationship, categories."""
    name = member.name or SAY("〔已遗忘〕", "[forgotten]")
    about = [relationship(member.relationship, SAY.language), *(word(each, SAY.language) for each in member.categories)]
    told = [each for each in about if each]
    return SAY(f"{name}（{'，'.join(told)}）", f"{name} ({', '.join(told)})") if told else name


def _tell_summary(summary: RosterSummary, warnings: Sequence[TeamWarning], output: Output) -> None:
    _tell_moment(summary, output)
    if output.as_json:
        output.value({**asdict(summary), "warnings": [_warning_in_json(each) for each in warnings]})
        return
    counts: list[tuple[str, int]] = [
        (SAY("家庭（户）", "Households"), summary.households),
        (SAY("居民（人）", "Persons"), summary.persons),
        *((f"  {word(category, SAY.language)}", count) for category, count in summary.by_category.items()),
        (SAY("重点人群（人，剔重）", "Key populations, each person once"), summary.key_distinct),
        (SAY("重复人次", "Counted more than once"), summary.duplicate_heads),
    ]
    output.table([SAY("项目", "What"), SAY("数量", "Count")], counts)
    for warning in warnings:
        output.line(team_warning_sentence(warning, SAY.language), style="yellow")
        if warning.rule is not None:
            output.line(f"    {rule_sentence(warning.rule, SAY.language)}")


def _warning_in_json(warning: TeamWarning) -> dict[str, object]:
    return {
        "institution": warning.institution,
        "team": warning.team,
        "code": warning.code,
        "message": team_warning_sentence(warning, SAY.language),
        "rule": None if warning.rule is None else asdict(warning.rule),
        "facts": warning.facts,
    }
