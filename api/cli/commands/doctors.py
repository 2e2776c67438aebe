"""`doctor`: what is wrong with this set-up, and what to do about it. It changes nothing but, where asked, the key."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.commands import key_changes
from api.cli.ending import COULD_NOT_RUN, DONE
from api.cli.options import Json, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service, Settings, failure_of, load_policy_book, open_service, settings_from
from api.language.findings import finding_words
from api.language.messages import code_sentence, refusal_sentence
from api.language.values import instant
from domain.refusal import Refused

ChangeKey = Annotated[
    Path | None,
    typer.Option(
        "--change-key",
        metavar="NEW_FILE",
        help=SAY(
            "更换密钥文件：今后由 NEW_FILE 打开这个库（没有就生成）",
            "change the key file: NEW_FILE, made where there is none, opens the store from now on",
        ),
    ),
]

LITTLE_BYTES = 500 * 1000 * 1000
OWNER_ONLY = 0o077
AHEAD = timedelta(minutes=5)


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


SIGNS: Mapping[State, tuple[str, str]] = {
    State.GOOD: ("✓", "green"),
    State.DOUBTFUL: ("!", "yellow"),
    State.WRONG: ("✗", "red"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it came out, and what to do where it is not good."""

    check: str
    state: State
    message: str


def add_to(app: typer.Typer) -> None:
    """The command `doctor`."""
    app.command("doctor", help=SAY("检查运行环境，告诉您哪里不对、怎么办", "what is wrong with this set-up"))(doctor)


def doctor(new_file: ChangeKey = None, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Look at everything that the service stands on, or give the store another key file."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    if new_file is not None:
        return key_changes.change(settings_from(os.environ, tenant=tenant), new_file, output)
    checks = list(examine(tenant))
    well = not any(check.state is State.WRONG for check in checks)
    if as_json:
        output.value({"ok": well, "checks": [asdict(check) for check in checks]})
    for check in () if as_json else checks:
        sign, style = SIGNS[check.state]
        output.line(f"{sign} {check.message}", style=style)
    return DONE if well else COULD_NOT_RUN


def examine(tenant: str | None) -> Iterator[Check]:
    """Every check, one after the other; each goes on where another one failed."""
    yield _python()
    try:
        settings = settings_from(os.environ, tenant=tenant)
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the doctor is to tell
        yield _trouble("settings", error)
        return
    yield _policies(settings)
    yield from _key_file(settings)
    yield from _disk(settings)
    try:
        with open_service(settings, writing=False, as_it_stands=True) as service:
            yield _database(service)
            yield _guards(service)
            yield _clock(service)
            yield from _read_models(service)
    except Exception as error:  # noqa: BLE001 - the same
        yield _trouble("database", error)


def _python() -> Check:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return Check("python", State.GOOD, SAY(f"程序：{versions}", f"Program: {versions}"))


def _policies(settings: Settings) -> Check:
    try:
        names = ", ".join(load_policy_book(settings).names())
    except Refused as refused:
        return Check("policies", State.WRONG, refusal_sentence(refused, SAY.language))
    return Check("policies", State.GOOD, SAY(f"政策：{names}", f"Policies: {names}"))


def _key_file(settings: Settings) -> Iterator[Check]:
    file = settings.kek_file
    if not file.exists():
        return  # the database says whether one is missing
    if file.stat().st_mode & OWNER_ONLY:
        yield Check(
            "key_file",
            State.DOUBTFUL,
            SAY(
                f"密钥文件 {file} 别人也能读；请运行：chmod 600 {file}",
                f"Others can read the key file {file}; run: chmod 600 {file}",
            ),
        )
    else:
        yield Check("key_file", State.GOOD, SAY(f"密钥文件：{file}，仅本人可读", f"Key file: {file}, yours alone"))


def _disk(settings: Settings) -> Iterator[Check]:
    if settings.url.get_backend_name() != "sqlite":
        return
    folder = Path(str(settings.url.database)).absolute().parent
    if not folder.is_dir():
        said = SAY(f"没有文件夹 {folder}；请建立，或改 JIAYI_DATABASE_URL", f"There is no folder {folder}; make it")
        yield Check("disk", State.WRONG, said)
        return
    free = shutil.disk_usage(folder).free
    state = State.GOOD if free >= LITTLE_BYTES else State.DOUBTFUL
    megabytes = free // 1_000_000
    yield Check("disk", state, SAY(f"磁盘：{folder} 还有 {megabytes} MB", f"Disk: {megabytes} MB free at {folder}"))


def _database(service: Service) -> Check:
    store, position = service.store, service.ledger.head().position
    demo = SAY("，演示库", ", a demo") if store.demo else ""
    return Check(
        "database",
        State.GOOD,
        SAY(
            f"数据库：{store.database}，机构 {store.tenant}，台账格式第 {store.ledger_version} 版，"
            f"{position} 条记录{demo}",
            f"Database: {store.database}, tenant {store.tenant}, ledger format {store.ledger_version}, "
            f"{position} records{demo}",
        ),
    )


def _guards(service: Service) -> Check:
    found = service.building()
    if not found:
        return Check("guards", State.GOOD, SAY("防改动：触发器与权限完好", "Append-only: triggers and rights stand"))
    told = "; ".join(f"{each.table} {each.key}: {finding_words(each.code, SAY.language)}" for each in found)
    return Check(
        "guards",
        State.WRONG,
        SAY(
            f"防改动已失效（{told}）；请查明是谁改的，运行 jiayi verify，再由备份恢复到新库。",
            f"What keeps rows from being changed is gone ({told}). Find out who did it, run jiayi verify, then "
            "restore a backup into a new store.",
        ),
    )


def _clock(service: Service) -> Check:
    now, last = service.clock.now(), service.ledger.head().recorded_at
    told = instant(now, SAY.language)
    if last is not None and last > now + AHEAD:
        said = SAY(
            f"时钟：现在是 {told}（UTC），但台账最后一条记录更晚；请校准系统时间。",
            f"Clock: it is {told} (UTC), yet the last record is later; set the machine's clock.",
        )
        return Check("clock", State.DOUBTFUL, said)
    return Check("clock", State.GOOD, SAY(f"时钟：{told}（UTC）", f"Clock: {told} (UTC)"))


def _read_models(service: Service) -> Iterator[Check]:
    head = service.ledger.head().position
    for name, progress in service.runner.progress().items():
        if progress.parked:
            said = SAY(
                f"查询表 {name}：有 {len(progress.parked)} 组记录因出错而暂缓；请运行 jiayi verify",
                f"Read model {name}: {len(progress.parked)} streams wait because of an error; run jiayi verify",
            )
            yield Check(name, State.WRONG, said)
        elif behind := head - progress.position:
            said = SAY(
                f"查询表 {name}：到第 {progress.position} 条，落后 {behind} 条；下次查询时自动跟上",
                f"Read model {name}: at {progress.position}, {behind} behind; the next read catches up",
            )
            yield Check(name, State.DOUBTFUL, said)
        else:
            yield Check(name, State.GOOD, SAY(f"查询表 {name}：已到最新", f"Read model {name}: up to date"))


def _trouble(check: str, error: Exception) -> Check:
    if isinstance(error, Refused):
        return Check(check, State.WRONG, refusal_sentence(error, SAY.language))
    failure = failure_of(error)
    if failure is None:
        raise error
    return Check(check, State.WRONG, code_sentence(failure.code, failure.facts, SAY.language))
