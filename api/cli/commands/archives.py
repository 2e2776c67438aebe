"""`archive`: until when the papers of each contract are kept, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated
from uuid import UUID

import typer

from api.cli.certificates import certificate_in_json, lines_of
from api.cli.options import DAY, Json, Lang, Tenant, day_of
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.composition import Service
from api.language.messages import rule_sentence
from api.language.values import day, listed
from api.language.words import word
from api.names import LedgerNames
from application.queries.archive import ArchivePage, ArchiveRow, KeptClass, Moved
from application.queries.archive_view import HoldKnown
from application.queries.certificates import certificates_of
from application.queries.directory import find_contract
from domain.contract.events import LapseReason
from domain.contract.keeping.ending import EndedBy
from domain.contract.keeping.events import HoldReason
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

CertificateAsked = Annotated[
    bool,
    typer.Option("--certificate", help=SAY("打印该合同的销毁证明", "print the certificates of its disposals")),
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
    certificate: CertificateAsked = False,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print the archive, what it says of one contract, or the certificates of its disposals."""
    del lang  # read before anything is said
    if certificate and contract is None:
        raise typer.BadParameter(SAY("--certificate 须指明合同。", "--certificate needs a CONTRACT."))
    output = Output(as_json=as_json)
    with reading(tenant, output) as service:
        if contract is not None:
            contract_id = find_contract(contract, service.directory, service.ledger)
            if certificate:
                _print_certificates(contract_id, service, output)
                return 0
            page = service.archive.of_contract(contract_id)
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


def _print_certificates(contract_id: UUID, service: Service, output: Output) -> None:
    certificates, names = certificates_of(contract_id, service.ledger), LedgerNames(service.ledger)
    if output.as_json:
        output.value([certificate_in_json(each, names) for each in certificates])
        return
    for each in certificates:
        for line in lines_of(each, names):
            output.line(line)


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
        "last_day_on": row.last_day_on,
        "ended_by": row.ended_by,
        "reason": row.reason,
        "policy": {"name": row.policy.name, "version": row.policy.version},
        "classes": [_class_in_json(each) for each in row.classes],
        "holds": [_hold_in_json(each) for each in row.holds],
        "known_from": row.known_from,
    }


def _class_in_json(kept: KeptClass) -> dict[str, object]:
    return {
        "retention_class": kept.retention_class,
        "state": kept.state,
        "kept_until": kept.kept_until,
        "disposable_from": kept.disposable_from,
        "why": asdict(kept.why),
        "moved": [asdict(each) for each in kept.moved],
        "places": [{"year": each.year, "place": each.place, "archived_on": each.archived_on} for each in kept.places],
        "approved": kept.approval and asdict(kept.approval),
        "disposed": kept.disposal and asdict(kept.disposal),
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
        SAY("资料", "What"),
        SAY("保存到", "Kept until"),
        SAY("现状", "State"),
        SAY("存放", "Place"),
        SAY("改动", "Moved"),
    )
    output.table(headings, [(*_contract_cells(row), *_class_cells(each)) for row in rows for each in row.classes])
    output.line(SAY(f"共 {len(rows)} 份合同", f"{len(rows)} contracts"))


def _contract_cells(row: ArchiveRow) -> tuple[object, ...]:
    return (row.household or row.contract, row.agreement, row.last_day_on or "", _ended(row))


def _class_cells(kept: KeptClass) -> tuple[object, ...]:
    places = (each.place if each.year is None else f"{each.year}: {each.place}" for each in kept.places)
    return (
        word(kept.retention_class, SAY.language),
        kept.kept_until or "",
        word(kept.state, SAY.language),
        listed(places, SAY.language),
        len(kept.moved) or "",
    )


def _tell_one(row: ArchiveRow, output: Output) -> None:
    if output.as_json:
        output.value(row_in_json(row))
        return
    output.line(SAY(f"合同 {row.contract}（{row.agreement}）", f"Contract {row.contract} ({row.agreement})"))
    if row.last_day_on is not None:
        last, ended = day(row.last_day_on, SAY.language), _ended(row)
        output.line(SAY(f"最后一天为{last}（{ended}）。", f"Last day {last} ({ended})."))
    for hold in row.holds:
        output.line(_hold(hold))
    for each in row.classes:
        for line in _class_told(each):
            output.line(line)


def _class_told(kept: KeptClass) -> Iterator[str]:
    """The lines about one class: until when and why, what moved the day, where it is, and what became of it."""
    yield _standing(kept)
    told = (rule_sentence(kept.why, SAY.language), *(_moved(each) for each in kept.moved), *_became(kept))
    yield from (f"  {line}" for line in told)


def _standing(kept: KeptClass) -> str:
    what, state = word(kept.retention_class, SAY.language), word(kept.state, SAY.language)
    if kept.kept_until is None or kept.disposable_from is None:
        return SAY(f"{what}：{state}，保存期限尚未起算。", f"The {what}: {state}; no clock runs yet.")
    until, free = day(kept.kept_until, SAY.language), day(kept.disposable_from, SAY.language)
    return SAY(
        f"{what}：{state}。保存到{until}，{free}起方可销毁。",
        f"The {what}: {state}. Kept until {until}, may go from {free}.",
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


def _became(kept: KeptClass) -> Iterator[str]:
    """Where it is, who let it go, and who disposed of it."""
    for each in kept.places:
        on = day(each.archived_on, SAY.language)
        zh, en = ("", "") if each.year is None else (f"{each.year}年资料", f"the papers of {each.year}, ")
        yield SAY(f"{zh}存放于{each.place}（{on}归档）。", f"In the archive: {en}{each.place} (since {on}).")
    if kept.approval is not None:
        on, by = day(kept.approval.approved_on, SAY.language), kept.approval.by
        yield SAY(f"{on}由{by}批准销毁。", f"Disposal approved on {on} by {by}.")
    if kept.disposal is not None:
        on, by, number = (
            day(kept.disposal.disposed_on, SAY.language),
            kept.disposal.by,
            kept.disposal.certificate_number,
        )
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
