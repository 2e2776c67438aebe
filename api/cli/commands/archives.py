"""`archive`: until when the papers of each contract are kept, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

import typer

from api.cli.options import DAY, Json, Lang, Tenant, day_of
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.composition import Service
from api.language.messages import rule_sentence
from api.language.values import day
from api.language.words import word
from application.queries.archive import ArchivePage, ArchiveRow, Moved
from application.queries.archive_view import HoldKnown
from application.queries.directory import find_contract
from domain.contract.events import LapseReason
from domain.contract.keeping.ending import EndedBy
from domain.contract.keeping.events import HoldReason, RetentionClass
from domain.contract.moves.state import Succession
from domain.contract.terms.events import ExpiryOutcome
from domain.policy.termination import TerminationReason

Called = Annotated[
    str | None,
    typer.Argument(
        metavar="CONTRACT", help=SAY("合同编号或家庭编号（默认全部）", "a contract's id, or a household number")
    ),
]
DisposableBy = Annotated[
    datetime | None,
    typer.Option(
        "--disposable-by",
        formats=DAY,
        metavar="D",
        help=SAY("只看到这一天可以销毁的", "only what may be disposed of by that day"),
    ),
]

REASONS: MappingProxyType[EndedBy, type[StrEnum]] = MappingProxyType(
    {
        EndedBy.TERM_END: ExpiryOutcome,
        EndedBy.TERMINATION: TerminationReason,
        EndedBy.LAPSE: LapseReason,
        EndedBy.SUCCESSION: Succession,
    }
)
"""What kind of reason is on record for each end."""


def add_to(app: typer.Typer) -> None:
    """The command `archive`."""
    app.command("archive", help=SAY("合同资料保存到哪一天", "until when the papers of contracts are kept"))(archive)


def archive(
    contract: Called = None,
    *,
    disposable_by: DisposableBy = None,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print the archive, or what it says of one contract."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    with reading(tenant, output) as service:
        if contract is not None:
            page = service.archive.of_contract(find_contract(contract, service.directory, service.ledger))
            _tell_moment(page, output)
            _tell_one(page.rows[0], output)
            return 0
        pages = service.archive.pages(disposable_by=day_of(disposable_by))
        first, rows = _read(pages, service, output)
    _tell_moment(first, output)
    if as_json:
        output.value([row_in_json(row) for row in rows])
    else:
        _tell_rows(rows, output)
    return 0


def _read(pages: Iterator[ArchivePage], service: Service, output: Output) -> tuple[ArchivePage, list[ArchiveRow]]:
    head = service.ledger.head().position
    first = next(pages)
    rows = list(first.rows)
    with output.progress(SAY("档案", "Archive")) as bar:
        for page in pages:
            rows += page.rows
            bar(head if page.following is None else page.following, head)
    return first, rows


def row_in_json(row: ArchiveRow) -> dict[str, object]:
    """A row as programs read it."""
    return {
        "contract": row.contract,
        "household": row.household,
        "agreement": row.agreement,
        "class": RetentionClass.CONTRACT_PAPERS,
        "state": row.state,
        "last_day_on": row.last_day_on,
        "ended_by": row.ended_by,
        "reason": row.reason,
        "kept_until": row.kept_until,
        "disposable_from": row.disposable_from,
        "policy": {"name": row.policy.name, "version": row.policy.version},
        "why": asdict(row.why),
        "moved": [asdict(each) for each in row.moved],
        "holds": [_hold_in_json(each) for each in row.holds],
        "approved": row.approval and asdict(row.approval),
        "disposed": row.disposal and asdict(row.disposal),
        "known_from": row.known_from,
    }


def _hold_in_json(hold: HoldKnown) -> dict[str, object]:
    return {
        "hold_id": hold.hold_id,
        "placed_on": hold.placed_on,
        "reason": hold.reason,
        "lifted_on": hold.lifted_on,
    }


def _tell_moment(page: ArchivePage, output: Output) -> None:
    as_of = day(page.as_of, SAY.language)
    output.note(SAY(f"{as_of}的档案（记录序号 {page.position}）", f"The archive on {as_of} (position {page.position})"))


def _tell_rows(rows: Sequence[ArchiveRow], output: Output) -> None:
    headings = (
        SAY("家庭编号", "Household"),
        SAY("协议号", "Agreement"),
        SAY("最后一天", "Last day"),
        SAY("结束方式", "Ended by"),
        SAY("保存到", "Kept until"),
        SAY("现状", "State"),
        SAY("改动", "Moved"),
    )
    output.table(
        headings,
        [
            (
                row.household or row.contract,
                row.agreement,
                row.last_day_on or "",
                _ended(row),
                row.kept_until or "",
                word(row.state, SAY.language),
                len(row.moved) or "",
            )
            for row in rows
        ],
    )
    output.line(SAY(f"共 {len(rows)} 份合同", f"{len(rows)} contracts"))


def _tell_one(row: ArchiveRow, output: Output) -> None:
    if output.as_json:
        output.value(row_in_json(row))
        return
    output.line(SAY(f"合同 {row.contract}（{row.agreement}）", f"Contract {row.contract} ({row.agreement})"))
    for line in (
        _standing(row),
        rule_sentence(row.why, SAY.language),
        *(_moved(each) for each in row.moved),
        *_kept(row),
    ):
        output.line(line)


def _standing(row: ArchiveRow) -> str:
    if row.kept_until is None or row.disposable_from is None or row.last_day_on is None:
        return SAY("合同仍在约，保存期限尚未起算。", "In force: the papers are kept, and no clock runs yet.")
    last, until, free = (day(each, SAY.language) for each in (row.last_day_on, row.kept_until, row.disposable_from))
    state, ended = word(row.state, SAY.language), _ended(row)
    return SAY(
        f"最后一天为{last}（{ended}），资料保存到{until}，{free}起方可销毁。现状：{state}。",
        f"Last day {last} ({ended}): the papers are kept until {until} and may go from {free}. Now {state}.",
    )


def _moved(moved: Moved) -> str:
    before, after = (
        SAY("未定", "no day") if each is None else day(each, SAY.language)
        for each in (moved.kept_until_before, moved.kept_until)
    )
    known_on = day(moved.known_on, SAY.language)
    return SAY(
        f"{known_on}得知的事实（记录序号 {moved.position}）把期限由{before}改为{after}。",
        f"What became known on {known_on} (position {moved.position}) moved the day from {before} to {after}.",
    )


def _kept(row: ArchiveRow) -> Iterator[str]:
    """The holds, the approval and the disposal: together what a certificate says."""
    for hold in row.holds:
        yield _hold(hold)
    if row.approval is not None:
        on, by = day(row.approval.approved_on, SAY.language), row.approval.by
        yield SAY(f"{on}由{by}批准销毁。", f"Disposal approved on {on} by {by}.")
    if row.disposal is not None:
        on, by, number = day(row.disposal.disposed_on, SAY.language), row.disposal.by, row.disposal.certificate_number
        yield SAY(f"{on}由{by}销毁，证明{number}号。", f"Disposed of on {on} by {by}, certificate {number}.")


def _hold(hold: HoldKnown) -> str:
    since, reason = day(hold.placed_on, SAY.language), word(HoldReason(hold.reason), SAY.language)
    if hold.lifted_on is None:
        return SAY(
            f"自{since}起暂停销毁：{reason}（编号{hold.hold_id}）。",
            f"On hold since {since}: {reason} ({hold.hold_id}).",
        )
    lifted = day(hold.lifted_on, SAY.language)
    return SAY(
        f"自{since}起曾暂停销毁：{reason}（编号{hold.hold_id}），{lifted}解除。",
        f"Was on hold from {since}: {reason} ({hold.hold_id}), lifted on {lifted}.",
    )


def _ended(row: ArchiveRow) -> str:
    if row.ended_by is None:
        return ""
    by = EndedBy(row.ended_by)
    told = word(by, SAY.language)
    if row.reason is None:
        return told
    reason = word(REASONS[by](row.reason), SAY.language)
    return SAY(f"{told}：{reason}", f"{told}: {reason}")
