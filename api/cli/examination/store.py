"""What an open store says of itself: guarded, writable, durable, in time, up to date, or not."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from api.cli.examination.check import Check, State
from api.cli.speech import SPEECH as SAY
from api.composition import Service
from api.language.findings import finding_words
from api.language.values import instant, listed
from application.ports import ZONE

AHEAD = timedelta(minutes=5)


def examine_store(service: Service) -> Iterator[Check]:
    """Every check of an open store; quick, however long the ledger is."""
    yield _database(service)
    yield _guards(service)
    yield _writing(service)
    yield _durability(service)
    yield _clock(service)
    yield from _read_models(service)


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


def _writing(service: Service) -> Check:
    closed = listed(service.not_writable(), SAY.language)
    if not closed:
        return Check("writing", State.GOOD, SAY("写入：本用户可以写入", "Writing: this user may record"))
    said = SAY(
        f"不能写入：{closed}；请检查文件权限，或数据库用户的权限、是否连到了备用服务器。",
        f"Cannot be written: {closed}. Check the rights of the files, or of the database user, and whether the server "
        "is a standby.",
    )
    return Check("writing", State.WRONG, said)


def _durability(service: Service) -> Check:
    forgetful = listed(service.forgetful_settings(), SAY.language)
    if not forgetful:
        return Check("durability", State.GOOD, SAY("断电：已写入的不会丢", "Power cuts: what was recorded stays"))
    said = SAY(
        f"数据库服务器关闭了 {forgetful}，断电会丢失已写入的记录；请管理员改回 on。",
        f"The database server has {forgetful} off: a power cut loses what was recorded. Have an administrator turn it "
        "on.",
    )
    return Check("durability", State.WRONG, said)


def _clock(service: Service) -> Check:
    now, last = service.clock.now(), service.ledger.head().recorded_at
    told = instant(now.astimezone(ZoneInfo(ZONE)), SAY.language)
    if last is not None and last > now + AHEAD:
        said = SAY(
            f"时钟：现在是 {told}（{ZONE}），但台账最后一条记录更晚；请校准系统时间。",
            f"Clock: it is {told} ({ZONE}), yet the last record is later; set the machine's clock.",
        )
        return Check("clock", State.DOUBTFUL, said)
    return Check("clock", State.GOOD, SAY(f"时钟：{told}（{ZONE}）", f"Clock: {told} ({ZONE})"))


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
